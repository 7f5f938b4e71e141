// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

/// Reads a text piece by piece and hands each piece, with enough of the one before, to the finders.
///
/// Every octet is one character, which is enough for what is looked for; hard spaces and typographic dashes become plain
/// ones, and of 16-bit text the zero octets are left out.
final class TextScan implements Detector {

    private static final int PIECE = 8_192;
    /// Longer than anything looked for, with what stands before it.
    private static final int KEPT = 160;

    private final boolean sixteenBit;
    private final StringBuilder piece = new StringBuilder(PIECE);
    private final IdentifierFinder finder = new IdentifierFinder();
    private int pending;

    TextScan(boolean sixteenBit) {
        this.sixteenBit = sixteenBit;
    }

    @Override
    public void update(byte[] octets, int from, int length, Sightings sightings) {
        for (int index = from; index < from + length; index++) {
            take(octets[index] & 0xFF);
            if (piece.length() >= PIECE) {
                finder.find(piece, false, sightings);
                piece.delete(0, piece.length() - KEPT);
            }
        }
    }

    @Override
    public void finish(Sightings sightings) {
        finder.find(piece, true, sightings);
        piece.setLength(0);
    }

    private void take(int octet) {
        if (octet == 0 && sixteenBit) {
            return;
        }
        // UTF-8: C2 A0 is a hard space, E2 80 90 to E2 80 95 are dashes, E2 80 AF is a narrow hard space
        if (pending == 0xC2 && octet == 0xA0) {
            put(' ');
        } else if (pending == 0xE280 && octet >= 0x90 && octet <= 0x95) {
            put('-');
        } else if (pending == 0xE280 && octet == 0xAF) {
            put(' ');
        } else if (pending == 0xE2 && octet == 0x80) {
            pending = 0xE280;
        } else if (octet == 0xC2 || octet == 0xE2) {
            pending = octet;
        } else {
            put(octet == 0xA0 ? ' ' : (char) octet);
        }
    }

    private void put(char character) {
        pending = 0;
        piece.append(character);
    }
}
