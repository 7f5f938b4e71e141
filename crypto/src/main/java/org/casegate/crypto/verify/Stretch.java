// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.casegate.crypto.tlog.EntryScan;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.NoSuchTile;
import org.casegate.crypto.tlog.TilePath;
import org.casegate.crypto.tlog.TreeHasher;

/// What one bundle of entries and the tile above it say by themselves, so that many can be looked through at once. Only
/// whether all is well: what is wrong, where it is, [Diagnosis] finds out.
final class Stretch {
    private final long number;
    private final boolean clean;
    private final boolean tiled;
    private final int count;
    private final byte[] leaves;
    private final Edge edge;
    private final Optional<Hash> root;

    private Stretch(long number, boolean clean, boolean tiled, int count, byte[] leaves, Edge edge) {
        this.number = number;
        this.clean = clean;
        this.tiled = tiled;
        this.count = count;
        this.leaves = leaves;
        this.edge = edge;
        this.root = count == TilePath.FULL
                ? Optional.of(new TreeHasher().subtree(leaves, TilePath.FULL))
                : Optional.empty();
    }

    /// What the neighbours must fit to.
    ///
    /// @param prev what the first entry names as its predecessor
    record Edge(String prev, String firstTime, String lastTime) {}

    /// Reads both and looks through them.
    ///
    /// @param entries whether the entries are looked at, or only the tile
    static Stretch read(LogSource source, long size, long number, boolean entries) throws IOException {
        TilePath tile = TilePath.in(size, 0, number).orElseThrow();
        byte[] stored = stored(source, tile);
        if (!entries) {
            boolean whole = stored.length == tile.width() * Hash.SIZE_BYTES;
            return new Stretch(number, whole, whole, whole ? tile.width() : 0, stored, new Edge("", "", ""));
        }
        byte[] bundle = stored(source, TilePath.in(size, TilePath.ENTRIES, number).orElseThrow());
        return ofEntries(number, tile.width(), bundle, stored);
    }

    /// A partial tile may be gone once the full one is there.
    private static byte[] stored(LogSource source, TilePath path) throws IOException {
        try {
            return source.read(path);
        } catch (NoSuchTile gone) {
            return wider(source, path);
        }
    }

    private static byte[] wider(LogSource source, TilePath path) throws IOException {
        try {
            byte[] whole = path.isFull() ? new byte[0] : source.read(path.whole());
            return path.isEntries()
                    ? first(whole, path.width())
                    : Arrays.copyOf(whole, Math.min(whole.length, path.width() * Hash.SIZE_BYTES));
        } catch (NoSuchTile missing) {
            return new byte[0];
        }
    }

    private static byte[] first(byte[] bundle, int entries) {
        int at = 0;
        for (int i = 0; i < entries && at + 2 <= bundle.length; i++) {
            at += 2 + length(bundle, at);
        }
        return Arrays.copyOf(bundle, Math.min(at, bundle.length));
    }

    private static int length(byte[] bundle, int at) {
        return (bundle[at] & 0xff) << 8 | (bundle[at + 1] & 0xff);
    }

    private static Stretch ofEntries(long number, int width, byte[] bundle, byte[] stored) {
        TreeHasher hasher = new TreeHasher();
        EntryScan scan = new EntryScan();
        byte[] leaves = new byte[width * Hash.SIZE_BYTES];
        boolean clean = true;
        Edge edge = new Edge("", "", "");
        int time = 0;
        int count = 0;
        int at = 0;
        while (at + 2 <= bundle.length && count < width) {
            int from = at + 2;
            int to = from + length(bundle, at);
            if (to > bundle.length) {
                break;
            }
            boolean formed = scan.scan(bundle, from, to) && scan.wellFormed()
                    && scan.index() == number * TilePath.FULL + count;
            if (count == 0) {
                edge = new Edge(scan.prev(), scan.time(), "");
            } else {
                formed = formed && clean && scan.follows(leaves, count - 1) && scan.notBefore(time);
            }
            clean &= formed;
            time = scan.timeAt();
            hasher.leaf(bundle, from, to, leaves, count);
            count++;
            at = to;
        }
        clean &= count == width && at == bundle.length;
        byte[] whole = Arrays.copyOf(leaves, count * Hash.SIZE_BYTES);
        return new Stretch(number, clean, Arrays.equals(whole, stored), count, whole,
                new Edge(edge.prev(), edge.firstTime(), scan.time()));
    }

    private static Hash hash(byte[] leaves, int place) {
        return Hash.of(Arrays.copyOfRange(leaves, place * Hash.SIZE_BYTES, (place + 1) * Hash.SIZE_BYTES));
    }

    long number() {
        return number;
    }

    /// How many entries there are, at most as many as there should be.
    int count() {
        return count;
    }

    /// Whether every entry is there, in its form, and follows the one before it.
    boolean clean() {
        return clean;
    }

    /// Whether the tile holds the hashes of the entries.
    boolean tiled() {
        return tiled;
    }

    Edge edge() {
        return edge;
    }

    Hash last() {
        return hash(leaves, count - 1);
    }

    List<Hash> leaves() {
        List<Hash> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(hash(leaves, i));
        }
        return all;
    }

    /// The hash over all 256, where there are 256.
    Optional<Hash> root() {
        return root;
    }
}
