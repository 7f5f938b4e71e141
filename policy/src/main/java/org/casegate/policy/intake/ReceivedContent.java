// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.DECISION;
import static org.casegate.schema.tables.pack.Tables.PART;
import static org.casegate.schema.tables.pack.Tables.RECEIVED_CONTENT;
import static org.casegate.schema.tables.pack.Tables.REUSE_AGREED;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.keep.Token;
import org.casegate.crypto.seal.Octets;
import org.casegate.crypto.seal.Sha256;
import org.casegate.policy.check.Recipient;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;
import org.jooq.impl.DSL;

/// What agencies hold by way of this gateway, whatever the agreement, by keyed tokens of content; and who has agreed that it
/// is passed on. The tokens outlive the gateway's own copies: what was destroyed here may still lie with whoever received it.
final class ReceivedContent {
    private final Database database;
    private final KeyedToken tokens;

    ReceivedContent(Database database, KeyedToken tokens) {
        this.database = database;
        this.tokens = tokens;
    }

    /// From whom an agency has a content.
    ///
    /// @param agency who sent it
    /// @param pack   the transfer by which it came
    record Origin(AgencyId agency, PackId pack) {}

    /// @param entry ledger index of the acceptance
    private record Passed(AgencyId from, AgencyId to, PackId pack, long entry) {}

    /// Whom the sender's agency first had this content from, where it came by this gateway in another pack. Nobody where the
    /// agency had sent it itself before: then it is its own that came back.
    Optional<Origin> origin(PackRow pack, Sha256 sha256, Register register) {
        return Optional.ofNullable(origins(pack, List.of(sha256), register).get(sha256));
    }

    /// The same of many contents; those that came from nobody are left out.
    Map<Sha256, Origin> origins(PackRow pack, Collection<Sha256> contents, Register register) {
        Map<Sha256, Origin> origins = new HashMap<>();
        passed(contents).forEach((sha256, passed) -> origin(pack, passed, register)
                .ifPresent(origin -> origins.put(sha256, origin)));
        return origins;
    }

    private static Optional<Origin> origin(PackRow pack, List<Passed> all, Register register) {
        List<Passed> passed = all.stream().filter(each -> !each.pack().equals(pack.id())).toList();
        Optional<Passed> first = passed.stream()
                .filter(each -> register.same(each.to(), pack.agency()) && !register.same(each.from(), pack.agency()))
                .findFirst();
        boolean own = first.isPresent() && passed.stream()
                .anyMatch(each -> register.same(each.from(), pack.agency()) && each.entry() < first.get().entry());
        return own ? Optional.empty() : first.map(each -> new Origin(register.resolve(each.from()), each.pack()));
    }

    /// Every agency that each of these contents was released to, in the order of acceptance.
    private Map<Sha256, List<Passed>> passed(Collection<Sha256> contents) {
        Map<Octets, Sha256> tokens = new HashMap<>();
        contents.forEach(sha256 -> tokens.put(Octets.copyOf(token(sha256).bytes()), sha256));
        return database.query()
                .select(RECEIVED_CONTENT.TOKEN, CASE_PACK.AGENCY, RECEIVED_CONTENT.AGENCY, CASE_PACK.ID, DECISION.ENTRY)
                .from(RECEIVED_CONTENT)
                .join(PART)
                .on(PART.ID.eq(RECEIVED_CONTENT.PART_ID))
                .join(CASE_PACK)
                .on(CASE_PACK.ID.eq(PART.PACK_ID))
                .join(DECISION)
                .on(DECISION.PACK_ID.eq(CASE_PACK.ID), DECISION.OUTCOME.eq("ACCEPTED"))
                .where(RECEIVED_CONTENT.TOKEN
                        .eq(DSL.any(tokens.keySet().stream().map(Octets::bytes).toArray(byte[][]::new))))
                .orderBy(DECISION.ENTRY, RECEIVED_CONTENT.AGENCY)
                .fetchGroups(row -> tokens.get(Octets.copyOf(row.value1())),
                        row -> new Passed(new AgencyId(row.value2()),
                                new AgencyId(row.value3()), new PackId(row.value4()), row.value5()));
    }

    /// Whether the originator has agreed already that the sender's agency passes this content on in this case.
    boolean agreed(PackRow pack, Sha256 sha256, AgencyId origin, Register register) {
        return database.query()
                .select(REUSE_AGREED.SENDER, REUSE_AGREED.ORIGIN)
                .from(REUSE_AGREED)
                .where(REUSE_AGREED.TOKEN.eq(token(sha256).bytes()), REUSE_AGREED.CASE_ID.eq(pack.caseId()))
                .fetch()
                .stream()
                .anyMatch(row -> register.same(new AgencyId(row.value1()), pack.agency())
                        && register.same(new AgencyId(row.value2()), origin));
    }

    /// Remembers which agencies have this content from now on.
    StateChange received(PartRow file, Sha256 sha256, List<Recipient> recipients, Register register) {
        StateChange change = StateChange.none();
        for (String agency : new TreeSet<>(
                recipients.stream().map(r -> register.resolve(r.agency()).value()).toList())) {
            change = change.with(DSL.insertInto(RECEIVED_CONTENT)
                    .set(RECEIVED_CONTENT.TOKEN, token(sha256).bytes())
                    .set(RECEIVED_CONTENT.AGENCY, agency)
                    .set(RECEIVED_CONTENT.PART_ID, file.id()), 1);
        }
        return change;
    }

    /// Remembers that the originator has agreed. The first entry of the change is the answer's.
    StateChange agree(PackRow pack, Sha256 sha256, AgencyId origin, Register register, Instant now) {
        return StateChange.none()
                .withIndex(index -> DSL.insertInto(REUSE_AGREED)
                        .set(REUSE_AGREED.TOKEN, token(sha256).bytes())
                        .set(REUSE_AGREED.SENDER, register.resolve(pack.agency()).value())
                        .set(REUSE_AGREED.CASE_ID, pack.caseId())
                        .set(REUSE_AGREED.ORIGIN, register.resolve(origin).value())
                        .set(REUSE_AGREED.AT, now)
                        .set(REUSE_AGREED.ENTRY, index)
                        .onConflictDoNothing());
    }

    /// Stands for a content without telling it.
    private Token token(Sha256 sha256) {
        return tokens.of("content", sha256.toString());
    }
}
