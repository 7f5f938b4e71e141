// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.RECIPIENT;

import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.casegate.policy.clock.London;
import org.casegate.policy.event.EntryKind;
import org.casegate.policy.event.IncidentEvent;
import org.casegate.policy.notice.Catalogue.Gap;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/// One agency's month under one agreement, in numbers from the ledger. What is not collected yet is counted as it stands now.
final class Figures {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);

    private final Database database;

    Figures(Database database) {
        this.database = database;
    }

    /// @param digest its occasion is the month: `2026-05`
    Map<Gap, String> of(NoticeMatter digest, Register register) {
        YearMonth month = YearMonth.parse(digest.occasion().orElseThrow());
        Set<String> names = names(digest.agency(), register);
        return Map.of(Gap.MONTH, MONTH.format(month),
                Gap.ACCEPTED, entries(digest, names, month, EntryKind.ACCEPTED),
                Gap.REFUSED, entries(digest, names, month, EntryKind.REFUSED),
                Gap.DECLINED, entries(digest, names, month, EntryKind.DECLINED),
                Gap.INCIDENTS,
                entries(digest, names, month, EntryKind.INCIDENT, ENTRY.CODE.eq(IncidentEvent.RECORDED)),
                Gap.UNCOLLECTED, uncollected(digest, names));
    }

    /// Entries keep the name by which the agency went at their time.
    private static Set<String> names(AgencyId agency, Register register) {
        Set<String> names = new TreeSet<>(Set.of(agency.value()));
        register.agency(agency).map(Agency::aliases)
                .ifPresent(aliases -> aliases.forEach(alias -> names.add(alias.value())));
        return names;
    }

    private String entries(NoticeMatter digest, Set<String> agency, YearMonth month, EntryKind kind) {
        return entries(digest, agency, month, kind, DSL.noCondition());
    }

    private String entries(NoticeMatter digest, Set<String> agency, YearMonth month, EntryKind kind, Condition only) {
        Instant from = London.startOf(month.atDay(1));
        Instant to = London.startOf(month.plusMonths(1).atDay(1));
        return Integer.toString(database.query()
                .fetchCount(ENTRY, ENTRY.AGENCY.in(agency), ENTRY.AGREEMENT.eq(digest.agreement().value()),
                        ENTRY.KIND.eq(kind.name()), ENTRY.AT.ge(from), ENTRY.AT.lt(to), only));
    }

    private String uncollected(NoticeMatter digest, Set<String> agency) {
        return Integer.toString(database.query()
                .fetchCount(DSL.selectDistinct(CASE_PACK.ID)
                        .from(CASE_PACK)
                        .join(RECIPIENT)
                        .on(RECIPIENT.PACK_ID.eq(CASE_PACK.ID))
                        .where(CASE_PACK.AGREEMENT.eq(digest.agreement().value()), CASE_PACK.STATE.eq("ACCEPTED"),
                                RECIPIENT.AGENCY.in(agency),
                                DSL.notExists(DSL.selectOne()
                                        .from(ENTRY)
                                        .where(ENTRY.SUBJECT.eq(CASE_PACK.ID),
                                                ENTRY.KIND.eq(EntryKind.DOWNLOADED.name()),
                                                ENTRY.AGENCY.in(agency))))));
    }
}
