// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.sftp.client.SftpClient;
import org.casegate.ops.demo.DemoFile;
import org.casegate.ops.walk.Sftp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packs on hold and packs taken back, with OpenSSH, the commands and the portal, over kills at the worst moments.
class HoldTest {
    private static final Pattern TRANSFER = Pattern.compile("ST-\\d{4}-\\d{6}");
    private static final String SPOC = "sp-safeguarding-spoc";
    private static final String FIVE = "999 000 0018\n999 000 0026\n999 000 0034\n999 000 0042\n999 000 0050\n";

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
            demo.verifyLedger();
            demo.close();
        }
    }

    @Test
    @DisplayName("B09 OB-084: five numbers, two subjects: HELD over OpenSSH, over a restart and a killed release, then released and opened")
    void holdsAndReleases() throws Exception {
        Sftp.Ran sent = send("crowd", "five.txt", FIVE, manifest("five.txt").replace("categories:",
                "  - { key: sibling-1, living: true, relation: FAMILY, adult: false }\ncategories:"));
        assertThat(sent.status()).as(sent.err()).isZero();
        assertThat(sent.err()).contains("it appears to contain 5 people and you declared 2",
                "Nobody can see it yet. The single point of contact of Staffordshire Police decides by ",
                "Do not send it again.");

        demo.kill();
        demo.start();
        RunningDemo.Ran held = demo.run("hold", "list", "--json");
        assertThat(held.status()).as(held.output()).isZero();
        assertThat(held.output()).contains("\"code\" : \"TOO-MANY-SUBJECTS\"", "\"overdue\" : false", SPOC);
        String transfer = transfer(held.output());
        assertThat(recipient.inbox()).doesNotContain(transfer);

        int entries = demo.records().entries().size();
        String used = code();
        try (Connection hold = demo.records().connect()) {
            DemoRecords.holdTheHead(hold);
            Process release = demo.begin(folder.resolve("killed"), release(transfer));
            Await.until("the release waits for its entry",
                    () -> !release.isAlive() || demo.records().somebodyWaits());
            assertThat(release.isAlive()).as(Files.readString(folder.resolve("killed"))).isTrue();
            release.destroyForcibly().onExit().join();
            hold.rollback();
        }
        assertThat(demo.records().entries()).hasSize(entries);
        assertThat(demo.records().packs()).contains("HELD");

        Await.until("the authenticator shows another code", () -> !code().equals(used));
        RunningDemo.Ran released = demo.run(release(transfer));

        assertThat(released.status()).as(released.output()).isZero();
        assertThat(released.output()).contains(transfer + ": released and accepted (ledger entry ");
        assertThat(demo.records().entries().subList(entries, entries + 2))
                .containsExactly("RELEASED TOO-MANY-SUBJECTS", "ACCEPTED");
        recipient.opens("five.txt", FIVE);
    }

    @Test
    @DisplayName("OB-072 D-05: withdraw.yaml over OpenSSH, after a kill before its entry: it says who had opened what; nothing opens after")
    void takesAPackBack() throws Exception {
        String content = "A sample that is taken back\n";
        assertThat(send("taken-back", "back.txt", content, manifest("back.txt")).status()).isZero();
        recipient.opens("back.txt", content);
        try (Sender sender = new Sender(demo.file(), demo.file().ports().sftp());
                Connection hold = demo.records().connect()) {
            SftpClient.CloseableHandle handle = sender.open(Sender.CASE + "/taken-back/withdraw.yaml");
            sender.write(handle, "reason: Wrong child\n");
            DemoRecords.holdTheHead(hold);
            Thread closing = Thread.ofVirtual().start(() -> closeAnyhow(sender, handle));
            Await.until("the withdrawal waits for its entry", () -> demo.records().somebodyWaits());
            demo.kill();
            hold.rollback();
            closing.join();
        }
        demo.start();
        assertThat(demo.records().entries()).doesNotContain("WITHDRAWN");

        Path own = Files.writeString(folder.resolve("withdraw.yaml"), "reason: Wrong child\n");
        Sftp.Ran taken = sftp(
                "put \"%s\" %s/taken-back/withdraw.yaml\nls -l %s/taken-back\n".formatted(own, Sender.CASE,
                        Sender.CASE));

        assertThat(taken.status()).as(taken.err()).isZero();
        assertThat(taken.err()).contains("This pack was withdrawn at ", "Nobody can open it any more.",
                "scc-safeguarding-lead of Staffordshire County Council had opened part 1 at ");
        assertThat(taken.out()).contains("withdraw.yaml");
        assertThat(demo.records().entries()).containsOnlyOnce("WITHDRAWN");
        assertThat(recipient.inbox()).contains("it was withdrawn on");
        assertThat(demo.records().column(
                "SELECT w.part_id FROM pack.wrap w JOIN pack.part p ON p.id = w.part_id WHERE p.state = 'ENDED'"))
                .isEmpty();
        RunningDemo.Ran listed = demo.run("pack", "list");
        assertThat(listed.output()).contains("WITHDRAWN");
        String transfer = transfer(listed.output().lines().filter(line -> line.contains("WITHDRAWN")).findFirst()
                .orElseThrow());
        RunningDemo.Ran shown = demo.run("pack", "show", transfer);
        assertThat(shown.output())
                .contains("opened      part 1 by scc-safeguarding-lead", "This pack was withdrawn at ")
                .doesNotContain("back.txt").doesNotContain("Wrong child").doesNotContain("SSCB-RR");
    }

    private static void closeAnyhow(Sender sender, SftpClient.CloseableHandle handle) {
        try {
            sender.close(handle);
        } catch (IOException | RuntimeException cut) {
            // that is what a kill does
        }
    }

    private static Sftp.Ran send(String pack, String part, String content, String manifest) throws Exception {
        Path own = Files.createDirectory(folder.resolve(pack));
        Path file = Files.writeString(own.resolve(part), content);
        Path written = Files.writeString(own.resolve("manifest.yaml"), manifest);
        return sftp("mkdir %1$s/%2$s\ncd %1$s/%2$s\nput \"%3$s\"\nput \"%4$s\"\n".formatted(Sender.CASE, pack, file,
                written));
    }

    private static Sftp.Ran sftp(String batch) throws Exception {
        return Sftp.of(demo.file()).run(demo.file().account(Sender.ACCOUNT),
                Files.writeString(Files.createTempFile(folder, "sftp", ".batch"), batch));
    }

    private static String manifest(String part) throws IOException {
        return Sender.manifest(demo.file(), part);
    }

    private static String[] release(String transfer) throws IOException {
        return List.of("hold", "release", transfer, "--reason", "All five are siblings", "--as", SPOC, "--factors",
                factors(Files.createTempFile(folder, "factors", ""))).toArray(String[]::new);
    }

    private static String factors(Path file) throws IOException {
        return Files.writeString(file, demo.file().account(SPOC).password() + "\n" + code() + "\n").toString();
    }

    private static String code() throws IOException {
        return DemoFile.codeNow(demo.home(), SPOC).orElseThrow();
    }

    private static String transfer(String text) {
        Matcher found = TRANSFER.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group();
    }
}
