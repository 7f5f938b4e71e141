// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import static org.casegate.schema.tables.pack.Tables.NOTICE;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.casegate.policy.ledger.StateChange;
import org.casegate.schema.ManyRows;
import org.jooq.Query;

/// The one way to have something told by mail: together with the entry that says that it happened.
public final class Notices {
    private Notices() {}

    /// What queues a notice of this kind to each addressee. Joined to the change of the entry that records what happened, a
    /// notice is queued if and only if it did. It is sent within seconds of the commit, or as soon as the relay takes it.
    ///
    /// Deterministic but for the notices' random ids, which are also their Message-IDs.
    public static StateChange queue(NoticeKind kind, NoticeMatter matter, Collection<? extends Addressee> to,
            Instant now) {
        if (to.isEmpty()) {
            return StateChange.none();
        }
        Query insert = insert(kind, matter, to, now);
        return matter.occasion().isPresent()
                ? StateChange.none().withAny(insert)
                : StateChange.none().with(insert, to.size());
    }

    static Query insert(NoticeKind kind, NoticeMatter matter, Addressee to, Instant now) {
        return insert(kind, matter, List.of(to), now);
    }

    private static Query insert(NoticeKind kind, NoticeMatter matter, Collection<? extends Addressee> to,
            Instant now) {
        var insert = ManyRows.<Addressee>of(to)
                .each(NOTICE.ID, _ -> UUID.randomUUID())
                .all(NOTICE.KIND, kind.name())
                .all(NOTICE.AGREEMENT, matter.agreement().value())
                .all(NOTICE.CASE_ID, matter.caseId().orElse(null))
                .all(NOTICE.PACK_ID, matter.pack().orElse(null))
                .all(NOTICE.AGENCY, matter.agency().value())
                .each(NOTICE.ACCOUNT, each -> each instanceof Addressee.Holder holder ? holder.account().value() : null)
                .each(NOTICE.SPOC, each -> each instanceof Addressee.Spoc spoc ? spoc.agency().value() : null)
                .all(NOTICE.OCCASION, matter.occasion().orElse(null))
                .all(NOTICE.DEADLINE, matter.deadline().orElse(null))
                .all(NOTICE.QUEUED_AT, now)
                .all(NOTICE.DUE_AT, now)
                .insertInto(NOTICE);
        return matter.occasion().isPresent() ? insert.onConflictDoNothing() : insert;
    }
}
