// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

import java.util.List;
import java.util.function.Function;

/// What came of reading a text: a value, or every mistake found. There is no third case.
public sealed interface Parsed<T> {

    /// The text was without fault.
    record Good<T>(T value) implements Parsed<T> {}

    /// The text was faulty.
    ///
    /// @param complaints every mistake, by line; never empty
    record Bad<T>(List<Complaint> complaints) implements Parsed<T> {
        public Bad {
            complaints = List.copyOf(complaints);
            if (complaints.isEmpty()) {
                throw new IllegalArgumentException("a text without a value needs at least one complaint");
            }
        }
    }

    /// The complaints; empty where there is a value.
    default List<Complaint> complaints() {
        return switch (this) {
            case Good<T> _ -> List.of();
            case Bad<T> bad -> bad.complaints();
        };
    }

    /// The value.
    ///
    /// @throws IllegalArgumentException naming the first complaint, where there is none
    default T orThrow() {
        return switch (this) {
            case Good<T> good -> good.value();
            case Bad<T> bad -> throw new IllegalArgumentException(bad.complaints().getFirst().in("text"));
        };
    }

    /// The same with the value replaced.
    default <R> Parsed<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Good<T> good -> new Good<>(change.apply(good.value()));
            case Bad<T> bad -> new Bad<>(bad.complaints());
        };
    }
}
