// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.meeting;

import static org.casegate.schema.tables.pack.Tables.CASE_FILE;
import static org.casegate.schema.tables.pack.Tables.MEETING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.SealedField;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.ledger.Subject;
import org.casegate.policy.manifest.Settled;
import org.casegate.policy.manifest.SettledText;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.CaseRef;
import org.casegate.policy.register.MeetingRef;
import org.jooq.Condition;
import org.jooq.Query;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;
import org.casegate.schema.tables.pack.tables.records.CaseFileRecord;

/// Writes the rows of cases and meetings, and their words into openings. Every change of a case moves its revision on, from
/// the one that was looked at: of two at once, one conflicts.
final class CaseRows {
    /// A meeting's reference; also that of cases which were opened before their references were found by the ledger.
    private static final String REFERENCE = "reference";
    /// What is settled, with the revision since which it is: earlier words stay, for packs that were judged by them.
    private static final String SETTLED = "settled/";

    private final Openings openings;
    private final KeyedToken tokens;

    CaseRows(Openings openings, KeyedToken tokens) {
        this.openings = openings;
        this.tokens = tokens;
    }

    Condition is(AgreementId agreement, CaseRef ref) {
        return CASE_FILE.REFERENCE.eq(tokens.of("case-file", agreement.value(), ref.value()).bytes());
    }

    Condition is(UUID caseId, MeetingRef ref) {
        return MEETING.CASE_ID.eq(caseId).and(MEETING.REFERENCE.eq(token(caseId, ref)));
    }

    private byte[] token(UUID caseId, MeetingRef ref) {
        return tokens.of("meeting", caseId.toString(), ref.value()).bytes();
    }

    /// The reference among the words of a case or meeting.
    static String reference(Map<String, String> words) {
        return words.getOrDefault(REFERENCE, words.getOrDefault(Openings.CASE, ""));
    }

    /// What is settled now, among the words of a case.
    static Optional<String> settled(Map<String, String> words) {
        return words.keySet().stream().filter(field -> field.startsWith(SETTLED))
                .max(Comparator.comparingLong(field -> Long.parseLong(field.substring(SETTLED.length()))))
                .map(words::get);
    }

    CaseChange open(CaseRecord record, Settled settled, Instant now) {
        Subject subject = create(UUID.randomUUID());
        SealedField reference = subject.seal(Openings.CASE, record.caseRef().value());
        SealedField words = subject.seal(SETTLED + 1, text(settled));
        StateChange change = StateChange.none()
                .with(subject.insert(), 1)
                .with(reference.insert(), 1)
                .with(words.insert(), 1)
                .with(link(record, subject.id()), 1)
                .with(DSL.insertInto(CASE_FILE)
                        .set(CASE_FILE.ID, subject.id())
                        .set(CASE_FILE.AGREEMENT, record.agreement().value())
                        .set(CASE_FILE.REFERENCE,
                                tokens.of("case-file", record.agreement().value(), record.caseRef().value()).bytes())
                        .set(CASE_FILE.PURPOSE, record.purpose())
                        .set(CASE_FILE.SENDERS, texts(record.senders()))
                        .set(CASE_FILE.RECIPIENTS, texts(record.recipients()))
                        .set(CASE_FILE.OPENED_AT, now), 1);
        for (CaseRecord.Meeting meeting : record.meetings()) {
            change = change.and(insert(subject.id(), record, meeting).change());
        }
        return new CaseChange(subject.id(), sealed(List.of(reference, words)), change);
    }

    /// Replaces senders, recipients and what is settled; purpose and meetings stay.
    CaseChange amend(CaseFile file, CaseRecord record, Settled settled) {
        Subject subject = require(file.id());
        SealedField words = subject.seal(SETTLED + (file.revision() + 1), text(settled));
        Query update = next(file)
                .set(CASE_FILE.SENDERS, texts(record.senders()))
                .set(CASE_FILE.RECIPIENTS, texts(record.recipients()))
                .where(still(file));
        SortedMap<String, Commitment> sealed = commitments(file.id());
        sealed.putAll(sealed(List.of(words)));
        return new CaseChange(file.id(), sealed, StateChange.none().with(update, 1).with(words.insert(), 1));
    }

    CaseChange close(CaseFile file, Instant now) {
        return new CaseChange(file.id(), commitments(file.id()), StateChange.none()
                .with(next(file).set(CASE_FILE.CLOSED_AT, now).where(still(file)), 1));
    }

    CaseChange add(CaseFile file, CaseRecord.Meeting meeting) {
        CaseChange inserted = insert(file.id(), file.record(), meeting);
        return new CaseChange(inserted.subject(), inserted.sealed(), touch(file).and(inserted.change()));
    }

    CaseChange move(CaseFile file, UUID meeting, Instant at) {
        return change(file, meeting, DSL.update(MEETING).set(MEETING.HELD_AT, at)
                .where(MEETING.ID.eq(meeting), MEETING.CANCELLED_AT.isNull()));
    }

    CaseChange cancel(CaseFile file, UUID meeting, Instant now) {
        return change(file, meeting, DSL.update(MEETING).set(MEETING.CANCELLED_AT, now)
                .where(MEETING.ID.eq(meeting), MEETING.CANCELLED_AT.isNull()));
    }

    private CaseChange change(CaseFile file, UUID meeting, Query query) {
        return new CaseChange(meeting, commitments(meeting), touch(file).with(query, 1));
    }

    CaseChange insert(UUID caseId, CaseRecord record, CaseRecord.Meeting meeting) {
        Subject subject = create(UUID.randomUUID());
        SealedField reference = subject.seal(REFERENCE, meeting.ref().value());
        SealedField of = subject.seal(Openings.CASE, record.caseRef().value());
        return new CaseChange(subject.id(), sealed(List.of(reference, of)), StateChange.none()
                .with(subject.insert(), 1)
                .with(reference.insert(), 1)
                .with(of.insert(), 1)
                .with(link(record, subject.id()), 1)
                .with(DSL.insertInto(MEETING)
                        .set(MEETING.ID, subject.id())
                        .set(MEETING.CASE_ID, caseId)
                        .set(MEETING.REFERENCE, token(caseId, meeting.ref()))
                        .set(MEETING.HELD_AT, meeting.at()), 1));
    }

    /// Moves the revision on and changes nothing else of the case.
    StateChange touch(CaseFile file) {
        return StateChange.none().with(next(file).where(still(file)), 1);
    }

    private static UpdateSetMoreStep<CaseFileRecord> next(CaseFile file) {
        return DSL.update(CASE_FILE).set(CASE_FILE.REVISION, file.revision() + 1);
    }

    private static List<Condition> still(CaseFile file) {
        return List.of(CASE_FILE.ID.eq(file.id()), CASE_FILE.REVISION.eq(file.revision()),
                CASE_FILE.CLOSED_AT.isNull());
    }

    private Query link(CaseRecord record, UUID subject) {
        return openings.linkCase(record.agreement().value(), record.caseRef().value(), subject);
    }

    /// Purpose and meetings have columns of their own.
    private static String text(Settled settled) {
        return SettledText.json(settled.withoutCase());
    }

    private static SortedMap<String, Commitment> sealed(Collection<SealedField> fields) {
        SortedMap<String, Commitment> sealed = new TreeMap<>();
        fields.forEach(field -> sealed.put(field.field(), field.commitment()));
        return sealed;
    }

    private Subject create(UUID id) {
        try {
            return openings.create(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Subject require(UUID id) {
        try {
            return openings.find(id).orElseThrow(() -> new IllegalStateException("subject " + id + " is erased"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SortedMap<String, Commitment> commitments(UUID id) {
        try {
            SortedMap<String, Commitment> all = openings.commitments(id);
            all.keySet().removeIf(field -> field.startsWith(SETTLED));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] texts(Collection<?> ids) {
        return ids.stream().map(Object::toString).sorted().toArray(String[]::new);
    }
}
