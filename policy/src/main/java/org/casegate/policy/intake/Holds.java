// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Question;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.event.About;
import org.casegate.policy.event.PackEvent;
import org.casegate.policy.event.Under;
import org.casegate.policy.ledger.Appended;
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
import org.casegate.policy.register.Account;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;

/// Packs that wait for somebody's decision. Everybody who was asked must let a pack go; then it is judged again, by the register
/// of that moment, with what was let go set aside. One no ends it. Nobody decides on a pack that he sent himself.
///
/// Thread-safe; also against other processes on the same database.
public final class Holds {
    private static final int TRIES = 5;

    private final Database database;
    private final Ledger ledger;
    private final Openings openings;
    private final Directory directory;
    private final AgreementVersions agreements;
    private final Judgement judgement;
    private final Facts facts;
    private final Decisions decisions;
    private final ReceivedContent received;
    private final Endings endings;
    private final Words words;
    private final InFlight inFlight;
    private final Quotas quotas;
    private final InstantSource clock;

    Holds(Database database, Ledger ledger, Openings openings, Directory directory, AgreementVersions agreements,
            Judgement judgement, Facts facts, Decisions decisions, ReceivedContent received, Endings endings,
            Words words, InFlight inFlight, Quotas quotas, InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.openings = openings;
        this.directory = directory;
        this.agreements = agreements;
        this.judgement = judgement;
        this.facts = facts;
        this.decisions = decisions;
        this.received = received;
        this.endings = endings;
        this.words = words;
        this.inFlight = inFlight;
        this.quotas = quotas;
        this.clock = clock;
    }

    /// Every pack on hold, the one whose target time comes first at the front.
    public List<HeldPack> list() {
        Register register = directory.current();
        return PackRows.packs(database.query(), PackState.HELD).stream()
                .map(pack -> held(pack, register))
                .sorted(Comparator.comparing(HeldPack::by).thenComparing(HeldPack::transfer))
                .toList();
    }

    private HeldPack held(PackRow pack, Register register) {
        List<HeldPack.Asked> asked = AskedRows.ofPresentHold(database.query(), pack.id()).stream()
                .map(row -> new HeldPack.Asked(row.step(), row.code().printed(), row.clause(), row.partNumber(),
                        row.agency(), row.role(), row.dueAt(), row.answer().map(AskedRow.Answered::at),
                        deciders(pack, row, register)))
                .toList();
        return new HeldPack(pack.transfer().orElseThrow(), pack.agreement(), pack.agency(), pack.account(),
                pack.changedAt(), asked);
    }

    private static List<AccountId> deciders(PackRow pack, AskedRow row, Register register) {
        return register.accounts().stream()
                .filter(account -> account.kind() == Account.Kind.PERSON)
                .map(Account::id)
                .filter(account -> row.answerer(account, pack, register).isPresent())
                .toList();
    }

    /// Lets a pack go, as far as the decider was asked.
    ///
    /// @param transfer its id
    /// @throws TransferRefusal if there is no such pack on hold, or it is not for this account to decide
    public HoldAnswer release(Actor decider, String transfer, Reason reason)
            throws TransferRefusal, LedgerUnavailable, IOException {
        return answered(transfer, pack -> release(decider, pack, reason));
    }

    /// Ends a pack: the sending agency, or the one that was asked, does not share it. The keys of its content go at once.
    ///
    /// @param transfer its id
    /// @throws TransferRefusal if there is no such pack on hold, or it is not for this account to decide
    public HoldAnswer refuse(Actor decider, String transfer, Reason reason)
            throws TransferRefusal, LedgerUnavailable, IOException {
        return answered(transfer, pack -> refuse(decider, pack, reason));
    }

    private interface Answering {
        HoldAnswer of(PackRow pack) throws TransferRefusal, LedgerUnavailable, Conflict, IOException;
    }

    private HoldAnswer answered(String transfer, Answering answering)
            throws TransferRefusal, LedgerUnavailable, IOException {
        PackId id = find(transfer).id();
        Lock lock = inFlight.lock(id);
        lock.lock();
        try {
            for (int tries = 0; tries < TRIES; tries++) {
                try {
                    HoldAnswer answer = answering.of(find(transfer));
                    judgement.sweepNow();
                    return answer;
                } catch (Conflict e) {
                    // pack or register have moved on: look again
                } catch (NotSealable e) {
                    throw new TransferRefusal(e.sentence() + " The pack stays on hold; let it go once that is mended.");
                }
            }
            throw new IOException("the register or the pack kept changing while it was decided on");
        } finally {
            lock.unlock();
        }
    }

    private PackRow find(String transfer) throws TransferRefusal {
        return PackRows.pack(database.query(), transfer)
                .filter(pack -> pack.state() == PackState.HELD)
                .orElseThrow(() -> new TransferRefusal("No pack is on hold under the id " + transfer + "."));
    }

    private HoldAnswer release(Actor decider, PackRow pack, Reason reason)
            throws TransferRefusal, LedgerUnavailable, Conflict, IOException {
        Register register = directory.current();
        Agreement agreement = agreements.find(pack.agreement(), register);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Candidate candidate = candidate(pack);
        List<AskedRow> asked = AskedRows.ofPresentHold(database.query(), pack.id());
        List<AskedRow> mine = mine(decider, pack, asked, register);
        List<AskedRow> others = asked.stream().filter(AskedRow::open).filter(row -> !mine.contains(row)).toList();
        SealedField why = words.require(pack.id().value()).seal(reasonField(mine), reason.text());
        Draft answer = decider.sign(Draft.of(new PackEvent.Released(
                answer(decider, pack, agreement, mine, why, register), others.size())));
        StateChange change = AskedRows.answer(pack.id(), mine, true, account(decider), now)
                .with(why.insert(), 1)
                .and(agreed(candidate, mine, register, now));
        if (!others.isEmpty()) {
            Appended entry = ledger.append(answer,
                    change.with(PackRows.stay(pack), 1).and(AskedRows.stillOpen(pack.id(), others)));
            return new HoldAnswer(HoldAnswer.Became.WAITING, List.of(waiting(others, register)), entry.index());
        }
        Outcome outcome = agreement.judge(facts.of(candidate, register, now), register,
                answers(candidate, asked, register));
        Decisions.Ready ready = decisions.ready(candidate, pack, agreement, outcome, register,
                facts.judged(candidate, true), 1, now);
        List<Draft> entries = new ArrayList<>(List.of(answer));
        entries.addAll(ready.entries());
        long index = ledger.append(entries, change.and(ready.change()).and(told(pack, outcome, now))).getFirst()
                .index();
        inFlight.forget(candidate.manifestRow().id());
        HoldAnswer.Became became = switch (outcome) {
            case Outcome.Accepted _ -> HoldAnswer.Became.ACCEPTED;
            case Outcome.Held _ -> HoldAnswer.Became.HELD;
            case Outcome.Refused _ -> HoldAnswer.Became.REFUSED;
        };
        return new HoldAnswer(became, agreement.verdict(outcome, now, register).neutralSentences(), index);
    }

    private HoldAnswer refuse(Actor decider, PackRow pack, Reason reason)
            throws TransferRefusal, LedgerUnavailable, Conflict, IOException {
        Register register = directory.current();
        Agreement agreement = agreements.find(pack.agreement(), register);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<AskedRow> mine = mine(decider, pack, AskedRows.ofPresentHold(database.query(), pack.id()), register);
        SealedField why = words.require(pack.id().value()).seal(Words.ENDED, reason.text());
        Authenticated who = decider.who().orElseThrow();
        Endings.By by = new Endings.By(PackState.DECLINED, who.account(), who.agency());
        StateChange change = AskedRows.answer(pack.id(), mine, false, who.account(), now)
                .with(why.insert(), 1)
                .and(tell(NoticeKind.HOLD_REFUSED, pack, now))
                .and(endings.ofHeld(pack, by, quotas.pack().unfinished(), now));
        Appended entry = ledger.append(decider.sign(Draft.of(new PackEvent.Declined(
                answer(decider, pack, agreement, mine, why, register)))), change);
        return new HoldAnswer(HoldAnswer.Became.DECLINED,
                List.of("The pack was not let go. Nobody can open it any more, and its sender reads the reason in his receipt."),
                entry.index());
    }

    private static StateChange told(PackRow pack, Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Accepted _ -> tell(NoticeKind.HOLD_RELEASED, pack, now);
            case Outcome.Refused _ -> tell(NoticeKind.HOLD_REFUSED, pack, now);
            case Outcome.Held _ -> StateChange.none(); // those who are asked now are told
        };
    }

    private static StateChange tell(NoticeKind kind, PackRow pack, Instant now) {
        return Notices.queue(kind, pack.matter(), Addressee.accounts(List.of(pack.account())), now);
    }

    /// By the case as it stands now. What the convener has changed meanwhile may leave the manifest incomplete; then nothing happens.
    private Candidate candidate(PackRow pack) throws TransferRefusal, IOException {
        try {
            return judgement.candidate(pack).orElseThrow(
                    () -> new IllegalStateException("pack " + pack.id() + " is on hold without a manifest"));
        } catch (IntakeRefusal incomplete) {
            throw new TransferRefusal("As the case stands now this pack cannot be judged, and it stays on hold: its "
                    + "manifest leaves out what the case no longer settles. Ask its convener, or refuse it.");
        }
    }

    /// What waits for this decider.
    private static List<AskedRow> mine(Actor decider, PackRow pack, List<AskedRow> asked, Register register)
            throws TransferRefusal {
        Optional<AccountId> person = decider.account();
        if (person.filter(pack.account()::equals).isPresent()) {
            throw new TransferRefusal("Whoever sent a pack does not decide on it. " + waiting(asked, register));
        }
        List<AskedRow> mine = asked.stream()
                .filter(AskedRow::open)
                .filter(row -> person.flatMap(account -> row.answerer(account, pack, register)).isPresent())
                .toList();
        if (mine.isEmpty()) {
            throw new TransferRefusal("This is not for " + decider.name() + " to decide. " + waiting(asked, register));
        }
        return mine;
    }

    private static AccountId account(Actor decider) {
        return decider.account().orElseThrow();
    }

    private static String waiting(List<AskedRow> asked, Register register) {
        return "It waits for " + asked.stream()
                .filter(AskedRow::open)
                .map(row -> row.who(register))
                .distinct()
                .collect(joining(" and for ")) + ".";
    }

    /// What was let go, for the judgement that sets it aside.
    private static List<Question> answers(Candidate candidate, List<AskedRow> asked, Register register) {
        return asked.stream()
                .map(row -> row.question(part(candidate, row).map(candidate::name), register))
                .toList();
    }

    private static Optional<PartRow> part(Candidate candidate, AskedRow row) {
        return candidate.files().stream().filter(file -> row.part().filter(file.id()::equals).isPresent()).findFirst();
    }

    /// An originator who lets his own information go has agreed for this content, sender and case, and is not asked again.
    private StateChange agreed(Candidate candidate, List<AskedRow> mine, Register register, Instant now) {
        List<ReceivedContent.Owned> contents = mine.stream()
                .filter(row -> row.code() == Code.REUSE)
                .flatMap(row -> part(candidate, row).stream()
                        .map(part -> new ReceivedContent.Owned(candidate.sha256(part), row.agency())))
                .toList();
        return received.agree(candidate.pack(), contents, register, now);
    }

    private PackEvent.Answer answer(Actor decider, PackRow pack, Agreement agreement, List<AskedRow> mine,
            SealedField why, Register register) throws IOException {
        SortedMap<String, Commitment> sealed = new TreeMap<>();
        sealed.put(Words.CASE, openings.commitment(pack.id().value(), Words.CASE).orElseThrow());
        sealed.put(why.field(), why.commitment());
        Optional<String> role = mine.getFirst().answerer(account(decider), pack, register)
                .filter(answerer -> !answerer.equals(account(decider)))
                .map(AccountId::value);
        return new PackEvent.Answer(Under.of(agreement.version()), new About(pack.id().value(), sealed),
                mine.getFirst().code().printed(), mine.stream().map(AskedRow::clause).distinct().toList(),
                pack.transfer().orElseThrow(),
                mine.stream().map(row -> row.code().printed()).distinct().toList(), register.revision(), role);
    }

    private static String reasonField(List<AskedRow> mine) {
        return Words.reason(mine.getFirst().attempt(), mine.getFirst().number());
    }
}
