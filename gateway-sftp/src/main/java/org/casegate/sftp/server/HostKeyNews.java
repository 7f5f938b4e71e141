// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import java.io.IOException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/// Tells OpenSSH clients all keys of this gateway, those that are to come too, and proves to hold them (OpenSSH's PROTOCOL,
/// section 2.5): so a change of keys warns nobody who has been here. MINA's own handler proves by the first key of a kind
/// only, and RSA by SHA-1 only.
final class HostKeyNews implements RequestHandler<ConnectionService> {
    private static final String TELL = "hostkeys-00@openssh.com";
    private static final String PROVE = "hostkeys-prove-00@openssh.com";
    private static final AttributeKey<Boolean> TOLD = new AttributeKey<>();

    private final LiveHostKeys hostKeys;

    HostKeyNews(LiveHostKeys hostKeys) {
        this.hostKeys = hostKeys;
    }

    /// Once for a session that has signed in. Not when it does: a packet then would overtake the answer to the sign-in.
    void tell(Session session) throws IOException {
        if (session.setAttribute(TOLD, true) != null) {
            return;
        }
        Buffer news = session.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST);
        news.putString(TELL);
        news.putBoolean(false);
        for (KeyPair key : hostKeys.of(session).told()) {
            news.putBytes(blob(key));
        }
        var _ = session.writePacket(news);
    }

    @Override
    public Result process(ConnectionService service, String request, boolean wantReply, Buffer buffer)
            throws Exception {
        if (!PROVE.equals(request) || !wantReply) {
            return Result.Unsupported;
        }
        Session session = service.getSession();
        List<KeyPair> keys = hostKeys.of(session).told();
        List<byte[]> proofs = new ArrayList<>();
        while (buffer.available() > 0) {
            byte[] asked = buffer.getBytes();
            Optional<KeyPair> key = keys.stream().filter(each -> Arrays.equals(blob(each), asked)).findFirst();
            if (key.isEmpty() || proofs.size() == keys.size()) {
                return Result.ReplyFailure;
            }
            proofs.add(proof(session, key.get(), asked));
        }
        Buffer reply = session.createBuffer(SshConstants.SSH_MSG_REQUEST_SUCCESS);
        proofs.forEach(reply::putBytes);
        var _ = session.writePacket(reply);
        return Result.Replied;
    }

    private static byte[] proof(Session session, KeyPair key, byte[] blob) throws Exception {
        ByteArrayBuffer signed = new ByteArrayBuffer();
        signed.putString(PROVE);
        signed.putBytes(session.getSessionId());
        signed.putBytes(blob);
        String algorithm = algorithm(session, key);
        Signature signature = algorithm.equals("rsa-sha2-256")
                ? BuiltinSignatures.rsaSHA256.create()
                : algorithm.equals("rsa-sha2-512")
                        ? BuiltinSignatures.rsaSHA512.create()
                        : BuiltinSignatures.ed25519.create();
        signature.initSigner(session, key.getPrivate());
        signature.update(session, signed.array(), signed.rpos(), signed.available());
        ByteArrayBuffer proof = new ByteArrayBuffer();
        proof.putString(algorithm);
        proof.putBytes(signature.sign(session));
        return proof.getCompactData();
    }

    // a client that recognised us by RSA wants the same hash again
    private static String algorithm(Session session, KeyPair key) {
        String type = KeyUtils.getKeyType(key.getPublic());
        if (!type.equals("ssh-rsa")) {
            return type;
        }
        String negotiated = session.getNegotiatedKexParameter(KexProposalOption.SERVERKEYS);
        return "rsa-sha2-256".equals(negotiated) ? negotiated : "rsa-sha2-512";
    }

    private static byte[] blob(KeyPair key) {
        ByteArrayBuffer blob = new ByteArrayBuffer();
        blob.putRawPublicKey(key.getPublic());
        return blob.getCompactData();
    }
}
