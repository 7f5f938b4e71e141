// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;
import org.casegate.ops.console.Stop;
import org.casegate.policy.event.EntryKind;
import org.casegate.policy.ledger.LedgerQuery;
import picocli.CommandLine.Option;

/// The options by which an auditor says which entries are meant; those given must all fit.
final class LedgerFilters {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @Option(names = "--kind", paramLabel = "KIND", description = "ACCEPTED, REFUSED, DOWNLOADED, DESTROYED, ...")
    private Optional<EntryKind> kind = Optional.empty();

    @Option(names = "--agreement", paramLabel = "ID")
    private Optional<String> agreement = Optional.empty();

    @Option(names = "--agency", paramLabel = "ID", description = "of the actor")
    private Optional<String> agency = Optional.empty();

    @Option(names = "--actor", paramLabel = "ACCOUNT")
    private Optional<String> actor = Optional.empty();

    @Option(names = "--code", paramLabel = "CODE", description = "reason code, such as RECIPIENT-NOT-NAMED")
    private Optional<String> code = Optional.empty();

    @Option(names = "--clause", paramLabel = "CLAUSE", description = "a clause relied on, as printed: \"ST 4.0\"")
    private Optional<String> clause = Optional.empty();

    @Option(names = "--case", paramLabel = "REF", description = "a case, as long as it was not destroyed")
    private Optional<String> caseReference = Optional.empty();

    @Option(names = "--since", paramLabel = "TIME", description = "a moment (2026-05-06T09:00:00Z) or a date in London, included")
    private Optional<String> since = Optional.empty();

    @Option(names = "--until", paramLabel = "TIME", description = "the same, not included")
    private Optional<String> until = Optional.empty();

    /// Every entry that fits.
    LedgerQuery query() {
        return query(OptionalLong.empty(), LedgerQuery.MAX_LIMIT);
    }

    LedgerQuery query(OptionalLong before, int limit) {
        return new LedgerQuery(kind, agreement, agency, actor, code, clause, caseReference,
                since.map(LedgerFilters::moment),
                until.map(LedgerFilters::moment), before, limit);
    }

    static Instant moment(String text) {
        try {
            return text.contains("T") ? Instant.parse(text) : LocalDate.parse(text).atStartOfDay(LONDON).toInstant();
        } catch (DateTimeParseException _) {
            throw Stop.badInput("`%s` is not a time; accepted is 2026-05-06T09:00:00Z or 2026-05-06".formatted(text));
        }
    }
}
