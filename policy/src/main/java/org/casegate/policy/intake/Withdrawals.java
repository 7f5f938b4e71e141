// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.clock.London;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.event.About;
import org.casegate.policy.event.PackEvent;
import org.casegate.policy.event.Under;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.SealedField;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.notice.Addressee;
import org.casegate.policy.notice.NoticeKind;
import org.casegate.policy.notice.Notices;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Role;
import org.casegate.schema.Database;

/// How a sender takes a pack back: from the commit on nobody opens it, and a download that runs is cut. The keys of the content
/// go with the entry that says so; there is no way back but to send it again.
///
/// Thread-safe; also against other processes on the same database.
public final class Withdrawals {
    private static final int TRIES = 5;
    private static final int REMEMBERED = 200;

    private final Database database;
    private final Ledger ledger;
    private final Openings openings;
    private final Directory directory;
    private final AgreementVersions agreements;
    private final Judgement judgement;
    private final Endings endings;
    private final OpenedParts openedParts;
    private final Words words;
    private final InFlight inFlight;
    private final Quotas quotas;
    private final InstantSource clock;
    /// Withdrawals that came under a client's temporary name and wait to be renamed.
    private final Map<PackId, byte[]> temporary = new ConcurrentHashMap<>();

    Withdrawals(Database database, Ledger ledger, Openings openings, Directory directory, AgreementVersions agreements,
            Judgement judgement, Endings endings, OpenedParts openedParts, Words words, InFlight inFlight,
            Quotas quotas, InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.openings = openings;
        this.directory = directory;
        this.agreements = agreements;
        this.judgement = judgement;
        this.endings = endings;
        this.openedParts = openedParts;
        this.words = words;
        this.inFlight = inFlight;
        this.quotas = quotas;
        this.clock = clock;
    }

    /// Withdraws a pack for somebody of the sending agency who may send.
    ///
    /// @throws TransferRefusal if there is no such pack of his agency, or it cannot be withdrawn any more
    public Withdrawn withdraw(Actor actor, String transfer, Reason reason)
            throws TransferRefusal, LedgerUnavailable, IOException {
        Register register = directory.current();
        PackRow pack = PackRows.pack(database.query(), transfer)
                .filter(found -> actor.who().filter(who -> register.same(who.agency(), found.agency())
                        && !register.accountsOf(who.account(), Role.SENDER).isEmpty()).isPresent())
                .orElseThrow(() -> new TransferRefusal(
                        actor.name() + " has no transfer " + transfer
                                + " to withdraw: it is withdrawn by an account of the "
                                + "sending agency that may send."));
        if (pack.state() == PackState.WITHDRAWN) {
            throw new TransferRefusal(String.join(" ", withdrawn(pack, register).sentences()));
        }
        return withdraw(actor, pack.id(), reason, OptionalInt.empty());
    }

    /// A `withdraw.yaml` that begins in a pack's directory; nothing where the name means something else there.
    ///
    /// @throws IntakeRefusal if there is nothing that could be withdrawn
    Optional<PartUpload> receive(Authenticated who, PackRow pack, String typed) throws IntakeRefusal {
        boolean named = WithdrawalFile.isName(typed);
        if (!named && !(pack.state().decided() && WithdrawalFile.isTemporaryName(typed))) {
            return Optional.empty();
        }
        requireDecided(pack);
        return Optional.of(named
                ? new WithdrawalUpload(octets -> byFile(who, pack.id(), octets))
                : new WithdrawalUpload(octets -> keep(pack.id(), octets)));
    }

    private static void requireDecided(PackRow pack) throws IntakeRefusal {
        if (!pack.state().decided()) {
            throw IntakeRefusal
                    .refused("There is nothing to withdraw: this pack is not decided, and nobody can see it. "
                            + "Remove its files instead.");
        }
    }

    private Answer keep(PackId pack, byte[] octets) {
        if (temporary.size() >= REMEMBERED) {
            temporary.clear();
        }
        temporary.put(pack, octets);
        return new Answer.Received();
    }

    /// A client gives its withdrawal the final name.
    Answer renamed(Authenticated who, PackRow pack, String from) throws IntakeRefusal, IOException {
        requireDecided(pack);
        byte[] octets = WithdrawalFile.isTemporaryName(from) ? temporary.remove(pack.id()) : null;
        if (octets == null) {
            throw IntakeRefusal.notFound();
        }
        return byFile(who, pack.id(), octets);
    }

    /// The withdrawal as a file of the pack's directory.
    Optional<PackFile> file(PackRow pack, String typed) {
        byte[] waiting = WithdrawalFile.isTemporaryName(typed) ? temporary.get(pack.id()) : null;
        if (waiting != null) {
            return Optional.of(new PackFile(typed, waiting.length, clock.instant(), PackFile.Kind.PART));
        }
        return WithdrawalFile.isName(typed) ? file(pack) : Optional.empty();
    }

    /// `withdraw.yaml`, where the pack was withdrawn by it.
    Optional<PackFile> file(PackRow pack) {
        return Optional.of(pack)
                .filter(row -> row.state() == PackState.WITHDRAWN)
                .flatMap(row -> Endings.of(database.query(), row.id()))
                .filter(ending -> ending.octets().isPresent())
                .map(ending -> new PackFile(WithdrawalFile.NAME, ending.octets().getAsInt(), ending.at(),
                        PackFile.Kind.PART));
    }

    private Answer byFile(Authenticated who, PackId pack, byte[] octets) throws IntakeRefusal, IOException {
        Parsed<Reason> parsed = WithdrawalFile.parse(octets);
        if (!(parsed instanceof Parsed.Good<Reason>(Reason reason))) {
            throw IntakeRefusal.refused("withdraw.yaml was not taken, and nothing was withdrawn. " + String.join(" ",
                    parsed.complaints().stream().map(complaint -> complaint.in(WithdrawalFile.NAME)).toList()));
        }
        try {
            Withdrawn withdrawn = withdraw(Actor.signedIn(who), pack, reason, OptionalInt.of(octets.length));
            return new Answer.Withdrawn(String.join(" ", withdrawn.sentences()));
        } catch (TransferRefusal refusal) {
            throw IntakeRefusal.refused(refusal.sentence());
        } catch (LedgerUnavailable e) {
            throw IntakeRefusal.refused("The withdrawal could not be recorded, so nothing was withdrawn. "
                    + "Send withdraw.yaml again; until then, ring those whom the pack was sent to.");
        }
    }

    private Withdrawn withdraw(Actor actor, PackId id, Reason reason, OptionalInt octets)
            throws TransferRefusal, LedgerUnavailable, IOException {
        Lock lock = inFlight.lock(id);
        lock.lock();
        try {
            for (int tries = 0; tries < TRIES; tries++) {
                PackRow pack = PackRows.pack(database.query(), id).orElseThrow();
                Register register = directory.current();
                if (pack.state() == PackState.WITHDRAWN) {
                    return withdrawn(pack, register);
                }
                try {
                    end(actor, pack, reason, octets);
                    judgement.sweepNow();
                    return withdrawn(PackRows.pack(database.query(), id).orElseThrow(), register);
                } catch (Conflict e) {
                    // the pack has moved on: look again
                }
            }
            throw new IOException("the pack kept changing while it was withdrawn");
        } finally {
            lock.unlock();
        }
    }

    private void end(Actor actor, PackRow pack, Reason reason, OptionalInt octets)
            throws TransferRefusal, LedgerUnavailable, Conflict, IOException {
        Agreement agreement = agreements.current(pack.agreement());
        Authenticated who = actor.who().orElseThrow();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Endings.By by = new Endings.By(PackState.WITHDRAWN, who.account(), who.agency(), octets, Optional.empty(), 0);
        StateChange ended = switch (pack.state()) {
            case ACCEPTED -> endings.ofAccepted(pack, by, now).and(tell(pack, now));
            case HELD -> endings.ofHeld(pack, by, quotas.pack().unfinished(), now);
            case OPEN, FROZEN, DECLINED, WITHDRAWN, REPLACED, DESTROYED -> throw new TransferRefusal(
                    "This pack cannot be withdrawn: it is " + pack.state() + " since "
                            + London.written(pack.changedAt())
                            + ", and nobody can open it.");
        };
        SealedField why = words.require(pack.id().value()).seal(Words.ENDED, reason.text());
        SortedMap<String, Commitment> sealed = new TreeMap<>();
        sealed.put(Words.CASE, openings.commitment(pack.id().value(), Words.CASE).orElseThrow());
        sealed.put(why.field(), why.commitment());
        Draft draft = actor.sign(Draft.of(new PackEvent.Withdrawn(Under.of(agreement.version()),
                new About(pack.id().value(), sealed), List.of(agreement.clauseOfEnd("withdrawn").toString()),
                pack.transfer().orElseThrow(), pack.state().name())));
        ledger.append(draft, ended.with(why.insert(), 1));
    }

    /// Whoever could open it is told that he cannot any more (OB-072).
    private StateChange tell(PackRow pack, Instant now) {
        return Notices.queue(NoticeKind.PACK_WITHDRAWN, pack.matter(),
                Addressee.accounts(PackRows.recipients(database.query(), pack.id())), now);
    }

    private Withdrawn withdrawn(PackRow pack, Register register) {
        Ending ending = Endings.of(database.query(), pack.id()).orElseThrow();
        List<String> sentences = new ArrayList<>(List.of("This pack was withdrawn at " + London.written(ending.at())
                + ". Nobody can open it any more."));
        sentences.addAll(openedParts.sentences(pack.id(), register));
        return new Withdrawn(pack.transfer().orElseThrow(), ending.at(), ending.entry(), openedParts.of(pack.id()),
                sentences);
    }
}
