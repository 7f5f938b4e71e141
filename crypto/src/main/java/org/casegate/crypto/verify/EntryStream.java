// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.casegate.crypto.tlog.BadBundle;
import org.casegate.crypto.tlog.EntryBundle;
import org.casegate.crypto.tlog.EntryScan;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.NoSuchTile;
import org.casegate.crypto.tlog.TilePath;
import org.jspecify.annotations.Nullable;

/// The entries as they stand there, one after the other, whatever their bundles should have held; with a view of those to
/// come.
final class EntryStream {
    private final LogSource source;
    private final long size;
    private final Deque<Item> ahead = new ArrayDeque<>();
    private final EntryScan scan = new EntryScan();
    private long bundle;
    private long place;
    private boolean ended;

    EntryStream(LogSource source, long size) {
        this.source = source;
        this.size = size;
    }

    /// One entry.
    ///
    /// @param place   where it stands, from 0
    /// @param claimed the index that it says it has, -1 for none
    record Item(long place, Hash leaf, boolean canonical, boolean wellFormed, long claimed, String prev, String time) {}

    /// The entry so many places ahead, from 0; null where there is none.
    @Nullable
    Item look(int distance) throws IOException {
        while (ahead.size() <= distance && !ended) {
            fill();
        }
        int skipped = 0;
        for (Item item : ahead) {
            if (skipped == distance) {
                return item;
            }
            skipped++;
        }
        return null;
    }

    /// Takes the next entry.
    Item take() {
        return ahead.remove();
    }

    private void fill() throws IOException {
        Optional<TilePath> path = TilePath.in(size, TilePath.ENTRIES, bundle);
        Optional<byte[]> bytes = path.isEmpty() ? Optional.empty() : read(path.get());
        if (bytes.isEmpty()) {
            ended = true;
            return;
        }
        bundle++;
        try {
            EntryBundle.parse(bytes.get()).forEach(this::add);
        } catch (BadBundle cut) {
            addUntilCut(bytes.get());
        }
    }

    /// Takes the bundle of the width it should have, else a full one, else any other.
    private Optional<byte[]> read(TilePath path) throws IOException {
        Optional<byte[]> found = readOne(path);
        if (found.isEmpty() && !path.isFull()) {
            found = readOne(path.whole());
        }
        for (int width = TilePath.FULL - 1; found.isEmpty() && width > 0; width--) {
            found = readOne(new TilePath(TilePath.ENTRIES, path.number(), width));
        }
        return found;
    }

    private Optional<byte[]> readOne(TilePath path) throws IOException {
        try {
            return Optional.of(source.read(path));
        } catch (NoSuchTile missing) {
            return Optional.empty();
        }
    }

    private void addUntilCut(byte[] bytes) {
        int at = 0;
        while (at + 2 <= bytes.length) {
            int to = at + 2 + ((bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff));
            if (to > bytes.length) {
                break;
            }
            add(bytes, at + 2, to);
            at = to;
        }
        add(bytes, at, bytes.length); // what is left is no entry, and says so
    }

    private void add(byte[] entry) {
        add(entry, 0, entry.length);
    }

    private void add(byte[] bytes, int from, int to) {
        byte[] entry = Arrays.copyOfRange(bytes, from, to);
        boolean canonical = scan.scan(entry, 0, entry.length);
        ahead.add(canonical
                ? new Item(place, Hash.leaf(entry), true, scan.wellFormed(), scan.index(), scan.prev(), scan.time())
                : new Item(place, Hash.leaf(entry), false, false, -1, "", ""));
        place++;
    }
}
