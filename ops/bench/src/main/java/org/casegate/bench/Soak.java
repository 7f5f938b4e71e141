// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A gateway under everything at once for a while: packs of small parts, large parts, packs that are refused, uploads whose
/// connection is cut, listings and pages. What must not grow is looked at all the time: heap after its collections, open
/// handles, threads.
final class Soak {
    private static final String CIPHER = "aes256-gcm@openssh.com";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Pattern COLLECTED = Pattern.compile("Pause Full .* (\\d+)M->(\\d+)M\\(\\d+M\\)");
    /// All of the heap is collected when nothing was for three seconds: what a collection of the young leaves says nothing of what lives.
    private static final String COLLECTING = "-XX:G1PeriodicGCInterval=3000 -XX:-G1PeriodicGCInvokesConcurrent";
    /// So that it comes to that, everybody rests at the end of each minute.
    private static final Duration REST = Duration.ofSeconds(9);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int PARTS = 20;
    private static final int SMALL = 16 << 10;
    private static final int LARGE = 8 << 20;
    /// Growth that is told from noise.
    private static final double GROWTH = 1.15;

    private final String script;
    private final Path folder;
    private final Duration length;
    private final Results results;
    private final OpensshClient client;
    private final AtomicInteger done = new AtomicInteger();

    /// @param script `ops/casegate`
    /// @param length how long, after a warm-up of a sixth of it
    Soak(String script, Path folder, Duration length, Results results) {
        this.script = script;
        this.folder = folder;
        this.length = length;
        this.results = results;
        this.client = new OpensshClient(folder);
    }

    /// One look.
    ///
    /// @param seconds since the beginning
    /// @param heap    in MiB after the last collection of all of it
    record Look(double seconds, double heap, double handles, double threads) {}

    /// Runs it.
    ///
    /// @param picture where the plot goes (SVG)
    void run(Path picture) throws Exception {
        Path collections = folder.resolve("gc.log");
        try (GatewayUnderTest gateway = new GatewayUnderTest(script, folder.resolve("gateway"))) {
            gateway.restart(Map.of("JAVA_TOOL_OPTIONS", COLLECTING + " -Xlog:gc:file=" + collections));
            List<Look> looks = look(gateway, collections, work(gateway));
            Files.writeString(picture, Plot.svg(looks));
            report(looks);
        }
    }

    private List<Work> work(GatewayUnderTest gateway) throws IOException {
        Path large = file("large", LARGE);
        List<Path> small = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            small.add(file("part-" + part + ".bin", SMALL));
        }
        return List.of(() -> smallParts(gateway, small), () -> largePart(gateway, large), () -> refused(gateway),
                () -> cut(gateway, large), () -> listed(gateway), () -> page(gateway));
    }

    private void smallParts(GatewayUnderTest gateway, List<Path> small) throws IOException, InterruptedException {
        List<String> commands = gateway.newPack(folder, small.stream().map(part -> part.getFileName().toString())
                .toList());
        small.forEach(part -> commands.add("put -f " + part));
        requireAccepted(client.batch(gateway.door(), CIPHER, commands));
    }

    private void largePart(GatewayUnderTest gateway, Path large) throws IOException, InterruptedException {
        List<String> commands = gateway.newPack(folder, List.of("interview.mp4"));
        commands.add("put -f " + large + " interview.mp4");
        requireAccepted(client.batch(gateway.door(), CIPHER, commands));
    }

    /// A manifest of an agreement that the directory does not belong to.
    private void refused(GatewayUnderTest gateway) throws IOException, InterruptedException {
        List<String> commands = gateway.newPack(folder, List.of("interview.mp4"));
        Path manifest = Path.of(commands.getLast().split(" ", -1)[1]);
        Files.writeString(manifest,
                Files.readString(manifest).replaceFirst("(?m)^agreement:.*$", "agreement: nobodys"));
        try {
            client.batch(gateway.door(), CIPHER, commands);
        } catch (IOException said) {
            remove(gateway, commands, List.of()); // as it must be
            return;
        }
        throw new IOException("a manifest of another agreement was taken");
    }

    private void remove(GatewayUnderTest gateway, List<String> newPack, List<String> files)
            throws IOException, InterruptedException {
        List<String> commands = new ArrayList<>(List.of(newPack.get(1)));
        files.forEach(file -> commands.add("-rm " + file)); // it may not have got as far as that
        commands.add("cd /");
        commands.add(newPack.getFirst().replaceFirst("^mkdir", "rmdir"));
        client.batch(gateway.door(), CIPHER, commands);
    }

    /// An upload that loses its connection in the middle, and is given up.
    private void cut(GatewayUnderTest gateway, Path large) throws IOException, InterruptedException {
        List<String> commands = gateway.newPack(folder, List.of("interview.mp4"));
        client.batch(gateway.door(), CIPHER, commands);
        Door door = gateway.door();
        List<String> command = new ArrayList<>(List.of("sftp", "-q", "-l", "65536", "-b", "-", "-P",
                Integer.toString(door.port())));
        command.addAll(OpensshClient.options(door));
        command.add(door.user() + "@127.0.0.1");
        Process sending = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try (var batch = sending.outputWriter()) {
            batch.write(commands.get(1) + "\nput " + large + " interview.mp4\n");
        }
        var _ = sending.waitFor(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
        sending.descendants().forEach(ProcessHandle::destroyForcibly);
        sending.destroyForcibly().waitFor();
        remove(gateway, commands, List.of("interview.mp4", "manifest.yaml"));
    }

    private void listed(GatewayUnderTest gateway) throws IOException, InterruptedException {
        if (!client.batch(gateway.door(), CIPHER, List.of("ls -l /", "ls -l " + GatewayUnderTest.CASE))
                .contains("README.txt")) {
            throw new IOException("the listing lacks README.txt");
        }
    }

    private static void page(GatewayUnderTest gateway) throws IOException, InterruptedException {
        Programs.run("curl", "-q", "--silent", "--show-error", "--fail", "--insecure", "--output", "/dev/null",
                "--location", "https://localhost:" + gateway.webPort() + "/");
    }

    private static void requireAccepted(String said) throws IOException {
        if (!said.contains("This upload was accepted")) {
            throw new IOException("the gateway did not accept what was sent: " + said);
        }
    }

    private List<Look> look(GatewayUnderTest gateway, Path collections, List<Work> work)
            throws IOException, InterruptedException, ExecutionException {
        long begun = System.nanoTime();
        long end = begun + length.plus(length.dividedBy(6)).toNanos();
        List<Look> looks = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(work.size())) {
            List<Future<?>> running = new ArrayList<>();
            work.forEach(each -> running.add(workers.submit(() -> again(each, begun, end))));
            ProcessTree.Look tree = gateway.door().tree().look();
            while (System.nanoTime() < end && running.stream().noneMatch(Future::isDone)) {
                TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
                looks.add(new Look((System.nanoTime() - begun) / 1e9, heap(collections), tree.handles(),
                        tree.threads()));
                System.out.printf(Locale.ROOT, "%6.0f s  heap %4.0f MiB  handles %4.0f  threads %3.0f  done %d%n",
                        looks.getLast().seconds(), looks.getLast().heap(), looks.getLast().handles(),
                        looks.getLast().threads(), done.get());
            }
            if (System.nanoTime() < end) {
                workers.shutdownNow(); // one has failed, and the others need not go on
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        return looks;
    }

    private void again(Work work, long begun, long end) {
        try {
            while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
                work.once();
                done.incrementAndGet();
                long leftOfMinute = MINUTE.toNanos() - (System.nanoTime() - begun) % MINUTE.toNanos();
                TimeUnit.NANOSECONDS.sleep(leftOfMinute < REST.toNanos() ? leftOfMinute : BETWEEN.toNanos());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double heap(Path collections) throws IOException {
        double last = 0;
        for (String line : Files.readAllLines(collections)) {
            Matcher collected = COLLECTED.matcher(line);
            if (collected.find()) {
                last = Double.parseDouble(collected.group(2));
            }
        }
        return last;
    }

    /// The last third against the third before it; the first is the warm-up.
    private void report(List<Look> looks) {
        int third = looks.size() / 3;
        List<Look> middle = looks.subList(third, 2 * third);
        List<Look> last = looks.subList(2 * third, looks.size());
        growth("heap after a whole collection, median", middle, last, Look::heap);
        growth("open handles, median", middle, last, Look::handles);
        growth("threads, median", middle, last, Look::threads);
        results.atLeast("done meanwhile", done.get(), Double.NaN, "");
    }

    private void growth(String what, List<Look> before, List<Look> after, ToDoubleFunction<Look> figure) {
        double earlier = median(before, figure);
        double later = median(after, figure);
        results.atMost("%s: %.0f, then %.0f".formatted(what, earlier, later), later / earlier, GROWTH, "times");
    }

    private static double median(List<Look> looks, ToDoubleFunction<Look> figure) {
        return Rates.median(looks.stream().map(figure::applyAsDouble).toList());
    }

    private Path file(String name, int length) throws IOException {
        byte[] octets = new byte[length];
        new Random(length + name.hashCode()).nextBytes(octets);
        return Files.write(folder.resolve(name), octets);
    }

    /// One thing that goes on all the time.
    private interface Work {
        void once() throws IOException, InterruptedException;
    }
}
