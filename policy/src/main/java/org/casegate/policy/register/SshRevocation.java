// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/// One line of an agency's list of revoked SSH certificates. It holds for the certificates of all its authorities, whenever
/// they were made.
public sealed interface SshRevocation {
    /// How a line may read.
    String ACCEPTED = "serial:17, id:laptop-9 (a certificate's key id), or SHA256:... (the fingerprint of a key)";

    /// Whether it takes back the certificate.
    ///
    /// @param serial      unsigned
    /// @param id          the certificate's key id
    /// @param fingerprint of the certified key, as `ssh-keygen -l` shows it
    boolean covers(long serial, String id, String fingerprint);

    /// Reads a line.
    static Optional<SshRevocation> parse(String line) {
        if (Serial.FORM.matcher(line).matches()) {
            return Serial.of(line.substring("serial:".length()));
        }
        if (Key.FORM.matcher(line).matches()) {
            return Optional.of(new Key(line));
        }
        return Id.FORM.matcher(line).matches()
                ? Optional.of(new Id(line.substring("id:".length())))
                : Optional.empty();
    }

    /// The certificate of a serial number; 0 is what certificates have that were given none, and cannot be revoked.
    record Serial(long number) implements SshRevocation {
        private static final Pattern FORM = Pattern.compile("serial:[1-9][0-9]{0,19}");

        private static Optional<SshRevocation> of(String digits) {
            BigInteger number = new BigInteger(digits);
            return number.bitLength() > Long.SIZE ? Optional.empty() : Optional.of(new Serial(number.longValue()));
        }

        @Override
        public boolean covers(long serial, String id, String fingerprint) {
            return serial == number;
        }

        @Override
        public String toString() {
            return "serial:" + Long.toUnsignedString(number);
        }
    }

    /// All certificates of a key id.
    record Id(String text) implements SshRevocation {
        private static final Pattern FORM = Pattern.compile("id:[\\x21-\\x7e]{1,200}");

        @Override
        public boolean covers(long serial, String id, String fingerprint) {
            return id.equals(text);
        }

        @Override
        public String toString() {
            return "id:" + text;
        }
    }

    /// All certificates of a key.
    record Key(String of) implements SshRevocation {
        private static final Pattern FORM = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

        @Override
        public boolean covers(long serial, String id, String fingerprint) {
            return fingerprint.equals(of);
        }

        @Override
        public String toString() {
            return of;
        }
    }
}
