// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import org.casegate.policy.event.EntryKind;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Which entries are asked for: all filters together, newest first, one page.
///
/// @param clause        a clause relied on, as printed
/// @param caseReference a case in clear; finds what was not erased yet
/// @param from          the first moment, included
/// @param to            the last moment, not included
/// @param beforeIndex   entries below this index only: the last one of the page before
/// @param limit         length of the page, 1 to [#MAX_LIMIT]
public record LedgerQuery(Optional<EntryKind> kind, Optional<String> agreement, Optional<String> agency,
        Optional<String> actor, Optional<String> code, Optional<String> clause, Optional<String> caseReference,
        Optional<Instant> from,
        Optional<Instant> to, OptionalLong beforeIndex, int limit) {
    /// The longest page.
    public static final int MAX_LIMIT = 500;
    private static final int PAGE = 50;

    public LedgerQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("A page has 1 to " + MAX_LIMIT + " entries, not " + limit);
        }
    }

    /// No filter, a page of 50.
    public static LedgerQuery all() {
        return new LedgerQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty(), PAGE);
    }

    /// Whether places are found by more than one filter, or by a clause, which stands in a table of its own. A case and a time count
    /// for nothing: they are places already.
    boolean isJoint() {
        return clause.isPresent()
                || Stream.of(kind, agreement, agency, actor, code).filter(Optional::isPresent).count() > 1;
    }

    /// Of this kind only.
    public LedgerQuery ofKind(EntryKind wanted) {
        return new LedgerQuery(Optional.of(wanted), agreement, agency, actor, code, clause, caseReference, from, to,
                beforeIndex, limit);
    }

    /// Under this agreement only.
    public LedgerQuery underAgreement(String wanted) {
        return new LedgerQuery(kind, Optional.of(wanted), agency, actor, code, clause, caseReference, from, to,
                beforeIndex,
                limit);
    }

    /// Of this actor's agency only.
    public LedgerQuery ofAgency(String wanted) {
        return new LedgerQuery(kind, agreement, Optional.of(wanted), actor, code, clause, caseReference, from, to,
                beforeIndex,
                limit);
    }

    /// Of this account only.
    public LedgerQuery byActor(String wanted) {
        return new LedgerQuery(kind, agreement, agency, Optional.of(wanted), code, clause, caseReference, from, to,
                beforeIndex,
                limit);
    }

    /// With this reason code only.
    public LedgerQuery withCode(String wanted) {
        return new LedgerQuery(kind, agreement, agency, actor, Optional.of(wanted), clause, caseReference, from, to,
                beforeIndex, limit);
    }

    /// Relying on this clause only.
    public LedgerQuery citing(String wanted) {
        return new LedgerQuery(kind, agreement, agency, actor, code, Optional.of(wanted), caseReference, from, to,
                beforeIndex, limit);
    }

    /// About this case only.
    public LedgerQuery aboutCase(String wanted) {
        return new LedgerQuery(kind, agreement, agency, actor, code, clause, Optional.of(wanted), from, to, beforeIndex,
                limit);
    }

    /// From this moment on.
    public LedgerQuery since(Instant first) {
        return new LedgerQuery(kind, agreement, agency, actor, code, clause, caseReference, Optional.of(first), to,
                beforeIndex,
                limit);
    }

    /// Before this moment.
    public LedgerQuery until(Instant end) {
        return new LedgerQuery(kind, agreement, agency, actor, code, clause, caseReference, from, Optional.of(end),
                beforeIndex,
                limit);
    }

    /// The page after the one that ended with this index.
    public LedgerQuery before(long index) {
        return new LedgerQuery(kind, agreement, agency, actor, code, clause, caseReference, from, to,
                OptionalLong.of(index),
                limit);
    }

    /// So many at most.
    public LedgerQuery atMost(int entries) {
        return new LedgerQuery(kind, agreement, agency, actor, code, clause, caseReference, from, to, beforeIndex,
                entries);
    }
}
