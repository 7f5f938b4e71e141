// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.DECISION;
import static org.casegate.schema.tables.pack.Tables.PART;
import static org.casegate.schema.tables.pack.Tables.RECEIVED_CONTENT;
import static org.casegate.schema.tables.pack.Tables.REUSE_AGREED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.keep.Token;
import org.casegate.crypto.seal.Octets;
import org.casegate.crypto.seal.Sha256;
import org.casegate.policy.check.Recipient;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;
import org.casegate.schema.ManyRows;

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

    /// Whom the sender's agency first had each of these contents from, where it came by this gateway in another pack. Nobody where
    /// the agency had sent it itself before: then it is its own that came back. What came from nobody is left out.
    Map<Sha256, Origin> origins(PackRow pack, Collection<Sha256> contents, Register register) {
        Map<Sha256, Origin> origins = new HashMap<>();
        if (contents.isEmpty()) {
            return origins;
        }
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
        Map<Octets, Sha256> tokens = tokens(contents);
        // First by itself: hardly anything comes twice, and joined the planner may begin with all packs there are.
        List<UUID> parts = database.query()
                .selectDistinct(RECEIVED_CONTENT.PART_ID)
                .from(RECEIVED_CONTENT)
                .where(ManyRows.among(RECEIVED_CONTENT.TOKEN, octets(tokens)))
                .fetch(RECEIVED_CONTENT.PART_ID);
        if (parts.isEmpty()) {
            return Map.of();
        }
        return database.query()
                .select(RECEIVED_CONTENT.TOKEN, CASE_PACK.AGENCY, RECEIVED_CONTENT.AGENCY, CASE_PACK.ID, DECISION.ENTRY)
                .from(RECEIVED_CONTENT)
                .join(PART)
                .on(PART.ID.eq(RECEIVED_CONTENT.PART_ID))
                .join(CASE_PACK)
                .on(CASE_PACK.ID.eq(PART.PACK_ID))
                .join(DECISION)
                .on(DECISION.PACK_ID.eq(CASE_PACK.ID), DECISION.OUTCOME.eq("ACCEPTED"))
                .where(ManyRows.among(RECEIVED_CONTENT.TOKEN, octets(tokens)), ManyRows.among(PART.ID, parts))
                .orderBy(DECISION.ENTRY, RECEIVED_CONTENT.AGENCY)
                .fetchGroups(row -> tokens.get(Octets.copyOf(row.value1())),
                        row -> new Passed(new AgencyId(row.value2()),
                                new AgencyId(row.value3()), new PackId(row.value4()), row.value5()));
    }

    private Map<Octets, Sha256> tokens(Collection<Sha256> contents) {
        Map<Octets, Sha256> tokens = new HashMap<>();
        contents.forEach(sha256 -> tokens.put(Octets.copyOf(token(sha256).bytes()), sha256));
        return tokens;
    }

    private static List<byte[]> octets(Map<Octets, Sha256> tokens) {
        return tokens.keySet().stream().map(Octets::bytes).toList();
    }

    /// Those of these contents of which the originator has agreed already that the sender's agency passes them on in this case.
    Set<Sha256> agreed(PackRow pack, Map<Sha256, Origin> origins, Register register) {
        if (origins.isEmpty()) {
            return Set.of();
        }
        Map<Octets, Sha256> tokens = tokens(origins.keySet());
        Set<Sha256> agreed = new HashSet<>();
        database.query()
                .select(REUSE_AGREED.TOKEN, REUSE_AGREED.SENDER, REUSE_AGREED.ORIGIN)
                .from(REUSE_AGREED)
                .where(ManyRows.among(REUSE_AGREED.TOKEN, octets(tokens)),
                        REUSE_AGREED.CASE_ID.eq(pack.caseId()))
                .forEach(row -> {
                    Sha256 content = Objects.requireNonNull(tokens.get(Octets.copyOf(row.value1())));
                    Origin origin = Objects.requireNonNull(origins.get(content));
                    if (register.same(new AgencyId(row.value2()), pack.agency())
                            && register.same(new AgencyId(row.value3()), origin.agency())) {
                        agreed.add(content);
                    }
                });
        return agreed;
    }

    private record Held(Token content, String agency, UUID part) {}

    /// Remembers which agencies have these contents from now on.
    ///
    /// @param contents by part
    StateChange received(Map<UUID, Sha256> contents, List<Recipient> recipients, Register register) {
        Set<String> agencies = new TreeSet<>(
                recipients.stream().map(each -> register.resolve(each.agency()).value()).toList());
        List<Held> held = new ArrayList<>();
        contents.forEach((part, sha256) -> {
            Token content = token(sha256);
            agencies.forEach(agency -> held.add(new Held(content, agency, part)));
        });
        return StateChange.none().with(ManyRows.of(held)
                .each(RECEIVED_CONTENT.TOKEN, each -> each.content().bytes())
                .each(RECEIVED_CONTENT.AGENCY, Held::agency)
                .each(RECEIVED_CONTENT.PART_ID, Held::part)
                .insertInto(RECEIVED_CONTENT), held.size());
    }

    /// A content, and whose it is.
    record Owned(Sha256 sha256, AgencyId origin) {}

    /// Remembers that the originators have agreed. The first entry of the change is the answer's.
    StateChange agree(PackRow pack, List<Owned> contents, Register register, Instant now) {
        if (contents.isEmpty()) {
            return StateChange.none();
        }
        return StateChange.none()
                .withIndex(index -> ManyRows.of(contents)
                        .each(REUSE_AGREED.TOKEN, each -> token(each.sha256()).bytes())
                        .all(REUSE_AGREED.SENDER, register.resolve(pack.agency()).value())
                        .all(REUSE_AGREED.CASE_ID, pack.caseId())
                        .each(REUSE_AGREED.ORIGIN, each -> register.resolve(each.origin()).value())
                        .all(REUSE_AGREED.AT, now)
                        .all(REUSE_AGREED.ENTRY, index)
                        .insertInto(REUSE_AGREED)
                        .onConflictDoNothing());
    }

    /// Stands for a content without telling it.
    private Token token(Sha256 sha256) {
        return tokens.of("content", sha256.toString());
    }
}
