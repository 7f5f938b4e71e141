// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.casegate.policy.inspect.PartFindings.Lock;

/// Finds encrypted entries of a ZIP archive by their local headers (APPNOTE 4.3.7), wherever they stand, so also in an
/// archive behind a program or within another archive. A header counts only when its other fields make sense.
final class ZipLock implements Detector {

    private static final int HEADER = 30;
    private static final int AES = 99;
    private static final int HIGHEST_VERSION = 63;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;
    private static final long EIGHT_PS = 0x5050_5050_5050_5050L;
    private static final long EIGHT_KS = 0x4b4b_4b4b_4b4b_4b4bL;

    /// The last octets that have passed, too few for a header.
    private final byte[] tail = new byte[HEADER - 1];
    private int tailLength;

    @Override
    public void update(byte[] octets, int from, int length, Sightings sightings) {
        int joined = Math.min(length, tail.length);
        byte[] seam = new byte[tailLength + joined];
        System.arraycopy(tail, 0, seam, 0, tailLength);
        System.arraycopy(octets, from, seam, tailLength, joined);
        boolean locked = holdsEncryptedEntry(seam, 0, seam.length) || holdsEncryptedEntry(octets, from, from + length);
        if (locked) {
            sightings.locked(Lock.ENCRYPTED_ZIP);
        }
        byte[] recent = length < tail.length
                ? seam
                : Arrays.copyOfRange(octets, from + length - tail.length, from + length);
        tailLength = Math.min(tail.length, recent.length);
        System.arraycopy(recent, recent.length - tailLength, tail, 0, tailLength);
    }

    private static boolean holdsEncryptedEntry(byte[] octets, int from, int to) {
        int last = to - HEADER;
        for (int at = nextBegin(octets, from, last); at <= last; at = nextBegin(octets, at + 1, last)) {
            if (octets[at] == 'P' && isEncryptedEntry(octets, at)) {
                return true;
            }
        }
        return false;
    }

    /// The next place where a header may begin. Sixteen are looked at together, for hardly any has `PK`.
    private static int nextBegin(byte[] octets, int from, int last) {
        int at = from;
        while (at + 2 * Long.BYTES <= last && (begins(octets, at) | begins(octets, at + Long.BYTES)) == 0) {
            at += 2 * Long.BYTES;
        }
        long begins = at + Long.BYTES <= last ? begins(octets, at) : 1;
        return at + Long.numberOfTrailingZeros(begins) / Byte.SIZE;
    }

    /// The lowest bit tells the first of eight places with `PK`: the first zero octet of what both differ by (Warren, Hacker's
    /// Delight, 6-1).
    private static long begins(byte[] octets, int at) {
        long unlike = ((long) LONGS.get(octets, at) ^ EIGHT_PS) | ((long) LONGS.get(octets, at + 1) ^ EIGHT_KS);
        return (unlike - ONES) & ~unlike & HIGHEST_BITS;
    }

    private static boolean isEncryptedEntry(byte[] octets, int start) {
        boolean header = octets[start] == 'P' && octets[start + 1] == 'K' && octets[start + 2] == 3
                && octets[start + 3] == 4 && Byte.toUnsignedInt(octets[start + 4]) <= HIGHEST_VERSION;
        int method = word(octets, start + 8);
        int name = word(octets, start + 26);
        boolean plausible = name > 0 && name < 4_096 && (method <= 20 || (method >= 93 && method <= AES));
        boolean encrypted = (octets[start + 6] & 1) != 0 || method == AES;
        return header && plausible && encrypted;
    }

    private static int word(byte[] octets, int at) {
        return Byte.toUnsignedInt(octets[at]) | Byte.toUnsignedInt(octets[at + 1]) << 8;
    }
}
