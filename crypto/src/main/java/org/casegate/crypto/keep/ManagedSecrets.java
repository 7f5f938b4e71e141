// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import java.io.IOException;
import java.util.Arrays;
import org.casegate.crypto.certificate.ManagedSecret;
import org.casegate.crypto.seal.Damaged;

/// Managed secret keys at rest: each in an envelope under the master key, bound to the account whose key it is.
///
/// The certificate to wrap to is to be taken from the opened secret, not from a row in clear, where another could have
/// been put in its place. Thread-safe.
public final class ManagedSecrets {
    private static final String KIND = "managed-secret";

    private final MasterKey master;

    /// Seals and opens under one master key.
    ///
    /// @param master outlives this
    public ManagedSecrets(MasterKey master) {
        this.master = master;
    }

    /// The row for a secret key.
    public byte[] seal(ManagedSecret secret, String account) {
        byte[] octets = secret.octets();
        try {
            return Envelope.seal(master, Purpose.MANAGED, octets, Binding.account(KIND, account));
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /// The secret key of a row; the caller closes it.
    ///
    /// @throws KeyUnavailable if it was sealed under another master key
    /// @throws Damaged if the row was altered or is another account's
    public ManagedSecret open(byte[] row, String account) throws IOException {
        byte[] octets = Envelope.open(master, Purpose.MANAGED, row, Binding.account(KIND, account));
        try {
            return ManagedSecret.restore(octets);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }
}
