// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Eight octets looked at in as many steps as one: in a word whose lowest octet is the first of them.
final class Eight {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle HALF = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long LOW_HALVES = 0x0f0f_0f0f_0f0f_0f0fL;

    private Eight() {}

    /// Those from there on.
    static long at(byte[] octets, int from) {
        return (long) WORD.get(octets, from);
    }

    /// How many of them stand before the first that is below 0x20, a quotation mark, a backslash or not ASCII; 8 where none is.
    ///
    /// Taking away borrows from the next octet only where the octet itself is one of these, so the lowest high bit that is
    /// set is that of the first. Inverting one bit brings the quotation mark to the end of the controls.
    static int plain(long eight) {
        return before(special(eight));
    }

    /// The same, but 0x7f is no plain one either.
    static int printable(long eight) {
        return before(special(eight) | (((eight ^ (0x7f * ONES)) - ONES) & HIGH_BITS));
    }

    private static long special(long eight) {
        long controlOrQuotation = (eight ^ (0x02 * ONES)) - 0x21 * ONES;
        long backslash = (eight ^ ('\\' * ONES)) - ONES;
        return (controlOrQuotation | backslash | eight) & HIGH_BITS;
    }

    /// The number of octets, come to by a jump for each: where it was counted, the processor would have to wait for it before it
    /// can look at what comes next, but a jump it guesses. That takes a third off the time of a scan.
    private static int before(long highBits) {
        return switch (Long.numberOfTrailingZeros(highBits) >>> 3) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> 2;
            case 3 -> 3;
            case 4 -> 4;
            case 5 -> 5;
            case 6 -> 6;
            case 7 -> 7;
            default -> Long.BYTES; // no bit is set
        };
    }

    /// Whether they look like a pattern, in which `0` stands for any digit and everything else for itself.
    static boolean like(long eight, long pattern) {
        long differing = eight ^ pattern;
        // 0x76 brings what is above 9 to the high bit, 0x7f what is above 0; the difference of a digit from '0' is the digit.
        long zero = pattern ^ ('0' * ONES);
        long literal = ((zero + 0x7f * ONES) & HIGH_BITS) >>> 7;
        return (((differing + 0x76 * ONES + 9 * literal) | differing) & HIGH_BITS) == 0;
    }

    /// The hexadecimal digits, in lower case, of the four octets from there on.
    static long digits(byte[] octets, int from) {
        int four = (int) HALF.get(octets, from);
        int halves = (four & 0x0f0f_0f0f) << 4 | (four >>> 4 & 0x0f0f_0f0f); // the higher one is written first
        long digits = Long.expand(Integer.toUnsignedLong(halves), LOW_HALVES);
        long letters = ((digits + 6 * ONES) >>> 4) & ONES;
        return digits + '0' * ONES + ('a' - '0' - 10) * letters;
    }
}
