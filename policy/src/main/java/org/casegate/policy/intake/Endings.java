// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static java.util.stream.Collectors.toMap;
import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.ENDING;
import static org.casegate.schema.tables.pack.Tables.PART;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.LongFunction;
import org.casegate.policy.clock.London;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.schema.Database;
import org.casegate.schema.ManyRows;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// How packs end before their time: the keys of the content go in the transaction that says so, from which moment nobody can
/// open it again, and the ciphertext is left to the sweep. Names and digests stay for the receipt until the parts' last day.
final class Endings {
    private final Database database;

    Endings(Database database) {
        this.database = database;
    }

    static Optional<Ending> of(DSLContext db, PackId pack) {
        return db.selectFrom(ENDING)
                .where(ENDING.PACK_ID.eq(pack.value()))
                .fetchOptional(row -> new Ending(PackState.valueOf(row.getKind()), row.getAt(),
                        new AccountId(row.getAccount()), new AgencyId(row.getAgency()), row.getEntry(),
                        row.getOctets() == null ? OptionalInt.empty() : OptionalInt.of(row.getOctets()),
                        Optional.ofNullable(row.getReplacedBy()).map(PackId::new)));
    }

    /// Who ends a pack, and how.
    ///
    /// @param kind  DECLINED, WITHDRAWN or REPLACED
    /// @param place of the ending's entry among the entries of the change
    record By(PackState kind, AccountId account, AgencyId agency, OptionalInt octets, Optional<PackId> correction,
            int place) {
        By(PackState kind, AccountId account, AgencyId agency) {
            this(kind, account, agency, OptionalInt.empty(), Optional.empty(), 0);
        }
    }

    /// Ends a pack that was accepted. Its parts keep their last day.
    StateChange ofAccepted(PackRow pack, By by, Instant now) {
        List<PartRow> parts = PackRows.parts(database.query(), pack.id()).stream().filter(part -> !part.manifest())
                .toList();
        return StateChange.none()
                .with(state(pack, PackState.ACCEPTED, by, now), 1)
                .withIndex(ending(pack, by, now), 1)
                .with(ended(parts).update(PART, PART.STATE.eq(PackRows.KEPT)), parts.size())
                .and(end(parts, now));
    }

    /// Ends a pack that was on hold. It never had a last day: what its receipt tells goes after as long as an unfinished pack
    /// may stay.
    StateChange ofHeld(PackRow pack, By by, Duration unfinished, Instant now) {
        LocalDate last = London.dateOf(now.plus(unfinished)).plusDays(1);
        Map<UUID, Integer> numbers = PackRows.judged(database.query(), pack.id(), pack.attempts()).stream()
                .collect(toMap(JudgedPart::id, JudgedPart::number));
        List<PartRow> parts = PackRows.parts(database.query(), pack.id());
        return StateChange.none()
                .with(state(pack, PackState.HELD, by, now), 1)
                .withIndex(ending(pack, by, now), 1)
                .with(ended(parts)
                        .each(PART.NUMBER, part -> numbers.get(part.id())) // the manifest has none, and no last day
                        .each(PART.DESTROY_ON, part -> part.manifest() ? null : last)
                        .update(PART, PART.STATE.eq(PackRows.RECEIVED)), parts.size())
                .and(end(parts, now));
    }

    private static Query state(PackRow pack, PackState from, By by, Instant now) {
        return DSL.update(CASE_PACK)
                .set(CASE_PACK.STATE, by.kind().name())
                .set(CASE_PACK.CHANGED_AT, now)
                .where(CASE_PACK.ID.eq(pack.id().value()), CASE_PACK.STATE.eq(from.name()));
    }

    private static LongFunction<Query> ending(PackRow pack, By by, Instant now) {
        return index -> DSL.insertInto(ENDING)
                .set(ENDING.PACK_ID, pack.id().value())
                .set(ENDING.KIND, by.kind().name())
                .set(ENDING.AT, now)
                .set(ENDING.ACCOUNT, by.account().value())
                .set(ENDING.AGENCY, by.agency().value())
                .set(ENDING.ENTRY, index + by.place())
                .set(ENDING.OCTETS, by.octets().isPresent() ? by.octets().getAsInt() : null)
                .set(ENDING.REPLACED_BY, by.correction().map(PackId::value).orElse(null));
    }

    private static ManyRows<PartRow> ended(List<PartRow> parts) {
        return ManyRows.of(parts).key(PART.ID, PartRow::id).all(PART.STATE, PackRows.ENDED.getValue());
    }

    private static StateChange end(List<PartRow> parts, Instant now) {
        List<UUID> ids = parts.stream().map(PartRow::id).toList();
        return StateChange.none()
                .withAny(PackRows.deleteWraps(ids))
                .withAny(PackRows.discard(parts.stream().map(PartRow::object).toList(), now)) // may be gone for a second one
                .and(Sweep.discard(ids, now));
    }
}
