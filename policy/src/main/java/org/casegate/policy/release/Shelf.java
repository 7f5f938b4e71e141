// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.release;

import static org.casegate.schema.tables.pack.Tables.ACKNOWLEDGEMENT;
import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.DECISION;
import static org.casegate.schema.tables.pack.Tables.MEETING;
import static org.casegate.schema.tables.pack.Tables.PART;
import static org.casegate.schema.tables.pack.Tables.RECIPIENT;
import static org.casegate.schema.tables.pack.Tables.SEALED_OBJECT;
import static org.casegate.schema.tables.pack.Tables.WRAP;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.casegate.crypto.seal.Octets;
import org.casegate.crypto.seal.Outline;
import org.casegate.crypto.store.ObjectId;
import org.casegate.policy.check.Recipient;
import org.casegate.policy.intake.PackId;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.schema.Database;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;

/// Packs that were accepted once, as rows: what a recipient's pages and the download gate are made of.
final class Shelf {
    private static final String SEALED = "SEALED";

    private final Database database;

    Shelf(Database database) {
        this.database = database;
    }

    /// A pack that was accepted, whatever has become of it since.
    ///
    /// @param scope what the confidentiality reminder is accepted for: the meeting, else the pack
    record Pack(PackId id, UUID caseId, AgreementId agreement, AccountId sentBy, AgencyId sender, String transfer,
            String state, Instant changedAt,
            Instant acceptedAt, long entry, UUID scope, Optional<Instant> meetingAt) {}

    /// A part of it.
    ///
    /// @param nature    `FACT`, `OPINION` or `MIXED`; empty where the sender does not say
    /// @param destroyOn empty where it is kept until a review
    record Part(UUID id, int number, ObjectId object, boolean kept, long sizeBytes, String nature,
            Optional<LocalDate> destroyOn) {}

    /// The packs addressed to any of these accounts, newest first.
    List<Pack> addressedTo(List<AccountId> accounts) {
        return packs()
                .where(CASE_PACK.ID
                        .in(DSL.select(RECIPIENT.PACK_ID).from(RECIPIENT)
                                .where(RECIPIENT.ACCOUNT.in(accounts.stream().map(AccountId::value).toList()))))
                .orderBy(DECISION.AT.desc(), CASE_PACK.ID)
                .fetch(Shelf::toPack);
    }

    Optional<Pack> pack(PackId id) {
        return packs().where(CASE_PACK.ID.eq(id.value())).fetchOptional(Shelf::toPack);
    }

    private SelectOnConditionStep<? extends Record> packs() {
        return database.query()
                .select(CASE_PACK.ID, CASE_PACK.CASE_ID, CASE_PACK.AGREEMENT, CASE_PACK.ACCOUNT, CASE_PACK.AGENCY,
                        CASE_PACK.TRANSFER, CASE_PACK.STATE,
                        CASE_PACK.CHANGED_AT, CASE_PACK.MEETING_ID, MEETING.HELD_AT, DECISION.AT, DECISION.ENTRY)
                .from(CASE_PACK)
                .leftJoin(MEETING)
                .on(MEETING.ID.eq(CASE_PACK.MEETING_ID))
                .join(DECISION)
                .on(DECISION.PACK_ID.eq(CASE_PACK.ID), DECISION.OUTCOME.eq("ACCEPTED"));
    }

    private static Pack toPack(Record row) {
        UUID id = row.get(CASE_PACK.ID);
        UUID meeting = row.get(CASE_PACK.MEETING_ID);
        return new Pack(new PackId(id), row.get(CASE_PACK.CASE_ID), new AgreementId(row.get(CASE_PACK.AGREEMENT)),
                new AccountId(row.get(CASE_PACK.ACCOUNT)),
                new AgencyId(row.get(CASE_PACK.AGENCY)), row.get(CASE_PACK.TRANSFER), row.get(CASE_PACK.STATE),
                row.get(CASE_PACK.CHANGED_AT), row.get(DECISION.AT), row.get(DECISION.ENTRY),
                meeting == null ? id : meeting, Optional.ofNullable(row.get(MEETING.HELD_AT)));
    }

    /// The parts of a pack by number, those that were destroyed among them.
    List<Part> parts(PackId pack) {
        return database.query()
                .selectFrom(PART)
                .where(PART.PACK_ID.eq(pack.value()), PART.NUMBER.isNotNull())
                .orderBy(PART.NUMBER)
                .fetch(row -> new Part(row.getId(), row.getNumber(), new ObjectId(row.getObjectId()),
                        row.getState().equals("KEPT"), row.getContentSize(),
                        Optional.ofNullable(row.getNature()).orElse(""), Optional.ofNullable(row.getDestroyOn())));
    }

    /// Whether a part may still go out, as far as its pack goes: one row by its key.
    boolean isOpen(UUID part) {
        return database.query()
                .fetchExists(DSL.selectOne()
                        .from(PART)
                        .join(CASE_PACK)
                        .on(CASE_PACK.ID.eq(PART.PACK_ID))
                        .where(PART.ID.eq(part), PART.STATE.eq("KEPT"), CASE_PACK.STATE.eq("ACCEPTED")));
    }

    List<Recipient> recipients(PackId pack) {
        return database.query()
                .selectFrom(RECIPIENT)
                .where(RECIPIENT.PACK_ID.eq(pack.value()))
                .orderBy(RECIPIENT.NUMBER)
                .fetch(row -> new Recipient(new AgencyId(row.getAgency()), new AccountId(row.getAccount())));
    }

    boolean reminderAccepted(Pack pack, AccountId account) {
        return database.query()
                .fetchExists(ACKNOWLEDGEMENT,
                        ACKNOWLEDGEMENT.SCOPE.eq(pack.scope()).and(ACKNOWLEDGEMENT.ACCOUNT.eq(account.value())));
    }

    /// The wrap of a part for one recipient.
    ///
    /// @param object  whose key it is
    /// @param outline of that object, where the recipient opens it himself: the gateway only knows it again
    record Wrapped(ObjectId object, Octets envelope, Optional<Outline> outline) {}

    /// What one recipient gets a part by.
    Optional<Wrapped> wrapped(UUID part, AccountId recipient) {
        Field<UUID> object = DSL.coalesce(WRAP.OBJECT_ID, PART.OBJECT_ID);
        return database.query()
                .select(object, WRAP.ENVELOPE, WRAP.FORM, SEALED_OBJECT.SIZE, SEALED_OBJECT.HEAD, SEALED_OBJECT.TAIL)
                .from(WRAP)
                .join(PART)
                .on(PART.ID.eq(WRAP.PART_ID))
                .leftJoin(SEALED_OBJECT)
                .on(WRAP.FORM.eq(SEALED), SEALED_OBJECT.OBJECT_ID.eq(object))
                .where(WRAP.PART_ID.eq(part), WRAP.RECIPIENT.eq(recipient.value()))
                .fetchOptional(row -> new Wrapped(new ObjectId(row.value1()), Octets.copyOf(row.value2()),
                        row.value3().equals(SEALED)
                                ? Optional.of(new Outline(row.value4(), Octets.copyOf(row.value5()),
                                        Octets.copyOf(row.value6())))
                                : Optional.empty()));
    }

    /// Whether a recipient opens the parts of a pack with a key of his own agency.
    boolean isSealed(PackId pack, AccountId recipient) {
        return database.query()
                .fetchExists(DSL.selectOne()
                        .from(WRAP)
                        .join(PART)
                        .on(PART.ID.eq(WRAP.PART_ID))
                        .where(PART.PACK_ID.eq(pack.value()), WRAP.RECIPIENT.eq(recipient.value()),
                                WRAP.FORM.eq(SEALED)));
    }
}
