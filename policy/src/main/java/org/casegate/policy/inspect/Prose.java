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
    public void put(char character, Sightings sightings) {
        piece.append(character);
        if (piece.length() >= PIECE) {
            finder.find(piece, false, sightings);
            piece.delete(0, piece.length() - KEPT);
        }
    }

    @Override
    public void finish(Sightings sightings) {
        finder.find(piece, true, sightings);
        piece.setLength(0);
    }
}
