// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.sshd.sftp.client.SftpClient;
import org.casegate.ops.demo.DemoFile;
import org.casegate.ops.walk.Receipt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The gateway is killed at four moments of an upload, and started again on what is left. The cases share one home: what an
/// earlier one left must survive the later ones too.
class CrashTest {
    @TempDir
    static Path folder;

    private static RunningDemo demo;
    private static Recipient recipient;

    @BeforeAll
    static void start() throws Exception {
        demo = RunningDemo.in(folder);
        recipient = new Recipient(demo);
    }

    @AfterAll
    static void shut() throws Exception {
        if (recipient != null) {
            recipient.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    /// Whatever happened: what lies in the store is what somebody was told is safe, and the ledger verifies.
    @AfterEach
    void nothingElseIsLeft() throws Exception {
        Set<String> known = demo.records().acknowledged();
        Set<String> knownOrDiscarded = new TreeSet<>(demo.records().discarded());
        knownOrDiscarded.addAll(known);
        Set<String> objects = demo.records().objects();
        assertThat(objects).containsAll(known);
        assertThat(knownOrDiscarded).containsAll(objects);
        demo.verifyLedger();
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    @DisplayName("S01, crash during a part: what was closed before stays, the part waits, and the sender's program goes on with it, under another key")
    void duringAPart(Program program) throws Exception {
        assumeTrue(program.isInstalled(), program + " is installed");
        String part = "during-" + program + ".txt";
        String pack = Sender.CASE + "/during-a-part-" + program;
        String content = lines("during a part", 60_000);
        Set<String> before;
        try (Sender sender = sender()) {
            sender.makeFolder(pack);
            sender.put(pack + "/manifest.yaml", manifest(part));
            before = demo.records().acknowledged();
            sender.write(sender.open(pack + "/" + part), content.substring(0, content.length() / 2));
            Await.until("some of the part is in the store", () -> demo.records().objects().size() > before.size());
            demo.kill();
        }
        Set<String> halfSent = demo.records().objects();
        halfSent.removeAll(before);
        demo.start();

        assertThat(demo.records().objects()).containsAll(before).containsAll(halfSent);
        assertThat(demo.records().entries()).doesNotContain("ABANDONED UNFINISHED");
        Path file = Files.writeString(folder.resolve(part), content);
        program.goOn(demo.file(), file, pack + "/" + part, folder);

        isAcceptedAndOpens(pack, part, content);
        assertThat(demo.records().acknowledged()).doesNotContainAnyElementsOf(halfSent);
    }

    /// A client that asks how much has arrived and sends the rest.
    enum Program {
        SFTP {
            @Override
            List<String> command(DemoFile demo, Path file, String path, Path folder) throws IOException {
                Path batch = Files.writeString(folder.resolve("batch"), "reput %s %s\n".formatted(file, path));
                return List.of("sftp", "-F", "none", "-P", Integer.toString(demo.ports().sftp()), "-i", key(demo),
                        "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o", "StrictHostKeyChecking=yes", "-o",
                        "UserKnownHostsFile=" + demo.home().resolve("known_hosts"), "-o", "BatchMode=yes", "-b",
                        batch.toString(), Sender.ACCOUNT + "@127.0.0.1");
            }
        },
        LFTP {
            @Override
            List<String> command(DemoFile demo, Path file, String path, Path folder) {
                String ssh = "ssh -a -x -F none -o IdentitiesOnly=yes -o IdentityAgent=none -o BatchMode=yes -o "
                        + "UserKnownHostsFile=" + demo.home().resolve("known_hosts") + " -i " + key(demo);
                return List.of("lftp", "--norc", "-c",
                        "set net:max-retries 1; set cmd:fail-exit yes; set sftp:connect-program \"%s\"; open sftp://%s:@127.0.0.1:%d; put -c %s -o %s"
                                .formatted(ssh, Sender.ACCOUNT, demo.ports().sftp(), file, path));
            }
        };

        abstract List<String> command(DemoFile demo, Path file, String path, Path folder) throws IOException;

        static String key(DemoFile demo) {
            return demo.account(Sender.ACCOUNT).sshKey().orElseThrow().toString();
        }

        boolean isInstalled() {
            return Stream.of(System.getenv("PATH").split(":", -1)).map(place -> Path.of(place, toString()))
                    .anyMatch(Files::isExecutable);
        }

        void goOn(DemoFile demo, Path file, String path, Path folder) throws Exception {
            Path said = folder.resolve("said");
            Process process = new ProcessBuilder(command(demo, file, path, folder)).redirectErrorStream(true)
                    .redirectOutput(said.toFile()).start();
            process.getOutputStream().close();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Test
    @DisplayName("S01, crash after the last byte, before CLOSE: nothing was acknowledged; whoever sends all of it again begins anew")
    void beforeTheClose() throws Exception {
        String pack = Sender.CASE + "/before-the-close";
        Set<String> before;
        try (Sender sender = sender()) {
            sender.makeFolder(pack);
            sender.put(pack + "/manifest.yaml", manifest("before.txt"));
            before = demo.records().acknowledged();
            sender.write(sender.open(pack + "/before.txt"), lines("before the close", 3_000));
            demo.kill();
        }
        demo.start();

        assertThat(demo.records().acknowledged()).isEqualTo(before);
        assertThat(demo.records().entries()).doesNotContain("ABANDONED UNFINISHED");
        sendsAgain(pack, "before.txt", lines("before the close", 3_000));
    }

    @Test
    @DisplayName("S01, crash during judging: complete and durable, so the next start judges it, once, and the recipient has it")
    void duringJudging() throws Exception {
        String pack = Sender.CASE + "/during-judging";
        String content = lines("during judging", 10);
        int before = demo.records().entries().size();
        try (Sender sender = sender(); Connection hold = demo.records().connect()) {
            sender.makeFolder(pack);
            sender.put(pack + "/manifest.yaml", manifest("judging.txt"));
            SftpClient.CloseableHandle handle = sender.open(pack + "/judging.txt");
            sender.write(handle, content);
            DemoRecords.holdTheHead(hold);
            CompletableFuture<Void> answer = closing(sender, handle);
            Await.until("the judged pack waits for its entry", () -> demo.records().packs().contains("FROZEN")
                    && !demo.records().column("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                            .isEmpty());
            demo.kill();
            hold.rollback();
            assertThatThrownBy(() -> answer.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        }
        assertThat(demo.records().entries()).hasSize(before);
        assertThat(demo.records().packs()).contains("FROZEN");
        demo.start();

        assertThat(demo.records().packs()).doesNotContain("FROZEN");
        assertThat(demo.records().entries().subList(before, before + 1)).containsExactly("ACCEPTED");
        isAcceptedAndOpens(pack, "judging.txt", content);
    }

    @Test
    @DisplayName("ST-23, crash after a refusal that could not be recorded: the next start records it, and judges nothing again")
    void afterARefusalWithoutTheLedger() throws Exception {
        String pack = Sender.CASE + "/without-the-ledger";
        int before = demo.records().entries().size();
        try (Sender sender = sender(); Connection hold = demo.records().connect()) {
            sender.makeFolder(pack);
            sender.put(pack + "/manifest.yaml", manifest("unrecorded.txt"));
            SftpClient.CloseableHandle handle = sender.open(pack + "/unrecorded.txt");
            sender.write(handle, lines("without the ledger", 10));
            DemoRecords.holdTheHead(hold);
            assertThatThrownBy(() -> sender.close(handle)).hasMessageContaining("could not record it");
            demo.kill();
            hold.rollback();
        }
        assertThat(demo.records().entries()).hasSize(before);
        demo.start();

        assertThat(demo.records().entries().subList(before, before + 1)).containsExactly("REFUSED LEDGER");
        assertThat(demo.records().packs()).doesNotContain("FROZEN");
        try (Sender sender = sender()) {
            assertThat(sender.names(pack)).contains("RECEIPT.txt").doesNotContain("manifest.yaml", "unrecorded.txt");
            assertThat(sender.read(pack + "/RECEIPT.txt")).startsWith("REFUSED").contains("could not record it");
        }
    }

    @Test
    @DisplayName("S01, crash after the commit, before the answer: accepted; the same part again gets the recorded answer")
    void afterTheCommit() throws Exception {
        String pack = Sender.CASE + "/after-the-commit";
        String content = lines("after the commit", 10);
        int before = demo.records().entries().size();
        try (Relay relay = new Relay(demo.file().ports().sftp());
                Sender sender = new Sender(demo.file(), relay.port())) {
            sender.makeFolder(pack);
            sender.put(pack + "/manifest.yaml", manifest("commit.txt"));
            SftpClient.CloseableHandle handle = sender.open(pack + "/commit.txt");
            sender.write(handle, content);
            relay.mute();
            CompletableFuture<Void> answer = closing(sender, handle);
            Await.until("the decision is committed", () -> demo.records().entries().size() > before);
            assertThat(answer).isNotDone();
            demo.kill();
            assertThatThrownBy(() -> answer.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        }
        demo.start();

        try (Sender sender = sender()) {
            sender.put(pack + "/commit.txt", content);
        }
        assertThat(demo.records().entries().subList(before, demo.records().entries().size()))
                .containsExactly("ACCEPTED");
        isAcceptedAndOpens(pack, "commit.txt", content);
    }

    private static Sender sender() throws IOException {
        return new Sender(demo.file(), demo.file().ports().sftp());
    }

    private static String manifest(String part) throws IOException {
        return Sender.manifest(demo.file(), part);
    }

    private static String lines(String what, int count) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < count; line++) {
            text.append("Line %d of a sample that is sent %s\n".formatted(line, what));
        }
        return text.toString();
    }

    private static CompletableFuture<Void> closing(Sender sender, SftpClient.CloseableHandle handle) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                sender.close(handle);
                answer.complete(null);
            } catch (IOException | RuntimeException cut) {
                answer.completeExceptionally(cut);
            }
        });
        return answer;
    }

    private static void sendsAgain(String pack, String part, String content) throws Exception {
        try (Sender sender = sender()) {
            assertThat(sender.names(pack)).contains("manifest.yaml", part).doesNotContain("RECEIPT.txt");
            sender.put(pack + "/" + part, content);
        }
        isAcceptedAndOpens(pack, part, content);
    }

    /// The receipt says so, and the recipient downloads, octet by octet, what was sent.
    private static void isAcceptedAndOpens(String pack, String part, String content) throws Exception {
        String receipt;
        try (Sender sender = sender()) {
            receipt = sender.read(pack + "/receipt.json");
        }
        assertThat(new Receipt(receipt).says("outcome", "ACCEPTED")).as(receipt).isTrue();
        recipient.opens(part, content);
    }
}
