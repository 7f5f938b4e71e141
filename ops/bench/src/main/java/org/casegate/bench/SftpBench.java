// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.casegate.schema.EmbeddedDatabase;

/// Uploads, sign-ins and idle sessions beside OpenSSH (plain), OpenSSH followed by GnuPG, and rclone over its encryption, taking
/// turns, with the same OpenSSH client. The gateway's uploads are judged, sealed and durable when they are answered.
final class SftpBench {
    private static final String AES256 = "aes256-gcm@openssh.com";
    private static final String AES128 = "aes128-gcm@openssh.com";
    /// What rclone offers.
    private static final String AES128_RCLONE = AES128;
    private static final int MEBIBYTE = 1 << 20;
    private static final int STREAMS = 4;
    private static final int SMALL_FILES = 2_000;
    private static final int SMALL_FILE = 16 << 10;
    private static final int PARTS = 20;
    private static final int LOGINS = 20;
    private static final int SESSIONS = 1_000;
    private static final int LISTED = 100_000;
    private static final int ROUNDS = 3;
    private static final int STARTS = 5;

    private final String script;
    private final Path folder;
    private final int size;
    private final Results results;
    private final OpensshClient client;

    /// @param script `ops/casegate`
    /// @param size   of a large file, in MiB
    SftpBench(String script, Path folder, int size, Results results) {
        this.script = script;
        this.folder = folder;
        this.size = size;
        this.results = results;
        this.client = new OpensshClient(folder);
    }

    /// Runs all of it.
    void run() throws Exception {
        Path large = file("large", (long) size * MEBIBYTE);
        try (GatewayUnderTest gateway = new GatewayUnderTest(script, folder.resolve("gateway"));
                Peers peers = new Peers(folder.resolve("peers"), gateway.key())) {
            Door openssh = peers.openssh();
            Door rclone = peers.rclone();
            GpgPipeline gpg = new GpgPipeline(folder.resolve("gnupg"));
            say("warming up");
            toGateway(gateway, gateway.door(), AES256, large);
            oneStream(gateway, openssh, rclone, gpg, large);
            fourStreams(gateway, openssh);
            smallFiles(gateway, openssh, gpg);
            distance(gateway, openssh);
            logins(gateway, openssh);
            idle(gateway);
            listing(gateway);
            starts(gateway);
        }
    }

    private void oneStream(GatewayUnderTest gateway, Door openssh, Door rclone, GpgPipeline gpg, Path large)
            throws IOException, InterruptedException {
        Rates aes256 = new Rates();
        Rates aes128 = new Rates();
        Rates cpu = new Rates();
        Rates removed = new Rates();
        Rates shredded = new Rates();
        Rates crypt = new Rates();
        Rates cryptCpu = new Rates();
        for (int round = 0; round < ROUNDS; round++) {
            say("one stream, round " + (round + 1));
            Sent plain = toPeer(openssh, AES256, large, true);
            Sent sealed = toGateway(gateway, gateway.door(), AES256, large);
            aes256.peer(plain.rate());
            aes256.ours(sealed.rate());
            cpu.peer(plain.cpu());
            cpu.ours(sealed.cpu());
            aes128.peer(toPeer(openssh, AES128, large, true).rate());
            Sent sealed128 = toGateway(gateway, gateway.door(), AES128, large);
            aes128.ours(sealed128.rate());
            removed.peer(encrypted(openssh, gpg, large, false));
            removed.ours(sealed.rate());
            shredded.peer(encrypted(openssh, gpg, large, true));
            shredded.ours(sealed.rate());
            Sent other = toPeer(rclone, AES128_RCLONE, large, false);
            crypt.peer(other.rate());
            crypt.ours(sealed128.rate());
            cryptCpu.peer(other.cpu());
            cryptCpu.ours(sealed128.cpu());
        }
        String what = "one stream of %,d MiB, ".formatted(size);
        results.beside(what + "aes256-gcm", aes256, "MiB/s", "OpenSSH, durable", 1.0);
        results.beside(what + "aes128-gcm", aes128, "MiB/s", "OpenSSH, durable", 1.0);
        results.besideAtMost("processor time of the server, each GiB", cpu, "s", "OpenSSH, durable", 1.2);
        results.beside("until encrypted, durable, nothing in clear (removed)", removed, "MiB/s", "OpenSSH + gpg", 3.0);
        results.beside("until encrypted, durable, nothing in clear (shredded)", shredded, "MiB/s", "OpenSSH + gpg",
                4.0);
        results.beside(what + "aes128-gcm", crypt, "MiB/s", "rclone over crypt", 2.0);
        results.besideAtMost("processor time of the server, each GiB", cryptCpu, "s", "rclone over crypt", 0.45);
    }

    private void fourStreams(GatewayUnderTest gateway, Door openssh)
            throws IOException, InterruptedException, ExecutionException {
        Rates four = new Rates();
        Path half = file("half", (long) size * MEBIBYTE / 2);
        for (int round = 0; round < ROUNDS; round++) {
            say("four streams, round " + (round + 1));
            four.peer(atOnce(() -> toPeer(openssh, AES256, half, true)));
            four.ours(atOnce(() -> toGateway(gateway, gateway.door(), AES256, half)));
        }
        results.beside("four streams of %,d MiB at once".formatted(size / 2), four, "MiB/s", "OpenSSH, durable", 1.0);
    }

    private double atOnce(Upload upload) throws IOException, InterruptedException, ExecutionException {
        long begun = System.nanoTime();
        try (ExecutorService senders = Executors.newFixedThreadPool(STREAMS)) {
            List<Future<Sent>> sent = new ArrayList<>();
            for (int stream = 0; stream < STREAMS; stream++) {
                sent.add(senders.submit(upload::send));
            }
            for (Future<Sent> each : sent) {
                each.get();
            }
        }
        return STREAMS * (size / 2.0) / ((System.nanoTime() - begun) / 1e9);
    }

    private void smallFiles(GatewayUnderTest gateway, Door openssh, GpgPipeline gpg)
            throws IOException, InterruptedException {
        List<Path> files = new ArrayList<>();
        for (int number = 0; number < SMALL_FILES; number++) {
            files.add(file("part-" + number + ".bin", SMALL_FILE));
        }
        Rates plain = new Rates();
        Rates encrypted = new Rates();
        for (int round = 0; round < ROUNDS; round++) {
            say("small files, round " + (round + 1));
            Path arrived = Files.createDirectory(folder.resolve("arrived"));
            List<String> puts = files.stream().map(file -> "put -f " + file + " " + arrived + "/").toList();
            double sending = Programs.seconds(() -> client.batch(openssh, AES256, puts));
            double encrypting = Programs.seconds(() -> gpg.run(arrived, false));
            Programs.run("rm", "-r", arrived.toString());
            double sealing = Programs.seconds(() -> client.batch(gateway.door(), AES256, packs(gateway, files)));
            plain.peer(SMALL_FILES / sending);
            plain.ours(SMALL_FILES / sealing);
            encrypted.peer(SMALL_FILES / (sending + encrypting));
            encrypted.ours(SMALL_FILES / sealing);
        }
        String what = "2,000 parts of 16 KiB in packs of 20, each durable, each pack judged";
        results.beside(what, plain, "files/s", "OpenSSH, durable", 1.0);
        results.beside("the same", encrypted, "files/s", "OpenSSH + one gpg a file", 6.0);
    }

    private List<String> packs(GatewayUnderTest gateway, List<Path> files) throws IOException {
        List<String> commands = new ArrayList<>();
        for (int from = 0; from < files.size(); from += PARTS) {
            List<Path> parts = files.subList(from, from + PARTS);
            commands.addAll(
                    gateway.newPack(folder, parts.stream().map(part -> part.getFileName().toString()).toList()));
            parts.forEach(part -> commands.add("put -f " + part));
        }
        return commands;
    }

    private void distance(GatewayUnderTest gateway, Door openssh) throws IOException, InterruptedException {
        Path quarter = file("quarter", (long) size * MEBIBYTE / 4);
        for (int milliseconds : new int[]{20, 50}) {
            say("a round trip of " + milliseconds + " ms");
            Rates rates = new Rates();
            Duration roundTrip = Duration.ofMillis(milliseconds);
            try (DelayLine toOpenssh = new DelayLine(openssh.port(), roundTrip);
                    DelayLine toGateway = new DelayLine(gateway.door().port(), roundTrip)) {
                for (int round = 0; round < ROUNDS; round++) {
                    rates.peer(toPeer(openssh.behind(toOpenssh.port()), AES256, quarter, true).rate());
                    rates.ours(toGateway(gateway, gateway.door().behind(toGateway.port()), AES256, quarter).rate());
                }
            }
            results.beside("one stream of %,d MiB, round trip of %d ms".formatted(size / 4, milliseconds), rates,
                    "MiB/s", "OpenSSH, durable", 1.3);
        }
    }

    private void logins(GatewayUnderTest gateway, Door openssh) throws IOException, InterruptedException {
        say("sign-ins");
        Rates time = new Rates();
        Rates cpu = new Rates();
        Path empty = Files.createDirectory(folder.resolve("empty"));
        curl(gateway.door(), "/");
        for (int login = 0; login < LOGINS; login++) {
            Sent theirs = measured(openssh, () -> curl(openssh, empty + "/"));
            Sent ours = measured(gateway.door(), () -> curl(gateway.door(), "/"));
            time.peer(theirs.seconds() * 1_000);
            time.ours(ours.seconds() * 1_000);
            cpu.peer(theirs.cpuSeconds() * 1_000);
            cpu.ours(ours.cpuSeconds() * 1_000);
        }
        results.besideAtMost("sign-in to first listing, Ed25519 key, curl", time, "ms", "OpenSSH", 0.2);
        results.besideAtMost("processor time of the server, each sign-in", mean(cpu), "ms", "OpenSSH", 0.7);
    }

    /// Processor time is counted in hundredths of a second, so only its sum says something.
    private static Rates mean(Rates rates) {
        Rates means = new Rates();
        means.ours(rates.ourMean());
        means.peer(rates.peersMean());
        return means;
    }

    private static void curl(Door door, String path) throws IOException, InterruptedException {
        Programs.run("curl", "-q", "--silent", "--show-error", "--insecure", "--key", door.key().toString(),
                "--pubkey", "", "sftp://" + door.user() + "@127.0.0.1:" + door.port() + path);
    }

    private void idle(GatewayUnderTest gateway) throws IOException, InterruptedException {
        say("idle sessions");
        try (IdleSessions _ = new IdleSessions(gateway.door(), SESSIONS)) {
            double another = Programs.seconds(() -> client.batch(gateway.door(), AES256, List.of("ls /")));
            results.atMost("1,000 idle sessions, another signs in and lists", another * 1_000, 1_000, "ms");
            results.atMost("memory of the server with them (PSS)", gateway.door().tree().pss(), 400, "MiB");
        }
    }

    private void listing(GatewayUnderTest gateway) throws Exception {
        say("a long listing");
        LongListing.fill(gateway, LISTED);
        List<Double> first = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        double before = gateway.door().tree().pss();
        for (int round = 0; round < ROUNDS; round++) {
            LongListing.Took took = LongListing.list(gateway.door(), GatewayUnderTest.CASE);
            if (took.names() < LISTED) {
                throw new IOException("of " + LISTED + " packs " + took.names() + " were listed");
            }
            first.add(took.first());
            whole.add(took.seconds());
        }
        results.atMost("100,000 packs listed, four requests under way: the first page", Rates.median(first) * 1_000,
                Double.NaN, "ms");
        results.atMost("the same: all of them", Rates.median(whole), 3, "s");
        results.atMost("memory that the server had more afterwards (PSS)", gateway.door().tree().pss() - before,
                Double.NaN, "MiB");
    }

    /// The database runs already, for its own start is not the gateway's.
    private void starts(GatewayUnderTest gateway) throws IOException, InterruptedException {
        say("starts");
        List<Double> quick = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        try (EmbeddedDatabase _ = EmbeddedDatabase.start(gateway.home(), 0)) {
            for (int start = 0; start < STARTS; start++) {
                quick.add(gateway.restart(Map.of()));
                plain.add(gateway.restart(Map.of("CASEGATE_QUICK_START", "no")));
            }
        }
        results.atMost("start to listening, without the database's own", Rates.median(quick), 1, "s");
        results.atMost("the same without a cache of classes", Rates.median(plain), 2, "s");
    }

    private double encrypted(Door openssh, GpgPipeline gpg, Path large, boolean overwriting)
            throws IOException, InterruptedException {
        Path arrived = Files.createDirectory(folder.resolve("arrived"));
        double seconds = Programs.seconds(() -> {
            client.batch(openssh, AES256, List.of("put " + large + " " + arrived + "/large"));
            gpg.run(arrived, overwriting);
        });
        Programs.run("rm", "-r", arrived.toString());
        return size / seconds;
    }

    private Sent toPeer(Door door, String cipher, Path file, boolean here) throws IOException, InterruptedException {
        Path arrived = Files.createTempDirectory(folder, "arrived");
        String to = here ? arrived + "/file" : "/file";
        Sent sent = measured(door, () -> client.batch(door, cipher, List.of("put -f " + file + " " + to)));
        if (!here) {
            client.batch(door, cipher, List.of("rm " + to));
        }
        Programs.run("rm", "-r", arrived.toString());
        return sent.of(file);
    }

    private Sent toGateway(GatewayUnderTest gateway, Door door, String cipher, Path file)
            throws IOException, InterruptedException {
        List<String> pack = gateway.newPack(folder, List.of("interview.mp4"));
        client.batch(gateway.door(), cipher, pack);
        List<String> commands = List.of(pack.get(1), "put -f " + file + " interview.mp4");
        return measured(door, () -> {
            if (!client.batch(door, cipher, commands).contains("This upload was accepted")) {
                throw new IOException("the gateway did not accept what was sent");
            }
        }).of(file);
    }

    private static Sent measured(Door door, Programs.Work work) throws IOException, InterruptedException {
        double before = door.tree().cpuSeconds();
        double seconds = Programs.seconds(work);
        return new Sent(seconds, door.tree().cpuSeconds() - before, 0);
    }

    /// What nobody can compress, and no detector takes for text.
    private Path file(String name, long length) throws IOException {
        Path file = folder.resolve(name);
        Random random = new Random(length);
        byte[] octets = new byte[(int) Math.min(length, MEBIBYTE)];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = length; left > 0; left -= octets.length) {
                random.nextBytes(octets);
                out.write(octets, 0, (int) Math.min(left, octets.length));
            }
        }
        return file;
    }

    private static void say(String what) {
        System.out.printf(Locale.ROOT, "%s%n", what);
    }

    /// One upload.
    private interface Upload {
        Sent send() throws IOException, InterruptedException;
    }

    /// @param cpuSeconds of the server
    /// @param mebibytes  that were sent
    private record Sent(double seconds, double cpuSeconds, double mebibytes) {
        Sent of(Path file) throws IOException {
            return new Sent(seconds, cpuSeconds, Files.size(file) / (double) MEBIBYTE);
        }

        /// MiB in a second.
        double rate() {
            return mebibytes / seconds;
        }

        /// Processor time for each GiB.
        double cpu() {
            return cpuSeconds / mebibytes * 1_024;
        }
    }
}
