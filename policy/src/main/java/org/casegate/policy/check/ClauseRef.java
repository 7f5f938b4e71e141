// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where a rule comes from: one or more passages of an agreement, or `[project]` for a rule of the gateway's own.
///
/// @param citations at least one: `ST front page`, `ST 4.0`, `[project]`
public record ClauseRef(List<String> citations) {

    /// No agreement asks for it; the gateway does. A text with this citation says "this gateway".
    public static final ClauseRef PROJECT = new ClauseRef(List.of("[project]"));

    public ClauseRef {
        citations = List.copyOf(citations);
        if (citations.isEmpty() || citations.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a clause names at least one passage");
        }
    }

    /// Reads `ST front page; ST 4.0`.
    public static ClauseRef parse(String text) {
        return new ClauseRef(Stream.of(text.split(";", -1)).map(String::strip).toList());
    }

    /// No passage of an agreement is cited.
    public boolean isProject() {
        return citations.equals(PROJECT.citations);
    }

    /// As the table prints it.
    @Override
    public String toString() {
        return citations.stream().collect(Collectors.joining("; "));
    }
}
