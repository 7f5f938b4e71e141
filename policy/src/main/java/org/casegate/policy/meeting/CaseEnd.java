// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.meeting;

import static org.casegate.schema.tables.ledger.Tables.SUBJECT_KEY;
import static org.casegate.schema.tables.pack.Tables.CASE_FILE;
import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.MEETING;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.clock.London;
import org.casegate.policy.event.CaseEvent;
import org.casegate.policy.event.Under;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.register.AgreementId;
import org.casegate.schema.Database;
import org.jooq.Condition;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// How the words of a case end: its reference, those of its meetings, and what its convener wrote. They go when the case is
/// closed and nothing that was sent to it is left here, not before, for until then they say what was sent and why.
public final class CaseEnd {
    /// As long as an unfinished pack may live: whoever had begun one when the case was closed is done by then.
    private static final Duration AFTER_CLOSING = Duration.ofDays(3);
    private static final int AT_ONCE = 100;

    private final Database database;
    private final Ledger ledger;
    private final Openings openings;
    private final AgreementVersions agreements;
    private final Duration backupsReach;
    private final InstantSource clock;

    /// @param backupsReach how long after an erasure some copy of the database may still hold what was erased
    /// @param clock        the partnership's time
    public CaseEnd(Database database, Ledger ledger, Openings openings, AgreementVersions agreements,
            Duration backupsReach,
            InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.openings = openings;
        this.agreements = agreements;
        this.backupsReach = backupsReach;
        this.clock = clock;
    }

    /// Erases what is due. One entry for each meeting, then one for the case; may be repeated after a crash.
    ///
    /// @return how many cases ended
    public int run() throws LedgerUnavailable {
        int ended = 0;
        for (Due due : due()) {
            Set<UUID> meetings = living(MEETING.CASE_ID.eq(due.id()));
            try {
                for (UUID meeting : meetings) {
                    erase(due, meeting, true);
                }
                erase(due, due.id(), false);
                ended++;
            } catch (Conflict _) {
                // somebody else was quicker
            }
        }
        return ended;
    }

    private record Due(UUID id, AgreementId agreement) {}

    private List<Due> due() {
        Instant before = clock.instant().minus(AFTER_CLOSING).truncatedTo(ChronoUnit.MICROS);
        return database.query()
                .select(CASE_FILE.ID, CASE_FILE.AGREEMENT)
                .from(CASE_FILE)
                .join(SUBJECT_KEY)
                .on(SUBJECT_KEY.SUBJECT.eq(CASE_FILE.ID))
                .where(CASE_FILE.CLOSED_AT.le(before), DSL.notExists(DSL.selectOne()
                        .from(CASE_PACK)
                        .join(SUBJECT_KEY.as("of_pack"))
                        .on(SUBJECT_KEY.as("of_pack").SUBJECT.eq(CASE_PACK.ID))
                        .where(CASE_PACK.CASE_ID.eq(CASE_FILE.ID))))
                .orderBy(CASE_FILE.CLOSED_AT)
                .limit(AT_ONCE)
                .fetch(row -> new Due(row.value1(), new AgreementId(row.value2())));
    }

    /// The meetings whose words are still there.
    private Set<UUID> living(Condition which) {
        return database.query()
                .select(MEETING.ID)
                .from(MEETING)
                .join(SUBJECT_KEY)
                .on(SUBJECT_KEY.SUBJECT.eq(MEETING.ID))
                .where(which)
                .fetchSet(MEETING.ID);
    }

    private void erase(Due due, UUID subject, boolean meeting) throws LedgerUnavailable, Conflict {
        List<Query> erasing = openings.erase(subject);
        StateChange change = StateChange.none()
                .withAll(erasing.subList(0, erasing.size() - 1))
                .with(erasing.getLast(), 1); // its key: whoever deletes it says so
        ledger.append(Draft.of(new CaseEvent.Ended(
                agreements.current().find(due.agreement()).map(Agreement::version).map(Under::of), meeting, subject,
                London.dateOf(clock.instant().plus(backupsReach)))), change);
    }
}
