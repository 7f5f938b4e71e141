// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.schema.tables.pack.Tables.CASE_PACK;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
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
import org.casegate.crypto.tlog.LedgerReport;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.check.Limits;
import org.casegate.policy.directory.Credentials;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.directory.RecipientKeys;
import org.casegate.policy.directory.RegisterChange;
import org.casegate.policy.directory.SignIn;
import org.casegate.policy.event.CaseEvent;
import org.casegate.policy.event.RegisterEvent;
import org.casegate.policy.intake.Intake;
import org.casegate.policy.intake.Quotas;
import org.casegate.policy.intake.SenderPacks;
import org.casegate.policy.intake.SendersPlaces;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerAudit;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.Subject;
import org.casegate.policy.meeting.Cases;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.CaseRef;
import org.casegate.policy.register.RegisterFile;
import org.casegate.policy.register.RegisterParser;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;
import org.casegate.sftp.account.KeyFile;
import org.casegate.sftp.account.UserKeys;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// The server with the gateway's whole intake behind it, on a database and an object store of its own, at a fixed time.
public final class RealIntake implements AutoCloseable {
    /// The account that sends.
    public static final String ACCOUNT = Door.ACCOUNT;
    /// The case that it may send to.
    public static final String CASE = "/staffordshire/SSCB-RR-2026-014";

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-05-06T09:00:00Z"));
    private static final long GIB = 1L << 30;
    private static final int BATCH = 5_000;

    private final Path userKey;
    private final Database database = TestDatabase.fresh();
    private final ExecutorService judging = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Duration delay = Duration.ZERO;
    private final Ledger ledger;
    private final LedgerAudit audit;
    private final Openings openings;
    private final Cases cases;
    private final SftpServer server;
    private final SshClient client;

    RealIntake(Path directory) throws Exception {
        this(directory, settings -> settings);
    }

    /// @param set changes the server's settings
    public RealIntake(Path directory, UnaryOperator<SftpSettings> set) throws Exception {
        this(directory, set, Duration.ofMinutes(5));
    }

    /// @param answerWithin a judgement that takes longer is answered as pending
    public RealIntake(Path directory, UnaryOperator<SftpSettings> set, Duration answerWithin) throws Exception {
        userKey = directory.resolve("user_key");
        String key = UserKeys.make(userKey, Door.ACCOUNT);
        MasterKey.create(directory.resolve("master"));
        MasterKey master = MasterKey.read(directory.resolve("master"));
        EpochKeys.create(directory.resolve("ring"), master, CLOCK);
        EpochKeys epochs = EpochKeys.open(directory.resolve("ring"), master, CLOCK);
        SignerKey signer = SignerKeyFile.create(directory.resolve("checkpoint"), "casegate.example/test", master);
        KeyedToken tokens = new KeyedToken(master);
        openings = new Openings(database, epochs, tokens);
        ledger = Ledger.start(database, CLOCK, signer);
        audit = new LedgerAudit(database, signer.verifier(), openings);
        Directory register = new Directory(database);
        cases = new Cases(database, openings, tokens);
        Quotas quotas = new Quotas(Limits.STANDARD, 20, 50 * GIB, 200 * GIB, 0, answerWithin);
        load(RegisterParser.parse(text("register.yaml").replace("KEY", key).getBytes(UTF_8)).orThrow(), register,
                cases);
        AgreementVersions agreements = new AgreementVersions(database, register, Agreements.bundled());
        Intake intake = new Intake(database, new DiskObjectStore(directory.resolve("objects")),
                new Wraps(epochs, CLOCK),
                openings, tokens, ledger,
                new SealedFile(directory.resolve("owed"), "what is owed", master, Purpose.OWED), register,
                new RecipientKeys(database, new ManagedSecrets(master), new KeptCertificates(master), CLOCK),
                agreements, cases, quotas, CLOCK, "node",
                this::judge);
        SignIn signIn = new SignIn(database, register,
                new Credentials(database, master, new PasswordHash(1), InstantSource.system()),
                new SendersPlaces(register, agreements, CLOCK)::objection, InstantSource.system());
        SftpSettings settings = SftpSettings.of(InetAddress.getLoopbackAddress(), 0, directory.resolve("host-keys"));
        server = SftpServer.start(set.apply(settings), signIn,
                new SenderPacks(database, openings, cases, tokens, quotas, CLOCK),
                intake, CLOCK);
        client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((session, address, hostKey) -> true);
        client.start();
    }

    private void judge(Runnable judgement) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, judging).execute(judgement);
    }

    /// From now on each judgement takes so much longer.
    public void stretchJudgements(Duration longer) {
        delay = longer;
    }

    public SftpServer server() {
        return server;
    }

    /// The account's secret key, in OpenSSH's format.
    public Path userKey() {
        return userKey;
    }

    /// Makes packs of the account in its case, as if it had sent for a long time: `pack-000000` and so on.
    void fill(int packs) {
        UUID caseId = cases.find(new AgreementId("staffordshire"), new CaseRef("SSCB-RR-2026-014")).orElseThrow().id();
        IntStream.range(0, Math.ceilDiv(packs, BATCH)).parallel().forEach(batch -> fill(caseId,
                IntStream.range(batch * BATCH, Math.min(packs, (batch + 1) * BATCH))));
    }

    private void fill(UUID caseId, IntStream packs) {
        List<Query> keys = new ArrayList<>();
        List<Query> names = new ArrayList<>();
        List<Query> rows = new ArrayList<>();
        packs.forEach(i -> {
            Subject subject = subject();
            keys.add(subject.insert());
            names.add(subject.seal("directory", "pack-%06d".formatted(i)).insert());
            Instant made = CLOCK.instant().minusSeconds(1_000_000 - i / 7); // several in one second
            rows.add(DSL.insertInto(CASE_PACK).set(CASE_PACK.ID, subject.id()).set(CASE_PACK.CASE_ID, caseId)
                    .set(CASE_PACK.AGREEMENT, "staffordshire").set(CASE_PACK.ACCOUNT, ACCOUNT)
                    .set(CASE_PACK.AGENCY, "staffordshire-police")
                    .set(CASE_PACK.NAME, ByteBuffer.allocate(32).putInt(i).array())
                    .set(CASE_PACK.STATE, "DESTROYED").set(CASE_PACK.CREATED_AT, made)
                    .set(CASE_PACK.CHANGED_AT, made));
        });
        database.transact(db -> insert(db, keys) + insert(db, names) + insert(db, rows));
    }

    private Subject subject() {
        try {
            return openings.create();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Statements that differ in their values alone.
    private static int insert(DSLContext db, List<Query> alike) {
        BatchBindStep batch = db.batch(alike.getFirst());
        for (Query query : alike) {
            batch = batch.bind(query.getBindValues().toArray());
        }
        return batch.execute().length;
    }

    /// How many entries the ledger has.
    public long entries() {
        return audit.run().size();
    }

    public SftpClient sftp() throws IOException {
        return SftpClientFactory.instance().createSftpClient(session()).singleSessionInstance();
    }

    public ClientSession session() throws IOException {
        ClientSession session = client.connect(Door.ACCOUNT, "127.0.0.1", server.port()).verify(Duration.ofSeconds(20))
                .getSession();
        session.addPublicKeyIdentity(KeyFile.read(userKey));
        session.auth().verify(Duration.ofSeconds(20));
        return session;
    }

    public static String text(String name) throws IOException {
        try (InputStream text = Objects.requireNonNull(RealIntake.class.getResourceAsStream(name))) {
            return new String(text.readAllBytes(), UTF_8);
        }
    }

    /// Ends with the proof that the ledger holds.
    @Override
    public void close() throws IOException {
        client.stop();
        server.close();
        judging.close();
        LedgerReport report = audit.run();
        ledger.close();
        assertThat(report.ok()).as(report.json()).isTrue();
        assertThat(report.size()).isGreaterThan(3);
        database.close();
    }

    private void load(RegisterFile file, Directory register, Cases cases) throws Exception {
        RegisterChange change = RegisterChange.between(register.current(), file.register());
        ledger.append(Draft.of(new RegisterEvent.Loaded(List.of())), change.change());
        for (CaseRecord record : file.cases()) {
            ledger.append(Draft.of(new CaseEvent.Loaded()),
                    cases.open(record, CLOCK.instant()));
        }
    }
}
