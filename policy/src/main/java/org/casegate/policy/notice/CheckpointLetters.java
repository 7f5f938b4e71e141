// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.ledger.Tables.HEAD;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Membership;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;
import org.jooq.Query;

/// Sends the ledger's newest checkpoint to each agency's single point of contact, after so many entries or so much time: letters
/// in many hands, which whoever keeps the gateway cannot take back, and with which a rewritten ledger does not agree.
public final class CheckpointLetters {
    private final Database database;
    private final NoticeRows rows;
    private final Directory directory;
    private final AgreementVersions agreements;
    private final Pace pace;
    private final InstantSource clock;

    public CheckpointLetters(Database database, Directory directory, AgreementVersions agreements, Pace pace,
            InstantSource clock) {
        this.database = database;
        this.rows = new NoticeRows(database);
        this.directory = directory;
        this.agreements = agreements;
        this.pace = pace;
        this.clock = clock;
    }

    /// How often they go.
    ///
    /// @param everyEntries after so many entries at the latest; many more than there are points of contact, for each letter is an
    ///                     entry itself
    /// @param every        after so much time at the latest
    public record Pace(long everyEntries, Duration every) {
        /// After ten thousand entries or a week.
        public static final Pace USUAL = new Pace(10_000, Duration.ofDays(7));
    }

    /// Letters that went together.
    ///
    /// @param number from 1
    record Round(long number, Instant at) {}

    /// Queues those that are due, all of them or none, each once however many nodes do this. The first go when the ledger is as
    /// old as the pace says.
    ///
    /// @return how many were queued
    public synchronized int queueDue() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<Instant> begun = at(0);
        if (begun.isEmpty()) {
            return 0;
        }
        Round last = rows.lastRound(NoticeKind.CHECKPOINT_TO_KEEP).orElse(new Round(0, begun.get()));
        if (now.isBefore(last.at().plus(pace.every())) && !grown(last.at())) {
            return 0;
        }
        List<Query> letters = letters(last.number() + 1, now);
        return database.transact(db -> letters.stream().mapToInt(db::execute).sum());
    }

    /// Whether so many entries came since: then the first of them is not older.
    private boolean grown(Instant since) {
        long size = database.query().select(HEAD.SIZE).from(HEAD).fetchSingle().value1();
        return at(size - pace.everyEntries()).filter(first -> !first.isBefore(since)).isPresent();
    }

    private Optional<Instant> at(long index) {
        return database.query().select(ENTRY.AT).from(ENTRY).where(ENTRY.INDEX.eq(index)).fetchOptional(ENTRY.AT);
    }

    private List<Query> letters(long round, Instant now) {
        Register register = directory.current();
        Set<AgencyId> told = new HashSet<>();
        List<Query> letters = new ArrayList<>();
        for (Agreement agreement : agreements.of(register).all()) {
            for (Membership member : register.memberships(agreement.version().agreement())) {
                boolean reached = register.agency(member.agency()).flatMap(Agency::spoc).isPresent();
                if (reached && told.add(member.agency())) {
                    NoticeMatter matter = NoticeMatter.of(agreement.version().agreement(), member.agency())
                            .once(Long.toString(round));
                    letters.add(Notices.insert(NoticeKind.CHECKPOINT_TO_KEEP, matter,
                            new Addressee.Spoc(member.agency()), now));
                }
            }
        }
        return letters;
    }

    /// How it stands with these letters.
    ///
    /// @param begun when the ledger began; empty where it did not
    /// @param taken when the mail relay last took one
    /// @param every how much time passes at most
    public record Standing(Optional<Instant> begun, Optional<Instant> taken, Duration every) {}

    public Standing standing() {
        return new Standing(at(0), rows.lastTaken(NoticeKind.CHECKPOINT_TO_KEEP), pace.every());
    }
}
