// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import java.io.IOException;
import java.time.Instant;

/// At this moment nothing may be wrapped to this certificate: it has expired or is not yet valid.
public final class CertificateNotAlive extends IOException {
    private static final long serialVersionUID = 1;

    CertificateNotAlive(String fingerprint, Instant now) {
        super("The certificate " + fingerprint + " has no valid encryption key at " + now + ".");
    }
}
