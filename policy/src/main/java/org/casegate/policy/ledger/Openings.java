// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.casegate.schema.tables.ledger.Tables.CASE_LINK;
import static org.casegate.schema.tables.ledger.Tables.OPENING;
import static org.casegate.schema.tables.ledger.Tables.SUBJECT_KEY;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.casegate.crypto.keep.Binding;
import org.casegate.crypto.keep.Envelope;
import org.casegate.crypto.keep.EpochKey;
import org.casegate.crypto.keep.EpochKeyId;
import org.casegate.crypto.keep.EpochKeys;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.seal.Octets;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.schema.Database;
import org.casegate.schema.ManyRows;
import org.jooq.DSLContext;
import org.jooq.InsertReturningStep;
import org.jooq.Query;
import org.jooq.Record3;
import org.jooq.Record4;
import org.jooq.Result;
import org.jooq.impl.DSL;

/// The values behind commitments, each sealed under its subject's key, which lies in an envelope under the epoch key of the
/// week. Erasing a subject deletes its rows; once the epoch keys of that time are destroyed, no copy of the database opens
/// them either. Thread-safe.
public final class Openings {
    /// The field of a case's reference, by which entries of the case are found and named.
    public static final String CASE = "case";

    private static final String CASE_DOMAIN = "case";

    private final Database database;
    private final EpochKeys keys;
    private final KeyedToken tokens;

    /// @param tokens makes the tokens by which a case's subjects are found
    public Openings(Database database, EpochKeys keys, KeyedToken tokens) {
        this.database = database;
        this.keys = keys;
        this.tokens = tokens;
    }

    /// A new subject with a random id. It exists once its [Subject#insert] is committed.
    public Subject create() throws IOException {
        return create(UUID.randomUUID());
    }

    /// A new subject with this id, which must be random and used for nothing else that lives longer.
    public Subject create(UUID id) throws IOException {
        byte[] key = OpeningCipher.newKey();
        byte[] envelope = Envelope.seal(keys.current(), key, Binding.subject(id));
        return new Subject(id, Octets.copyOf(envelope), new OpeningCipher(id, key));
    }

    /// A subject that exists; nothing after it was erased.
    ///
    /// @throws IOException if its key cannot be opened here
    public Optional<Subject> find(UUID id) throws IOException {
        byte[] envelope = database.query()
                .select(SUBJECT_KEY.ENVELOPE)
                .from(SUBJECT_KEY)
                .where(SUBJECT_KEY.SUBJECT.eq(id))
                .fetchOne(SUBJECT_KEY.ENVELOPE);
        return envelope == null
                ? Optional.empty()
                : Optional.of(new Subject(id, Octets.copyOf(envelope), cipher(id, envelope)));
    }

    private OpeningCipher cipher(UUID subject, byte[] envelope) throws IOException {
        return new OpeningCipher(subject, Envelope.open(keys, envelope, Binding.subject(subject)));
    }

    /// The value of a field; nothing where there is none, or it was erased.
    public Optional<String> read(UUID subject, String field) throws IOException {
        return Optional.ofNullable(readAll(subject).get(field));
    }

    /// Every value of a subject, by field; empty after it was erased.
    public SortedMap<String, String> readAll(UUID subject) throws IOException {
        return readAll(List.of(subject)).getOrDefault(subject, new TreeMap<>());
    }

    /// Every value of several subjects. An erased subject is not among the keys.
    ///
    /// @throws IOException if one of them cannot be opened here
    public Map<UUID, SortedMap<String, String>> readAll(Collection<UUID> subjects) throws IOException {
        Map<UUID, SortedMap<String, String>> values = new HashMap<>();
        for (Map.Entry<UUID, SortedMap<String, Optional<OpeningCipher.Opened>>> subject : openAll(subjects, List.of())
                .entrySet()) {
            SortedMap<String, String> fields = new TreeMap<>();
            for (Map.Entry<String, Optional<OpeningCipher.Opened>> field : subject.getValue().entrySet()) {
                fields.put(field.getKey(), opened(subject.getKey(), field.getValue()).value());
            }
            values.put(subject.getKey(), fields);
        }
        return values;
    }

    /// The value of one field of many subjects; those that do not have it, or were erased, are not among the keys.
    ///
    /// @throws IOException if one of them cannot be opened here
    public Map<UUID, String> read(Collection<UUID> subjects, String field) throws IOException {
        Result<Record3<UUID, byte[], byte[]>> rows = database.query()
                .select(SUBJECT_KEY.SUBJECT, SUBJECT_KEY.ENVELOPE, OPENING.SEALED)
                .from(SUBJECT_KEY)
                .join(OPENING)
                .on(OPENING.SUBJECT.eq(SUBJECT_KEY.SUBJECT))
                .where(ManyRows.among(SUBJECT_KEY.SUBJECT, subjects), OPENING.FIELD.eq(field))
                .fetch();
        Map<EpochKeyId, EpochKey> ring = new HashMap<>(); // one look at it for all of them
        for (Record3<UUID, byte[], byte[]> row : rows) {
            EpochKeyId id = Envelope.keyIdOf(row.value2());
            if (!ring.containsKey(id)) {
                keys.find(id).ifPresent(key -> ring.put(id, key));
            }
        }
        Map<UUID, Optional<OpeningCipher.Opened>> opened = rows.parallelStream()
                .collect(Collectors.toMap(Record3::value1, row -> open(ring, row, field)));
        Map<UUID, String> values = new HashMap<>();
        for (Map.Entry<UUID, Optional<OpeningCipher.Opened>> each : opened.entrySet()) {
            values.put(each.getKey(), opened(each.getKey(), each.getValue()).value());
        }
        return values;
    }

    private static Optional<OpeningCipher.Opened> open(Map<EpochKeyId, EpochKey> ring,
            Record3<UUID, byte[], byte[]> row, String field) {
        try {
            Optional<EpochKey> key = Optional.ofNullable(ring.get(Envelope.keyIdOf(row.value2())));
            return key.isEmpty()
                    ? Optional.empty()
                    : new OpeningCipher(row.value1(),
                            Envelope.open(key.get(), row.value2(), Binding.subject(row.value1())))
                            .open(field, row.value3());
        } catch (IOException e) {
            return Optional.empty(); // without its key it does not open
        }
    }

    /// @throws org.casegate.crypto.keep.KeyRefused if it does not open because the ring as a whole cannot be used
    private OpeningCipher.Opened opened(UUID subject, Optional<OpeningCipher.Opened> opened) throws IOException {
        if (opened.isEmpty()) {
            keys.current();
            throw new IOException("An opening of subject " + subject + " does not open under its key");
        }
        return opened.get();
    }

    /// The commitment to a stored field, for later entries about the same subject.
    public Optional<Commitment> commitment(UUID subject, String field) throws IOException {
        return Optional.ofNullable(
                commitments(List.of(subject), List.of(field)).getOrDefault(subject, new TreeMap<>()).get(field));
    }

    /// The commitments to every stored field of a subject.
    public SortedMap<String, Commitment> commitments(UUID subject) throws IOException {
        return commitments(List.of(subject)).getOrDefault(subject, new TreeMap<>());
    }

    /// The commitments to every stored field of several subjects. An erased subject is not among the keys.
    public Map<UUID, SortedMap<String, Commitment>> commitments(Collection<UUID> subjects) throws IOException {
        return commitments(subjects, List.of());
    }

    /// The same of these fields only.
    public Map<UUID, SortedMap<String, Commitment>> commitments(Collection<UUID> subjects, Collection<String> ofFields)
            throws IOException {
        Map<UUID, SortedMap<String, Commitment>> commitments = new HashMap<>();
        for (Map.Entry<UUID, SortedMap<String, Optional<OpeningCipher.Opened>>> subject : openAll(subjects, ofFields)
                .entrySet()) {
            SortedMap<String, Commitment> fields = new TreeMap<>();
            for (Map.Entry<String, Optional<OpeningCipher.Opened>> field : subject.getValue().entrySet()) {
                fields.put(field.getKey(), opened(subject.getKey(), field.getValue()).commitment(field.getKey()));
            }
            commitments.put(subject.getKey(), fields);
        }
        return commitments;
    }

    /// What is stored of these subjects, of these fields only (of all where none is named). A field that does not open, or
    /// whose subject's key does not, is there without a value.
    Map<UUID, SortedMap<String, Optional<OpeningCipher.Opened>>> openAll(Collection<UUID> subjects,
            Collection<String> fields) {
        Map<UUID, SortedMap<String, Optional<OpeningCipher.Opened>>> opened = new HashMap<>();
        if (subjects.isEmpty()) {
            return opened;
        }
        Result<Record4<UUID, byte[], String, byte[]>> rows = database.query()
                .select(SUBJECT_KEY.SUBJECT, SUBJECT_KEY.ENVELOPE, OPENING.FIELD, OPENING.SEALED)
                .from(SUBJECT_KEY)
                .join(OPENING)
                .on(OPENING.SUBJECT.eq(SUBJECT_KEY.SUBJECT))
                .where(ManyRows.among(SUBJECT_KEY.SUBJECT, subjects))
                .and(fields.isEmpty() ? DSL.noCondition() : OPENING.FIELD.in(fields))
                .fetch();
        Map<UUID, Optional<OpeningCipher>> ciphers = new HashMap<>();
        for (Record4<UUID, byte[], String, byte[]> row : rows) {
            Optional<OpeningCipher> cipher = ciphers.computeIfAbsent(row.value1(),
                    subject -> tryCipher(subject, row.value2()));
            opened.computeIfAbsent(row.value1(), _ -> new TreeMap<>())
                    .put(row.value3(), cipher.flatMap(key -> key.open(row.value3(), row.value4())));
        }
        return opened;
    }

    private Optional<OpeningCipher> tryCipher(UUID subject, byte[] envelope) {
        try {
            return Optional.of(cipher(subject, envelope));
        } catch (IOException e) {
            return Optional.empty(); // without its key, none of its fields opens
        }
    }

    /// Deletes all that a subject has: openings, links from cases, key. For the change of an entry that says so
    /// ([Draft#erased]); each statement may change any number of rows.
    public List<Query> erase(UUID subject) {
        return erase(List.of(subject));
    }

    /// The same of several subjects, by as many statements.
    public List<Query> erase(Collection<UUID> subjects) {
        return List.of(DSL.deleteFrom(OPENING).where(ManyRows.among(OPENING.SUBJECT, subjects)),
                DSL.deleteFrom(CASE_LINK).where(ManyRows.among(CASE_LINK.SUBJECT, subjects)),
                DSL.deleteFrom(SUBJECT_KEY).where(ManyRows.among(SUBJECT_KEY.SUBJECT, subjects)));
    }

    /// Deletes one field, to be sealed anew; only a field that no entry has committed to. Changes one row.
    public Query erase(UUID subject, String field) {
        return DSL.deleteFrom(OPENING).where(OPENING.SUBJECT.eq(subject), OPENING.FIELD.eq(field));
    }

    /// Lets a case's reference find a subject; changes one row.
    public InsertReturningStep<?> linkCase(String agreement, String caseReference, UUID subject) {
        return DSL.insertInto(CASE_LINK, CASE_LINK.TOKEN, CASE_LINK.SUBJECT)
                .values(token(agreement, caseReference), subject);
    }

    /// The living subjects of a case under any of these agreements.
    List<UUID> subjectsOf(Collection<String> agreements, String caseReference) {
        return database.query()
                .selectDistinct(CASE_LINK.SUBJECT)
                .from(CASE_LINK)
                .where(CASE_LINK.TOKEN
                        .in(agreements.stream().map(agreement -> token(agreement, caseReference)).toList()))
                .orderBy(CASE_LINK.SUBJECT)
                .fetch(CASE_LINK.SUBJECT);
    }

    private byte[] token(String agreement, String caseReference) {
        return tokens.of(CASE_DOMAIN, agreement, caseReference.strip().toUpperCase(Locale.ROOT)).bytes();
    }

    /// Moves subject keys that still lie under an earlier week's epoch key to the current one; the weekly roll calls it
    /// until nothing is left, before an old key is destroyed.
    ///
    /// @param most upper bound on this batch, which is one transaction
    /// @return how many were moved; fewer than `most` when none is left
    /// @throws IOException if one of them cannot be opened here; the batch is then undone
    public int renew(int most) throws IOException {
        EpochKey current = keys.current();
        List<IOException> failures = new ArrayList<>();
        int moved = database.transact(sql -> {
            try {
                return renew(sql, current, most);
            } catch (IOException e) {
                failures.add(e);
                return 0;
            }
        });
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return moved;
    }

    private int renew(DSLContext sql, EpochKey current, int most) throws IOException {
        byte[] id = current.id().bytes();
        // Rows that a destruction holds are skipped: they end, or are found the next time.
        Result<Record3<UUID, byte[], byte[]>> rows = sql
                .select(SUBJECT_KEY.SUBJECT, SUBJECT_KEY.ENVELOPE, SUBJECT_KEY.EPOCH_KEY)
                .from(SUBJECT_KEY)
                .where(SUBJECT_KEY.EPOCH_KEY.ne(id))
                .limit(most)
                .forUpdate()
                .skipLocked()
                .fetch();
        List<Query> updates = new ArrayList<>();
        for (Record3<UUID, byte[], byte[]> row : rows) {
            byte[] renewed = Envelope.rewrap(keys, row.value2(), Binding.subject(row.value1()));
            updates.add(DSL.update(SUBJECT_KEY).set(SUBJECT_KEY.ENVELOPE, renewed)
                    .where(SUBJECT_KEY.SUBJECT.eq(row.value1())));
        }
        updates.forEach(sql::execute);
        return updates.size();
    }

    /// How many subject keys lie under another epoch key than the current one, those that a transaction holds included.
    public long stale() throws IOException {
        byte[] id = keys.current().id().bytes();
        return database.query().fetchCount(SUBJECT_KEY, SUBJECT_KEY.EPOCH_KEY.ne(id));
    }
}
