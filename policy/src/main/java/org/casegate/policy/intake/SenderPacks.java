// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.keep.Token;
import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.Subject;
import org.casegate.policy.manifest.PartName;
import org.casegate.policy.meeting.Cases;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRef;
import org.casegate.policy.register.Role;
import org.casegate.schema.Database;

/// A sender's cases and packs. A case that one may not send to answers exactly as one that does not exist, and nobody sees
/// another account's packs.
public final class SenderPacks {
    private static final int LATELY = 500;
    private static final Pattern TRANSFER = Pattern.compile("[A-Z]{2}-[0-9]{4}-[0-9]{6,}");

    private final Database database;
    private final Openings openings;
    private final Words words;
    private final Cases cases;
    private final KeyedToken tokens;
    private final Quotas quotas;
    private final InstantSource clock;
    /// Ids of cases that were asked for lately, to find a pack at once. The rows themselves must still say so.
    private final Map<Asked, UUID> lately = new LinkedHashMap<>(LATELY, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, UUID> eldest) {
            return size() > LATELY;
        }
    };

    private record Asked(AgreementId agreement, CaseRef ref) {}

    public SenderPacks(Database database, Openings openings, Cases cases, KeyedToken tokens, Quotas quotas,
            InstantSource clock) {
        this.database = database;
        this.openings = openings;
        this.words = new Words(openings, tokens);
        this.cases = cases;
        this.tokens = tokens;
        this.quotas = quotas;
        this.clock = clock;
    }

    /// The agreements under which this account has a case to send to, by id.
    public List<AgreementId> agreements(Authenticated who) {
        return who.roles().contains(Role.SENDER) ? cases.agreements(who.agency(), who.account()) : List.of();
    }

    /// The references of those cases.
    public Paged<CaseRef> cases(Authenticated who, AgreementId agreement) {
        return who.roles().contains(Role.SENDER)
                ? Paged.of((Optional<UUID> after) -> cases.sendable(agreement, who.agency(), who.account(), after,
                        Paged.PIECE), this::references)
                : Paged.empty();
    }

    private List<CaseRef> references(List<UUID> rows) {
        return cases.find(rows).stream().map(file -> file.record().caseRef()).toList();
    }

    /// Whether a case is among them.
    public boolean hasCase(Authenticated who, AgreementId agreement, CaseRef ref) {
        return caseOf(who, agreement, ref).filter(file -> file.open() || !PackRows
                .list(database.query(), who.account(), file.id(), Optional.empty(), 1).isEmpty()).isPresent();
    }

    /// This account's packs of a case, oldest first; none also where there is no such case.
    public Paged<SenderPack> packs(Authenticated who, AgreementId agreement, CaseRef ref) {
        return caseOf(who, agreement, ref)
                .map(file -> Paged
                        .of((Optional<PackRows.Listed> after) -> PackRows.list(database.query(), who.account(),
                                file.id(), after, Paged.PIECE), rows -> shown(rows, agreement, ref)))
                .orElseGet(Paged::empty);
    }

    private List<SenderPack> shown(List<PackRows.Listed> rows, AgreementId agreement, CaseRef ref) {
        Map<UUID, String> names = words.of(rows.stream().map(row -> row.id().value()).toList(), Words.DIRECTORY);
        return rows.stream()
                .flatMap(row -> shown(row.transfer(), Optional.ofNullable(names.get(row.id().value()))).stream()
                        .map(name -> new SenderPack(row.id(), agreement, ref, name, row.createdAt())))
                .toList();
    }

    /// The name that the sender gave it. Once that is erased, a pack that has a receipt goes by its transfer's id; one that was
    /// never judged is gone with what was in it.
    private static Optional<String> shown(Optional<String> transfer, Optional<String> name) {
        return name.or(() -> transfer);
    }

    /// One pack by its directory's name.
    public Optional<SenderPack> find(Authenticated who, AgreementId agreement, CaseRef ref, String name) {
        if (PartName.objection(name).isPresent()) {
            return Optional.empty();
        }
        Optional<PackRow> named = inCaseAskedLately(who, agreement, ref, name);
        if (named.isPresent()) {
            return named.map(row -> new SenderPack(row.id(), agreement, ref, name, row.createdAt()));
        }
        return caseOf(who, agreement, ref)
                .flatMap(file -> PackRows.pack(database.query(), who.account(), file.id(), token(who, file.id(), name))
                        .or(() -> PackRows.pack(database.query(), who.account(), file.id(), name)
                                .filter(row -> !words.of(row.id().value()).containsKey(Words.DIRECTORY))))
                .flatMap(row -> shown(row.transfer(),
                        Optional.ofNullable(words.of(row.id().value()).get(Words.DIRECTORY)))
                        .map(shown -> new SenderPack(row.id(), agreement, ref, shown, row.createdAt())));
    }

    /// Makes a pack.
    public SenderPack create(Authenticated who, AgreementId agreement, CaseRef ref, String name) throws IntakeRefusal {
        Cases.Standing file = caseOf(who, agreement, ref).filter(Cases.Standing::open)
                .orElseThrow(IntakeRefusal::notFound);
        Optional<String> objection = PartName.objection(name);
        if (objection.isPresent()) {
            throw IntakeRefusal.refused(objection.get());
        }
        if (TRANSFER.matcher(name).matches()) {
            throw IntakeRefusal.refused("Names like this are kept for the gateway; choose another.");
        }
        Token token = token(who, file.id(), name);
        if (PackRows.pack(database.query(), who.account(), file.id(), token).isPresent()) {
            throw IntakeRefusal.refused("A pack of this name exists already; use it, or choose another name.");
        }
        if (PackRows.countUndecided(database.query(), who.account()) >= quotas.unfinishedPacks()) {
            throw IntakeRefusal.refused("You have " + quotas.unfinishedPacks()
                    + " unfinished packs already. Finish one, or remove one that is empty, then make a new one.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        PackRow row = new PackRow(PackId.random(), file.id(), agreement, who.account(), who.agency(), Optional.empty(),
                PackState.OPEN, 0, 0, now, now, now);
        String shown = new PartName(name).value();
        Subject subject = words.create(row.id().value());
        database.insert(List.of(subject.insert(), subject.seal(Words.DIRECTORY, shown).insert(),
                subject.seal(Words.CASE, ref.value()).insert(),
                openings.linkCase(agreement.value(), ref.value(), row.id().value()),
                PackRows.insertPack(row, token)));
        return new SenderPack(row.id(), agreement, ref, shown, now);
    }

    /// Removes a pack in which there is nothing and which was never judged.
    public void remove(Authenticated who, SenderPack pack) throws IntakeRefusal {
        PackRow row = PackRows.pack(database.query(), pack.id())
                .filter(found -> found.account().equals(who.account()))
                .orElseThrow(IntakeRefusal::notFound);
        if (row.attempts() > 0 || row.state() != PackState.OPEN) {
            throw IntakeRefusal.refused("This pack has a receipt, so it stays until its time has come.");
        }
        boolean removed = database.transact(db -> {
            if (!PackRows.parts(db, pack.id()).isEmpty() || db.execute(PackRows.deletePack(pack.id())) == 0) {
                return false;
            }
            openings.erase(pack.id().value()).forEach(db::execute);
            return true;
        });
        if (!removed) {
            throw IntakeRefusal.refused("There are files in this pack; remove them first.");
        }
    }

    /// Open, or closed and perhaps with packs of this account in it.
    private Optional<Cases.Standing> caseOf(Authenticated who, AgreementId agreement, CaseRef ref) {
        if (!who.roles().contains(Role.SENDER)) {
            return Optional.empty();
        }
        Optional<Cases.Standing> found = cases.standing(agreement, ref)
                .filter(file -> file.senders().contains(who.agency()));
        found.ifPresent(file -> {
            synchronized (lately) {
                lately.put(new Asked(agreement, ref), file.id());
            }
        });
        return found;
    }

    private Optional<PackRow> inCaseAskedLately(Authenticated who, AgreementId agreement, CaseRef ref, String name) {
        UUID id;
        synchronized (lately) {
            id = lately.get(new Asked(agreement, ref));
        }
        return id == null || !who.roles().contains(Role.SENDER)
                ? Optional.empty()
                : ArrivalRows.sendable(database.query(), who.account(), who.agency(), cases.is(id, agreement, ref),
                        token(who, id, name));
    }

    private Token token(Authenticated who, UUID caseId, String name) {
        return tokens.of("pack", who.account().value(), caseId.toString(), new PartName(name).key());
    }
}
