// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.casegate.sftp.wire.Attributes;
import org.casegate.sftp.wire.Refusal;
import org.casegate.sftp.wire.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final Instant NOW = Instant.parse("2026-05-06T09:00:00Z");
    private static final int PIECE = 500;
    private static final int ALL = 100_000;

    @Test
    @DisplayName("lesson 9, V15: of a listing of 100,000 names one piece is held, and read only when a page wants it")
    void holdsOnePiece() throws Exception {
        Endless endless = new Endless();
        Pages pages = new Pages(endless, "sp-review-officer", NOW);
        assertThat(endless.given).isZero();
        Set<String> seen = new HashSet<>();

        for (List<Reply.Name> page = pages.next(); !page.isEmpty(); page = pages.next()) {
            page.forEach(name -> assertThat(seen.add(name.name())).isTrue());
            assertThat(endless.given - seen.size()).isLessThanOrEqualTo(PIECE);
        }

        assertThat(seen).hasSize(ALL);
        assertThat(pages.next()).isEmpty();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (endless.alive() > 1 && System.nanoTime() < end) {
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(endless.alive()).isLessThanOrEqualTo(1);
        assertThat(pages.next()).isEmpty();
    }

    /// Gives pieces and remembers which of them somebody still holds.
    private static final class Endless implements Tree.Names {
        private final List<WeakReference<List<Tree.Entry>>> pieces = new ArrayList<>();
        private int given;

        @Override
        public List<Tree.Entry> next() throws Refusal {
            List<Tree.Entry> piece = IntStream.range(given, Math.min(given + PIECE, ALL))
                    .mapToObj(i -> new Tree.Entry("pack-%06d".formatted(i), Attributes.directory(true, NOW))).toList();
            given += piece.size();
            if (!piece.isEmpty()) {
                pieces.add(new WeakReference<>(piece));
            }
            return piece;
        }

        long alive() {
            return pieces.stream().filter(piece -> piece.get() != null).count();
        }
    }
}
