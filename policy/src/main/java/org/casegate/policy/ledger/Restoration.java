// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.casegate.crypto.tlog.BadNote;
import org.casegate.crypto.tlog.LedgerFinding;
import org.casegate.crypto.tlog.LedgerFindings;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.policy.event.LedgerEvent;
import org.casegate.schema.Database;

/// Goes on from a backup. The old log may have signed entries that the backup does not hold, and must never sign others in their
/// place: so it ends, and the next one begins, with a key and a name of its own. What the backup holds is the beginning of its
/// tree; its own first entry, `RESTORED`, names both keys and cites the last checkpoint of the old log that anybody has.
public final class Restoration {
    private final Database database;
    private final Ledger ledger;
    private final Elsewhere elsewhere;

    /// @param ledger    with the key of the old log
    /// @param elsewhere where checkpoints of the old log are
    public Restoration(Database database, Ledger ledger, Elsewhere elsewhere) {
        this.database = database;
        this.ledger = ledger;
        this.elsewhere = elsewhere;
    }

    /// What was begun.
    ///
    /// @param index of the `RESTORED` entry, which is also how many entries the backup held
    /// @param cited how many entries the old log had signed, as far as anybody knows
    public record Begun(long index, long cited) {
        /// How many signed entries are lost.
        public long lost() {
            return Math.max(0, cited - index);
        }
    }

    /// Ends the old log. From the entry on its key signs nothing, on any node. Asked again with the same key, it finds what it did.
    ///
    /// @param next of the new log
    /// @param who  whom the entry names
    /// @throws RestorationRefused if no checkpoint of the old log is known, somebody does not answer, or the database holds another
    ///                            history than a checkpoint shows: then it was rewritten, not restored
    public Begun begin(VerifierKey next, String who) throws LedgerUnavailable, RestorationRefused {
        Epochs epochs = Epochs.of(database);
        if (epochs.key().filter(next::equals).isPresent()) {
            Epochs.Ended ended = epochs.ended().getLast();
            return new Begun(ended.size(), ended.cited().checkpoint().size());
        }
        VerifierKey old = ledger.verifier();
        if (next.name().equals(old.name())) {
            throw new RestorationRefused("The next log needs a name of its own; " + next.name() + " is the old one's.");
        }
        SignedCheckpoint last = last(old);
        ledger.requireRoot(last.checkpoint());
        Draft draft = Draft.of(new LedgerEvent.Restored(old.toString(), next.toString(), last.note().toString()))
                .actor(who);
        try {
            return new Begun(ledger.append(draft, StateChange.none()).index(), last.checkpoint().size());
        } catch (Conflict e) {
            throw new IllegalStateException("An entry without a change conflicts with nothing", e);
        }
    }

    private SignedCheckpoint last(VerifierKey old) throws RestorationRefused {
        LedgerFindings silent = new LedgerFindings();
        List<SignedCheckpoint> known = new ArrayList<>();
        for (Elsewhere.Found found : elsewhere.all(List.of(old.name()), silent)) {
            try {
                known.add(SignedCheckpoint.parse(found.note(), old));
            } catch (BadNote e) {
                throw new RestorationRefused("Of " + found.name() + ": " + e.getMessage() + ".");
            }
        }
        if (!silent.none()) {
            throw new RestorationRefused(
                    silent.all().stream().map(LedgerFinding::text).collect(Collectors.joining(" ")));
        }
        return known.stream().max(Comparator.comparingLong(signed -> signed.checkpoint().size()))
                .orElseThrow(() -> new RestorationRefused("No checkpoint of " + old.name()
                        + " is known, so none can be cited: ask the witnesses, the auditors and whoever keeps receipts."));
    }
}
