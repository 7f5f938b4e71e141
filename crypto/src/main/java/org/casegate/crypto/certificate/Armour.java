// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Takes the armour off a certificate (RFC 9580 section 6.2): exactly one block, and nothing before or after it. What begins with a
/// packet has none.
final class Armour {
    private static final String BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private static final String END = "-----END PGP PUBLIC KEY BLOCK-----";
    private static final String SECRET = "-----BEGIN PGP PRIVATE KEY BLOCK-----";
    private static final int PACKET = 0x80;
    private static final int MOST_HEADERS = 10;
    private static final int LONGEST_LINE = 200;
    /// The length of a line with the checksum, which nobody has to send and nobody should refuse by.
    private static final int CHECKSUM = 5;

    private Armour() {}

    static byte[] remove(byte[] given) throws CertificateRefused {
        if (given.length > 0 && (given[0] & PACKET) != 0) {
            return given;
        }
        List<String> lines = new String(given, StandardCharsets.ISO_8859_1).strip().lines().map(String::strip).toList();
        if (lines.contains(SECRET)) {
            throw CertificateScanner.secret();
        }
        if (lines.isEmpty() || !lines.getFirst().equals(BEGIN) || !lines.getLast().equals(END)
                || lines.stream().filter(line -> line.startsWith("-----")).count() != 2) {
            throw new CertificateRefused(
                    "This is not one OpenPGP certificate: send one file that holds one block, from '%s' to '%s', and nothing else."
                            .formatted(BEGIN, END));
        }
        return decode(body(lines));
    }

    private static List<String> body(List<String> lines) throws CertificateRefused {
        int blank = lines.indexOf("");
        if (blank < 0 || blank - 1 > MOST_HEADERS
                || lines.stream().anyMatch(line -> line.length() > LONGEST_LINE)) {
            throw new CertificateRefused(
                    "The armour has no blank line after its headers, more than %d headers, or a line of more than %d characters: export the certificate again."
                            .formatted(MOST_HEADERS, LONGEST_LINE));
        }
        return lines.subList(blank + 1, lines.size() - 1);
    }

    private static byte[] decode(List<String> body) throws CertificateRefused {
        boolean checksum = !body.isEmpty() && body.getLast().startsWith("=") && body.getLast().length() == CHECKSUM;
        try {
            return Base64.getDecoder().decode(String.join("", checksum ? body.subList(0, body.size() - 1) : body));
        } catch (IllegalArgumentException _) {
            throw new CertificateRefused("The armour is damaged: export the certificate again.");
        }
    }
}
