// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.casegate.crypto.keep.SealedFile;
import org.casegate.crypto.store.ObjectId;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.check.Code;
import org.casegate.policy.event.PackEvent;
import org.casegate.policy.event.Under;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.StateChange;
import org.casegate.schema.Database;
import org.jooq.exception.DataAccessException;

/// Attempts that never came to be judged: each leaves one entry, and nothing else. An entry that cannot be written at once is
/// owed, and written as soon as the ledger can be, by this process or the next.
final class Attempts {
    private static final List<String> OURS = List.of("[project]");
    private static final int REMEMBERED = 200;

    private final Database database;
    private final AgreementVersions agreements;
    private final Ledger ledger;
    private final Openings openings;
    private final InstantSource clock;
    private final Debts debts;
    /// The last manifest of a pack that could not be read, so that the same one again is the same attempt.
    private final Map<PackId, String> unreadable = new ConcurrentHashMap<>();

    Attempts(Database database, AgreementVersions agreements, Ledger ledger, Openings openings, SealedFile owed,
            InstantSource clock) {
        this.database = database;
        this.agreements = agreements;
        this.ledger = ledger;
        this.openings = openings;
        this.debts = new Debts(owed);
        this.clock = clock;
    }

    /// Before anything else: what the last run of this node still owed.
    void recall() throws IOException {
        debts.recall();
    }

    /// A file went over its limit. The upload has failed; nothing of it is kept.
    IntakeRefusal tooLarge(SealingUpload upload, long budgetBytes) {
        UUID part = upload.continues() ? UUID.randomUUID() : upload.part(); // what was closed before stays
        record(new Debt.OfPart(Code.TOO_LARGE, upload.pack().id(), part));
        return IntakeRefusal.refused("This upload was refused because " + upload.name().value() + " is larger than the "
                + budgetBytes + " bytes that this gateway can take here. Send it in smaller parts.");
    }

    /// A manifest cannot be read: it is no decision, and what else has arrived stays.
    IntakeRefusal unreadable(PackRow pack, PartRow manifest, List<String> complaints) {
        String said = String.join(" ", complaints);
        if (unreadable.size() >= REMEMBERED) {
            unreadable.clear();
        }
        if (said.equals(unreadable.put(pack.id(), said))) {
            database.transact(db -> Removal.run(db, manifest.id(), manifest.object(), openings, now()));
        } else {
            record(new Debt.OfPart(Code.MANIFEST_INVALID, pack.id(), manifest.id()));
        }
        return IntakeRefusal.refused("manifest.yaml was not taken. " + said);
    }

    private void record(Debt.OfPart refusal) {
        try {
            write(refusal);
        } catch (LedgerUnavailable | DataAccessException e) {
            debts.add(refusal);
        }
    }

    /// Says that the file was refused, and removes it where it is still there.
    private void write(Debt.OfPart refusal) throws LedgerUnavailable {
        PackRow pack = PackRows.pack(database.query(), refusal.pack()).orElseThrow();
        Optional<PartRow> part = PackRows.part(database.query(), refusal.part());
        StateChange removal = StateChange.none()
                .withAll(part.map(there -> Removal.of(there, openings, now())).orElse(List.of()));
        try {
            ledger.refuse(sentBy(pack, new PackEvent.FileRefused(under(pack), pack.id().value(),
                    refusal.code().printed(), OURS)), removal, removal);
        } catch (Conflict e) {
            throw new IllegalStateException("nothing was expected of the rows", e);
        }
    }

    /// An upload ended without a close, and its node cannot go on with it. Where that cannot be recorded, its row stands, and
    /// the next minute finds it again.
    void abandoned(PackRow pack, UUID part, ObjectId object) {
        abandoned(pack, "UNFINISHED", List.of(part), Removal.ofArriving(part, object, openings, now()));
    }

    /// A pack was given up. Likewise.
    void expired(PackRow pack, List<UUID> erased, StateChange change) {
        abandoned(pack, Code.EXPIRED.printed(), erased, change);
    }

    private void abandoned(PackRow pack, String code, List<UUID> erased, StateChange change) {
        try {
            ledger.append(sentBy(pack, new PackEvent.Abandoned(under(pack), pack.id().value(), code, OURS, erased)),
                    change);
        } catch (LedgerUnavailable e) {
            // later
        } catch (Conflict e) {
            // what was to be removed is gone already, by another hand that left its own entry
        }
    }

    /// Whether the refusal of a file was told and is not recorded yet.
    boolean owes(UUID part) {
        return debts.all().stream()
                .anyMatch(debt -> debt instanceof Debt.OfPart refusal && refusal.part().equals(part));
    }

    /// The ledger could not take a decision, and the answer was no: the pack stays frozen until that refusal is recorded.
    void unrecorded(PackRow pack) {
        debts.add(new Debt.OfPack(pack.id(), pack.attempts()));
    }

    /// Whether a refusal of this pack was told and is not recorded yet.
    boolean owes(PackRow pack) {
        return debts.has(new Debt.OfPack(pack.id(), pack.attempts()));
    }

    /// It is recorded now, or void: where the decision stood after all (its commit was lost from sight).
    void paid(PackRow pack) {
        debts.remove(new Debt.OfPack(pack.id(), pack.attempts()));
    }

    private Under under(PackRow pack) {
        return Under.of(agreements.current(pack.agreement()).version());
    }

    private static Draft sentBy(PackRow pack, PackEvent event) {
        return Draft.of(event).actor(pack.account().value()).agency(pack.agency().value());
    }

    /// Writes what is owed of single files, oldest first, until the ledger refuses again, and the floods that have ended.
    void settleDebts() {
        try {
            for (Debt debt : debts.all()) {
                if (debt instanceof Debt.OfPart refusal) {
                    write(refusal);
                    debts.remove(debt);
                }
            }
            ledger.endFloods();
        } catch (LedgerUnavailable e) {
            // later
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
