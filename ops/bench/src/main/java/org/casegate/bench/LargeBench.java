// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.casegate.crypto.keep.EpochKeys;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.TiledTree;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.crypto.verify.TileDirectory;
import org.casegate.crypto.verify.VerifyMain;
import org.casegate.policy.event.EntryKind;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerQueries;
import org.casegate.policy.ledger.LedgerQuery;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.Subject;
import org.casegate.schema.Database;
import org.casegate.schema.EmbeddedDatabase;

/// A ledger of many entries: verified from its files by the program that outsiders run, proved from, and asked by auditors.
final class LargeBench {
    private static final int ASKED = 200;
    private static final int PROOFS = 2_000;
    private static final int PACKS_OF_CASE = 200;
    private static final double PER_CORE = 1_000_000;
    private static final double PROOF_MILLISECONDS = 5;
    private static final double SINGLE_MILLISECONDS = 30;
    private static final double COMBINED_MILLISECONDS = 100;
    private static final Duration MONTH = Duration.ofDays(30);
    private static final String CASE = "SSCB-RR-2026-014";

    private final Path folder;
    private final long size;
    private final Results results;
    private final SignerKey key = SignerKey.generate(VerifierKey.Type.LOG, "bench.example/ledger/1");
    private final Random random = new Random(7);

    /// @param size in entries
    LargeBench(Path folder, long size, Results results) {
        this.folder = folder;
        this.size = size;
        this.results = results;
    }

    void run() throws Exception {
        try (EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("large"), 0)) {
            Database.migrate(server.migrator());
            Path tiles = Files.createDirectory(folder.resolve("tiles"));
            fill(server, tiles);
            verify(tiles);
            prove(tiles);
            try (Database database = Database.open(server.application(), 4)) {
                ask(database);
            }
        }
    }

    private void fill(EmbeddedDatabase server, Path tiles) throws Exception {
        System.out.printf("writing %,d entries%n", size);
        LargeLog log = new LargeLog();
        LargeLogFiles files = new LargeLogFiles(tiles);
        try (LargeLedger rows = new LargeLedger(server.superuser())) {
            LargeLog.Entry last = log.next();
            files.add(last);
            rows.add(last);
            while (last.index() < size - 1) {
                last = log.next();
                files.add(last);
                rows.add(last);
            }
            files.finish(key);
            rows.finish(log, last);
        }
    }

    /// Once to warm the system's cache of files, then on one core (three times) and on all, in 256 MiB, as `ops/casegate` and the
    /// description of the format start it.
    private void verify(Path tiles) throws IOException, InterruptedException {
        System.out.println("verifying from the files");
        int cores = Runtime.getRuntime().availableProcessors();
        verified(tiles, cores);
        double one = Rates.median(List.of(verified(tiles, 1), verified(tiles, 1), verified(tiles, 1)));
        results.atLeast("offline verification, one core, heap of 256 MiB", one,
                hasShaInstructions() ? PER_CORE : Double.NaN, "entries/s");
        if (cores > 1) {
            results.atLeast("offline verification, %d processors".formatted(cores), verified(tiles, cores), Double.NaN,
                    "entries/s");
        }
    }

    private double verified(Path tiles, int cores) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
                "-XX:ActiveProcessorCount=" + cores, "-Xmx256m"));
        if (hasHugePages()) {
            command.add("-XX:+UseTransparentHugePages");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), VerifyMain.class.getName(), "--tiles",
                tiles.toString(), "--vkey", key.verifier().toString(), "--checkpoint",
                tiles.resolve("checkpoint").toString()));
        Process verifier = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(verifier.getInputStream().readAllBytes(), UTF_8);
        if (verifier.waitFor() != 0) {
            throw new IOException("the log does not verify: " + said.strip());
        }
        return size * 1e9 / (System.nanoTime() - begun);
    }

    private static boolean hasHugePages() throws IOException {
        Path setting = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        return Files.exists(setting) && !Files.readString(setting).contains("[never]");
    }

    private static boolean hasShaInstructions() throws IOException {
        Path processors = Path.of("/proc/cpuinfo");
        return Files.exists(processors) && Files.readString(processors).contains("sha_ni");
    }

    private void prove(Path tiles) throws IOException {
        List<Double> took = new ArrayList<>();
        for (int i = 0; i < PROOFS; i++) {
            long index = random.nextLong(size);
            long begun = System.nanoTime();
            new TiledTree(new TileDirectory(tiles), size).inclusion(index);
            took.add((System.nanoTime() - begun) / 1e6);
        }
        results.atMost("one inclusion proof from the files, median", Rates.median(took), Double.NaN, "ms");
        results.atMost("one inclusion proof from the files, 99 of 100", Rates.percentile(took, 99),
                PROOF_MILLISECONDS, "ms");
    }

    private void ask(Database database) throws Exception {
        System.out.println("asking as an auditor");
        Path secrets = Files.createDirectory(folder.resolve("keys"));
        MasterKey.create(secrets.resolve("master"));
        MasterKey master = MasterKey.read(secrets.resolve("master"));
        EpochKeys.create(secrets.resolve("ring"), master, InstantSource.system());
        try (EpochKeys ring = EpochKeys.open(secrets.resolve("ring"), master, InstantSource.system());
                Ledger ledger = Ledger.start(database, InstantSource.system(), key)) {
            Openings openings = new Openings(database, ring, new KeyedToken(master));
            linkCase(database, openings);
            ledger.publish();
            LedgerQueries queries = new LedgerQueries(database, ledger, openings, () -> LargeLog.AGREEMENTS);
            for (var single : singles().entrySet()) {
                page(queries, single.getKey(), single.getValue(), SINGLE_MILLISECONDS);
                page(queries, single.getKey() + ", one month", () -> month(single.getValue().get()),
                        SINGLE_MILLISECONDS);
            }
            for (var combined : combinations().entrySet()) {
                page(queries, combined.getKey(), combined.getValue(), COMBINED_MILLISECONDS);
                page(queries, combined.getKey() + ", one month", () -> month(combined.getValue().get()),
                        COMBINED_MILLISECONDS);
            }
        }
    }

    private void linkCase(Database database, Openings openings) throws IOException {
        for (int i = 0; i < PACKS_OF_CASE; i++) {
            Subject pack = openings.create(LargeLog.pack(i * (size / 6 / PACKS_OF_CASE)));
            database.query().execute(pack.insert());
            database.query().execute(pack.seal(Openings.CASE, CASE).insert());
            database.query().execute(openings.linkCase(LargeLog.AGREEMENTS.getFirst(), CASE, pack.id()));
        }
    }

    private Map<String, Supplier<LedgerQuery>> singles() {
        Map<String, Supplier<LedgerQuery>> asked = new LinkedHashMap<>();
        asked.put("no filter", LedgerQuery::all);
        asked.put("kind", () -> LedgerQuery.all().ofKind(EntryKind.REFUSED));
        asked.put("agreement", () -> LedgerQuery.all().underAgreement(anyAgreement()));
        asked.put("agency", () -> LedgerQuery.all().ofAgency(anyAgency()));
        asked.put("account", () -> LedgerQuery.all().byActor(anyActor()));
        asked.put("reason code", () -> LedgerQuery.all().withCode(anyCode()));
        asked.put("clause", () -> LedgerQuery.all().citing(anyClause()));
        asked.put("case of 200 packs", () -> LedgerQuery.all().aboutCase(CASE));
        return asked;
    }

    private Map<String, Supplier<LedgerQuery>> combinations() {
        Map<String, Supplier<LedgerQuery>> asked = new LinkedHashMap<>();
        asked.put("agency and kind", () -> LedgerQuery.all().ofAgency(anyAgency()).ofKind(EntryKind.REFUSED));
        asked.put("agency and code", () -> LedgerQuery.all().ofAgency(anyAgency()).withCode(anyCode()));
        asked.put("agency and clause", () -> LedgerQuery.all().ofAgency(anyAgency()).citing(anyClause()));
        asked.put("account and kind", () -> LedgerQuery.all().byActor(anyActor()).ofKind(EntryKind.REFUSED));
        asked.put("agreement and agency", () -> LedgerQuery.all().ofAgency(anyAgency()).underAgreement(anyAgreement()));
        asked.put("agency, kind, code and clause", () -> LedgerQuery.all().ofAgency(anyAgency())
                .ofKind(EntryKind.REFUSED).withCode(anyCode()).citing(anyClause()));
        asked.put("agreement, agency, account, kind, code and clause", () -> LedgerQuery.all()
                .underAgreement(anyAgreement()).ofAgency(anyAgency()).byActor(anyActor()).ofKind(EntryKind.REFUSED)
                .withCode(anyCode()).citing(anyClause()));
        return asked;
    }

    private String anyAgreement() {
        return LargeLog.AGREEMENTS.get(random.nextInt(LargeLog.AGREEMENTS.size()));
    }

    private String anyAgency() {
        return LargeLog.agency(random.nextInt(LargeLog.AGENCIES));
    }

    private String anyActor() {
        return LargeLog.actor(random.nextInt(LargeLog.ACTORS));
    }

    private String anyCode() {
        return LargeLog.code(random.nextInt(LargeLog.CODES));
    }

    private String anyClause() {
        return LargeLog.clause(random.nextInt(LargeLog.CLAUSES));
    }

    private LedgerQuery month(LedgerQuery query) {
        Instant last = LargeLog.FIRST_DAY.plusSeconds(size * 9).minus(MONTH);
        long seconds = Math.max(1, Duration.between(LargeLog.FIRST_DAY, last).toSeconds());
        Instant from = LargeLog.FIRST_DAY.plusSeconds(random.nextLong(seconds));
        return query.since(from).until(from.plus(MONTH));
    }

    /// The page that follows any place of the ledger: auditors look at what is old as well.
    private void page(LedgerQueries queries, String what, Supplier<LedgerQuery> query, double most) throws Exception {
        List<Double> took = new ArrayList<>();
        for (int i = -ASKED / 10; i < ASKED; i++) {
            LedgerQuery asked = i % 2 == 0 ? query.get() : query.get().before(1 + random.nextLong(size));
            long begun = System.nanoTime();
            queries.run("auditor", Optional.empty(), asked);
            if (i >= 0) {
                took.add((System.nanoTime() - begun) / 1e6);
            }
        }
        results.atMost("auditor's page: " + what + ", 95 of 100", Rates.percentile(took, 95), most, "ms");
    }
}
