// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.casegate.schema.tables.ledger.Tables.COSIGNATURE;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.schema.Database;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has others vouch for the ledger: asks each witness for its cosignature when there is a new checkpoint, and puts a checkpoint
/// into places elsewhere after so many entries or so much time. Nothing waits for it; what fails is said once in the log
/// and tried again.
///
/// Several nodes may do so at once: a witness takes the same checkpoint twice, and a file that is there stays.
public final class Anchoring implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);

    private final Database database;
    private final Ledger ledger;
    private final List<Vouching.Place> places;
    private final InstantSource clock;
    private final List<WitnessClient> witnesses = new ArrayList<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ledger-anchors").daemon().factory());
    /// What was complained about last, by whom it concerns.
    private final Map<String, String> complaints = new HashMap<>();
    /// The newest anchor in each place.
    private final Map<String, Last> last = new HashMap<>();

    private Anchoring(Database database, Ledger ledger, Vouching vouching, InstantSource clock) throws IOException {
        this.database = database;
        this.ledger = ledger;
        this.places = vouching.anchors();
        this.clock = clock;
        for (Vouching.Witness witness : vouching.witnesses()) {
            witnesses.add(new WitnessClient(witness, vouching.authority()));
        }
    }

    private record Last(long size, Instant at) {}

    /// Ready to do what is due, when it is told to.
    ///
    /// @throws IOException if the authority of the witnesses cannot be read
    public static Anchoring of(Database database, Ledger ledger, Vouching vouching, InstantSource clock)
            throws IOException {
        return new Anchoring(database, ledger, vouching, clock);
    }

    /// From now on looks every few seconds whether something is due.
    public Anchoring started() {
        if (!witnesses.isEmpty() || !places.isEmpty()) {
            var _ = ticker.scheduleWithFixedDelay(this::run, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
        return this;
    }

    /// Does what is due.
    public synchronized void run() {
        for (WitnessClient witness : witnesses) {
            attempt(witness.key().name(), () -> ask(witness));
        }
        for (Vouching.Place place : places) {
            attempt(place.anchors().place(), () -> anchor(place));
        }
    }

    private interface Step {
        void run() throws IOException, WitnessClient.Refused;
    }

    private void attempt(String whom, Step step) {
        try {
            step.run();
            complaints.remove(whom);
        } catch (IOException | WitnessClient.Refused | RuntimeException e) {
            String complaint = String.valueOf(e.getMessage());
            if (!complaint.equals(complaints.put(whom, complaint))) {
                LOG.error("{} does not vouch for the newest checkpoint: {}", whom, complaint);
            }
        }
    }

    private void ask(WitnessClient witness) throws IOException, WitnessClient.Refused {
        Optional<SignedCheckpoint> head = ledger.published();
        if (head.isEmpty()) {
            return;
        }
        String key = witness.key().toString();
        long seen = cosigned(key);
        long size = head.get().checkpoint().size();
        if (size <= seen) {
            return;
        }
        String line = witness.cosignature(head.get(), seen, ledger.tiles());
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

    private void anchor(Vouching.Place where) throws IOException {
        Optional<SignedCheckpoint> head = ledger.published();
        if (head.isEmpty()) {
            return;
        }
        Anchors anchors = where.anchors();
        Last known = last.get(anchors.place());
        Last before = known == null ? there(anchors) : known;
        long size = head.get().checkpoint().size();
        Instant now = clock.instant();
        boolean due = size > before.size()
                && (size - before.size() >= where.everyEntries() || !now.isBefore(before.at().plus(where.every())));
        if (due) {
            anchors.put(head.get());
            before = new Last(size, now);
        }
        last.put(anchors.place(), before);
    }

    /// That it is of this history was seen before the first checkpoint was signed.
    private Last there(Anchors anchors) throws IOException {
        Optional<Anchors.Anchor> newest = anchors.newest(ledger.verifier().name());
        return newest.isEmpty()
                ? new Last(0, Instant.EPOCH)
                : new Last(newest.get().size(), newest.get().at());
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        witnesses.forEach(WitnessClient::close);
    }
}
