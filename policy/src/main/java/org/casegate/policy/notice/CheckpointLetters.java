// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import static org.casegate.schema.tables.ledger.Tables.ENTRY;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.clock.London;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Membership;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;

/// Sends the ledger's newest checkpoint to each agency's single point of contact once a week: letters in many hands, which whoever
/// keeps the gateway cannot take back, and with which a rewritten ledger does not agree.
///
/// Once a week, and not after so many entries: each letter is an entry itself.
public final class CheckpointLetters {
    private final Database database;
    private final NoticeRows rows;
    private final Directory directory;
    private final AgreementVersions agreements;
    private final InstantSource clock;
    /// The last week that this node has queued, by its Monday.
    private Optional<LocalDate> queued = Optional.empty();

    public CheckpointLetters(Database database, Directory directory, AgreementVersions agreements,
            InstantSource clock) {
        this.database = database;
        this.rows = new NoticeRows(database);
        this.directory = directory;
        this.agreements = agreements;
        this.clock = clock;
    }

    /// Queues those of this week, each once however many nodes do this; none in the week in which the gateway begins.
    ///
    /// @return how many were queued
    public synchronized int queueDue() {
        LocalDate monday = London.dateOf(clock.instant()).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        if (queued.filter(monday::equals).isPresent() || !wasHere(London.startOf(monday))) {
            return 0;
        }
        Register register = directory.current();
        Set<AgencyId> told = new HashSet<>();
        int count = 0;
        for (Agreement agreement : agreements.of(register).all()) {
            for (Membership member : register.memberships(agreement.version().agreement())) {
                boolean reached = register.agency(member.agency()).flatMap(Agency::spoc).isPresent();
                count += reached && told.add(member.agency()) && queue(agreement, member, monday) ? 1 : 0;
            }
        }
        queued = Optional.of(monday);
        return count;
    }

    private boolean wasHere(Instant start) {
        return database.query().fetchExists(ENTRY, ENTRY.INDEX.eq(0L), ENTRY.AT.lt(start));
    }

    private boolean queue(Agreement agreement, Membership member, LocalDate monday) {
        NoticeMatter matter = NoticeMatter.of(agreement.version().agreement(), member.agency())
                .once(monday.toString());
        return rows.add(Notices.insert(NoticeKind.CHECKPOINT_TO_KEEP, matter, new Addressee.Spoc(member.agency()),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }
}
