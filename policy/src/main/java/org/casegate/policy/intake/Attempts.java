// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.casegate.crypto.store.ObjectId;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.check.Code;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.EntryKind;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.StateChange;
import org.casegate.schema.Database;
import org.jooq.Query;

/// Attempts that never came to be judged: each leaves one entry, and nothing else. An entry that cannot be written at once is
/// owed, and written as soon as the ledger can be.
final class Attempts {
    private static final List<String> OURS = List.of("[project]");
    private static final int REMEMBERED = 200;

    private final Database database;
    private final Agreements agreements;
    private final Ledger ledger;
    private final Openings openings;
    private final InstantSource clock;
    private final Queue<Owed> owed = new ConcurrentLinkedQueue<>();
    /// The last manifest of a pack that could not be read, so that the same one again is the same attempt.
    private final Map<PackId, String> unreadable = new ConcurrentHashMap<>();

    private record Owed(PackId pack, Draft draft, StateChange change) {}

    Attempts(Database database, Agreements agreements, Ledger ledger, Openings openings, InstantSource clock) {
        this.database = database;
        this.agreements = agreements;
        this.ledger = ledger;
        this.openings = openings;
        this.clock = clock;
    }

    /// A file went over its limit. The upload has failed; nothing of it is kept.
    IntakeRefusal tooLarge(SealingUpload upload, long budgetBytes) {
        record(upload.pack().id(), refused(upload.pack(), Code.TOO_LARGE),
                StateChange.none().withAll(removal(upload.part(), upload.sealing().object())));
        return IntakeRefusal.refused("This upload was refused because " + upload.name().value() + " is larger than the "
                + budgetBytes + " bytes that this gateway can take here. Send it in smaller parts.");
    }

    /// A manifest cannot be read: it is no decision, and what else has arrived stays.
    IntakeRefusal unreadable(PackRow pack, PartRow manifest, List<String> complaints) {
        String said = String.join(" ", complaints);
        StateChange change = StateChange.none().withAll(removal(manifest.id(), manifest.object()));
        if (unreadable.size() >= REMEMBERED) {
            unreadable.clear();
        }
        if (said.equals(unreadable.put(pack.id(), said))) {
            database.transact(db -> Removal.run(db, manifest.id(), manifest.object(), openings, now()));
        } else {
            record(pack.id(), refused(pack, Code.MANIFEST_INVALID), change);
        }
        return IntakeRefusal.refused("manifest.yaml was not taken. " + said);
    }

    /// An upload ended without a close, and its node cannot go on with it.
    void abandoned(PackRow pack, UUID part, ObjectId object) {
        record(pack.id(), about(pack, EntryKind.ABANDONED).code("UNFINISHED").clauses(OURS).erased(List.of(part)),
                StateChange.none().withAll(removal(part, object)));
    }

    /// The ledger could not take a decision: the answer was no, so the pack stays frozen until its removal is recorded. Where
    /// the decision stood after all (its commit was lost from sight), the pack is frozen no more and the debt is void.
    void unrecorded(PackRow pack, Candidate candidate) {
        StateChange change = StateChange.none()
                .withAll(removal(candidate.manifestRow().id(), candidate.manifestRow().object()));
        for (PartRow file : candidate.files()) {
            change = change.withAll(removal(file.id(), file.object()));
        }
        StateChange guarded = StateChange.none().with(PackRows.thaw(pack), 1).and(change);
        owed.add(new Owed(pack.id(), refused(pack, Code.LEDGER).erased(candidate.subjects()), guarded));
    }

    private Draft refused(PackRow pack, Code code) {
        return about(pack, EntryKind.REFUSED).code(code.printed()).clauses(OURS);
    }

    Draft about(PackRow pack, EntryKind kind) {
        Agreement agreement = agreements.find(pack.agreement()).orElseThrow();
        return Draft.of(kind)
                .agreement(pack.agreement().value(), agreement.version().version())
                .actor(pack.account().value())
                .agency(pack.agency().value())
                .subject(pack.id().value());
    }

    void record(PackId pack, Draft draft, StateChange change) {
        try {
            ledger.append(draft, change);
        } catch (LedgerUnavailable e) {
            owed.add(new Owed(pack, draft, change));
        } catch (Conflict e) {
            // what was to be removed is gone already, by another hand that left its own entry
        }
    }

    /// Whether an entry about this pack is owed.
    boolean owes(PackId pack) {
        return owed.stream().anyMatch(debt -> debt.pack().equals(pack));
    }

    /// Writes what is owed, oldest first, until the ledger refuses again.
    void settleDebts() {
        for (Owed next = owed.peek(); next != null; next = owed.peek()) {
            try {
                ledger.append(next.draft(), next.change());
            } catch (LedgerUnavailable e) {
                return;
            } catch (Conflict e) {
                // as above
            }
            owed.remove(next);
        }
    }

    private List<Query> removal(UUID part, ObjectId object) {
        return Removal.of(part, object, openings, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
