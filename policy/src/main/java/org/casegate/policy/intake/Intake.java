// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.keep.SealedFile;
import org.casegate.crypto.keep.Wraps;
import org.casegate.crypto.store.ObjectStore;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.directory.RecipientKeys;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.SubjectEntries;
import org.casegate.policy.meeting.Cases;
import org.casegate.policy.register.Place;
import org.casegate.schema.Database;

/// How a case pack comes in. A part is sealed while it arrives ([#receive]); when it is closed it is safe, and when it was the
/// last one the pack is judged as one, recorded and answered ([#close]). There is no other way in.
///
/// Thread-safe; blocking, for virtual threads.
public final class Intake {
    private final Database database;
    private final DiskSpace disk;
    private final Directory directory;
    private final Arrivals arrivals;
    private final Words words;
    private final InFlight inFlight = new InFlight();
    private final Judgement judgement;
    private final Receipts receipts;
    private final Attempts attempts;
    private final Recovery recovery;
    private final Holds holds;
    private final Withdrawals withdrawals;
    private final Transfers transfers;
    private final Folder folder;
    private final Renames renames;
    private final Quotas quotas;
    private final InstantSource clock;

    /// @param owed     where this node keeps what it owes to the ledger
    /// @param clock    the partnership's time, by which packs are judged and kept
    /// @param node     names this gateway among those that share the database
    /// @param executor runs judgements
    public Intake(Database database, ObjectStore store, Wraps wraps, Openings openings, KeyedToken tokens,
            Ledger ledger, SealedFile owed, Directory directory, RecipientKeys recipientKeys,
            AgreementVersions agreements, Cases cases, Quotas quotas, InstantSource clock, String node,
            Executor executor) {
        this.database = database;
        this.disk = new DiskSpace(store, quotas.freeFraction());
        this.directory = directory;
        this.quotas = quotas;
        this.clock = clock;
        TransitKeys transit = new TransitKeys(database, store, wraps);
        this.words = new Words(openings, tokens);
        this.arrivals = new Arrivals(database, store, openings, transit, words, inFlight, clock, node);
        OpenedParts opened = new OpenedParts(new SubjectEntries(database, openings));
        Aftermath aftermath = new Aftermath(database, directory, opened, words);
        this.receipts = new Receipts(database, words, cases, agreements, directory, aftermath, ledger, clock);
        this.attempts = new Attempts(database, agreements, ledger, openings, owed, clock);
        Sweep sweep = new Sweep(database, store);
        ReceivedContent received = new ReceivedContent(database, tokens);
        Endings endings = new Endings(database);
        Corrections corrections = new Corrections(database, openings, endings);
        Facts facts = new Facts(database, tokens, received, corrections, quotas);
        SealedObjects sealedObjects = new SealedObjects(database, store, disk, inFlight, node);
        RecipientWraps recipientWraps = new RecipientWraps(transit, recipientKeys, wraps, sealedObjects);
        Acceptance acceptance = new Acceptance(cases, transit, recipientWraps, received);
        Decisions decisions = new Decisions(database, ledger, openings, words, acceptance, corrections, received);
        this.judgement = new Judgement(database, agreements, directory, cases, facts, decisions, transit, words,
                inFlight, receipts, attempts, sweep, quotas, clock, executor);
        LeftBehind leftBehind = new LeftBehind(this, database, store, transit, words, inFlight, quotas);
        this.recovery = new Recovery(database, sweep, openings, inFlight, judgement, attempts, leftBehind,
                sealedObjects, quotas, clock, node);
        this.holds = new Holds(database, ledger, openings, directory, agreements, judgement, facts, decisions, received,
                endings, words, inFlight, quotas, clock);
        this.withdrawals = new Withdrawals(database, ledger, openings, directory, agreements, judgement, endings,
                opened, words, inFlight, quotas, clock);
        this.transfers = new Transfers(database, directory, opened, aftermath);
        StatusText status = new StatusText(database, words, judgement, quotas.pack().unfinished());
        this.renames = new Renames(database, openings, words, inFlight);
        this.folder = new Folder(database, words, inFlight, receipts, status, withdrawals);
    }

    /// Packs that wait for somebody's decision.
    public Holds holds() {
        return holds;
    }

    /// How packs are taken back.
    public Withdrawals withdrawals() {
        return withdrawals;
    }

    /// What was sent by way of this gateway, without its content.
    public Transfers transfers() {
        return transfers;
    }

    /// Puts in order what the last run of this node left, before anything new is taken in.
    public void recover() throws IOException {
        recovery.atStart();
    }

    /// Deletes ciphertext of which nothing knows, which a crash may have left. Goes through everything that is stored, so it is
    /// for once, beside what is taken in.
    public void deleteStrays() throws IOException {
        recovery.deleteStrays();
    }

    /// Brings what every octet goes through to speed. For a thread of its own, once this node takes parts in.
    public void warmUp() {
        Sealing.warmUp();
    }

    /// Once a minute: entries that are owed, uploads that ended badly, packs that have expired, ciphertext that nobody needs.
    public void tidy() throws IOException {
        recovery.everyMinute();
    }

    /// How a client opened a file to write.
    public enum Mode {
        /// From the first octet; what was there is replaced when the file is closed.
        START_OVER,
        /// An upload that was cut, or a file that was closed, goes on; where there is none, as [#START_OVER].
        CONTINUE,
        /// Only where there is no file of that name.
        MUST_NOT_EXIST
    }

    /// The files of a pack, by name: what was uploaded, and the texts that the gateway writes.
    public List<PackFile> files(Authenticated who, SenderPack pack) throws IntakeRefusal {
        return folder.files(require(who, pack));
    }

    /// One file of a pack, found by its name without reading the others.
    public Optional<PackFile> file(Authenticated who, SenderPack pack, String typed) throws IntakeRefusal {
        return folder.file(require(who, pack), typed);
    }

    /// A text that the gateway writes: the manifest template, the receipt. Uploads cannot be read back.
    public byte[] text(Authenticated who, SenderPack pack, String name) throws IntakeRefusal {
        return folder.text(require(who, pack), name);
    }

    /// Begins a file, or goes on with one whose connection was cut.
    ///
    /// @throws IntakeRefusal if the file cannot be taken now; the sentence says why
    public PartUpload receive(Authenticated who, SenderPack pack, String typed, Mode mode)
            throws IntakeRefusal, IOException {
        if (WithdrawalFile.mayBe(typed)) {
            Optional<PartUpload> withdrawal = withdrawals.receive(who, require(who, pack), typed);
            if (withdrawal.isPresent()) {
                return withdrawal.get();
            }
        }
        FileName name = FileName.parse(typed);
        Lock lock = inFlight.lock(pack.id());
        lock.lock();
        try {
            ArrivalRows.Room room = ArrivalRows.room(database.query(), pack.id())
                    .filter(found -> found.pack().account().equals(who.account()))
                    .orElseThrow(IntakeRefusal::notFound);
            PackRow row = room.pack();
            if (row.state().decided()) {
                return repeat(row, name);
            }
            requireOpen(row);
            Optional<SealingUpload> under = inFlight.find(row.id(), name);
            if (mode == Mode.MUST_NOT_EXIST && (under.isPresent() || arrivals.received(row, name).isPresent())) {
                throw IntakeRefusal.refused(name.value() + " is there already.");
            }
            if (under.isPresent() && !under.get().suspended()) {
                throw IntakeRefusal.refused(name.value() + " is being sent by another connection; wait until it ends.");
            }
            if (under.isPresent() && mode == Mode.CONTINUE && under.get().resume(place(who, room))) {
                return under.get();
            }
            if (under.isPresent()) {
                arrivals.drop(under.get());
            }
            return begin(room, name, place(who, room), mode);
        } finally {
            lock.unlock();
        }
    }

    /// A pack that is decided takes nothing more; the same file again is answered as it was then.
    private PartUpload repeat(PackRow row, FileName name) throws IntakeRefusal {
        IntakeRefusal closed = receipts.closed(row);
        PartRow part = arrivals.received(row, name).filter(_ -> !row.state().ended()).orElseThrow(() -> closed);
        return new RepeatUpload(Words.sha256(words.ofParts(List.of(part)), part), receipts.answer(row), closed);
    }

    private SealingUpload begin(ArrivalRows.Room room, FileName name, Place from, Mode mode)
            throws IntakeRefusal, IOException {
        PackRow row = room.pack();
        long budget = Admission.budget(room, disk, inFlight, name, quotas);
        Optional<PartRow> closed = mode == Mode.CONTINUE ? arrivals.received(row, name) : Optional.empty();
        Begun begun = closed.isPresent() ? arrivals.goOn(closed.get()) : arrivals.begin(row, name);
        SealingUpload upload = new SealingUpload(this, row, name, from, budget, begun);
        inFlight.add(upload);
        return upload;
    }

    /// How much this account may send, and how much of it is left.
    public Space space(Authenticated who) throws IOException {
        long left = Math.min(disk.left(),
                Admission.left(database.query(), inFlight, who.account(), who.agency(), quotas));
        return new Space(quotas.accountBytes(), Math.max(0, left));
    }

    /// Whether the disk has become too full meanwhile to go on with what was begun.
    boolean isShortOfDisk() throws IOException {
        return disk.isShort();
    }

    /// A client writes from the beginning what it had begun before: a new object under a new key.
    Sealing startOver(SealingUpload upload, Begun former) throws IOException {
        return arrivals.startOver(upload, former);
    }

    IntakeRefusal tooLarge(SealingUpload upload, long budgetBytes) {
        return attempts.tooLarge(upload, budgetBytes);
    }

    /// A file is whole: it is made durable, acknowledged, and judged where it completes its pack. Up to the commit in
    /// [Arrivals#take] a crash leaves nothing of it, afterwards it stays.
    Answer close(SealingUpload upload) throws IntakeRefusal, IOException {
        Optional<ArrivalRows.Gathered> gathered;
        Lock lock = inFlight.lock(upload.pack().id());
        lock.lock();
        try {
            gathered = arrivals.take(upload, upload.finish());
        } finally {
            inFlight.remove(upload);
            lock.unlock();
        }
        return gathered.filter(judgement::lacksParts).isPresent()
                ? new Answer.Received()
                : judgement.settle(upload.pack().id(), upload.name().manifest());
    }

    /// Nothing was written. What waited for this upload to end is judged.
    Answer leave(SealingUpload upload) throws IntakeRefusal, IOException {
        Lock lock = inFlight.lock(upload.pack().id());
        lock.lock();
        try {
            arrivals.drop(upload);
        } finally {
            lock.unlock();
        }
        return judgement.settle(upload.pack().id(), false);
    }

    /// A connection was cut. What is sealed waits in this process for the client to come back.
    void suspend(SealingUpload upload) {
        if (!upload.suspendIfWhole()) {
            inFlight.remove(upload); // its row is dropped, and accounted for, by Recovery
        }
    }

    /// Gives a file its final name, which may complete the pack. The same name again changes nothing.
    public Answer rename(Authenticated who, SenderPack pack, String from, String to) throws IntakeRefusal, IOException {
        if (WithdrawalFile.isName(to)) {
            return withdrawals.renamed(who, require(who, pack), from);
        }
        FileName source = FileName.parse(from);
        FileName target = FileName.parse(to);
        Lock lock = inFlight.lock(pack.id());
        lock.lock();
        try {
            PackRow row = require(who, pack);
            requireOpen(row);
            PartRow part = arrivals.received(row, source).orElseThrow(IntakeRefusal::notFound);
            if (source.equals(target)) {
                return new Answer.Received();
            }
            renames.apply(row, part, target, place(who), now());
        } finally {
            lock.unlock();
        }
        return judgement.settle(pack.id(), target.manifest());
    }

    /// Takes an upload away, closed or not. What is decided stays.
    public void remove(Authenticated who, SenderPack pack, String typed) throws IntakeRefusal, IOException {
        FileName name = FileName.parse(typed);
        Lock lock = inFlight.lock(pack.id());
        lock.lock();
        try {
            PackRow row = require(who, pack);
            requireOpen(row);
            Optional<SealingUpload> under = inFlight.find(row.id(), name);
            Optional<PartRow> there = arrivals.received(row, name);
            if (under.isPresent()) {
                arrivals.drop(under.get());
            }
            if (there.isPresent()) {
                arrivals.giveUp(row, there.get(), place(who));
            } else if (under.isEmpty()) {
                throw IntakeRefusal.notFound();
            }
        } finally {
            lock.unlock();
        }
    }

    private PackRow require(Authenticated who, SenderPack pack) throws IntakeRefusal {
        return PackRows.pack(database.query(), pack.id())
                .filter(row -> row.account().equals(who.account()))
                .orElseThrow(IntakeRefusal::notFound);
    }

    private void requireOpen(PackRow row) throws IntakeRefusal {
        if (row.state().decided()) {
            throw receipts.closed(row);
        }
        if (row.state() != PackState.OPEN) {
            throw IntakeRefusal.refused("This pack is complete and being checked; see RECEIPT.txt.");
        }
    }

    private Place place(Authenticated who, ArrivalRows.Room room) {
        return directory.placeOf(who.address(), directory.at(room.register()));
    }

    private Place place(Authenticated who) {
        return directory.placeOf(who.address());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
