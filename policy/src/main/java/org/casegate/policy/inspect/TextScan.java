// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

import java.util.List;

/// Reads the characters of a text file in UTF-8, UTF-16 of either order, or one octet a character, and gives them to
/// everything that looks at text. What is not well-formed is read octet by octet.
final class TextScan implements Detector {

    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int LONGEST_RUN = 4_096;

    private final boolean sixteenBit;
    private final List<TextSink> sinks = TextSink.all();
    /// Octets of a character that is not complete yet.
    private final int[] pending = new int[4];
    private int pendingLength;
    private final char[] run = new char[LONGEST_RUN];
    private int runLength;
    private int wanted;
    private Order order = Order.UNKNOWN;

    TextScan(boolean sixteenBit) {
        this.sixteenBit = sixteenBit;
    }

    @Override
    public void update(byte[] octets, int from, int length, Sightings sightings) {
        for (int index = from; index < from + length; index++) {
            if (sixteenBit) {
                sixteen(octets[index] & 0xFF, sightings);
            } else {
                eight(octets[index] & 0xFF, sightings);
            }
        }
        handOver(sightings);
    }

    @Override
    public void finish(Sightings sightings) {
        release(sightings);
        handOver(sightings);
        sinks.forEach(sink -> sink.finish(sightings));
    }

    private void sixteen(int octet, Sightings sightings) {
        pending[pendingLength++] = octet;
        if (pendingLength < 2) {
            return;
        }
        if (order == Order.UNKNOWN) {
            order = pending[0] == 0xFE || pending[0] == 0 ? Order.BIG_END_FIRST : Order.LITTLE_END_FIRST;
        }
        int unit = order == Order.BIG_END_FIRST ? pending[0] << 8 | pending[1] : pending[1] << 8 | pending[0];
        pendingLength = 0;
        put(unit, sightings);
    }

    private void eight(int octet, Sightings sightings) {
        boolean continues = pendingLength > 0 && (octet & 0xC0) == 0x80;
        if (!continues) {
            release(sightings);
            wanted = (octet & 0xE0) == 0xC0 ? 2 : (octet & 0xF0) == 0xE0 ? 3 : (octet & 0xF8) == 0xF0 ? 4 : 1;
            if (wanted == 1) {
                put(octet, sightings);
                return;
            }
        }
        pending[pendingLength++] = octet;
        if (pendingLength == wanted) {
            put(codePoint(), sightings);
            pendingLength = 0;
        }
    }

    private int codePoint() {
        int codePoint = pending[0] & (0xFF >> (wanted + 1));
        for (int index = 1; index < wanted; index++) {
            codePoint = codePoint << 6 | (pending[index] & 0x3F);
        }
        return codePoint;
    }

    /// What looked like the start of a longer character was none.
    private void release(Sightings sightings) {
        for (int index = 0; index < pendingLength; index++) {
            put(pending[index], sightings);
        }
        pendingLength = 0;
    }

    private void put(int codePoint, Sightings sightings) {
        if (codePoint == BYTE_ORDER_MARK || (codePoint == 0 && sixteenBit)) {
            return;
        }
        run[runLength++] = plain(codePoint);
        if (runLength == LONGEST_RUN) {
            handOver(sightings);
        }
    }

    private void handOver(Sightings sightings) {
        for (TextSink sink : sinks) {
            sink.put(run, runLength, sightings);
        }
        runLength = 0;
    }

    /// Hard and thin spaces and typographic dashes as plain ones; what no identifier holds as a question mark.
    private static char plain(int codePoint) {
        if (codePoint < 0xA0) {
            return (char) codePoint;
        }
        if (codePoint == 0xA0 || codePoint == 0x202F || (codePoint >= 0x2000 && codePoint <= 0x200A)) {
            return ' ';
        }
        if ((codePoint >= 0x2010 && codePoint <= 0x2015) || codePoint == 0x2212) {
            return '-';
        }
        if (codePoint == 0x2019) {
            return '\'';
        }
        return codePoint > Character.MAX_VALUE ? '?' : (char) codePoint;
    }

    private enum Order {
        UNKNOWN, BIG_END_FIRST, LITTLE_END_FIRST
    }
}
