// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.casegate.schema.tables.ledger.Tables.CHECKPOINT;
import static org.casegate.schema.tables.ledger.Tables.COSIGNATURE;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.ledger.Tables.HEAD;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.casegate.crypto.tlog.BadNote;
import org.casegate.crypto.tlog.Frontier;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.SignedCheckpoint;
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
    private final ScheduledExecutorService publisher;
    private Frontier frontier = Frontier.empty();
    private Optional<SignedCheckpoint> newest = Optional.empty();
    private boolean comparedWithThePast;
    private boolean complained;

    private Checkpoints(Database database, InstantSource clock, SignerKey key) {
        this.database = database;
        this.clock = clock;
        this.key = key;
        this.publisher = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("ledger-checkpoints").daemon().factory());
    }

    static Checkpoints start(Database database, InstantSource clock, SignerKey key, Duration every) {
        Checkpoints checkpoints = new Checkpoints(database, clock, key);
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
            compareWithThePast();
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

    private void compareWithThePast() throws LedgerUnavailable {
        Optional<SignedCheckpoint> past = comparedWithThePast ? Optional.empty() : published();
        if (past.isPresent()) {
            Grown then = extended(past.get().checkpoint().size());
            if (!then.frontier().root().equals(past.get().checkpoint().root())) {
                throw new LedgerUnavailable("The stored entries do not have the root signed at size "
                        + past.get().checkpoint().size() + "; nothing more is signed", null);
            }
            // Whoever stored that checkpoint stored the subtrees with it; only an older version did not.
            database.transact(db -> then.insertInto(db));
            frontier = then.frontier();
        }
        comparedWithThePast = true;
    }

    private Grown extended(long size) throws LedgerUnavailable {
        Grown grown = Grown.from(frontier);
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
        return grown;
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

    Optional<SignedCheckpoint> published() {
        return database.query()
                .select(CHECKPOINT.NOTE)
                .from(CHECKPOINT)
                .orderBy(CHECKPOINT.SIZE.desc())
                .limit(1)
                .fetchOptional(CHECKPOINT.NOTE)
                .map(this::parsed)
                .map(this::cosigned);
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

    private SignedCheckpoint parsed(String note) {
        try {
            return SignedCheckpoint.parse(note, key.verifier());
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
