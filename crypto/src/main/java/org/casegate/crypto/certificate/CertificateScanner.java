// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import java.io.ByteArrayOutputStream;

/// Reads the headers of a certificate's packets, before any library sees it: what it may hold, how often and how long (RFC 9580
/// sections 4.2 and 10.1). The library would ignore whatever follows the first certificate, and make room for any length.
final class CertificateScanner {
    /// Without armour.
    static final int LARGEST = 64 * 1024;
    private static final int LARGEST_ARMOURED = LARGEST * 3 / 2;
    private static final int MOST_SUBKEYS = 20;
    private static final int MOST_USER_IDS = 20;
    private static final int LONGEST_USER_ID = 512;
    private static final int MOST_SIGNATURES = 100;
    private static final int LONGEST_KEY = 4096;

    private static final int SIGNATURE = 2;
    private static final int SECRET_KEY = 5;
    private static final int PUBLIC_KEY = 6;
    private static final int SECRET_SUBKEY = 7;
    private static final int USER_ID = 13;
    private static final int PUBLIC_SUBKEY = 14;
    private static final int USER_ATTRIBUTE = 17;

    private final byte[] octets;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int next;
    private int version;
    private int subkeys;
    private int userIds;
    private int signatures;
    /// A user attribute is dropped, and what is signed of it.
    private boolean dropping;

    private CertificateScanner(byte[] octets) {
        this.octets = octets;
    }

    /// One certificate without armour, pictures and the signatures on these.
    ///
    /// @param given as it was sent, with armour or without
    static byte[] scan(byte[] given) throws CertificateRefused {
        if (given.length > LARGEST_ARMOURED) {
            throw tooLarge();
        }
        byte[] octets = Armour.remove(given);
        if (octets.length > LARGEST) {
            throw tooLarge();
        }
        return new CertificateScanner(octets).scan();
    }

    static CertificateRefused secret() {
        return new CertificateRefused(
                "You sent your secret key. Whoever has seen it can read what is sealed to it: make a new key, replace this one wherever it is in use, and send the public half (gpg --export, sq cert export).");
    }

    private static CertificateRefused tooLarge() {
        return new CertificateRefused(
                "The certificate is larger than %d KiB without armour: send a minimal export (gpg --export-options export-minimal --export)."
                        .formatted(LARGEST / 1024));
    }

    private static CertificateRefused broken() {
        return new CertificateRefused("This is not one whole OpenPGP certificate: export it again.");
    }

    private byte[] scan() throws CertificateRefused {
        while (next < octets.length) {
            packet();
        }
        if (version == 0) {
            throw broken();
        }
        return kept.toByteArray();
    }

    private void packet() throws CertificateRefused {
        int from = next;
        int first = octet();
        if ((first & 0x80) == 0) {
            throw broken();
        }
        boolean current = (first & 0x40) != 0;
        int type = current ? first & 0x3F : (first & 0x3F) >> 2;
        int length = current ? currentLength() : legacyLength(first & 3);
        if (length < 1 || length > octets.length - next) {
            throw broken();
        }
        int body = next;
        next += length;
        if (take(type, body, length)) {
            kept.write(octets, from, next - from);
        }
    }

    private boolean take(int type, int body, int length) throws CertificateRefused {
        if (version == 0 && type != PUBLIC_KEY && type != SECRET_KEY) {
            throw broken();
        }
        dropping = type == USER_ATTRIBUTE || (dropping && type == SIGNATURE);
        switch (type) {
            case SECRET_KEY, SECRET_SUBKEY -> throw secret();
            case PUBLIC_KEY -> {
                if (version != 0) {
                    throw new CertificateRefused("There is more than one certificate in the file: send one alone.");
                }
                version = octets[body];
                key(body, length);
            }
            case PUBLIC_SUBKEY -> {
                count(++subkeys, MOST_SUBKEYS, "subkeys");
                key(body, length);
            }
            case USER_ID -> {
                count(++userIds, MOST_USER_IDS, "user IDs");
                if (length > LONGEST_USER_ID) {
                    throw new CertificateRefused("A user ID is longer than %d octets: send an export without it."
                            .formatted(LONGEST_USER_ID));
                }
            }
            case SIGNATURE -> count(++signatures, MOST_SIGNATURES, "signatures");
            case USER_ATTRIBUTE -> {
                return false;
            }
            default -> throw new CertificateRefused(
                    "There is something in the file that belongs to no certificate (a packet of type %d): export the certificate alone."
                            .formatted(type));
        }
        return !dropping;
    }

    private void key(int body, int length) throws CertificateRefused {
        if (octets[body] != version || (version != 4 && version != 6)) {
            throw new CertificateRefused(
                    "The keys of the certificate are not all of version 4, or all of version 6: make a new key with a present program.");
        }
        if (length > LONGEST_KEY) {
            throw new CertificateRefused("A key is longer than %d octets: make a new one of a usual size."
                    .formatted(LONGEST_KEY));
        }
    }

    private static void count(int found, int most, String what) throws CertificateRefused {
        if (found > most) {
            throw new CertificateRefused("The certificate has more than %d %s: send a minimal export."
                    .formatted(most, what));
        }
    }

    /// Only a definite length: partial ones are for data.
    private int currentLength() throws CertificateRefused {
        int first = octet();
        if (first < 192) {
            return first;
        }
        if (first < 224) {
            return ((first - 192) << 8) + octet() + 192;
        }
        if (first < 255) {
            throw broken();
        }
        return bigEndian(4);
    }

    private int legacyLength(int form) throws CertificateRefused {
        return switch (form) {
            case 0 -> octet();
            case 1 -> bigEndian(2);
            case 2 -> bigEndian(4);
            default -> throw broken();
        };
    }

    /// Negative where it is larger than any certificate.
    private int bigEndian(int size) throws CertificateRefused {
        int value = 0;
        for (int i = 0; i < size; i++) {
            value = (value << 8) | octet();
        }
        return value;
    }

    private int octet() throws CertificateRefused {
        if (next >= octets.length) {
            throw broken();
        }
        return octets[next++] & 0xFF;
    }
}
