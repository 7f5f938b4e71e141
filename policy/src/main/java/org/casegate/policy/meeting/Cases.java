// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.meeting;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.casegate.schema.tables.ledger.Tables.SUBJECT_KEY;
import static org.casegate.schema.tables.pack.Tables.CASE_FILE;
import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.manifest.Settled;
import org.casegate.policy.manifest.SettledText;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.CaseRef;
import org.casegate.policy.register.MeetingRef;
import org.casegate.schema.Database;
import org.casegate.schema.Rendered;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// Cases and their meetings, as conveners opened them. References and words are openings; a row is found by a keyed token of
/// its reference. A fault of the keys is an `UncheckedIOException`.
public final class Cases {
    private static final Rendered AGREEMENTS = Rendered.of(DSL.selectDistinct(CASE_FILE.AGREEMENT)
            .from(CASE_FILE)
            .where(sendable(new AgencyId("agency"), new AccountId("account")))
            .orderBy(CASE_FILE.AGREEMENT));

    private final Database database;
    private final Openings openings;
    private final CaseRows rows;

    public Cases(Database database, Openings openings, KeyedToken tokens) {
        this.database = database;
        this.openings = openings;
        this.rows = new CaseRows(openings, tokens);
    }

    /// The case of that reference, open or closed.
    public Optional<CaseFile> find(AgreementId agreement, CaseRef ref) {
        return fetch(CASE_FILE.AGREEMENT.eq(agreement.value()).and(rows.is(agreement, ref))).stream().findFirst();
    }

    /// Who may send to the case of that reference, without any of its words; nothing where they are erased.
    public Optional<Standing> standing(AgreementId agreement, CaseRef ref) {
        return database.query()
                .select(CASE_FILE.ID, CASE_FILE.SENDERS, CASE_FILE.CLOSED_AT)
                .from(CASE_FILE)
                .join(SUBJECT_KEY)
                .on(SUBJECT_KEY.SUBJECT.eq(CASE_FILE.ID))
                .where(CASE_FILE.AGREEMENT.eq(agreement.value()), rows.is(agreement, ref))
                .fetchOptional(row -> new Standing(row.value1(),
                        Arrays.stream(row.value2()).map(AgencyId::new).collect(toSet()), row.value3() == null));
    }

    /// The condition that a row is that case under that reference.
    public Condition is(UUID id, AgreementId agreement, CaseRef ref) {
        return CASE_FILE.ID.eq(id).and(CASE_FILE.AGREEMENT.eq(agreement.value())).and(rows.is(agreement, ref));
    }

    /// A case as its senders meet it.
    public record Standing(UUID id, Set<AgencyId> senders, boolean open) {
        public Standing {
            senders = Set.copyOf(senders);
        }
    }

    /// The case of that id, open or closed.
    public Optional<CaseFile> find(UUID id) {
        return fetch(CASE_FILE.ID.eq(id)).stream().findFirst();
    }

    /// All cases of these agreements, by agreement and reference.
    public List<CaseFile> all(Set<AgreementId> agreements) {
        return fetch(CASE_FILE.AGREEMENT.in(agreements.stream().map(AgreementId::value).toList()));
    }

    /// The cases of these ids, by agreement and reference; those that were erased are left out.
    public List<CaseFile> find(Collection<UUID> ids) {
        return fetch(CASE_FILE.ID.in(ids));
    }

    /// The open cases of an agreement that an agency may send to, and the closed ones where this account has packs, by id.
    ///
    /// @param after the id behind which to begin
    public List<UUID> sendable(AgreementId agreement, AgencyId agency, AccountId account, Optional<UUID> after,
            int most) {
        return database.query()
                .select(CASE_FILE.ID)
                .from(CASE_FILE)
                .where(CASE_FILE.AGREEMENT.eq(agreement.value()), sendable(agency, account),
                        after.map(CASE_FILE.ID::gt).orElseGet(DSL::noCondition))
                .orderBy(CASE_FILE.ID)
                .limit(most)
                .fetch(CASE_FILE.ID);
    }

    /// The agreements with such a case, by id.
    public List<AgreementId> agreements(AgencyId agency, AccountId account) {
        return AGREEMENTS.fetch(database.query(), agency.value(), account.value())
                .map(row -> new AgreementId(row.get(CASE_FILE.AGREEMENT)));
    }

    private static Condition sendable(AgencyId agency, AccountId account) {
        Condition sent = DSL.exists(DSL.selectOne().from(CASE_PACK).where(CASE_PACK.CASE_ID.eq(CASE_FILE.ID),
                CASE_PACK.ACCOUNT.eq(account.value())));
        return DSL.val(agency.value()).eq(DSL.any(CASE_FILE.SENDERS)).and(CASE_FILE.CLOSED_AT.isNull().or(sent));
    }

    /// The id of a meeting of a case, cancelled or not.
    public Optional<UUID> meeting(UUID caseId, MeetingRef ref) {
        return database.query().select(MEETING.ID).from(MEETING).where(rows.is(caseId, ref)).fetchOptional(MEETING.ID);
    }

    /// What opens a case and its meetings of which only the record is known, to stand beside the ledger entry that says so.
    /// Nothing where it is open already; meetings that it did not have are added.
    public StateChange open(CaseRecord record, Instant now) {
        Optional<CaseFile> known = find(record.agreement(), record.caseRef());
        if (known.isEmpty()) {
            return rows.open(record, Settled.of(record), now).change();
        }
        List<CaseRecord.Meeting> added = record.meetings().stream()
                .filter(meeting -> meeting(known.get().id(), meeting.ref()).isEmpty()).toList();
        StateChange change = added.isEmpty() ? StateChange.none() : rows.touch(known.get());
        for (CaseRecord.Meeting meeting : added) {
            change = change.and(rows.insert(known.get().id(), record, meeting).change());
        }
        return change;
    }

    CaseRows rows() {
        return rows;
    }

    private List<CaseFile> fetch(Condition which) {
        List<Record> found = database.query().selectFrom(CASE_FILE).where(which).fetch(row -> (Record) row);
        Map<UUID, List<Record>> meetings = database.query()
                .selectFrom(MEETING)
                .where(MEETING.CASE_ID.in(found.stream().map(row -> row.get(CASE_FILE.ID)).toList()))
                .orderBy(MEETING.HELD_AT)
                .fetch(row -> (Record) row)
                .stream()
                .collect(groupingBy(row -> row.get(MEETING.CASE_ID)));
        List<UUID> subjects = new ArrayList<>(found.stream().map(row -> row.get(CASE_FILE.ID)).toList());
        meetings.values().forEach(of -> of.forEach(row -> subjects.add(row.get(MEETING.ID))));
        Map<UUID, SortedMap<String, String>> words = read(subjects);
        return found.stream()
                .filter(row -> words.containsKey(row.get(CASE_FILE.ID))) // else erased
                .map(row -> toCase(row, meetings.getOrDefault(row.get(CASE_FILE.ID), List.of()), words))
                .sorted(Comparator.comparing((CaseFile file) -> file.record().agreement())
                        .thenComparing(file -> file.record().caseRef()))
                .toList();
    }

    private static CaseFile toCase(Record row, List<Record> meetings, Map<UUID, SortedMap<String, String>> words) {
        SortedMap<String, String> own = words.getOrDefault(row.get(CASE_FILE.ID), new TreeMap<>());
        List<Record> readable = meetings.stream().filter(meeting -> words.containsKey(meeting.get(MEETING.ID)))
                .toList();
        List<CaseRecord.Meeting> held = readable.stream()
                .filter(meeting -> meeting.get(MEETING.CANCELLED_AT) == null)
                .map(meeting -> new CaseRecord.Meeting(reference(words, meeting), meeting.get(MEETING.HELD_AT)))
                .toList();
        Set<MeetingRef> cancelled = readable.stream().filter(meeting -> meeting.get(MEETING.CANCELLED_AT) != null)
                .map(meeting -> reference(words, meeting)).collect(toSet());
        CaseRecord record = new CaseRecord(new AgreementId(row.get(CASE_FILE.AGREEMENT)),
                new CaseRef(CaseRows.reference(own)), row.get(CASE_FILE.PURPOSE),
                Arrays.stream(row.get(CASE_FILE.SENDERS)).map(AgencyId::new).collect(toSet()),
                Arrays.stream(row.get(CASE_FILE.RECIPIENTS)).map(AccountId::new).collect(toSet()), held);
        Settled settled = CaseRows.settled(own).map(SettledText::parse).orElse(Settled.NOTHING).in(record, cancelled);
        return new CaseFile(row.get(CASE_FILE.ID), record, settled, row.get(CASE_FILE.REVISION),
                Optional.ofNullable(row.get(CASE_FILE.CLOSED_AT)));
    }

    private static MeetingRef reference(Map<UUID, SortedMap<String, String>> words, Record meeting) {
        return new MeetingRef(CaseRows.reference(words.getOrDefault(meeting.get(MEETING.ID), new TreeMap<>())));
    }

    private Map<UUID, SortedMap<String, String>> read(List<UUID> subjects) {
        try {
            return openings.readAll(subjects);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
