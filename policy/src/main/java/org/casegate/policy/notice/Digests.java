// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import static org.casegate.schema.tables.ledger.Tables.ENTRY;

import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.clock.London;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Membership;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Setting;
import org.casegate.schema.Database;

/// Has each agency's single point of contact told, once a month, what the agency shared, under every agreement that asks for one
/// (OB-021: SO 6.1, WI 5.1, CO 6.1). Numbers only.
public final class Digests {
    private final Database database;
    private final NoticeRows rows;
    private final Directory directory;
    private final AgreementVersions agreements;
    private final InstantSource clock;
    /// The last month that this node has queued.
    private Optional<YearMonth> queued = Optional.empty();

    public Digests(Database database, Directory directory, AgreementVersions agreements, InstantSource clock) {
        this.database = database;
        this.rows = new NoticeRows(database);
        this.directory = directory;
        this.agreements = agreements;
        this.clock = clock;
    }

    /// Queues those of the month before, each once however many nodes do this.
    ///
    /// @return how many were queued
    public synchronized int queueDue() {
        YearMonth month = YearMonth.from(London.dateOf(clock.instant())).minusMonths(1);
        if (queued.filter(month::equals).isPresent() || !wasHere(month)) {
            return 0;
        }
        Register register = directory.current();
        int count = 0;
        for (Agreement agreement : agreements.of(register).all()) {
            for (Membership membership : overseen(agreement, register)) {
                count += queue(agreement, membership, month) ? 1 : 0;
            }
        }
        queued = Optional.of(month);
        return count;
    }

    /// Whether this gateway began before the month had ended.
    private boolean wasHere(YearMonth month) {
        Instant end = London.startOf(month.plusMonths(1).atDay(1));
        return database.query().fetchExists(ENTRY, ENTRY.INDEX.eq(0L), ENTRY.AT.lt(end));
    }

    private static List<Membership> overseen(Agreement agreement, Register register) {
        boolean inForce = register.agreement(agreement.version().agreement())
                .filter(registered -> registered.state() == AgreementRegistration.State.ACTIVE).isPresent();
        return inForce && !agreement.settings(register).value(Setting.SPOC_MISSING).orElse("WARN").equals("WARN")
                ? register.memberships(agreement.version().agreement()).stream()
                        .filter(membership -> register.agency(membership.agency()).flatMap(Agency::spoc).isPresent())
                        .toList()
                : List.of();
    }

    private boolean queue(Agreement agreement, Membership membership, YearMonth month) {
        NoticeMatter matter = NoticeMatter.of(agreement.version().agreement(), membership.agency())
                .once(month.toString());
        return rows.add(Notices.insert(NoticeKind.MONTHLY_DIGEST, matter, new Addressee.Spoc(membership.agency()),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }
}
