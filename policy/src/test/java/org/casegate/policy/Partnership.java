// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.casegate.crypto.keep.EpochKeys;
import org.casegate.crypto.keep.KeptCertificates;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.keep.ManagedSecrets;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.crypto.keep.Purpose;
import org.casegate.crypto.keep.SealedFile;
import org.casegate.crypto.keep.SignerKeyFile;
import org.casegate.crypto.keep.Wraps;
import org.casegate.crypto.store.DiskObjectStore;
import org.casegate.crypto.store.ObjectStore;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.amendment.Amendments;
import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.directory.Channel;
import org.casegate.policy.directory.OwnCertificates;
import org.casegate.policy.directory.RecipientKeys;
import org.casegate.policy.directory.TestDirectory;
import org.casegate.policy.intake.Answer;
import org.casegate.policy.intake.Intake;
import org.casegate.policy.intake.IntakeRefusal;
import org.casegate.policy.intake.PartUpload;
import org.casegate.policy.intake.Quotas;
import org.casegate.policy.intake.Replay;
import org.casegate.policy.intake.SenderPack;
import org.casegate.policy.intake.SenderPacks;
import org.casegate.crypto.tlog.LedgerReport;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.event.CaseEvent;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerAudit;
import org.casegate.policy.ledger.LedgerQueries;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.mail.Mailbox;
import org.casegate.policy.mail.Relay;
import org.casegate.policy.meeting.Cases;
import org.casegate.policy.notice.Delivery;
import org.casegate.policy.notice.NoticeBoard;
import org.casegate.policy.meeting.CaseEnd;
import org.casegate.policy.meeting.Convening;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.CaseRef;
import org.casegate.policy.register.Membership;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RegisterFile;
import org.casegate.policy.register.RegisterParser;
import org.casegate.policy.release.Inbox;
import org.casegate.policy.release.Opened;
import org.casegate.policy.release.Release;
import org.casegate.policy.retention.DestructionRun;
import org.casegate.policy.retention.EpochRoll;
import org.casegate.policy.retention.KeyState;
import org.casegate.policy.retention.RetentionSchedule;
import org.casegate.policy.territory.Territory;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;

/// A gateway of the Staffordshire partnership without its doors: real PostgreSQL, real keys, real sealing, a clock that a test
/// moves. It starts on 6 May 2026, six days before the rapid review's meeting (S01).
public final class Partnership implements AutoCloseable {
    public static final AgreementId STAFFORDSHIRE = new AgreementId("staffordshire");
    public static final CaseRef CASE = new CaseRef("SSCB-RR-2026-014");
    public static final String SENDER = "sp-review-officer";
    public static final String RECIPIENT = "scc-safeguarding-lead";

    /// The limits of a site on a machine that may be slow: what is judged is awaited, however long it takes.
    public static final Quotas PATIENT = Quotas.standard().answeringWithin(Duration.ofMinutes(5));

    private static final Duration BACKUPS = Duration.ofDays(14);

    private final Path home;
    private final Database database;
    private final boolean ownDatabase;
    private final MasterKey master;
    private final EpochKeys epochs;
    private final ObjectStore store;
    private final TestDirectory directory;
    private final Openings openings;
    private final Cases cases;
    private final Ledger ledger;
    private final Intake intake;
    private final SenderPacks packs;
    private final Release release;
    private final Inbox inbox;
    private final Convening convening;
    private final CaseEnd caseEnd;
    private final RetentionSchedule schedule;
    private final DestructionRun destruction;
    private final EpochRoll roll;
    private final ExecutorService judging = Executors.newVirtualThreadPerTaskExecutor();
    private final AgreementVersions agreements;
    private final Amendments amendments;
    private final OwnCertificates ownCertificates;
    private volatile Instant now;

    private Partnership(Path home, Database database, boolean ownDatabase, Instant now, Quotas quotas,
            Territory territory, ObjectStore store) {
        this.home = home;
        this.database = database;
        this.ownDatabase = ownDatabase;
        this.now = now;
        InstantSource clock = () -> this.now;
        try {
            boolean first = !Files.exists(home.resolve("master.key"));
            if (first) {
                MasterKey.create(home.resolve("master.key"));
            }
            this.master = MasterKey.read(home.resolve("master.key"));
            if (first) {
                EpochKeys.create(home.resolve("ring"), master, clock);
                SignerKeyFile.create(home.resolve("checkpoint.key"), "test.example/ledger", master);
            }
            this.epochs = EpochKeys.open(home.resolve("ring"), master, clock);
            KeyState keyState = new KeyState(database, epochs);
            keyState.require(master, home.resolve("master.key"));
            KeyedToken tokens = new KeyedToken(master);
            this.store = store;
            this.directory = new TestDirectory(database, InstantSource.system(), territory);
            this.openings = new Openings(database, epochs, tokens);
            this.ledger = Ledger.start(database, clock, SignerKeyFile.read(home.resolve("checkpoint.key"), master));
            this.agreements = new AgreementVersions(database, directory.directory(), Agreements.bundled());
            this.amendments = new Amendments(database, ledger, directory.directory(), agreements, clock);
            this.ownCertificates = new OwnCertificates(database, new KeptCertificates(master), tokens, ledger,
                    directory.directory(), clock);
            this.cases = new Cases(database, openings, tokens);
            RecipientKeys recipientKeys = new RecipientKeys(database, new ManagedSecrets(master),
                    new KeptCertificates(master), clock);
            Wraps wraps = new Wraps(epochs, clock);
            this.packs = new SenderPacks(database, openings, cases, tokens, quotas, clock);
            this.intake = new Intake(database, store, wraps, openings, tokens, ledger,
                    new SealedFile(home.resolve("owed"), "what is owed", master, Purpose.OWED), directory.directory(),
                    recipientKeys, agreements, cases, quotas, clock, "test", judging);
            this.release = new Release(database, store, wraps, recipientKeys, openings, ledger, directory.directory(),
                    agreements, clock);
            this.inbox = new Inbox(database, openings, queries(), ledger, directory.directory(), agreements, clock);
            this.convening = new Convening(database, ledger, cases, directory.directory(), agreements, clock);
            this.caseEnd = new CaseEnd(database, ledger, openings, agreements, BACKUPS.plusDays(7), clock);
            this.schedule = new RetentionSchedule(directory.directory(), amendments);
            this.destruction = new DestructionRun(database, store, ledger, openings, agreements,
                    BACKUPS.plusDays(7), clock);
            this.roll = new EpochRoll(database, epochs, keyState, wraps, openings, BACKUPS);
            if (first) {
                load();
            }
            intake.recover();
            intake.deleteStrays();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LedgerUnavailable | Conflict e) {
            throw new IllegalStateException(e);
        }
    }

    private void load() throws IOException, LedgerUnavailable, Conflict {
        RegisterFile file = RegisterParser.parse(resource("register.yaml").getBytes(UTF_8)).orThrow();
        directory.load(file.register());
        for (CaseRecord record : file.cases()) {
            ledger.append(Draft.of(new CaseEvent.Loaded()), cases.open(record, now));
        }
    }

    /// A new partnership in a folder of its own.
    public static Partnership at(Path home) {
        return at(home, PATIENT);
    }

    public static Partnership at(Path home, Quotas quotas) {
        return on(home, quotas, disk(home));
    }

    /// One whose sealed parts lie elsewhere.
    public static Partnership on(Path home, Quotas quotas, ObjectStore store) {
        return new Partnership(home, TestDatabase.fresh(), true, Instant.parse("2026-05-06T09:00:00Z"), quotas,
                Territory.ofNetworks(), store);
    }

    /// One on a database that a test has, which it closes.
    public static Partnership over(Path home, Database database) {
        return new Partnership(home, database, false, Instant.parse("2026-05-06T09:00:00Z"), PATIENT,
                Territory.ofNetworks(), disk(home));
    }

    /// One whose site provides a country database.
    public static Partnership at(Path home, Territory territory) {
        return new Partnership(home, TestDatabase.fresh(), true, Instant.parse("2026-05-06T09:00:00Z"), PATIENT,
                territory, disk(home));
    }

    private static ObjectStore disk(Path home) {
        try {
            return new DiskObjectStore(home.resolve("objects"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same gateway after its process has ended without a word: memory is gone, disk and database are what they were.
    public Partnership restarted() {
        ledger.close();
        return new Partnership(home, database, ownDatabase, now, PATIENT, directory.directory().territory(), store);
    }

    public Authenticated sender(String account) {
        return directory.authenticated(account, Channel.SFTP);
    }

    public Authenticated person(String account) {
        return directory.authenticated(account, Channel.PORTAL);
    }

    /// Somebody who has signed in to a command.
    public Actor actor(String account) {
        return Actor.onMachine(directory.authenticated(account, Channel.COMMAND), "os:operator");
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public void at(Instant moment) {
        now = moment;
    }

    public Instant now() {
        return now;
    }

    public Path home() {
        return home;
    }

    public Database database() {
        return database;
    }

    public TestDirectory directory() {
        return directory;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Intake intake() {
        return intake;
    }

    public SenderPacks packs() {
        return packs;
    }

    public Release release() {
        return release;
    }

    public Inbox inbox() {
        return inbox;
    }

    public Convening convening() {
        return convening;
    }

    public CaseEnd caseEnd() {
        return caseEnd;
    }

    public Cases cases() {
        return cases;
    }

    public AgreementVersions agreements() {
        return agreements;
    }

    public Amendments amendments() {
        return amendments;
    }

    /// Agencies' own certificates.
    public OwnCertificates ownCertificates() {
        return ownCertificates;
    }

    public RetentionSchedule schedule() {
        return schedule;
    }

    public DestructionRun destruction() {
        return destruction;
    }

    public EpochRoll roll() {
        return roll;
    }

    public ObjectStore store() {
        return store;
    }

    public Openings openings() {
        return openings;
    }

    public Replay replay() {
        return new Replay(database, store, new Wraps(epochs, () -> now), openings, new KeyedToken(master), ledger,
                directory.directory(), agreements, cases, Quotas.standard());
    }

    public LedgerQueries queries() {
        return new LedgerQueries(database, ledger, openings, () -> List.of(STAFFORDSHIRE.value()));
    }

    /// Hands this partnership's notices to a relay.
    public Delivery delivery(Relay relay) {
        return delivery(database, ledger, relay);
    }

    /// The same as another node of the gateway would.
    public Delivery delivery(Database node, Ledger itsLedger, Relay relay) {
        return new Delivery(node, itsLedger, openings, directory.directory(), agreements, relay,
                new Mailbox("casegate@partnership.example"), URI.create("https://gateway.example"), () -> now);
    }

    public NoticeBoard noticeBoard() {
        return new NoticeBoard(database, ledger, () -> now);
    }

    /// Another node's ledger on the same database.
    public Ledger ledgerOfNode(Database node) throws IOException, LedgerUnavailable {
        return Ledger.start(node, () -> now, SignerKeyFile.read(home.resolve("checkpoint.key"), master));
    }

    /// Signs a checkpoint of now; what verifies it.
    public VerifierKey publish() throws LedgerUnavailable {
        ledger.publish();
        return ledger.verifier();
    }

    /// Recomputes the whole ledger; every test ends with it.
    public LedgerReport audit() {
        return new LedgerAudit(database, ledger.verifier(), openings).run();
    }

    /// The kinds of all entries but those of the set-up, with their codes: `REFUSED RECIPIENT-NOT-NAMED`.
    public List<String> entries() {
        return database.query()
                .select(ENTRY.KIND, ENTRY.CODE)
                .from(ENTRY)
                .where(ENTRY.KIND.ne("CONFIG_CHANGED"))
                .orderBy(ENTRY.INDEX)
                .fetch(row -> row.value2() == null ? row.value1() : row.value1() + " " + row.value2());
    }

    public long objects() {
        try (var listed = store.list()) {
            return listed.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The id of the rapid review's case.
    public UUID caseId() {
        return cases.find(STAFFORDSHIRE, CASE).orElseThrow().id();
    }

    public SenderPack pack(String name) throws IntakeRefusal {
        return pack(SENDER, CASE, name);
    }

    public SenderPack pack(String account, CaseRef ref, String name) throws IntakeRefusal {
        return packs.create(sender(account), STAFFORDSHIRE, ref, name);
    }

    /// Sends one file in one go.
    public Answer send(SenderPack pack, String name, String content) throws IntakeRefusal, IOException {
        return send(SENDER, pack, name, content.getBytes(UTF_8));
    }

    public Answer send(String account, SenderPack pack, String name, byte[] content) throws IntakeRefusal, IOException {
        PartUpload upload = intake.receive(sender(account), pack, name, Intake.Mode.START_OVER);
        upload.append(content, 0, content.length);
        return upload.close();
    }

    /// Sends the pack of S01: two parts, then the manifest.
    public Answer sendAccepted(SenderPack pack) throws IntakeRefusal, IOException {
        send(pack, "chronology.txt", "Contact on 3 March.");
        send(pack, "summary.txt", "In our opinion the plan holds.");
        return send(pack, "manifest.yaml", manifest());
    }

    public byte[] download(String account, SenderPack pack, int part) throws Exception {
        try (Opened opened = release.open(person(account), pack.id(), part)) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            opened.copyTo(content);
            return content.toByteArray();
        }
    }

    public String text(SenderPack pack, String name) throws IntakeRefusal {
        return new String(intake.text(sender(SENDER), pack, name), UTF_8);
    }

    /// The manifest of S01.
    public static String manifest() {
        return resource("manifest.yaml");
    }

    private static String resource(String name) {
        try (var in = Optional.ofNullable(Partnership.class.getResourceAsStream(name)).orElseThrow()) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From now on the register is what its text says after this change.
    public void edit(UnaryOperator<String> change) {
        directory.load(change.apply(resource("register.yaml")));
    }

    /// The register's text with single points of contact, and a second sender of the police.
    public static String appointed(String yaml) {
        return yaml.replace("\naccounts:\n",
                """

                        accounts:
                          - { id: sp-spoc, agency: staffordshire-police, kind: PERSON, roles: [SPOC] }
                          - { id: sp-second-officer, agency: staffordshire-police, kind: PERSON, roles: [SENDER], trained_on: 2026-01-10 }
                          - { id: uhnm-spoc, agency: university-hospitals-of-north-midlands-nhs-trust, kind: PERSON, roles: [SPOC] }
                          - { id: scc-spoc, agency: staffordshire-county-council, kind: PERSON, roles: [SPOC] }
                        """);
    }

    /// The register with one agency suspended from today.
    public static Register suspended(Register register, String agency) {
        List<Membership> memberships = register.memberships()
                .stream()
                .map(m -> m.agency().value().equals(agency)
                        ? new Membership(m.agreement(), m.agency(), m.statutory(), m.entry(), m.signed(), m.admitted(),
                                m.notified(), m.riskControls(),
                                Optional.of(new Membership.Suspension(LocalDate.of(2026, 5, 6), Optional.empty())))
                        : m)
                .toList();
        return new Register(register.revision(), register.ceiling(), register.storagePlaces(), register.agencies(),
                memberships, register.accounts(), register.agreements());
    }

    @Override
    public void close() {
        ledger.close();
        judging.close();
        directory.close();
        master.close();
        if (ownDatabase) {
            database.close();
        }
    }
}
