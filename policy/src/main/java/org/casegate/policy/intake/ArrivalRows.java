// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.casegate.schema.tables.ledger.Tables.SUBJECT_KEY;
import static org.casegate.schema.tables.pack.Tables.CASE_FILE;
import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.PART;
import static org.casegate.schema.tables.pack.Tables.WRAP;
import static org.casegate.schema.tables.register.Tables.HEAD;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.casegate.crypto.keep.EpochKeyId;
import org.casegate.crypto.keep.Token;
import org.casegate.crypto.seal.Sealed;
import org.casegate.crypto.store.ObjectId;
import org.casegate.policy.ledger.SealedField;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Place;
import org.casegate.schema.Rendered;
import org.casegate.schema.tables.ledger.tables.SubjectKey;
import org.casegate.schema.tables.pack.tables.CasePack;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertReturningStep;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.UpdateConditionStep;
import org.jooq.impl.DSL;

/// What one file's arrival asks of the rows, in as few journeys to the database as it takes: packs of many small files wait for
/// little else.
final class ArrivalRows {
    private static final CasePack OTHER = CASE_PACK.as("other");
    private static final Field<Integer> FILES = DSL.field(DSL.selectCount().from(PART)
            .where(PART.PACK_ID.eq(CASE_PACK.ID), PART.KIND.eq(DSL.inline("PART")),
                    PART.STATE.in(PackRows.ARRIVING, PackRows.RECEIVED, PackRows.KEPT, PackRows.ENDED)))
            .as("files");
    private static final Field<Long> OWN_BYTES = DSL
            .field(PackRows.undecidedBytes(OTHER, OTHER.ACCOUNT.eq(CASE_PACK.ACCOUNT))).as("own_bytes");
    private static final Field<Long> SHARED_BYTES = DSL
            .field(PackRows.undecidedBytes(OTHER, OTHER.AGENCY.eq(CASE_PACK.AGENCY))).as("shared_bytes");
    private static final Field<Long> NEWEST = DSL.field(DSL.select(HEAD.REVISION).from(HEAD)).as("newest");
    private static final Rendered ROOM = Rendered.of(DSL
            .select(CASE_PACK.asterisk(), FILES, OWN_BYTES, SHARED_BYTES, NEWEST)
            .from(CASE_PACK)
            .where(CASE_PACK.ID.eq(new UUID(0, 0))));

    private ArrivalRows() {}

    /// A pack, and what decides whether one more file of it can be taken.
    ///
    /// @param files       parts that are there or on their way
    /// @param ownBytes    of content in undecided packs of its account
    /// @param sharedBytes the same of its agency
    /// @param register    the newest revision of the register
    record Room(PackRow pack, int files, long ownBytes, long sharedBytes, long register) {}

    static Optional<Room> room(DSLContext db, PackId id) {
        return ROOM.fetch(db, id.value()).stream().findFirst().map(row -> new Room(PackRows.toPack(row),
                row.get(FILES), row.get(OWN_BYTES), row.get(SHARED_BYTES), row.get(NEWEST)));
    }

    /// A pack, and what tells whether it lacks parts.
    ///
    /// @param manifest the manifest that has been received under its name
    /// @param arrived  parts that have been received under theirs
    record Gathered(PackRow pack, Optional<UUID> manifest, int arrived) {}

    static Optional<Gathered> gathered(DSLContext db, PackId id) {
        Field<UUID> manifest = manifest(CASE_PACK.ID);
        Field<Integer> arrived = arrived(CASE_PACK.ID);
        return db.select(CASE_PACK.asterisk(), manifest, arrived)
                .from(CASE_PACK)
                .where(CASE_PACK.ID.eq(id.value()))
                .fetchOptional(row -> new Gathered(PackRows.toPack(row), Optional.ofNullable(row.get(manifest)),
                        row.get(arrived)));
    }

    private static Field<UUID> manifest(Field<UUID> pack) {
        return DSL.field(DSL.select(PART.ID).from(PART).where(there(pack), PART.KIND.eq("MANIFEST")));
    }

    private static Field<Integer> arrived(Field<UUID> pack) {
        return DSL.field(DSL.selectCount().from(PART).where(there(pack), PART.KIND.eq("PART")));
    }

    private static Condition there(Field<UUID> pack) {
        return PART.PACK_ID.eq(pack).and(PART.STATE.eq(PackRows.RECEIVED)).andNot(PART.TEMPORARY);
    }

    /// This account's pack of that name in a case that is still known, where its agency may send to that case; nothing once the
    /// name is erased.
    ///
    /// @param caseOf what the row of the case must say
    static Optional<PackRow> sendable(DSLContext db, AccountId account, AgencyId agency, Condition caseOf, Token name) {
        SubjectKey ofCase = SUBJECT_KEY.as("of_case");
        return db.select(CASE_PACK.asterisk())
                .from(CASE_PACK)
                .join(CASE_FILE)
                .on(CASE_FILE.ID.eq(CASE_PACK.CASE_ID))
                .join(ofCase)
                .on(ofCase.SUBJECT.eq(CASE_FILE.ID))
                .join(SUBJECT_KEY)
                .on(SUBJECT_KEY.SUBJECT.eq(CASE_PACK.ID))
                .where(CASE_PACK.ACCOUNT.eq(account.value()), CASE_PACK.NAME.eq(name.bytes()), caseOf,
                        DSL.val(agency.value()).eq(DSL.any(CASE_FILE.SENDERS)))
                .fetchOptional(PackRows::toPack);
    }

    static InsertReturningStep<?> insertArriving(UUID part, PackId pack, FileName name, Token token, ObjectId object,
            String node,
            Instant now) {
        return DSL.insertInto(PART)
                .set(PART.ID, part)
                .set(PART.PACK_ID, pack.value())
                .set(PART.KIND, name.manifest() ? "MANIFEST" : "PART")
                .set(PART.NAME, token.bytes())
                .set(PART.TEMPORARY, name.temporary())
                .set(PART.STATE, PackRows.ARRIVING)
                .set(PART.NODE, node)
                .set(PART.OBJECT_ID, object.value())
                .set(PART.ARRIVED_AT, now);
    }

    static InsertReturningStep<?> insertTransit(UUID part, byte[] envelope, EpochKeyId epoch) {
        return DSL.insertInto(WRAP)
                .set(WRAP.PART_ID, part)
                .set(WRAP.RECIPIENT, "")
                .set(WRAP.FORM, "TRANSIT")
                .set(WRAP.EPOCH, epoch.bytes())
                .set(WRAP.ENVELOPE, envelope);
    }

    /// A file that is whole and safe, with what is known of it in words.
    ///
    /// @param token of its name
    /// @param from  where its sender is
    record Whole(UUID part, PackId pack, FileName name, Token token, Place from, Sealed sealed, SealedField sha256,
            SealedField findings, Instant at) {}

    /// What became of a file that is whole.
    ///
    /// @param done     whether it is there now
    /// @param gathered what its pack has now; nothing where another changed it at the same time
    record Taken(boolean done, Optional<Gathered> gathered) {}

    /// Says that a file is there, by one statement: its pack is open and has none of that name, and it was on its way. Where one of
    /// these is not so, nothing is done.
    static Taken take(DSLContext db, Whole file) {
        UUID pack = file.pack().value();
        Table<?> touched = DSL.table(DSL.name("touched"));
        Table<?> received = DSL.table(DSL.name("received"));
        Field<Long> revisionBefore = DSL.field(
                DSL.select(CASE_PACK.REVISION).from(CASE_PACK).where(CASE_PACK.ID.eq(pack))).as("revision_before");
        Field<UUID> manifest = manifest(DSL.val(pack)).as("manifest");
        Field<Integer> arrivedBefore = arrived(DSL.val(pack)).as("arrived_before");
        List<SelectField<?>> fields = new ArrayList<>(
                Stream.of(CASE_PACK.fields()).map(field -> DSL.field(DSL.name("touched", field.getName()),
                        field.getDataType())).toList());
        fields.addAll(List.of(revisionBefore, manifest, arrivedBefore));
        return db.with("touched")
                .as(PackRows.touch(file.pack(), file.from(), file.at()).andNot(former(file.pack(), file.token()))
                        .andExists(DSL.selectOne().from(PART)
                                .where(PART.ID.eq(file.part()), PART.STATE.eq(PackRows.ARRIVING)))
                        .returning())
                .with("received").as(receive(file).and(DSL.exists(DSL.selectOne().from(touched)))
                        .returningResult(DSL.one()))
                .with("sha256").as(file.sha256().insertBeside(received).returningResult(DSL.one()))
                .with("findings").as(file.findings().insertBeside(received).returningResult(DSL.one()))
                .select(fields)
                .from(touched, received)
                .fetchOptional(row -> {
                    boolean alone = row.get(revisionBefore) + 1 == row.get(CASE_PACK.REVISION);
                    boolean counts = !file.name().manifest() && !file.name().temporary();
                    return new Taken(true, alone && !file.name().manifest()
                            ? Optional.of(new Gathered(PackRows.toPack(row), Optional.ofNullable(row.get(manifest)),
                                    row.get(arrivedBefore) + (counts ? 1 : 0)))
                            : Optional.empty());
                })
                .orElse(new Taken(false, Optional.empty()));
    }

    private static Condition former(PackId pack, Token name) {
        return DSL.exists(DSL.selectOne().from(PART).where(PART.PACK_ID.eq(pack.value()),
                PART.NAME.eq(name.bytes()), PART.STATE.eq(PackRows.RECEIVED)));
    }

    private static UpdateConditionStep<?> receive(Whole file) {
        return DSL.update(PART)
                .set(PART.STATE, PackRows.RECEIVED)
                .set(PART.CONTENT_SIZE, file.sealed().contentSize())
                .set(PART.OBJECT_SIZE, file.sealed().objectSize())
                .set(PART.FINAL_TAG, file.sealed().finalTag().bytes())
                .set(PART.RECEIVED_AT, file.at())
                .where(PART.ID.eq(file.part()), PART.STATE.eq(PackRows.ARRIVING));
    }
}
