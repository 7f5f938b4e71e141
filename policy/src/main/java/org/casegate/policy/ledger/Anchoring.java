// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.casegate.schema.tables.ledger.Tables.COSIGNATURE;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.casegate.crypto.tlog.BadNote;
import org.casegate.crypto.tlog.Checkpoint;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.TiledTree;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.schema.Database;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has others vouch for the ledger: asks a witness for its cosignature when there is a new checkpoint, and puts a checkpoint
/// into a directory elsewhere after so many entries or so much time. Nothing waits for it; what fails is said once in the log
/// and tried again.
///
/// Neither keeps anybody from rewriting the ledger. Both show that it was done, even to him who holds the right key.
public final class Anchoring implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);

    private final Database database;
    private final Ledger ledger;
    private final Plan plan;
    private final InstantSource clock;
    private final Optional<WitnessClient> witness;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ledger-anchors").daemon().factory());
    /// What was complained about last, by whom it concerns.
    private final Map<String, String> complaints = new HashMap<>();
    private @Nullable Last last;

    private Anchoring(Database database, Ledger ledger, Plan plan, InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.plan = plan;
        this.clock = clock;
        this.witness = plan.witness().map(place -> new WitnessClient(place.submission(), place.key(), ledger.tiles()));
    }

    /// Who vouches, and how often.
    ///
    /// @param witness      a witness under another body's control
    /// @param directory    where checkpoints are put, on another machine
    /// @param everyEntries after so many entries at the latest
    /// @param every        after so much time at the latest, if the ledger grew
    public record Plan(Optional<WitnessPlace> witness, Optional<Path> directory, long everyEntries, Duration every) {
        /// Whether anybody vouches at all.
        public boolean vouches() {
            return witness.isPresent() || directory.isPresent();
        }

        /// The checkpoints in the directory.
        public Optional<Anchors> anchors() {
            return directory.map(Anchors::new);
        }
    }

    /// A witness.
    ///
    /// @param submission its address, below which it takes checkpoints
    public record WitnessPlace(URI submission, VerifierKey key) {
        public WitnessPlace {
            if (key.type() != VerifierKey.Type.WITNESS) {
                throw new IllegalArgumentException(key + " is not the key of a witness");
            }
        }
    }

    /// The newest anchor.
    private record Last(long size, Instant at) {}

    /// From now on looks every few seconds whether something is due.
    public static Anchoring start(Database database, Ledger ledger, Plan plan, InstantSource clock) {
        Anchoring anchoring = new Anchoring(database, ledger, plan, clock);
        if (plan.vouches()) {
            var _ = anchoring.ticker.scheduleWithFixedDelay(anchoring::run, LOOK.toMillis(), LOOK.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
        return anchoring;
    }

    /// Does what is due.
    public synchronized void run() {
        attempt("witness", this::askWitness);
        attempt("anchor", this::anchor);
    }

    private interface Step {
        void run() throws IOException, WitnessClient.Refused;
    }

    private void attempt(String what, Step step) {
        try {
            step.run();
            complaints.remove(what);
        } catch (IOException | WitnessClient.Refused | RuntimeException e) {
            String complaint = String.valueOf(e.getMessage());
            if (!complaint.equals(complaints.put(what, complaint))) {
                LOG.error("Nobody vouches for the newest checkpoint ({}): {}", what, complaint);
            }
        }
    }

    private void askWitness() throws IOException, WitnessClient.Refused {
        Optional<SignedCheckpoint> head = witness.isPresent() ? ledger.published() : Optional.empty();
        if (head.isEmpty()) {
            return;
        }
        String key = plan.witness().orElseThrow().key().toString();
        long seen = cosigned(key);
        long size = head.get().checkpoint().size();
        if (size <= seen) {
            return;
        }
        String line = witness.orElseThrow().cosignature(head.get(), seen);
        database.query()
                .insertInto(COSIGNATURE, COSIGNATURE.SIZE, COSIGNATURE.WITNESS, COSIGNATURE.AT, COSIGNATURE.LINE)
                .values(size, key, LedgerTime.whole(clock.instant()), line)
                .onConflictDoNothing()
                .execute();
    }

    private long cosigned(String key) {
        Long size = database.query()
                .select(DSL.max(COSIGNATURE.SIZE))
                .from(COSIGNATURE)
                .where(COSIGNATURE.WITNESS.eq(key))
                .fetchSingle()
                .value1();
        return size == null ? 0 : size;
    }

    private void anchor() throws IOException {
        Optional<Anchors> anchors = plan.anchors();
        Optional<SignedCheckpoint> head = anchors.isPresent() ? ledger.published() : Optional.empty();
        if (head.isEmpty()) {
            return;
        }
        Last before = last == null ? there(anchors.get(), head.get().checkpoint()) : last;
        long size = head.get().checkpoint().size();
        Instant now = clock.instant();
        boolean due = size > before.size()
                && (size - before.size() >= plan.everyEntries() || !now.isBefore(before.at().plus(plan.every())));
        if (due) {
            anchors.get().put(head.get());
            before = new Last(size, now);
        }
        last = before;
    }

    /// What lies there already must be of this history: else nothing is put beside it, and somebody must look.
    private Last there(Anchors anchors, Checkpoint head) throws IOException {
        Optional<Anchors.Anchor> newest = anchors.newest();
        if (newest.isEmpty()) {
            return new Last(0, Instant.EPOCH);
        }
        Checkpoint anchored;
        try {
            anchored = SignedCheckpoint.parse(newest.get().note(), ledger.verifier()).checkpoint();
        } catch (BadNote e) {
            throw new IOException(newest.get().file() + " is not of this ledger: " + e.getMessage(), e);
        }
        if (anchored.size() > head.size()) {
            throw new IOException(
                    "%s covers %d entries, but here are only %d: the ledger was cut off, or restored from a backup"
                            .formatted(newest.get().file(), anchored.size(), head.size()));
        }
        if (!new TiledTree(ledger.tiles(), head.size()).root(anchored.size()).equals(anchored.root())) {
            throw new IOException(
                    newest.get().file() + " has another root than the ledger had at that size: history was"
                            + " rewritten. Keep that directory, and run `casegate ledger verify`");
        }
        return new Last(anchored.size(), Files.getLastModifiedTime(newest.get().file()).toInstant());
    }

    @Override
    public void close() {
        ticker.close();
        witness.ifPresent(WitnessClient::close);
    }
}
