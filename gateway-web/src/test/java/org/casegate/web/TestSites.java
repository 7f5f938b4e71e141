// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.casegate.crypto.credential.PasswordHash;
import org.casegate.crypto.credential.Totp;
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
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.amendment.Amendments;
import org.casegate.policy.directory.Credentials;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.directory.RecipientKeys;
import org.casegate.policy.directory.RegisterChange;
import org.casegate.policy.directory.Sessions;
import org.casegate.policy.directory.SignIn;
import org.casegate.policy.intake.Intake;
import org.casegate.policy.intake.PackId;
import org.casegate.policy.intake.Quotas;
import org.casegate.policy.intake.SenderPacks;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.event.RegisterEvent;
import org.casegate.policy.event.CaseEvent;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerQueries;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.meeting.Cases;
import org.casegate.policy.notice.NoticeBoard;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.RegisterFile;
import org.casegate.policy.register.RegisterParser;
import org.casegate.policy.release.Inbox;
import org.casegate.policy.release.Release;
import org.casegate.policy.retention.RetentionSchedule;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;
import org.casegate.web.server.WebListener;
import org.casegate.web.server.WebServer;

/// Both sites on free ports, over a real database, with accounts that can sign in; one of each for all tests of the module.
///
/// The clock of sign-ins stands still but for the 30 seconds that it goes on for each code.
public final class TestSites {
    public static final String LAST_LINE = "If a child may be at risk now, do not wait for this system: ring the duty team on 01632 960000.";
    public static final String PASSWORD = "correct horse battery staple";
    public static final String RECIPIENT = "scc-safeguarding-lead";
    public static final String OTHER_RECIPIENT = "scc-other-officer";
    public static final String AUDITOR = "scc-auditor";
    public static final String CONVENER = "scc-convener";
    public static final String SYSADMIN = "scc-sysadmin";

    private static final TestSites ONLY = new TestSites();

    public static final String CHRONOLOGY = "chronology £ & b.txt";

    public final WebServer portal;
    public final WebServer administration;
    final Portal.Parts portalParts;
    final Administration.Parts administrationParts;
    public final Database database;
    public final Ledger ledger;
    public final Sessions sessions;
    public final SignIn signIn;

    private final Sender sender = new Sender();
    private final SenderPacks senderPacks;
    private final Intake intake;
    private final Path home;
    private final byte[] secret = Totp.newSecret();
    private volatile Instant now = Instant.parse("2026-05-06T09:00:00Z");

    private TestSites() {
        try {
            home = Files.createTempDirectory("casegate-web");
            InstantSource clock = () -> now;
            database = TestDatabase.fresh();
            MasterKey.create(home.resolve("master.key"));
            MasterKey master = MasterKey.read(home.resolve("master.key"));
            EpochKeys.create(home.resolve("ring"), master, clock);
            EpochKeys keys = EpochKeys.open(home.resolve("ring"), master, clock);
            SignerKey signer = SignerKeyFile.create(home.resolve("checkpoint.key"), "casegate.test/ledger", master);
            ledger = Ledger.start(database, clock, signer);
            KeyedToken tokens = new KeyedToken(master);
            Openings openings = new Openings(database, keys, tokens);
            Directory directory = new Directory(database);
            Cases cases = new Cases(database, openings, tokens);
            load(directory, cases);
            Credentials credentials = new Credentials(database, master, new PasswordHash(2), clock);
            for (String account : List.of(RECIPIENT, OTHER_RECIPIENT, AUDITOR, CONVENER, SYSADMIN)) {
                credentials.enrol(new AccountId(account), PASSWORD.toCharArray(), secret);
            }
            signIn = new SignIn(database, directory, credentials, (_, _) -> Optional.empty(), clock);
            sessions = new Sessions(database, directory, clock);

            AgreementVersions agreements = new AgreementVersions(database, directory, Agreements.bundled());
            LedgerQueries queries = new LedgerQueries(database, ledger, openings,
                    () -> List.of("staffordshire"));
            ObjectStore store = new DiskObjectStore(home.resolve("objects"));
            Wraps wraps = new Wraps(keys, clock);
            RecipientKeys recipientKeys = new RecipientKeys(database, new ManagedSecrets(master),
                    new KeptCertificates(master), clock);
            senderPacks = new SenderPacks(database, openings, cases, tokens, Quotas.standard(), clock);
            intake = new Intake(database, store, wraps, openings, tokens, ledger,
                    new SealedFile(home.resolve("owed"), "what is owed", master, Purpose.OWED), directory,
                    recipientKeys, agreements,
                    cases, Quotas.standard().answeringWithin(Duration.ofMinutes(5)), clock, "test",
                    Executors.newVirtualThreadPerTaskExecutor());
            Inbox inbox = new Inbox(database, openings, queries, ledger, directory, agreements, clock);
            Release release = new Release(database, store, wraps, recipientKeys, openings, ledger, directory,
                    agreements,
                    clock);
            NoticeBoard noticeBoard = new NoticeBoard(database, ledger, clock);
            portalParts = new Portal.Parts(signIn, sessions, inbox, release, queries, ledger, directory,
                    noticeBoard, () -> LAST_LINE);
            administrationParts = new Administration.Parts(signIn, sessions,
                    new RetentionSchedule(directory,
                            new Amendments(database, ledger, directory, agreements, clock)),
                    noticeBoard, () -> LAST_LINE);
            portal = Portal.start(WebListener.loopback(0), Tls.keys(), Tls.password(), portalParts);
            administration = Administration.start(WebListener.loopback(0), Tls.keys(), Tls.password(),
                    administrationParts);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static TestSites started() {
        return ONLY;
    }

    /// A browser that has signed in to the portal.
    public Browser signedIn(String account) {
        return signedIn(new Browser(portal.port()), account);
    }

    /// A browser that has signed in to the administration.
    public Browser signedInToAdministration(String account) {
        return signedIn(new Browser(administration.port()), account);
    }

    private Browser signedIn(Browser browser, String account) {
        HttpResponse<String> answer = signIn(browser, account);
        if (answer.statusCode() != 303) {
            throw new IllegalStateException(account + " could not sign in: " + answer.statusCode() + answer.body());
        }
        return browser;
    }

    /// Fills in the sign-in form rightly.
    public HttpResponse<String> signIn(Browser browser, String account) {
        synchronized (this) {
            browser.get("/sign-in");
            return browser.post("/sign-in", Map.of("account", account, "password", PASSWORD, "code", nextCode()));
        }
    }

    /// A code that nobody has used yet.
    public synchronized String nextCode() {
        now = now.plus(Duration.ofSeconds(30));
        return Totp.code(secret, Totp.stepAt(now));
    }

    /// Has a pack of two parts accepted for [#RECIPIENT].
    public PackId send(byte[] chronology) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(CHRONOLOGY, chronology);
        files.put("summary.txt", "Nothing to add.".getBytes(StandardCharsets.UTF_8));
        files.put("manifest.yaml", resource("manifest.yaml"));
        synchronized (sender) {
            return sender.send(signIn, senderPacks, intake, files);
        }
    }

    /// The sender takes a pack back; a second later everybody knows.
    public void withdraw(PackId pack) {
        synchronized (sender) {
            sender.withdraw(signIn, senderPacks, intake, pack);
        }
        now = now.plus(Duration.ofSeconds(1));
    }

    /// Where sealed parts lie.
    public Path objects() {
        return home.resolve("objects");
    }

    private void load(Directory directory, Cases cases) throws LedgerUnavailable, Conflict {
        String yaml = new String(resource("register.yaml"), StandardCharsets.UTF_8).replace("{{ssh_key}}",
                sender.line());
        RegisterFile file = RegisterParser.parse(yaml.getBytes(StandardCharsets.UTF_8)).orThrow();
        ledger.append(Draft.of(new RegisterEvent.Loaded(List.of())),
                RegisterChange.between(directory.current(), file.register()).change());
        for (CaseRecord record : file.cases()) {
            ledger.append(Draft.of(new CaseEvent.Loaded()), cases.open(record, now));
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = TestSites.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
