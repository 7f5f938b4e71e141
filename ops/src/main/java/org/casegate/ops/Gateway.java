// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.casegate.crypto.credential.PasswordHash;
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
import org.casegate.crypto.tlog.Origin;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.ops.config.Config;
import org.casegate.ops.console.Stop;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.amendment.Amendments;
import org.casegate.policy.clock.London;
import org.casegate.policy.directory.Credentials;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.directory.Enrolments;
import org.casegate.policy.directory.OwnCertificates;
import org.casegate.policy.directory.RecipientKeys;
import org.casegate.policy.directory.Sessions;
import org.casegate.policy.directory.SignIn;
import org.casegate.policy.intake.Holds;
import org.casegate.policy.intake.Intake;
import org.casegate.policy.intake.Quotas;
import org.casegate.policy.intake.Replay;
import org.casegate.policy.intake.SenderPacks;
import org.casegate.policy.intake.SendersPlaces;
import org.casegate.policy.intake.Transfers;
import org.casegate.policy.intake.Withdrawals;
import org.casegate.policy.ledger.Anchoring;
import org.casegate.policy.ledger.Elsewhere;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerAudit;
import org.casegate.policy.ledger.LedgerQueries;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.meeting.CaseEnd;
import org.casegate.policy.meeting.Cases;
import org.casegate.policy.meeting.Convening;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.Register;
import org.casegate.policy.release.Inbox;
import org.casegate.policy.release.Release;
import org.casegate.policy.retention.DestructionRun;
import org.casegate.policy.retention.EpochRoll;
import org.casegate.policy.retention.KeyState;
import org.casegate.policy.retention.RetentionSchedule;
import org.casegate.policy.territory.Territory;
import org.casegate.schema.Database;
import org.casegate.schema.DatabaseAddress;
import org.casegate.schema.EmbeddedDatabase;
import org.casegate.sftp.server.SftpServer;
import org.casegate.sftp.server.SftpSettings;
import org.casegate.web.Administration;
import org.casegate.web.Portal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One gateway, put together by hand: what is made here, in this order, is all that there is. Opened it serves commands;
/// [#listen] makes it serve people.
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final int CONNECTIONS = 16;
    /// Each takes 19 MiB while it runs.
    private static final int PASSWORDS_AT_ONCE = 4;

    /// How long one epoch key is the current one.
    private static final Duration EPOCH = Duration.ofDays(7);

    private final Config config;
    private final InstantSource clock;
    /// What was opened, the newest first.
    private final Deque<AutoCloseable> opened;
    private final Database database;
    private final MasterKey master;
    private final Ledger ledger;
    private final Openings openings;
    private final Directory directory;
    private final Credentials credentials;
    private final Enrolments enrolments;
    private final SignIn signIn;
    private final Sessions sessions;
    private final AgreementVersions agreements;
    private final Amendments amendments;
    private final OwnCertificates ownCertificates;
    private final Cases cases;
    private final Convening convening;
    private final SenderPacks senderPacks;
    private final Intake intake;
    private final LedgerQueries queries;
    private final Inbox inbox;
    private final Replay replay;
    private final Release release;
    private final RetentionSchedule retention;
    private final DestructionRun destruction;
    private final Post post;
    private final Due due;

    private Gateway(Config config, InstantSource clock, Deque<AutoCloseable> opened)
            throws IOException, LedgerUnavailable {
        this.config = config;
        this.clock = clock;
        this.opened = opened;
        // a third of what a start computes, and nothing of the database is needed for it
        Beside<Agreements> bundled = Beside.begin("agreements", Agreements::bundled);
        master = closing(MasterKey.read(config.keys().master()));
        EpochKeys epochs = closing(EpochKeys.open(config.keys().ring(), master, clock));
        SignerKey signer = SignerKeyFile.read(config.keys().checkpoint(), master);
        KeyedToken tokens = new KeyedToken(master);
        database = closing(Database.open(databaseAddress(), CONNECTIONS));
        KeyState keyState = new KeyState(database, epochs);
        keyState.require(master, config.keys().master());
        openings = new Openings(database, epochs, tokens);
        ledger = closing(Ledger.start(database, clock, signer, config.vouching()));
        directory = new Directory(database,
                config.countryDatabase().map(Territory::with).orElseGet(Territory::ofNetworks));
        agreements = new AgreementVersions(database, directory, bundled.get());
        amendments = new Amendments(database, ledger, directory, agreements, clock);
        ownCertificates = new OwnCertificates(database, new KeptCertificates(master), tokens, ledger, directory, clock);
        InstantSource wallClock = InstantSource.system();
        credentials = new Credentials(database, master, new PasswordHash(PASSWORDS_AT_ONCE), wallClock);
        enrolments = new Enrolments(credentials, ledger);
        signIn = new SignIn(database, directory, credentials,
                new SendersPlaces(directory, agreements, clock)::objection, wallClock);
        sessions = new Sessions(database, directory, wallClock);
        cases = new Cases(database, openings, tokens);
        convening = new Convening(database, ledger, cases, directory, agreements, clock);
        ObjectStore store = new DiskObjectStore(config.objectStore());
        Wraps wraps = new Wraps(epochs, clock);
        RecipientKeys recipientKeys = new RecipientKeys(database, new ManagedSecrets(master),
                new KeptCertificates(master), clock);
        Quotas quotas = config.limits();
        ExecutorService judging = closing(Executors.newVirtualThreadPerTaskExecutor());
        senderPacks = new SenderPacks(database, openings, cases, tokens, quotas, clock);
        intake = new Intake(database, store, wraps, openings, tokens, ledger, owed(), directory, recipientKeys,
                agreements, cases, quotas, clock, config.node(), judging);
        queries = new LedgerQueries(database, ledger, openings,
                () -> agreements.ids().stream().map(AgreementId::value).sorted().toList());
        inbox = new Inbox(database, openings, queries, ledger, directory, agreements, clock);
        release = new Release(database, store, wraps, recipientKeys, openings, ledger, directory, agreements, clock);
        replay = new Replay(database, store, wraps, openings, tokens, ledger, directory, agreements, cases, quotas);
        retention = new RetentionSchedule(directory, amendments);
        destruction = new DestructionRun(database, store, ledger, openings, agreements, config.backupAge().plus(EPOCH),
                clock);
        EpochRoll epochRoll = new EpochRoll(database, epochs, keyState, wraps, openings, config.backupAge());
        post = new Post(config, database, ledger, openings, directory, agreements, clock);
        CaseEnd caseEnd = new CaseEnd(database, ledger, openings, agreements, config.backupAge().plus(EPOCH), clock);
        due = new Due(destruction, caseEnd, intake, epochRoll, post);
    }

    /// Opens keys, database and ledger, and listens nowhere yet.
    ///
    /// @param clock the machine's, or a demonstration's; sign-in always goes by the machine's, as authenticators do
    /// @throws IOException       with one sentence, if a key or the database cannot be opened
    /// @throws LedgerUnavailable if the ledger cannot be written
    public static Gateway open(Config config, InstantSource clock) throws IOException, LedgerUnavailable {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            return new Gateway(config, clock, opened);
        } catch (IOException | LedgerUnavailable | RuntimeException fault) {
            closeAll(opened);
            throw fault;
        }
    }

    private DatabaseAddress databaseAddress() throws IOException {
        return switch (config.database()) {
            case Config.Embedded embedded -> {
                EmbeddedDatabase server = closing(EmbeddedDatabase.start(embedded.home(), embedded.port()));
                Database.migrate(server.migrator());
                yield server.application();
            }
            case Config.Given given -> DatabaseAddress.of(given.host(), given.port(), given.name(), given.user(),
                    Files.readString(given.passwordFile()).strip());
        };
    }

    /// Beside the key ring, each node its own.
    private SealedFile owed() {
        String node = config.node().replaceAll("[^A-Za-z0-9.-]", "_");
        return new SealedFile(config.keys().ring().resolveSibling("owed-" + node), "what is owed to the ledger", master,
                Purpose.OWED);
    }

    /// Answers senders, recipients, auditors and administrators from now on, and does by itself what is due.
    ///
    /// @throws IOException if a port is taken, or a key for the listeners cannot be read
    /// @throws Stop        if an agreement in force does not let data be where the stores are (ST 6.0)
    public void listen() throws IOException {
        List<String> objections = storageObjections();
        if (!objections.isEmpty()) {
            throw Stop.badInput(String.join("; ", objections));
        }
        SftpSettings door = door();
        SftpServer senders;
        // nothing is taken in by browsers, so that they need not wait for what must come before SFTP
        Beside<Browsers> browsers = Beside.begin("browsers", this::listenForBrowsers);
        try {
            intake.recover();
            senders = closing(SftpServer.start(door, signIn, senderPacks, intake, clock));
        } finally {
            closing(browsers.get());
        }
        ScheduledExecutorService ticker = closing(ticker());
        ticker.execute(due::afterStart);
        var _ = ticker.scheduleWithFixedDelay(due::run, 1, 1, TimeUnit.MINUTES);
        closing(post.start());
        closing(Anchoring.of(database, ledger, config.vouching(), clock).started());
        LOG.atInfo().addKeyValue("sftp", config.sftp().port()).addKeyValue("web", config.web().port()).log("Listening");
        Thread.ofPlatform().name("warm-up").daemon().start(intake::warmUp);
        var _ = senders.rehearse(door);
    }

    /// Why stores and mail relay may not be where they are said to be, a sentence for each agreement in force and place.
    public List<String> storageObjections() {
        Register register = directory.current();
        LocalDate today = London.dateOf(clock.instant());
        return agreements.of(register).all().stream()
                .flatMap(agreement -> Stream.concat(agreement.objectionsToStores(register, today).stream(),
                        post.objections(agreement, register, today).stream()))
                .distinct().toList();
    }

    private SftpSettings door() throws IOException {
        Config.Sftp sftp = config.sftp();
        return SftpSettings.of(WebDoor.address(sftp.address()), sftp.port(), config.keys().sshHost())
                .withOldLibssh2(sftp.oldLibssh2()).withBalancers(sftp.balancers());
    }

    private Browsers listenForBrowsers() throws IOException {
        Supplier<String> lastLine = this::lastLine;
        return Browsers.listen(config.web(),
                new Portal.Parts(signIn, sessions, inbox, release, queries, ledger, directory, post.board(), lastLine),
                new Administration.Parts(signIn, sessions, retention, post.board(), lastLine));
    }

    /// Whom to ring, on every page.
    private String lastLine() {
        Register register = directory.current();
        return agreements.of(register).lastLine(register);
    }

    private static ScheduledExecutorService ticker() {
        return Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("due").factory());
    }

    /// Does what is due by now.
    public void runDue() {
        due.run();
    }

    public Config config() {
        return config;
    }

    public InstantSource clock() {
        return clock;
    }

    public Database database() {
        return database;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Directory directory() {
        return directory;
    }

    public Credentials credentials() {
        return credentials;
    }

    /// Gives accounts their sign-ins, each with its entry.
    public Enrolments enrolments() {
        return enrolments;
    }

    public SignIn signIn() {
        return signIn;
    }

    /// The gateway's mail.
    public Post post() {
        return post;
    }

    public Cases cases() {
        return cases;
    }

    /// What conveners do.
    public Convening convening() {
        return convening;
    }

    public Replay replay() {
        return replay;
    }

    /// Queries of the ledger, each recorded before it is answered.
    public LedgerQueries queries() {
        return queries;
    }

    /// Packs that wait for somebody's decision.
    public Holds holds() {
        return intake.holds();
    }

    /// How packs are taken back.
    public Withdrawals withdrawals() {
        return intake.withdrawals();
    }

    /// What was sent, without its content.
    public Transfers transfers() {
        return intake.transfers();
    }

    /// The agreements' texts, and which of them are in force.
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

    public RetentionSchedule retention() {
        return retention;
    }

    public DestructionRun destruction() {
        return destruction;
    }

    /// Recomputes the ledger from the database, and compares it with what others keep of it.
    ///
    /// @param brought further checkpoints: files, or folders of them
    public LedgerAudit audit(Path... brought) {
        return new LedgerAudit(database, ledger.verifier(), openings,
                new Elsewhere(config.vouching(), List.of(brought)));
    }

    private <T extends AutoCloseable> T closing(T resource) {
        opened.push(resource);
        return resource;
    }

    /// Stops listening, lets what runs come to its end, and closes everything in turn.
    @Override
    public void close() {
        closeAll(opened);
    }

    private static void closeAll(Deque<AutoCloseable> opened) {
        while (!opened.isEmpty()) {
            AutoCloseable next = opened.pop();
            try {
                next.close();
            } catch (Exception fault) {
                LOG.error("{} did not close", next.getClass().getSimpleName(), fault);
            }
        }
    }
}
