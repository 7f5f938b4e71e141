// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.casegate.schema.tables.ledger.Tables.CHECKPOINT;
import static org.casegate.schema.tables.ledger.Tables.COSIGNATURE;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.ledger.Tables.ENTRY_CLAUSE;
import static org.casegate.schema.tables.ledger.Tables.HEAD;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.casegate.crypto.tlog.BadNote;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.Json;
import org.casegate.crypto.tlog.LedgerFinding.Check;
import org.casegate.crypto.tlog.LedgerFindings;
import org.casegate.crypto.tlog.LedgerReport;
import org.casegate.crypto.tlog.LedgerVerifier;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.schema.Database;
import org.casegate.schema.tables.ledger.tables.records.EntryRecord;
import org.casegate.schema.tables.ledger.tables.records.HeadRecord;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// One run of the audit.
final class AuditRun {
    private static final int CHUNK = 256;

    private final Database database;
    private final VerifierKey key;
    private final LedgerFindings findings = new LedgerFindings();
    private final LedgerFindings openingFindings = new LedgerFindings();
    private final LedgerFindings keptFindings = new LedgerFindings();
    private final LedgerVerifier entries = new LedgerVerifier(findings::add);
    private final OpeningAudit openings;
    private final Elsewhere elsewhere;
    private final Epochs epochs;
    private final KeptCheckpoints kept;
    private final Deque<Stored> checkpoints = new ArrayDeque<>();
    /// Those that are stored for queries, of the entries that are looked at now.
    private Map<Long, List<String>> clauses = Map.of();
    private long lastCheckpoint;
    private boolean moreCheckpoints = true;
    private final Map<MonthCounts.Key, Long> counted = new HashMap<>();
    private long entriesRead;
    private long checkpointsRead;

    AuditRun(Database database, VerifierKey key, Openings openings, Elsewhere elsewhere) {
        this.database = database;
        this.key = key;
        this.openings = new OpeningAudit(database, openings, openingFindings);
        this.elsewhere = elsewhere;
        this.epochs = Epochs.of(database);
        this.kept = new KeptCheckpoints(key, epochs, keptFindings);
    }

    /// A row of `ledger.checkpoint`, and those of `ledger.cosignature` that belong to it, by their witnesses' keys.
    private record Stored(long size, String note, Map<String, String> cosignatures) {}

    LedgerReport run() {
        kept.add(elsewhere.all(epochs.origins(key), keptFindings)); // before the head is read: the ledger may grow
        HeadRecord head = database.query().selectFrom(HEAD).fetchSingle();
        for (List<EntryRecord> chunk = chunk(head.getSize()); !chunk.isEmpty(); chunk = chunk(head.getSize())) {
            clauses = clauses(chunk);
            chunk.forEach(this::entry);
            openings.check();
        }
        checkpointsUpTo(Long.MAX_VALUE);
        kept.upTo(entries, entries.next());
        entries.end();
        head(head);
        counts(head.getSize());
        elsewhere(entries.next());
        findings.addAll(openingFindings);
        SortedMap<String, Long> checked = new TreeMap<>();
        checked.put("entries", entriesRead);
        checked.put("checkpoints", checkpointsRead);
        checked.put("kept", (long) kept.count());
        checked.put("witnesses", (long) kept.cosigners());
        if (!epochs.ended().isEmpty()) {
            checked.put("restored", (long) epochs.ended().size());
            checked.put("lost", epochs.ended().stream().mapToLong(Epochs.Ended::lost).sum());
        }
        checked.put("openings", openings.opened());
        checked.put("erased", openings.erased());
        return new LedgerReport(findings.all().isEmpty(), head.getSize(), entries.frontier().root(), checked,
                findings.all());
    }

    private List<EntryRecord> chunk(long size) {
        return database.query()
                .selectFrom(ENTRY)
                .where(ENTRY.INDEX.ge(entries.next()), ENTRY.INDEX.lt(size))
                .orderBy(ENTRY.INDEX)
                .limit(CHUNK)
                .fetch();
    }

    private Map<Long, List<String>> clauses(List<EntryRecord> chunk) {
        return database.query()
                .select(ENTRY_CLAUSE.INDEX, ENTRY_CLAUSE.CLAUSE)
                .from(ENTRY_CLAUSE)
                .where(ENTRY_CLAUSE.INDEX.in(chunk.stream().map(EntryRecord::getIndex).toList()))
                .fetchGroups(ENTRY_CLAUSE.INDEX, ENTRY_CLAUSE.CLAUSE);
    }

    private void entry(EntryRecord row) {
        checkpointsUpTo(row.getIndex());
        kept.upTo(entries, row.getIndex());
        entriesRead++;
        Optional<Json.Members> entry = entries.entry(row.getIndex(), row.getBody());
        if (!Hash.leaf(row.getBody()).equals(hash(row.getLeafHash()))) {
            findings.add(Check.LEAF_HASH, row.getIndex(),
                    "Entry " + row.getIndex() + " does not have the leaf hash stored with it.");
        }
        if (entry.isPresent()) {
            columns(row, entry.get());
            counted.merge(MonthCounts.Key.of(Columns.of(entry.get()), row.getAt()), 1L, Long::sum);
            openings.entry(row.getIndex(), entry.get());
        }
    }

    private static Hash hash(byte[] stored) {
        return stored.length == Hash.SIZE_BYTES ? Hash.of(stored) : Hash.ZEROS;
    }

    private void columns(EntryRecord row, Json.Members entry) {
        Columns stored = new Columns(row.getAt(), row.getKind(), row.getAgreement(), row.getAgency(), row.getActor(),
                row.getCode(),
                row.getSubject());
        List<String> differing = new ArrayList<>(Columns.of(entry).differences(stored));
        if (!Set.copyOf(Erasures.texts(entry, "clauses"))
                .equals(Set.copyOf(clauses.getOrDefault(row.getIndex(), List.of())))) {
            differing.add("clauses");
        }
        if (!differing.isEmpty()) {
            findings.add(Check.COLUMN, row.getIndex(),
                    "Entry " + row.getIndex() + " and its row do not say the same: " + String.join(", ", differing)
                            + ".");
        }
    }

    /// Compares the checkpoints that cover no more than the entries read so far.
    private void checkpointsUpTo(long size) {
        for (Stored next = nextCheckpoint(); next != null && next.size() <= size; next = nextCheckpoint()) {
            checkpoints.remove();
            checkpointsRead++;
            checkpoint(next);
        }
    }

    private @Nullable Stored nextCheckpoint() {
        if (checkpoints.isEmpty() && moreCheckpoints) {
            List<Stored> chunk = storedAfter(lastCheckpoint);
            checkpoints.addAll(chunk);
            moreCheckpoints = chunk.size() == CHUNK;
            lastCheckpoint = chunk.isEmpty() ? lastCheckpoint : chunk.getLast().size();
        }
        return checkpoints.peek();
    }

    private List<Stored> storedAfter(long size) {
        var notes = database.query()
                .select(CHECKPOINT.SIZE, CHECKPOINT.NOTE)
                .from(CHECKPOINT)
                .where(CHECKPOINT.SIZE.gt(size))
                .orderBy(CHECKPOINT.SIZE)
                .limit(CHUNK)
                .fetch();
        if (notes.isEmpty()) {
            return List.of();
        }
        Map<Long, Map<String, String>> lines = new HashMap<>();
        database.query()
                .select(COSIGNATURE.SIZE, COSIGNATURE.WITNESS, COSIGNATURE.LINE)
                .from(COSIGNATURE)
                .where(COSIGNATURE.SIZE.gt(size), COSIGNATURE.SIZE.le(notes.getLast().value1()))
                .forEach(row -> lines.computeIfAbsent(row.value1(), _ -> new TreeMap<>()).put(row.value2(),
                        row.value3()));
        return notes.map(row -> new Stored(row.value1(), row.value2(), lines.getOrDefault(row.value1(), Map.of())));
    }

    private void checkpoint(Stored stored) {
        try {
            SignedCheckpoint signed = SignedCheckpoint.parse(stored.note(), epochs.signer(stored.note(), key));
            if (signed.checkpoint().size() != stored.size()) {
                findings.add(Check.CHECKPOINT, "The checkpoint stored for size " + stored.size() + " is of size "
                        + signed.checkpoint().size() + ".");
            }
            entries.checkpoint(signed.checkpoint());
            stored.cosignatures().forEach((witness, line) -> cosignature(signed, witness, line));
        } catch (BadNote e) {
            findings.add(Check.CHECKPOINT, "The checkpoint stored for size " + stored.size() + " is not to be trusted: "
                    + e.getMessage() + ".");
        }
    }

    private void cosignature(SignedCheckpoint signed, String witness, String line) {
        try {
            kept.stored(signed, VerifierKey.parse(witness), line);
        } catch (IllegalArgumentException e) {
            keptFindings.add(Check.COSIGNATURE, "A cosignature that is stored for size " + signed.checkpoint().size()
                    + " does not name a witness's key.");
        }
    }

    private void elsewhere(long size) {
        kept.end(size, findings.none());
        for (Vouching.Witness witness : elsewhere.vouching().witnesses()) {
            if (!kept.cosignedBy(witness.key())) {
                keptFindings.add(Check.COSIGNATURE,
                        "None of the checkpoints is cosigned by " + witness.key().name() + ".");
            }
        }
        findings.addAll(keptFindings);
    }

    /// The counts by month, where nothing is wrong with what they count.
    private void counts(long size) {
        if (findings.none()) {
            MonthCounts.difference(new MonthCounts(database).allBelow(size), counted)
                    .ifPresent(what -> findings.add(Check.COLUMN, what));
        }
    }

    private void head(HeadRecord head) {
        long size = head.getSize();
        if (size == 0) {
            findings.add(Check.HEAD, "The ledger has no entries: it was never begun, or all of it is gone.");
        } else if (entries.next() < size) {
            findings.add(Check.CONTIGUOUS,
                    "The head counts " + size + " entries, but the ledger ends after " + entries.next() + ".");
        } else if (entries.whole() && !Arrays.equals(entries.frontier().packed(), head.getPeaks())) {
            findings.add(Check.HEAD, "The stored head does not have the root of the entries.");
        }
        Instant last = database.query().select(ENTRY.AT).from(ENTRY).where(ENTRY.INDEX.eq(size - 1)).fetchOne(ENTRY.AT);
        if (last != null && !last.equals(head.getAt())) {
            findings.add(Check.HEAD, "The stored head is not of the time of entry " + (size - 1) + ".");
        }
        long beyond = database.query()
                .fetchCount(DSL.selectOne().from(ENTRY).where(ENTRY.INDEX.ge(DSL.select(HEAD.SIZE).from(HEAD))));
        if (beyond > 0) {
            findings.add(Check.HEAD, "There are " + beyond + " entries beyond the head.");
        }
    }
}
