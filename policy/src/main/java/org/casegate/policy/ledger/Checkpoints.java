// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.casegate.schema.tables.ledger.Tables.CHECKPOINT;
import static org.casegate.schema.tables.ledger.Tables.COSIGNATURE;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.ledger.Tables.HEAD;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.casegate.crypto.tlog.BadNote;
import org.casegate.crypto.tlog.Checkpoint;
import org.casegate.crypto.tlog.Frontier;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.SignedNote;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.schema.Database;
import org.jooq.Record2;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signs the ledger's head, never without having recomputed it: it keeps a frontier of its own, extends it from the stored
/// leaf hashes, and compares it with the head and, once, with the newest checkpoint of the time before it started.
///
/// Several nodes may do so at once. They sign the same text with the same key, and the first one's row stays.
final class Checkpoints implements AutoCloseable {
    private static final int CHUNK = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private final Database database;
    private final InstantSource clock;
    private final SignerKey key;
    private final List<Anchors> anchors;
    private final ScheduledExecutorService publisher;
    private Frontier frontier = Frontier.empty();
    private Optional<SignedCheckpoint> newest = Optional.empty();
    private boolean comparedWithThePast;
    private boolean complained;

    private Checkpoints(Database database, InstantSource clock, SignerKey key, List<Anchors> anchors) {
        this.database = database;
        this.clock = clock;
        this.key = key;
        this.anchors = anchors;
        this.publisher = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("ledger-checkpoints").daemon().factory());
    }

    /// @param anchors what was put elsewhere; a history that contradicts it is not signed
    static Checkpoints start(Database database, InstantSource clock, SignerKey key, Duration every,
            List<Anchors> anchors) {
        Checkpoints checkpoints = new Checkpoints(database, clock, key, anchors);
        var _ = checkpoints.publisher.scheduleWithFixedDelay(checkpoints::publishQuietly, every.toMillis(),
                every.toMillis(), TimeUnit.MILLISECONDS);
        return checkpoints;
    }

    private synchronized void publishQuietly() {
        try {
            publish();
            complained = false;
        } catch (LedgerUnavailable | RuntimeException e) {
            if (!complained) {
                LOG.error("No checkpoint is published: {}", e.getMessage());
            }
            complained = true;
        }
    }

    synchronized SignedCheckpoint publish() throws LedgerUnavailable {
        try {
            Record2<Long, byte[]> head = database.query().select(HEAD.SIZE, HEAD.PEAKS).from(HEAD).fetchSingle();
            Frontier claimed = Frontier.of(head.value1(), head.value2());
            if (newest.isPresent() && newest.get().checkpoint().size() == claimed.size()) {
                return newest.get();
            }
            Epochs epochs = requireOurEpoch();
            compareWithThePast(epochs, claimed.size());
            Grown grown = extended(claimed.size());
            if (!grown.frontier().equals(claimed)) {
                throw new LedgerUnavailable(
                        "The stored entries do not have the root of the stored head; nothing is signed", null);
            }
            return store(SignedCheckpoint.sign(claimed.size(), claimed.root(), key), grown);
        } catch (DataAccessException e) {
            throw new LedgerUnavailable("The checkpoints cannot be read or written" + Fault.state(e), e);
        }
    }

    /// A key whose log has ended signs nothing more, whoever still has it.
    private Epochs requireOurEpoch() throws LedgerUnavailable {
        Epochs epochs = Epochs.of(database);
        if (epochs.key().filter(present -> !present.equals(key.verifier())).isPresent()) {
            throw new LedgerUnavailable("The ledger was restored, and " + epochs.key().get().name()
                    + " signs its checkpoints since; this gateway has another key, and signs nothing", null);
        }
        return epochs;
    }

    /// @param size how many entries there are
    private void compareWithThePast(Epochs epochs, long size) throws LedgerUnavailable {
        if (comparedWithThePast) {
            return;
        }
        Optional<SignedCheckpoint> stored = stored(epochs);
        List<Past> pasts = new ArrayList<>(anchored());
        stored.ifPresent(signed -> pasts.add(new Past("", signed.checkpoint())));
        pasts.sort(Comparator.comparingLong(past -> past.head().size()));
        Grown then = Grown.from(frontier);
        for (Past past : pasts) {
            past.require(size);
            extend(then, past.head().size());
            past.require(then.frontier());
        }
        if (stored.isPresent()) {
            // Whoever stored that checkpoint stored the subtrees with it; only an older version did not.
            database.transact(db -> then.insertInto(db));
            frontier = then.frontier();
        }
        comparedWithThePast = true;
    }

    /// A checkpoint of the time before this gateway started.
    ///
    /// @param where it was kept; empty for the database
    private record Past(String where, Checkpoint head) {
        void require(long size) throws LedgerUnavailable {
            if (!where.isEmpty() && head.size() > size) {
                throw new LedgerUnavailable(
                        "%s covers %d entries, but here are only %d: the ledger was cut off, or restored from a backup (then see `casegate ledger restored --help`); nothing is signed"
                                .formatted(where, head.size(), size),
                        null);
            }
        }

        void require(Frontier tree) throws LedgerUnavailable {
            if (!tree.root().equals(head.root())) {
                throw new LedgerUnavailable("The stored entries do not have the root signed at size " + head.size()
                        + (where.isEmpty() ? "" : " in " + where + ": history was rewritten")
                        + "; nothing more is signed",
                        null);
            }
        }
    }

    private List<Past> anchored() throws LedgerUnavailable {
        List<Past> newest = new ArrayList<>();
        for (Anchors place : anchors) {
            newest(place).ifPresent(newest::add);
        }
        return newest;
    }

    private Optional<Past> newest(Anchors place) throws LedgerUnavailable {
        try {
            Optional<Anchors.Anchor> newest = place.newest(key.verifier().name());
            return newest.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Past(newest.get().name(),
                            SignedCheckpoint.parse(newest.get().note(), key.verifier()).checkpoint()));
        } catch (BadNote e) {
            throw new LedgerUnavailable("The newest anchor in " + place.place() + " is not to be trusted ("
                    + e.getMessage() + "); nothing is signed until somebody has looked", e);
        } catch (IOException e) {
            throw new LedgerUnavailable("The anchors in " + place.place()
                    + " cannot be read, so the ledger cannot be compared with them; nothing is signed", e);
        }
    }

    private Grown extended(long size) throws LedgerUnavailable {
        Grown grown = Grown.from(frontier);
        extend(grown, size);
        return grown;
    }

    private void extend(Grown grown, long size) throws LedgerUnavailable {
        while (grown.frontier().size() < size) {
            List<byte[]> leaves = database.query()
                    .select(ENTRY.LEAF_HASH)
                    .from(ENTRY)
                    .where(ENTRY.INDEX.ge(grown.frontier().size()), ENTRY.INDEX.lt(size))
                    .orderBy(ENTRY.INDEX)
                    .limit(CHUNK)
                    .fetch(ENTRY.LEAF_HASH);
            if (leaves.isEmpty()) {
                throw new LedgerUnavailable("Entries below " + size + " are missing; nothing is signed", null);
            }
            leaves.forEach(leaf -> grown.add(Hash.of(leaf)));
        }
    }

    /// The checkpoint becomes visible together with the subtrees that it covers: whoever reads it can read its tiles.
    private SignedCheckpoint store(SignedCheckpoint signed, Grown grown) {
        database.transact(db -> {
            grown.insertInto(db);
            return db.insertInto(CHECKPOINT, CHECKPOINT.SIZE, CHECKPOINT.AT, CHECKPOINT.NOTE)
                    .values(signed.checkpoint().size(), LedgerTime.whole(clock.instant()), signed.note().toString())
                    .onConflictDoNothing()
                    .execute();
        });
        frontier = grown.frontier();
        newest = Optional.of(signed);
        return signed;
    }

    /// Whether the entries that there are have the root of a checkpoint; nothing is said of a larger one.
    boolean hasRootOf(Checkpoint checkpoint) throws LedgerUnavailable {
        long size = database.query().select(HEAD.SIZE).from(HEAD).fetchSingle().value1();
        if (checkpoint.size() > size) {
            return true;
        }
        Grown grown = Grown.from(Frontier.empty());
        extend(grown, checkpoint.size());
        return grown.frontier().root().equals(checkpoint.root());
    }

    /// The newest checkpoint of this log; of a log that has just begun there may be none yet.
    Optional<SignedCheckpoint> published() {
        return newestNote().flatMap(note -> note.firstLine().equals(key.verifier().name())
                ? Optional.of(parsed(note, key.verifier()))
                : ended(note)).map(this::cosigned);
    }

    private Optional<SignedCheckpoint> ended(SignedNote note) {
        if (Epochs.of(database).ended(note.firstLine()).isEmpty()) {
            throw new IllegalStateException(
                    "The newest stored checkpoint is not this gateway's, but of " + note.firstLine());
        }
        return Optional.empty();
    }

    /// The newest of this log, or of the one before.
    private Optional<SignedCheckpoint> stored(Epochs epochs) {
        return newestNote().map(note -> parsed(note,
                epochs.ended(note.firstLine()).map(Epochs.Ended::key).orElse(key.verifier())));
    }

    private Optional<SignedNote> newestNote() {
        try {
            Optional<String> note = database.query()
                    .select(CHECKPOINT.NOTE)
                    .from(CHECKPOINT)
                    .orderBy(CHECKPOINT.SIZE.desc())
                    .limit(1)
                    .fetchOptional(CHECKPOINT.NOTE);
            return note.isEmpty() ? Optional.empty() : Optional.of(SignedNote.parse(note.get()));
        } catch (BadNote e) {
            throw new IllegalStateException("The newest stored checkpoint is none: " + e.getMessage(), e);
        }
    }

    /// The checkpoint with the signature lines of witnesses that there are by now.
    SignedCheckpoint cosigned(SignedCheckpoint signed) {
        String lines = String.join("", database.query()
                .select(COSIGNATURE.LINE)
                .from(COSIGNATURE)
                .where(COSIGNATURE.SIZE.eq(signed.checkpoint().size()))
                .orderBy(COSIGNATURE.WITNESS)
                .fetch(COSIGNATURE.LINE));
        try {
            return lines.isEmpty()
                    ? signed
                    : new SignedCheckpoint(signed.checkpoint(), signed.note().with(lines));
        } catch (BadNote e) {
            throw new IllegalStateException("A stored cosignature is none; verify the ledger", e);
        }
    }

    private static SignedCheckpoint parsed(SignedNote note, VerifierKey key) {
        try {
            return SignedCheckpoint.parse(note.toString(), key);
        } catch (BadNote e) {
            throw new IllegalStateException("The newest stored checkpoint is not this gateway's: " + e.getMessage(), e);
        }
    }

    VerifierKey verifier() {
        return key.verifier();
    }

    @Override
    public void close() {
        publisher.close();
    }
}
