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
import org.casegate.crypto.verify.Stretch.Edge;

/// Reads stretches one after the other and looks through them, with nothing made anew that can be used again. Not for several
/// threads.
final class StretchReader {
    private final LogSource source;
    private final long size;
    private final boolean entries;
    private final Page bundle = new Page();
    private final Page tile = new Page();
    private final EntryScan scan = new EntryScan();
    private final TreeHasher hasher = new TreeHasher();

    /// @param entries whether the entries are looked at, or only the tiles
    StretchReader(LogSource source, long size, boolean entries) {
        this.source = source;
        this.size = size;
        this.entries = entries;
    }

    /// Reads bundles that follow one another and the tiles above them.
    ///
    /// @param to the number behind the last one
    List<Stretch> read(long from, long to) throws IOException {
        List<Stretch> stretches = new ArrayList<>();
        for (long number = from; number < to; number++) {
            stretches.add(read(number));
        }
        return stretches;
    }

    private Stretch read(long number) throws IOException {
        TilePath path = TilePath.in(size, 0, number).orElseThrow();
        store(path, tile);
        if (entries) {
            store(TilePath.in(size, TilePath.ENTRIES, number).orElseThrow(), bundle);
            return look(number, path.width());
        }
        boolean whole = tile.length() == path.width() * Hash.SIZE_BYTES;
        byte[] leaves = whole ? Arrays.copyOf(tile.bytes(), tile.length()) : new byte[0];
        return new Stretch(number, whole, whole, leaves, Edge.NONE, root(leaves));
    }

    /// A partial tile may be gone once the full one is there.
    private void store(TilePath path, Page page) throws IOException {
        try {
            source.read(path, page);
        } catch (NoSuchTile gone) {
            wider(path, page);
        }
    }

    private void wider(TilePath path, Page page) throws IOException {
        page.cut(0);
        if (path.isFull()) {
            return;
        }
        try {
            source.read(path.whole(), page);
            page.cut(path.isEntries() ? end(page, path.width()) : path.width() * Hash.SIZE_BYTES);
        } catch (NoSuchTile missing) {
            page.cut(0);
        }
    }

    /// Where the first so many entries end.
    private static int end(Page bundle, int entries) {
        int at = 0;
        for (int i = 0; i < entries && at + 2 <= bundle.length(); i++) {
            at += 2 + length(bundle.bytes(), at);
        }
        return at;
    }

    private static int length(byte[] bundle, int at) {
        return (bundle[at] & 0xff) << 8 | (bundle[at + 1] & 0xff);
    }

    private Stretch look(long number, int width) {
        byte[] bytes = bundle.bytes();
        int end = bundle.length();
        byte[] leaves = new byte[width * Hash.SIZE_BYTES];
        boolean clean = true;
        Edge edge = Edge.NONE;
        int time = 0;
        int count = 0;
        int at = 0;
        while (at + 2 <= end && count < width) {
            int from = at + 2;
            int to = from + length(bytes, at);
            if (to > end) {
                break;
            }
            boolean formed = scan.scan(bytes, from, to) && scan.wellFormed()
                    && scan.index() == number * TilePath.FULL + count;
            if (count == 0) {
                edge = new Edge(scan.prev(), scan.time(), "");
            } else {
                formed = formed && clean && scan.follows(leaves, count - 1) && scan.notBefore(time);
            }
            clean &= formed;
            time = scan.timeAt();
            hasher.leaf(bytes, from, to, leaves, count);
            count++;
            at = to;
        }
        clean &= count == width && at == end;
        byte[] whole = count == width ? leaves : Arrays.copyOf(leaves, count * Hash.SIZE_BYTES);
        boolean tiled = Arrays.equals(whole, 0, whole.length, tile.bytes(), 0, tile.length());
        return new Stretch(number, clean, tiled, whole,
                new Edge(edge.prev(), edge.firstTime(), count == 0 ? "" : scan.time()), root(whole));
    }

    private Optional<Hash> root(byte[] leaves) {
        return leaves.length == TilePath.FULL * Hash.SIZE_BYTES
                ? Optional.of(hasher.subtree(leaves, TilePath.FULL))
                : Optional.empty();
    }
}
