// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.casegate.schema.tables.ledger.Tables.CHECKPOINT;
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
            frontier = extended(frontier, claimed.size());
            if (!frontier.equals(claimed)) {
                throw new LedgerUnavailable(
                        "The stored entries do not have the root of the stored head; nothing is signed", null);
            }
            return store(SignedCheckpoint.sign(frontier.size(), frontier.root(), key));
        } catch (DataAccessException e) {
            throw new LedgerUnavailable("The checkpoints cannot be read or written" + Fault.state(e), e);
        }
    }

    private void compareWithThePast() throws LedgerUnavailable {
        Optional<SignedCheckpoint> past = comparedWithThePast ? Optional.empty() : published();
        if (past.isPresent()) {
            Frontier then = extended(frontier, past.get().checkpoint().size());
            if (!then.root().equals(past.get().checkpoint().root())) {
                throw new LedgerUnavailable("The stored entries do not have the root signed at size "
                        + past.get().checkpoint().size() + "; nothing more is signed", null);
            }
            frontier = then;
        }
        comparedWithThePast = true;
    }

    private Frontier extended(Frontier from, long size) throws LedgerUnavailable {
        Frontier grown = from;
        while (grown.size() < size) {
            List<byte[]> leaves = database.query()
                    .select(ENTRY.LEAF_HASH)
                    .from(ENTRY)
                    .where(ENTRY.INDEX.ge(grown.size()), ENTRY.INDEX.lt(size))
                    .orderBy(ENTRY.INDEX)
                    .limit(CHUNK)
                    .fetch(ENTRY.LEAF_HASH);
            if (leaves.isEmpty()) {
                throw new LedgerUnavailable("Entries below " + size + " are missing; nothing is signed", null);
            }
            for (byte[] leaf : leaves) {
                grown = grown.add(Hash.of(leaf));
            }
        }
        return grown;
    }

    private SignedCheckpoint store(SignedCheckpoint signed) {
        database.query()
                .insertInto(CHECKPOINT, CHECKPOINT.SIZE, CHECKPOINT.AT, CHECKPOINT.NOTE)
                .values(signed.checkpoint().size(), LedgerTime.whole(clock.instant()), signed.note().toString())
                .onConflictDoNothing()
                .execute();
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
                .map(this::parsed);
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
