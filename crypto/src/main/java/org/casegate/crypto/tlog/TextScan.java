// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

/// Where names and texts of canonical JSON end.
final class TextScan {
    /// The answer where something is not canonical: no place.
    static final int NOWHERE = -1;

    private TextScan() {}

    /// The place of the quotation mark that ends a name; [#NOWHERE] if something else does.
    ///
    /// @param from behind the quotation mark that begins it
    static int name(byte[] in, int from, int end) {
        int i = from;
        while (i <= end - Long.BYTES) {
            int printable = Eight.printable(Eight.at(in, i));
            if (printable < Long.BYTES) {
                i += printable;
                return in[i] == '"' ? i : NOWHERE;
            }
            i += Long.BYTES;
        }
        while (i < end && in[i] >= 0x20 && in[i] < 0x7f && in[i] != '"' && in[i] != '\\') {
            i++;
        }
        return i < end && in[i] == '"' ? i : NOWHERE;
    }

    /// The place of the quotation mark that ends a text; [#NOWHERE] if it is not canonical or does not end.
    ///
    /// @param from behind the quotation mark that begins it
    static int text(byte[] in, int from, int end) {
        int i = from;
        while (i <= end - Long.BYTES) {
            int plain = Eight.plain(Eight.at(in, i));
            if (plain < Long.BYTES) {
                i += plain;
                return in[i] == '"' ? i : slowly(in, i, end);
            }
            i += Long.BYTES;
        }
        return slowly(in, i, end);
    }

    /// Octet by octet: what is not plain, and the few in front of the end.
    private static int slowly(byte[] in, int from, int end) {
        int i = from;
        while (i != NOWHERE && i < end) {
            int c = in[i];
            if (c == '"') {
                return i;
            } else if (c == '\\') {
                i = behindEscape(in, i, end);
            } else if (c < 0) {
                i = behindCharacter(in, i, end);
            } else {
                i = c < 0x20 ? NOWHERE : i + 1;
            }
        }
        return NOWHERE;
    }

    /// The seven short escapes; and one in hexadecimal digits for each control that has none.
    private static int behindEscape(byte[] in, int at, int end) {
        int c = at + 1 < end ? in[at + 1] : -1;
        return switch (c) {
            case '"', '\\', 'b', 't', 'n', 'f', 'r' -> at + 2;
            case 'u' -> behindControl(in, at, end);
            default -> NOWHERE;
        };
    }

    private static int behindControl(byte[] in, int at, int end) {
        if (end - at < 6 || in[at + 2] != '0' || in[at + 3] != '0' || (in[at + 4] != '0' && in[at + 4] != '1')) {
            return NOWHERE;
        }
        int low = in[at + 5];
        int digit = low >= '0' && low <= '9' ? low - '0' : low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
        int c = 16 * (in[at + 4] - '0') + digit;
        boolean other = digit < 0 || c == '\b' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
        return other ? NOWHERE : at + 6;
    }

    /// A character of two to four bytes, as Unicode's table 3-7 has them: no second spelling, no half of a pair.
    private static int behindCharacter(byte[] in, int at, int end) {
        int lead = in[at] & 0xff;
        int second = at + 1 < end ? in[at + 1] & 0xff : 0;
        if (lead >= 0xc2 && lead <= 0xdf) {
            return behindTail(in, at, end, second >= 0x80 && second <= 0xbf, 2);
        } else if (lead >= 0xe0 && lead <= 0xef) {
            return behindTail(in, at, end,
                    second >= (lead == 0xe0 ? 0xa0 : 0x80) && second <= (lead == 0xed ? 0x9f : 0xbf), 3);
        } else if (lead >= 0xf0 && lead <= 0xf4) {
            return behindTail(in, at, end,
                    second >= (lead == 0xf0 ? 0x90 : 0x80) && second <= (lead == 0xf4 ? 0x8f : 0xbf), 4);
        }
        return NOWHERE;
    }

    private static int behindTail(byte[] in, int at, int end, boolean secondIsRight, int length) {
        boolean right = secondIsRight && end - at >= length;
        for (int i = 2; right && i < length; i++) {
            right = (in[at + i] & 0xc0) == 0x80;
        }
        return right ? at + length : NOWHERE;
    }
}
