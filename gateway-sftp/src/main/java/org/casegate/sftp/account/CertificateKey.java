// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.account;

import java.util.List;

import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.server.session.ServerSession;

/// MINA's sign-in by key, but for the addresses that a certificate may be used from: MINA compares them with the other end of
/// the connection, which may be a balancer. The sign-in compares them with the client's.
///
/// MINA logs under this class's name, with the names that strangers type: its level is ERROR.
final class CertificateKey extends UserAuthPublicKey {
    CertificateKey(List<NamedFactory<Signature>> signatures) {
        super(signatures);
    }

    @Override
    protected void verifyCertificateSources(ServerSession session, OpenSshCertificate certificate) {
        // by SshCertificate
    }
}
