// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.casegate.policy.event.NoticeEvent;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.mail.BounceReport;
import org.casegate.schema.Database;

/// How the notices stand, for those who run the gateway: what waits, what was not delivered, and another try.
public final class NoticeBoard {
    /// What waits longer than this has met trouble.
    private static final Duration USUAL = Duration.ofMinutes(15);

    private final NoticeRows rows;
    private final Ledger ledger;
    private final InstantSource clock;

    public NoticeBoard(Database database, Ledger ledger, InstantSource clock) {
        this.rows = new NoticeRows(database);
        this.ledger = ledger;
        this.clock = clock;
    }

    /// How all of them stand.
    ///
    /// @param late the one that has waited longest, where that is longer than a quarter of an hour
    public record Standing(int waiting, int notDelivered, Optional<Notice> late) {
        /// Whether somebody should look.
        public boolean isTrouble() {
            return notDelivered > 0 || late.isPresent();
        }
    }

    public Standing standing() {
        Instant usual = clock.instant().minus(USUAL);
        return new Standing(rows.count(Notice.State.QUEUED), rows.count(Notice.State.NOT_DELIVERED),
                rows.oldestQueued().filter(notice -> notice.queuedAt().isBefore(usual)));
    }

    /// The newest notices, of one state or of all.
    public List<Notice> newest(Optional<Notice.State> state, int most) {
        return rows.newest(state, most);
    }

    /// Queues everything again that was not delivered, each with its entry, and lets what waits be tried at once.
    ///
    /// @param actor who asks, as the ledger names him
    /// @return how many were queued again
    /// @throws LedgerUnavailable if one of them cannot be recorded; those before it stand
    public int retry(String actor) throws LedgerUnavailable {
        int again = 0;
        for (Notice notice : rows.newest(Optional.of(Notice.State.NOT_DELIVERED), Integer.MAX_VALUE)) {
            try {
                ledger.append(Draft.of(new NoticeEvent.Retried(told(notice))).actor(actor),
                        StateChange.none().with(NoticeRows.again(notice.id(), now()), 1));
                again++;
            } catch (Conflict e) {
                // somebody else was faster
            }
        }
        rows.hurry(now());
        return again;
    }

    /// A notice that the relay had taken came back: it stands as not delivered from now on, and the entry says so.
    ///
    /// @return whether it was one of ours, and taken
    public boolean bounced(BounceReport report, String actor) throws LedgerUnavailable {
        Optional<Notice> notice = rows.find(report.letter()).filter(known -> known.state() == Notice.State.TAKEN);
        if (notice.isEmpty()) {
            return false;
        }
        String answer = "came back " + report.status();
        try {
            ledger.append(
                    Draft.of(new NoticeEvent.CameBack(told(notice.get()), answer)).actor(actor),
                    StateChange.none().withIndex(
                            index -> NoticeRows.bounced(report.letter(), answer, now(), index), 1));
            return true;
        } catch (Conflict e) {
            return false; // read by somebody else meanwhile
        }
    }

    /// Ids and codes only: who was told what, never where he lives.
    static NoticeEvent.Told told(Notice notice) {
        return new NoticeEvent.Told(notice.kind().name(), notice.id(),
                notice.matter().pack().or(notice.matter()::caseId),
                notice.kind() == NoticeKind.MONTHLY_DIGEST
                        ? Optional.of(notice.matter().occasion().orElseThrow())
                        : Optional.empty(),
                switch (notice.to()) {
                    case Addressee.Holder(var account) -> new NoticeEvent.To(false, account.value());
                    case Addressee.Spoc(var agency) -> new NoticeEvent.To(true, agency.value());
                });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
