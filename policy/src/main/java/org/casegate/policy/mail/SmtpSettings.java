// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.mail;

import java.nio.file.Path;
import java.util.Optional;

/// How a relay is reached. There is no way to reach one without TLS.
///
/// @param login     as whom we sign in there; empty where the relay knows us by our address
/// @param authority the certificate authority in PEM that signed the relay's certificate, where it is not a public one
public record SmtpSettings(String host, int port, Tls tls, Optional<Login> login, Optional<Path> authority) {

    /// How TLS begins.
    public enum Tls {
        /// In clear, then by STARTTLS before anything is said (RFC 3207); a relay that does not offer it gets nothing.
        STARTTLS,
        /// With the first octet (RFC 8314).
        IMPLICIT
    }

    /// A sign-in at the relay.
    public record Login(String user, String password) {
        /// Never the password.
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }
}
