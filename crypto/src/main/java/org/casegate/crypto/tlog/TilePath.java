// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which tile of the tree, or which bundle of entries, as C2SP `tlog-tiles` names them: `tile/<L>/<N>[.p/<W>]` and
/// `tile/entries/<N>[.p/<W>]`.
///
/// Tile N of level L holds the hashes of 256 complete subtrees of 256^L leaves each; a bundle holds the 256 entries of the
/// tile of level 0 that has its number. Only the last one at each level is partial.
///
/// @param level  0 to 7, or [#ENTRIES]
/// @param number from 0
/// @param width  how many hashes or entries, 1 to 256
public record TilePath(int level, long number, int width) {
    /// How many hashes a full tile has, and how many entries a full bundle.
    public static final int FULL = 256;
    /// Stands in the place of a level for bundles of entries.
    public static final int ENTRIES = -1;
    private static final int HEIGHT = 8;
    /// What lies above would need more than 2^63 leaves.
    private static final int TOP = 7;
    private static final Pattern TEXT = Pattern
            .compile("tile/(0|[1-9][0-9]?|entries)/((?:x[0-9]{3}/){0,5})([0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    public TilePath {
        if (level < ENTRIES || level > TOP || number < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("There is no such tile: " + level + ", " + number + ", " + width);
        }
    }

    /// The tile of a tree of that size, as wide as it is there; nothing where the tree does not reach it.
    public static Optional<TilePath> in(long size, int level, long number) {
        long hashes = size >> shift(level);
        long first = number * FULL;
        return first < hashes
                ? Optional.of(new TilePath(level, number, (int) Math.min(FULL, hashes - first)))
                : Optional.empty();
    }

    /// Reads a path.
    ///
    /// @param text relative, such as `tile/0/x001/x234/067.p/8`
    public static Optional<TilePath> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int level = parts.group(1).equals("entries") ? ENTRIES : Integer.parseInt(parts.group(1));
        long number = Long.parseLong(parts.group(2).replaceAll("[x/]", "") + parts.group(3));
        int width = parts.group(4) == null ? FULL : Integer.parseInt(parts.group(4));
        if (level > TOP || width > FULL) {
            return Optional.empty();
        }
        TilePath path = new TilePath(level, number, width);
        return path.toString().equals(text) ? Optional.of(path) : Optional.empty(); // one spelling each
    }

    /// Whether it is a bundle of entries.
    public boolean isEntries() {
        return level == ENTRIES;
    }

    public boolean isFull() {
        return width == FULL;
    }

    /// The full one in the same place.
    public TilePath whole() {
        return new TilePath(level, number, FULL);
    }

    /// The index of its first entry, hash or subtree at its level.
    public long first() {
        return number * FULL;
    }

    /// How many leaves there must be for it to be there.
    public long leaves() {
        return (first() + width) << shift(level);
    }

    private static int shift(int level) {
        return HEIGHT * Math.max(level, 0);
    }

    /// The path, relative.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("tile/").append(isEntries() ? "entries" : Integer.toString(level))
                .append('/');
        groups(text, number / 1000);
        digits(text, number % 1000);
        return isFull() ? text.toString() : text.append(".p/").append(width).toString();
    }

    /// By hand: a path is made for each 256 entries that are verified, and a format takes as long as a dozen of them.
    private static void groups(StringBuilder text, long rest) {
        if (rest > 0) {
            groups(text, rest / 1000);
            text.append('x');
            digits(text, rest % 1000);
            text.append('/');
        }
    }

    private static void digits(StringBuilder text, long below1000) {
        text.append((char) ('0' + below1000 / 100)).append((char) ('0' + below1000 / 10 % 10))
                .append((char) ('0' + below1000 % 10));
    }
}
