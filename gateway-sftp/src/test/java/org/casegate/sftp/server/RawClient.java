// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.apache.sshd.client.ClientFactoryManager;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.client.session.SessionFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/// A client that has exchanged keys and then says what the test wants, in whatever order.
final class RawClient implements AutoCloseable {
    /// What [#next] says of a connection that the server has ended.
    static final int GONE = 0xff;

    private static final String CONNECTION = "ssh-connection";

    private final SshClient client = SshClient.setUpDefaultClient();
    private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
    private final ClientSession session;

    RawClient(int port) throws Exception {
        client.setServerKeyVerifier((anything, address, key) -> true);
        client.setSessionFactory(new SessionFactory(client) {
            @Override
            protected ClientSessionImpl doCreateSession(IoSession io) throws Exception {
                return new Listening(client, io, answers);
            }
        });
        client.start();
        session = client.connect("anybody", "127.0.0.1", port).verify(Duration.ofSeconds(20)).getSession();
        awaitService();
    }

    /// Asks for the service of signing in once more; MINA's client has done so at the beginning.
    RawClient service() throws Exception {
        send(SshConstants.SSH_MSG_SERVICE_REQUEST, packet -> packet.putString("ssh-userauth")).awaitService();
        return this;
    }

    private void awaitService() throws Exception {
        assertThat(next()).isEqualTo(SshConstants.SSH_MSG_SERVICE_ACCEPT);
    }

    /// Asks to be let in.
    RawClient request(String account, String method, Consumer<Buffer> rest) throws IOException {
        return send(SshConstants.SSH_MSG_USERAUTH_REQUEST, packet -> {
            packet.putString(account);
            packet.putString(CONNECTION);
            packet.putString(method);
            rest.accept(packet);
        });
    }

    RawClient none(String account) throws IOException {
        return request(account, "none", packet -> {
        });
    }

    /// Shows a key without a proof.
    RawClient show(String account, PublicKey key) throws IOException {
        return request(account, "publickey", packet -> {
            packet.putBoolean(false);
            packet.putString(KeyUtils.getKeyType(key));
            packet.putPublicKey(key);
        });
    }

    /// Shows an Ed25519 key with a proof, made with this secret half.
    RawClient prove(String account, PublicKey key, PrivateKey secret) throws Exception {
        ByteArrayBuffer blob = new ByteArrayBuffer();
        blob.putRawPublicKey(key);
        return prove(account, KeyUtils.getKeyType(key), blob.getCompactData(), secret);
    }

    /// The same of a key or a certificate as it is written.
    RawClient prove(String account, String algorithm, byte[] blob, PrivateKey secret) throws Exception {
        byte[] signature = sign(account, algorithm, blob, secret);
        return request(account, "publickey", packet -> {
            packet.putBoolean(true);
            packet.putString(algorithm);
            packet.putBytes(blob);
            ByteArrayBuffer signed = new ByteArrayBuffer();
            signed.putString("ssh-ed25519");
            signed.putBytes(signature);
            packet.putBytes(signed.getCompactData());
        });
    }

    RawClient prove(String account, KeyPair key) throws Exception {
        return prove(account, key.getPublic(), key.getPrivate());
    }

    RawClient send(int command, Consumer<Buffer> content) throws IOException {
        Buffer packet = session.createBuffer((byte) command);
        content.accept(packet);
        session.writePacket(packet).verify(Duration.ofSeconds(5));
        return this;
    }

    /// The number of the server's next message.
    int next() throws Exception {
        return answer().getUByte();
    }

    /// The server's next message.
    Buffer answer() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < deadline) {
            byte[] answer = answers.poll(10, TimeUnit.MILLISECONDS);
            if (answer != null) {
                return new ByteArrayBuffer(answer);
            }
            if (!session.isOpen() && answers.isEmpty()) {
                return new ByteArrayBuffer(new byte[]{(byte) GONE});
            }
        }
        throw new AssertionError("no answer");
    }

    private byte[] sign(String account, String algorithm, byte[] blob, PrivateKey secret)
            throws GeneralSecurityException {
        ByteArrayBuffer signed = new ByteArrayBuffer();
        signed.putBytes(session.getSessionId());
        signed.putByte(SshConstants.SSH_MSG_USERAUTH_REQUEST);
        signed.putString(account);
        signed.putString(CONNECTION);
        signed.putString("publickey");
        signed.putBoolean(true);
        signed.putString(algorithm);
        signed.putBytes(blob);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(secret);
        signature.update(signed.getCompactData());
        return signature.sign();
    }

    @Override
    public void close() {
        client.stop();
    }

    /// Keeps what belongs to the sign-in, and to all that follows it, and does nothing about it.
    private static final class Listening extends ClientSessionImpl {
        private final BlockingQueue<byte[]> answers;

        Listening(ClientFactoryManager client, IoSession io, BlockingQueue<byte[]> answers) throws Exception {
            super(client, io);
            this.answers = answers;
        }

        @Override
        protected void doHandleMessage(Buffer buffer) throws Exception {
            int command = buffer.array()[buffer.rpos()] & 0xff;
            if (command == SshConstants.SSH_MSG_SERVICE_ACCEPT || command == SshConstants.SSH_MSG_DISCONNECT
                    || command == SshConstants.SSH_MSG_UNIMPLEMENTED
                    || command >= SshConstants.SSH_MSG_USERAUTH_REQUEST) {
                answers.add(buffer.getCompactData());
            }
            if (command < SshConstants.SSH_MSG_USERAUTH_REQUEST
                    && command != SshConstants.SSH_MSG_SERVICE_ACCEPT) {
                super.doHandleMessage(buffer);
            }
        }
    }
}
