// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.casegate.schema.tables.pack.Tables.DECISION;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.event.About;
import org.casegate.policy.event.PackEvent;
import org.casegate.policy.event.Under;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.notice.Addressee;
import org.casegate.policy.notice.NoticeKind;
import org.casegate.policy.notice.Notices;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;

/// Corrections (OB-089): an accepted pack that says so replaces one that its sender's agency sent before in the same case. The
/// old one can be opened no more from the moment in which the new one can.
final class Corrections {
    private final Database database;
    private final Openings openings;
    private final Endings endings;

    Corrections(Database database, Openings openings, Endings endings) {
        this.database = database;
        this.openings = openings;
        this.endings = endings;
    }

    /// The pack that this one corrects: accepted once, of the same agency and case, and not replaced yet. It may have been
    /// withdrawn or destroyed since: whoever opened it still has the old one.
    Optional<PackRow> of(PackRow pack, Manifest manifest, Register register) {
        return manifest.references().corrects()
                .flatMap(transfer -> PackRows.pack(database.query(), transfer))
                .filter(old -> old.caseId().equals(pack.caseId()) && register.same(old.agency(), pack.agency()))
                .filter(old -> old.state() == PackState.ACCEPTED || old.state() == PackState.WITHDRAWN
                        || old.state() == PackState.DESTROYED)
                .filter(old -> database.query().fetchExists(DECISION,
                        DECISION.PACK_ID.eq(old.id().value()).and(DECISION.OUTCOME.eq("ACCEPTED"))));
    }

    /// The entry about the old pack, which names the new one.
    Draft entry(PackRow old, PackRow correction, String transfer, Agreement agreement) throws IOException {
        Map<String, Commitment> sealed = openings.commitment(old.id().value(), Words.CASE)
                .map(commitment -> Map.of(Words.CASE, commitment)).orElse(Map.of());
        return Draft.of(new PackEvent.Corrected(Under.of(agreement.version()), new About(old.id().value(), sealed),
                List.of(agreement.clauseOfEnd("replaced").toString()), old.transfer().orElseThrow(), transfer,
                correction.id().value()))
                .actor(correction.account().value())
                .agency(correction.agency().value());
    }

    /// What becomes of the old pack: it ends, where it has not ended already. Whoever could open it, and so may have it still,
    /// is told (OB-089).
    ///
    /// @param place of the entry about the old pack among the entries of the change
    StateChange change(PackRow old, PackRow correction, int place, Instant now) {
        StateChange told = Notices.queue(NoticeKind.PACK_REPLACED, old.matter(),
                Addressee.accounts(PackRows.recipients(database.query(), old.id())), now);
        if (old.state() != PackState.ACCEPTED) {
            return told.with(PackRows.stay(old), 1);
        }
        Endings.By by = new Endings.By(PackState.REPLACED, correction.account(), correction.agency(),
                OptionalInt.empty(), Optional.of(correction.id()), place);
        return endings.ofAccepted(old, by, now).and(told);
    }
}
