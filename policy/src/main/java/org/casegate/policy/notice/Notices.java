// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import static org.casegate.schema.tables.pack.Tables.NOTICE;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.casegate.policy.ledger.StateChange;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// The one way to have something told by mail: together with the entry that says that it happened.
public final class Notices {
    private Notices() {}

    /// What queues a notice of this kind to each addressee. Joined to the change of the entry that records what happened, a
    /// notice is queued if and only if it did. It is sent within seconds of the commit, or as soon as the relay takes it.
    ///
    /// Deterministic but for the notices' random ids, which are also their Message-IDs.
    public static StateChange queue(NoticeKind kind, NoticeMatter matter, Collection<? extends Addressee> to,
            Instant now) {
        StateChange change = StateChange.none();
        for (Addressee addressee : to) {
            Query insert = insert(kind, matter, addressee, now);
            change = matter.occasion().isPresent() ? change.withAny(insert) : change.with(insert, 1);
        }
        return change;
    }

    static Query insert(NoticeKind kind, NoticeMatter matter, Addressee to, Instant now) {
        var insert = DSL.insertInto(NOTICE)
                .set(NOTICE.ID, UUID.randomUUID())
                .set(NOTICE.KIND, kind.name())
                .set(NOTICE.AGREEMENT, matter.agreement().value())
                .set(NOTICE.CASE_ID, matter.caseId().orElse(null))
                .set(NOTICE.PACK_ID, matter.pack().orElse(null))
                .set(NOTICE.AGENCY, matter.agency().value())
                .set(NOTICE.ACCOUNT, to instanceof Addressee.Holder holder ? holder.account().value() : null)
                .set(NOTICE.SPOC, to instanceof Addressee.Spoc spoc ? spoc.agency().value() : null)
                .set(NOTICE.OCCASION, matter.occasion().orElse(null))
                .set(NOTICE.DEADLINE, matter.deadline().orElse(null))
                .set(NOTICE.QUEUED_AT, now)
                .set(NOTICE.DUE_AT, now);
        return matter.occasion().isPresent() ? insert.onConflictDoNothing() : insert;
    }
}
