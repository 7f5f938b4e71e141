// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.casegate.crypto.tlog.Checkpoint;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.TiledTree;
import org.casegate.crypto.tlog.TlogProof;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.schema.Database;

/// The ledger of this node: appends entries and publishes signed checkpoints. Thread-safe.
public final class Ledger implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Database database;
    private final Sequencer sequencer;
    private final Checkpoints checkpoints;
    private final Floods floods;
    private final PublishedTiles tiles;

    private Ledger(Database database, Sequencer sequencer, Checkpoints checkpoints, Floods floods) {
        this.database = database;
        this.floods = floods;
        this.sequencer = sequencer;
        this.checkpoints = checkpoints;
        this.tiles = new PublishedTiles(database);
    }

    /// Opens the ledger of the database; begins it (entry 0, `LEDGER-BEGUN`) where there is none. From then on a checkpoint
    /// is signed every second in which the ledger grew.
    ///
    /// @param key its name is the checkpoints' origin
    /// @throws LedgerUnavailable if it cannot be written
    public static Ledger start(Database database, InstantSource clock, SignerKey key) throws LedgerUnavailable {
        return start(database, clock, key, Vouching.nobody());
    }

    /// The same, with checkpoints kept elsewhere: what contradicts the newest of them is not signed.
    public static Ledger start(Database database, InstantSource clock, SignerKey key, Vouching vouching)
            throws LedgerUnavailable {
        return start(database, clock, key, vouching, EVERY);
    }

    /// @param every how often a checkpoint is signed if the ledger grew
    static Ledger start(Database database, InstantSource clock, SignerKey key, Vouching vouching, Duration every)
            throws LedgerUnavailable {
        Sequencer sequencer = Sequencer.start(database, clock);
        List<Anchors> anchors = vouching.anchors().stream().map(Vouching.Place::anchors).toList();
        return new Ledger(database, sequencer, Checkpoints.start(database, clock, key, every, anchors),
                new Floods(database, clock));
    }

    /// Appends one entry and returns once it is committed together with the caller's own change.
    ///
    /// On return the index is final and the entry survives a crash; on an exception neither entry nor change stands (but see
    /// [LedgerUnavailable#inDoubt]). Judge and seal before: the change waits in line with everybody's.
    ///
    /// @throws LedgerUnavailable     if the ledger cannot be written; the answer is no
    /// @throws Conflict              if the database is not as the change expected; look again
    /// @throws IllegalStateException inside a transaction of the calling thread, which would wait for itself; or if the
    ///                               database cannot run the change at all
    public Appended append(Draft draft, StateChange change) throws LedgerUnavailable, Conflict {
        return append(List.of(draft), change).getFirst();
    }

    /// Appends several entries that together tell of one change: all of them, next to each other and in this order, or none.
    /// A statement that holds the index gets that of the first.
    ///
    /// @param drafts at least one
    public List<Appended> append(List<Draft> drafts, StateChange change) throws LedgerUnavailable, Conflict {
        if (database.transacting()) {
            throw new IllegalStateException("An append inside a transaction would wait for that transaction");
        }
        if (drafts.isEmpty()) {
            throw new IllegalArgumentException("A change without an entry");
        }
        return sequencer.append(drafts, change);
    }

    /// Records a refusal before it is told. Where one account is refused over and over for one reason, this one is only counted,
    /// and the entry comes when that has an end ([#endFloods]); nothing that was counted is lost by a crash.
    ///
    /// @param change  as of [#append]
    /// @param counted what is changed instead where it is only counted; without an index
    /// @return its own entry; nothing where it was counted
    public Optional<Appended> refuse(Draft draft, StateChange change, StateChange counted)
            throws LedgerUnavailable, Conflict {
        if (!floods.isFlood(draft)) {
            return Optional.of(append(draft, change));
        }
        floods.count(draft, counted);
        return Optional.empty();
    }

    /// Writes one entry for each flood of refusals whose window is over. To be called at start and every minute.
    public void endFloods() throws LedgerUnavailable {
        for (Map.Entry<Draft, StateChange> flood : floods.over()) {
            try {
                append(flood.getKey(), flood.getValue());
            } catch (Conflict e) {
                // one more was counted just now, or another node has written it: the next minute sees to it
            }
        }
    }

    /// Signs and stores a checkpoint of the present size, or finds the one there is.
    ///
    /// @throws LedgerUnavailable if the database cannot be reached, or holds a history other than the one signed before
    public SignedCheckpoint publish() throws LedgerUnavailable {
        return checkpoints.publish();
    }

    /// A checkpoint with the cosignatures that there are by now.
    SignedCheckpoint cosigned(SignedCheckpoint signed) {
        return checkpoints.cosigned(signed);
    }

    /// @throws RestorationRefused if the entries that there are do not have the root of the checkpoint
    void requireRoot(Checkpoint checkpoint) throws LedgerUnavailable, RestorationRefused {
        if (!checkpoints.hasRootOf(checkpoint)) {
            throw new RestorationRefused("The entries do not have the root that was signed at size " + checkpoint.size()
                    + ": this is another history, not an earlier one. It was rewritten, not restored; see `casegate ledger"
                    + " verify`.");
        }
    }

    /// The newest checkpoint that any node has published, with the cosignatures that there are.
    public Optional<SignedCheckpoint> published() {
        return checkpoints.published();
    }

    /// Tiles and entries, as far as the newest checkpoint covers them.
    public PublishedTiles tiles() {
        return tiles;
    }

    /// The proof that an entry stands in the log that was signed, by the newest checkpoint.
    ///
    /// @return nothing until a checkpoint covers the entry, which takes about a second
    public Optional<TlogProof> proof(long index) {
        Optional<SignedCheckpoint> newest = checkpoints.published().filter(head -> index < head.checkpoint().size());
        try {
            return newest.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new TlogProof(index,
                            new TiledTree(tiles, newest.get().checkpoint().size()).inclusion(index),
                            newest.get().note()));
        } catch (IOException missing) {
            throw new IllegalStateException("The tree has gaps below its checkpoint; verify the ledger", missing);
        }
    }

    /// The public key of the checkpoints.
    public VerifierKey verifier() {
        return checkpoints.verifier();
    }

    /// Writes what was appended before, then stops.
    @Override
    public void close() {
        sequencer.close();
        checkpoints.close();
    }
}
