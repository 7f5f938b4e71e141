// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of an agency's list of revoked SSH keys and certificates. It holds for the certificates of all its authorities,
/// or of one, whenever they were made.
public sealed interface SshRevocation {
    /// How a line may read.
    String ACCEPTED = "serial:17, serial:17-40, id:laptop-9 (a certificate's key id), each for one authority with "
            + "@SHA256:... behind it, or SHA256:... or SHA1:... (the fingerprint of a key)";

    /// Whether it takes back what somebody shows.
    boolean covers(Shown shown);

    /// What somebody shows to sign in.
    ///
    /// @param fingerprints of his key: `SHA256:…` as `ssh-keygen -l` shows it, and `SHA1:…`
    /// @param certificate  where the key is certified
    record Shown(Set<String> fingerprints, Optional<Certificate> certificate) {
        public Shown {
            fingerprints = Set.copyOf(fingerprints);
        }
    }

    /// What certifies a key.
    ///
    /// @param authority fingerprints of the key that signed
    /// @param serial    unsigned
    /// @param id        the certificate's key id
    record Certificate(Set<String> authority, long serial, String id) {
        public Certificate {
            authority = Set.copyOf(authority);
        }
    }

    /// Reads a line.
    static Optional<SshRevocation> parse(String line) {
        Matcher scoped = By.FORM.matcher(line);
        if (scoped.matches()) {
            return simple(scoped.group(1)).filter(what -> !(what instanceof Key))
                    .map(what -> new By(what, scoped.group(2)));
        }
        return simple(line);
    }

    private static Optional<SshRevocation> simple(String line) {
        Matcher serials = Serials.FORM.matcher(line);
        if (serials.matches()) {
            return Serials.of(serials.group(1), Optional.ofNullable(serials.group(2)).orElse(serials.group(1)));
        }
        if (Key.FORM.matcher(line).matches()) {
            return Optional.of(new Key(line));
        }
        return Id.FORM.matcher(line).matches()
                ? Optional.of(new Id(line.substring("id:".length())))
                : Optional.empty();
    }

    /// The certificates of these serial numbers; 0 is what certificates have that were given none, and cannot be revoked.
    ///
    /// @param first unsigned, as is the last, which is not below it
    record Serials(long first, long last) implements SshRevocation {
        private static final Pattern FORM = Pattern.compile("serial:([1-9][0-9]{0,19})(?:-([1-9][0-9]{0,19}))?");

        private static Optional<SshRevocation> of(String first, String last) {
            BigInteger from = new BigInteger(first);
            BigInteger to = new BigInteger(last);
            return to.bitLength() > Long.SIZE || from.compareTo(to) > 0
                    ? Optional.empty()
                    : Optional.of(new Serials(from.longValue(), to.longValue()));
        }

        @Override
        public boolean covers(Shown shown) {
            return shown.certificate().map(Certificate::serial)
                    .filter(serial -> Long.compareUnsigned(serial, first) >= 0
                            && Long.compareUnsigned(serial, last) <= 0)
                    .isPresent();
        }

        @Override
        public String toString() {
            return "serial:" + Long.toUnsignedString(first)
                    + (first == last ? "" : "-" + Long.toUnsignedString(last));
        }
    }

    /// All certificates of a key id.
    record Id(String text) implements SshRevocation {
        private static final Pattern FORM = Pattern.compile("id:[\\x21-\\x7e](?:[\\x20-\\x7e]{0,198}[\\x21-\\x7e])?");

        @Override
        public boolean covers(Shown shown) {
            return shown.certificate().filter(certificate -> certificate.id().equals(text)).isPresent();
        }

        @Override
        public String toString() {
            return "id:" + text;
        }
    }

    /// A key: by itself, under every certificate, and with all that it certified.
    record Key(String of) implements SshRevocation {
        private static final Pattern FORM = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}|SHA1:[A-Za-z0-9+/]{27}");

        @Override
        public boolean covers(Shown shown) {
            return shown.fingerprints().contains(of)
                    || shown.certificate().filter(certificate -> certificate.authority().contains(of)).isPresent();
        }

        @Override
        public String toString() {
            return of;
        }
    }

    /// What holds for the certificates of one authority.
    ///
    /// @param authority its fingerprint
    record By(SshRevocation what, String authority) implements SshRevocation {
        private static final Pattern FORM = Pattern.compile("(.+)@(SHA256:[A-Za-z0-9+/]{43})");

        @Override
        public boolean covers(Shown shown) {
            return shown.certificate().filter(certificate -> certificate.authority().contains(authority)).isPresent()
                    && what.covers(shown);
        }

        @Override
        public String toString() {
            return what + "@" + authority;
        }
    }
}
