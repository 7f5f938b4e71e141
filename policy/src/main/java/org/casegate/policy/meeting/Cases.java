// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.meeting;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.casegate.schema.tables.pack.Tables.CASE_FILE;
import static org.casegate.schema.tables.pack.Tables.MEETING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.keep.Token;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.ledger.Subject;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.CaseRef;
import org.casegate.policy.register.MeetingRef;
import org.casegate.schema.Database;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// Cases and their meetings, as conveners opened them. A fault of the keys is an `UncheckedIOException`. References are openings; a row is found by a keyed token of its reference.
public final class Cases {
    private static final String REFERENCE = "reference";

    private final Database database;
    private final Openings openings;
    private final KeyedToken tokens;

    public Cases(Database database, Openings openings, KeyedToken tokens) {
        this.database = database;
        this.openings = openings;
        this.tokens = tokens;
    }

    /// The case of that reference.
    public Optional<CaseFile> find(AgreementId agreement, CaseRef ref) {
        return fetch(
                CASE_FILE.AGREEMENT.eq(agreement.value()).and(CASE_FILE.REFERENCE.eq(token(agreement, ref).bytes())))
                .stream()
                .findFirst();
    }

    /// The case of that id.
    public Optional<CaseFile> find(UUID id) {
        return fetch(CASE_FILE.ID.eq(id)).stream().findFirst();
    }

    /// The cases of an agreement that an agency may send to, by reference.
    public List<CaseFile> sendable(AgreementId agreement, AgencyId agency) {
        return fetch(CASE_FILE.AGREEMENT.eq(agreement.value())
                .and(DSL.val(agency.value()).eq(DSL.any(CASE_FILE.SENDERS))));
    }

    /// The agreements with a case that an agency may send to, by id.
    public List<AgreementId> agreements(AgencyId agency) {
        return database.query()
                .selectDistinct(CASE_FILE.AGREEMENT)
                .from(CASE_FILE)
                .where(DSL.val(agency.value()).eq(DSL.any(CASE_FILE.SENDERS)))
                .orderBy(CASE_FILE.AGREEMENT)
                .fetch(row -> new AgreementId(row.value1()));
    }

    /// The id of a meeting of a case.
    public Optional<UUID> meeting(UUID caseId, MeetingRef ref) {
        return database.query()
                .select(MEETING.ID)
                .from(MEETING)
                .where(MEETING.CASE_ID.eq(caseId), MEETING.REFERENCE.eq(token(caseId, ref).bytes()))
                .fetchOptional(MEETING.ID);
    }

    /// What opens a case and its meetings, to stand beside the ledger entry that says so. Nothing where it is open already;
    /// meetings that it did not have are added.
    public StateChange open(CaseRecord record, Instant now) {
        Optional<CaseFile> known = find(record.agreement(), record.caseRef());
        UUID id = known.map(CaseFile::id).orElseGet(UUID::randomUUID);
        StateChange change = known.isPresent() ? StateChange.none() : insert(id, record, now);
        for (CaseRecord.Meeting meeting : record.meetings()) {
            if (known.isEmpty()
                    || known.get().record().meetings().stream().noneMatch(m -> m.ref().equals(meeting.ref()))) {
                change = change.and(insert(id, meeting));
            }
        }
        return change;
    }

    private StateChange insert(UUID id, CaseRecord record, Instant now) {
        Subject subject = create(id);
        return StateChange.none()
                .with(subject.insert(), 1)
                .with(subject.seal(REFERENCE, record.caseRef().value()).insert(), 1)
                .with(DSL.insertInto(CASE_FILE)
                        .set(CASE_FILE.ID, id)
                        .set(CASE_FILE.AGREEMENT, record.agreement().value())
                        .set(CASE_FILE.REFERENCE, token(record.agreement(), record.caseRef()).bytes())
                        .set(CASE_FILE.PURPOSE, record.purpose())
                        .set(CASE_FILE.SENDERS, texts(record.senders()))
                        .set(CASE_FILE.RECIPIENTS, texts(record.recipients()))
                        .set(CASE_FILE.OPENED_AT, now), 1);
    }

    private StateChange insert(UUID caseId, CaseRecord.Meeting meeting) {
        Subject subject = create(UUID.randomUUID());
        return StateChange.none()
                .with(subject.insert(), 1)
                .with(subject.seal(REFERENCE, meeting.ref().value()).insert(), 1)
                .with(DSL.insertInto(MEETING)
                        .set(MEETING.ID, subject.id())
                        .set(MEETING.CASE_ID, caseId)
                        .set(MEETING.REFERENCE, token(caseId, meeting.ref()).bytes())
                        .set(MEETING.HELD_AT, meeting.at()), 1);
    }

    private List<CaseFile> fetch(Condition which) {
        List<Record> rows = database.query().selectFrom(CASE_FILE).where(which).fetch(row -> (Record) row);
        Map<UUID, List<Record>> meetings = database.query()
                .selectFrom(MEETING)
                .where(MEETING.CASE_ID.in(rows.stream().map(row -> row.get(CASE_FILE.ID)).toList()))
                .orderBy(MEETING.HELD_AT)
                .fetch(row -> (Record) row)
                .stream()
                .collect(groupingBy(row -> row.get(MEETING.CASE_ID)));
        List<UUID> subjects = new ArrayList<>(rows.stream().map(row -> row.get(CASE_FILE.ID)).toList());
        meetings.values().forEach(of -> of.forEach(row -> subjects.add(row.get(MEETING.ID))));
        Map<UUID, SortedMap<String, String>> references = read(subjects);
        return rows.stream()
                .filter(row -> references.containsKey(row.get(CASE_FILE.ID)))
                .map(row -> toCase(row, meetings.getOrDefault(row.get(CASE_FILE.ID), List.of()), references))
                .sorted(Comparator.comparing(file -> file.record().caseRef().value()))
                .toList();
    }

    private static CaseFile toCase(Record row, List<Record> meetings, Map<UUID, SortedMap<String, String>> references) {
        List<CaseRecord.Meeting> held = meetings.stream()
                .filter(meeting -> references.containsKey(meeting.get(MEETING.ID)))
                .map(meeting -> new CaseRecord.Meeting(new MeetingRef(reference(references, meeting.get(MEETING.ID))),
                        meeting.get(MEETING.HELD_AT)))
                .toList();
        return new CaseFile(row.get(CASE_FILE.ID),
                new CaseRecord(new AgreementId(row.get(CASE_FILE.AGREEMENT)),
                        new CaseRef(reference(references, row.get(CASE_FILE.ID))), row.get(CASE_FILE.PURPOSE),
                        Arrays.stream(row.get(CASE_FILE.SENDERS)).map(AgencyId::new).collect(toSet()),
                        Arrays.stream(row.get(CASE_FILE.RECIPIENTS)).map(AccountId::new).collect(toSet()), held));
    }

    private static String reference(Map<UUID, SortedMap<String, String>> references, UUID subject) {
        return references.getOrDefault(subject, new TreeMap<>()).getOrDefault(REFERENCE, "");
    }

    private Subject create(UUID id) {
        try {
            return openings.create(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<UUID, SortedMap<String, String>> read(List<UUID> subjects) {
        try {
            return openings.readAll(subjects);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Token token(AgreementId agreement, CaseRef ref) {
        return tokens.of("case-file", agreement.value(), ref.value());
    }

    private Token token(UUID caseId, MeetingRef ref) {
        return tokens.of("meeting", caseId.toString(), ref.value());
    }

    private static String[] texts(Collection<?> ids) {
        return ids.stream().map(Object::toString).sorted().toArray(String[]::new);
    }
}
