// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// A long list, read from the database piece by piece: nothing of it is held but the place where it goes on. Each thing is
/// given once; what comes to be behind that place meanwhile is given too. Not thread-safe.
public final class Paged<T> {
    /// How many rows are read at once.
    static final int PIECE = 500;

    private final Supplier<List<T>> pieces;

    private Paged(Supplier<List<T>> pieces) {
        this.pieces = pieces;
    }

    /// @param rows  the first [#PIECE] rows behind one of them, of all at first, in an order that no row ever changes
    /// @param shown what is shown of rows, which may be less
    static <R, T> Paged<T> of(Function<Optional<R>, List<R>> rows, Function<List<R>, List<T>> shown) {
        return new Paged<>(new Rows<>(rows, shown)::next);
    }

    static <T> Paged<T> empty() {
        return new Paged<>(List::of);
    }

    /// The next piece; empty at the end.
    public List<T> next() {
        return pieces.get();
    }

    private static final class Rows<R, T> {
        private final Function<Optional<R>, List<R>> rows;
        private final Function<List<R>, List<T>> shown;
        private Optional<R> last = Optional.empty();
        private boolean ended;

        Rows(Function<Optional<R>, List<R>> rows, Function<List<R>, List<T>> shown) {
            this.rows = rows;
            this.shown = shown;
        }

        List<T> next() {
            List<T> piece = List.of();
            while (piece.isEmpty() && !ended) {
                List<R> read = rows.apply(last);
                ended = read.size() < PIECE;
                last = read.isEmpty() ? last : Optional.of(read.getLast());
                piece = shown.apply(read);
            }
            return piece;
        }
    }
}
