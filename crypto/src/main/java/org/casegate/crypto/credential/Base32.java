// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.credential;

import java.io.ByteArrayOutputStream;

/// Base 32 (RFC 4648 section 6), the form in which one-time-code secrets are shown to people and typed by them.
public final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    /// Capital letters without padding.
    public static String encode(byte[] octets) {
        StringBuilder text = new StringBuilder();
        int pending = 0;
        int bits = 0;
        for (byte octet : octets) {
            pending = (pending << Byte.SIZE) | (octet & 0xFF);
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt((pending >> bits) & 0x1F));
            }
            pending &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((pending << (BITS - bits)) & 0x1F));
        }
        return text.toString();
    }

    /// Reads what [#encode] writes, also in small letters, in groups with blanks, and with padding.
    ///
    /// @throws IllegalArgumentException if it is not base 32; the message does not repeat the text, which is a secret
    public static byte[] decode(String text) {
        String compact = text.replace(" ", "");
        int end = compact.length();
        while (end > 0 && compact.charAt(end - 1) == '=') {
            end--;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int pending = 0;
        int bits = 0;
        for (int i = 0; i < end; i++) {
            pending = (pending << BITS) | digit(compact.charAt(i));
            bits += BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                octets.write(pending >> bits);
                pending &= (1 << bits) - 1;
            }
        }
        if (bits >= BITS || pending != 0) {
            throw new IllegalArgumentException("the text is cut short or has bits too many: it is not base 32");
        }
        return octets.toByteArray();
    }

    private static int digit(char letter) {
        char capital = letter >= 'a' && letter <= 'z' ? (char) (letter - 'a' + 'A') : letter;
        int digit = ALPHABET.indexOf(capital);
        if (digit < 0) {
            throw new IllegalArgumentException("base 32 has letters and the digits 2 to 7 only");
        }
        return digit;
    }
}
