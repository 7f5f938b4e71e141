// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

import java.nio.charset.StandardCharsets;

/// What a file is, by its first octets.
enum FileKind {
    PDF, OLE2, TEXT, TEXT_16, OTHER;

    /// How many octets are looked at.
    static final int LONGEST_HEAD = 4_096;

    private static final int PDF_HEADER_WITHIN = 1_024;
    private static final int[] OLE2_SIGNATURE = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};

    static FileKind of(byte[] head, int length) {
        if (startsWith(head, length, OLE2_SIGNATURE)) {
            return OLE2;
        }
        String start = new String(head, 0, Math.min(length, PDF_HEADER_WITHIN), StandardCharsets.ISO_8859_1);
        if (start.contains("%PDF-")) {
            return PDF;
        }
        if (isSixteenBit(head, length)) {
            return TEXT_16;
        }
        return isText(head, length) ? TEXT : OTHER;
    }

    private static boolean startsWith(byte[] head, int length, int... signature) {
        if (length < signature.length) {
            return false;
        }
        for (int index = 0; index < signature.length; index++) {
            if ((head[index] & 0xFF) != signature[index]) {
                return false;
            }
        }
        return true;
    }

    /// A byte order mark, or zeros in at least a quarter of the octets, all of them in even or all in odd places.
    private static boolean isSixteenBit(byte[] head, int length) {
        if (startsWith(head, length, 0xFF, 0xFE) || startsWith(head, length, 0xFE, 0xFF)) {
            return true;
        }
        int even = 0;
        int odd = 0;
        for (int index = 0; index < length; index++) {
            if (head[index] == 0 && index % 2 == 0) {
                even++;
            } else if (head[index] == 0) {
                odd++;
            }
        }
        return (even == 0 || odd == 0) && (even + odd) * 4 >= length && length > 0;
    }

    /// At most one octet in a hundred is a control character.
    private static boolean isText(byte[] head, int length) {
        int controls = 0;
        for (int index = 0; index < length; index++) {
            int octet = head[index] & 0xFF;
            if (octet < 0x20 && octet != '\t' && octet != '\n' && octet != '\r' && octet != '\f') {
                controls++;
            }
        }
        return controls * 100 <= length;
    }
}
