// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.sftp.client.Desk.CASE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A judgement of a minute, met by every program that is installed: WinSCP gives up after 15 s and FileZilla after 20, so all are
/// answered after 8, and the pack is decided all the same.
class LongJudgementTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(8);

    @TempDir
    static Path folder;

    @Test
    @DisplayName("a judgement of a minute is answered after eight seconds as taken, and its receipt comes later")
    void answersLongBeforeTheJudgementEnds() throws Exception {
        try (Desk desk = Desk.with(folder, ANSWER, "sftp")) {
            List<String> programs = Stream.of("sftp", "lftp", "curl").filter(Desk::find).toList();
            for (String program : programs) {
                desk.packWithManifest(program);
            }
            desk.stretchJudgements(LONG);
            long begun = System.nanoTime();
            List<Future<Desk.Ran>> running = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (String program : programs) {
                    running.add(threads.submit(() -> desk.run(put(desk, program))));
                }
                for (Future<Desk.Ran> each : running) {
                    Desk.Ran ran = each.get();
                    assertThat(ran.status()).as(ran.out() + ran.err()).isZero();
                }
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).as("all are answered before the judgement ends")
                    .isGreaterThanOrEqualTo(ANSWER).isLessThan(LONG);
            assertThat(running.getFirst().get().err()).contains("is still being checked. Nobody can see it yet;");
            for (String program : programs) {
                assertThat(desk.names(CASE + "/" + program)).as(program).doesNotContain("RECEIPT.txt");
            }

            while (System.nanoTime() - begun < LONG.toNanos()) {
                LockSupport.parkNanos(LONG.toNanos() - (System.nanoTime() - begun));
            }
            for (String program : programs) {
                desk.awaitReceipt(CASE + "/" + program);
                assertThat(desk.receipt(CASE + "/" + program)).as(program).startsWith("ACCEPTED");
            }
        }
    }

    private static List<String> put(Desk desk, String program) throws IOException {
        String pack = CASE + "/" + program;
        return switch (program) {
            case "sftp" -> {
                Path batch = Files.writeString(folder.resolve("batch"), "put chronology.txt " + pack + "/\n");
                List<String> command = new ArrayList<>(List.of("sftp", "-P", Integer.toString(desk.port())));
                command.addAll(desk.sshOptions());
                command.addAll(List.of("-b", batch.toString(), Desk.ACCOUNT + "@127.0.0.1"));
                yield command;
            }
            case "lftp" -> List.of("lftp", "--norc", "-c", "set sftp:connect-program \"ssh -a -x "
                    + String.join(" ", desk.sshOptions()) + "\"; set net:max-retries 1; set cmd:fail-exit yes; open"
                    + " sftp://" + Desk.ACCOUNT + ":@127.0.0.1:" + desk.port() + pack + "; put chronology.txt");
            default -> List.of("curl", "-q", "-sS", "--max-time", "60", "--key", desk.key().toString(), "--pubkey", "",
                    "-T", "chronology.txt", "sftp://" + Desk.ACCOUNT + "@127.0.0.1:" + desk.port() + pack + "/");
        };
    }
}
