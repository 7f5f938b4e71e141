// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

/// Hands a text to the finder piece by piece, each with enough of the one before.
final class Prose implements TextSink {

    private static final int PIECE = 8_192;
    /// Longer than anything looked for, with what stands before it.
    private static final int KEPT = 160;

    private final StringBuilder piece = new StringBuilder(PIECE);
    private final IdentifierFinder finder = new IdentifierFinder();

    @Override
    public void put(char[] run, int length, Sightings sightings) {
        for (int done = 0; done < length;) {
            int taken = Math.min(length - done, PIECE - piece.length());
            piece.append(run, done, taken);
            done += taken;
            if (piece.length() == PIECE) {
                finder.find(piece.toString(), false, sightings);
                piece.delete(0, PIECE - KEPT);
            }
        }
    }

    @Override
    public void finish(Sightings sightings) {
        finder.find(piece.toString(), true, sightings);
        piece.setLength(0);
    }
}
