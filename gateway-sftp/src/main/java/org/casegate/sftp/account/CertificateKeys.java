// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.account;

import org.apache.sshd.server.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.session.ServerSession;

/// Makes sign-ins by key that leave the addresses of certificates to [org.casegate.policy.directory.SshCertificate].
public final class CertificateKeys extends UserAuthPublicKeyFactory {

    @Override
    public UserAuthPublicKey createUserAuth(ServerSession session) {
        return new CertificateKey(getSignatureFactories());
    }
}
