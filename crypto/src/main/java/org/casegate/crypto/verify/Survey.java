// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.casegate.crypto.tlog.Frontier;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.TilePath;

/// Goes once through all of the log, on every core: hashes every entry, makes the tree, compares it with every tile and every
/// checkpoint. Tells whether all is well, in constant memory; not yet what is wrong.
final class Survey {
    /// How many stretches one task reads: every handing over costs a switch of threads.
    private static final int TOGETHER = 16;
    private static final int AHEAD = 2;
    private static final int TILE_HEIGHT = 8;

    private final long size;
    private final boolean entries;
    private final Deque<Trusted> toCompare;
    private final List<Trusted> disagreeing = new ArrayList<>();
    private final List<Trusted> agreeing = new ArrayList<>();
    private final WrongTiles wrongTiles = new WrongTiles();
    private final UpperTiles upper;
    private final ThreadLocal<StretchReader> readers;
    /// Over complete tiles.
    private Frontier tiles = Frontier.empty();
    private Frontier tail = Frontier.empty();
    private boolean clean = true;
    private long count;
    private Hash last = Hash.ZEROS;
    private String lastTime = "";

    /// @param size    what the log claims to have
    /// @param entries whether the entries are read, or the tiles only
    /// @param trusted the checkpoints to compare with
    Survey(LogSource source, long size, boolean entries, Collection<Trusted> trusted) {
        this.size = size;
        this.entries = entries;
        this.toCompare = new ArrayDeque<>(trusted.stream().sorted(Comparator.comparingLong(Trusted::size)).toList());
        this.upper = new UpperTiles(source, size, wrongTiles);
        this.readers = ThreadLocal.withInitial(() -> new StretchReader(source, size, entries));
    }

    void run() throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(cores,
                Thread.ofPlatform().daemon().name("verify-", 0).factory());
        try {
            run(pool, cores * AHEAD);
        } finally {
            pool.shutdownNow();
        }
        upper.finish();
        compareUpTo(count, List::of);
        disagreeing.addAll(toCompare);
    }

    private void run(ExecutorService pool, int ahead) throws IOException {
        long stretches = Math.ceilDiv(size, TilePath.FULL);
        Deque<Future<List<Stretch>>> reading = new ArrayDeque<>();
        long next = 0;
        boolean whole = true;
        while (whole && (next < stretches || !reading.isEmpty())) {
            while (next < stretches && reading.size() < ahead) {
                long from = next;
                long to = Math.min(from + TOGETHER, stretches);
                reading.add(pool.submit(() -> readers.get().read(from, to)));
                next = to;
            }
            whole = take(await(reading.remove()));
        }
        clean &= whole;
    }

    private static List<Stretch> await(Future<List<Stretch>> reading) throws IOException {
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while verifying");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException(e);
        }
    }

    /// @return whether the tree can go on from here
    private boolean take(List<Stretch> stretches) throws IOException {
        for (Stretch stretch : stretches) {
            if (!take(stretch)) {
                return false;
            }
        }
        return true;
    }

    private boolean take(Stretch stretch) throws IOException {
        clean &= stretch.clean() && fits(stretch);
        wrongTiles.count();
        if (!stretch.tiled()) {
            wrongTiles.add(TilePath.in(size, 0, stretch.number()).orElseThrow());
        }
        boolean complete = stretch.root().isPresent();
        // What ends with a complete tile is compared when the tile stands in the tree.
        compareUpTo(count + stretch.count() - (complete ? 1 : 0), stretch::leaves);
        count += stretch.count();
        if (complete) {
            tiles = tiles.add(stretch.root().orElseThrow());
            upper.add(stretch.root().orElseThrow());
            return true;
        }
        tail = frontier(stretch.leaves());
        return count == size;
    }

    private boolean fits(Stretch stretch) {
        if (!entries || stretch.count() == 0) {
            return true;
        }
        boolean follows = stretch.edge().prev().equals(last.hex())
                && stretch.edge().firstTime().compareTo(lastTime) >= 0;
        last = stretch.last();
        lastTime = stretch.edge().lastTime();
        return follows;
    }

    /// Compares the checkpoints of sizes that end within these leaves, which come after those counted so far.
    private void compareUpTo(long end, Supplier<List<Hash>> leaves) {
        while (!toCompare.isEmpty() && toCompare.element().size() <= end) {
            Trusted next = toCompare.remove();
            Frontier then = frontier(leaves.get().subList(0, (int) (next.size() - count)));
            Hash root = tiles.above(TILE_HEIGHT, then).root();
            (root.equals(next.head().root()) ? agreeing : disagreeing).add(next);
        }
    }

    private static Frontier frontier(List<Hash> leaves) {
        Frontier frontier = Frontier.empty();
        for (Hash leaf : leaves) {
            frontier = frontier.add(leaf);
        }
        return frontier;
    }

    /// The root over what is there.
    Hash root() {
        return tiles.above(TILE_HEIGHT, tail).root();
    }

    /// How many entries, or leaves, are there; at most as many as there should be.
    long count() {
        return count;
    }

    /// Whether every entry is there, in its form, and follows the one before it.
    boolean clean() {
        return clean;
    }

    WrongTiles wrongTiles() {
        return wrongTiles;
    }

    /// The checkpoints whose root is that of what is there, the smallest first.
    List<Trusted> agreeing() {
        return List.copyOf(agreeing);
    }

    /// The others, those of more entries than are there among them.
    List<Trusted> disagreeing() {
        return List.copyOf(disagreeing);
    }
}
