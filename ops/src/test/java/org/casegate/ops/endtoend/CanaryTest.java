// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.sshd.sftp.common.SftpException;
import org.casegate.ops.walk.DiskScan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Looks for what must never stand on a disk in clear, in every file that the gateway or its database has written.
class CanaryTest {
    private static final String IN_A_PART = "canary-content-quetzalcoatlus";
    private static final String IN_A_CUT_PART = "canary-cut-hatzegopteryx";
    private static final String IN_A_NAME = "canary-name-archaeopteryx";
    private static final String IN_A_DIRECTORY = "canary-folder-pteranodon";
    private static final String IN_A_REASON = "canary reason rhamphorhynchus";
    private static final String IN_A_REFUSED_REASON = "canary reason dimorphodon";
    private static final String CASE_REFERENCE = "SSCB-RR-2026-014";
    private static final List<String> CANARIES = List.of(IN_A_PART, IN_A_CUT_PART, IN_A_NAME, IN_A_DIRECTORY,
            IN_A_REASON, IN_A_REFUSED_REASON, CASE_REFERENCE);
    private static final List<Charset> FORMS = List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE);
    private static final String MAIL = "mail";
    /// The sender's own files, the list of them, the database's programs; and the mail that left, which is looked at by itself.
    private static final Set<String> NOT_THE_GATEWAYS = Set.of("packs", "demo.json", "postgresql-18.6.0", MAIL);

    @TempDir
    static Path folder;

    private static RunningDemo demo;
    /// Within home, except where PostgreSQL cannot run as root.
    private static Path database;

    @BeforeAll
    static void start() throws Exception {
        demo = RunningDemo.in(folder);
    }

    @AfterAll
    static void shut() throws Exception {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    @DisplayName("S01, S02, B27, OB-099, V22: no content, name, free text or case reference in clear in any file, also after SIGKILL in mid-upload")
    void nothingStandsInClear() throws Exception {
        try (Sender sender = new Sender(demo.file(), demo.file().ports().sftp())) {
            accepted(sender);
            refused(sender);
            String cut = Sender.CASE + "/" + IN_A_DIRECTORY + "-cut";
            sender.makeFolder(cut);
            sender.write(sender.open(cut + "/" + IN_A_NAME + "-cut.txt"), (IN_A_CUT_PART + "\n").repeat(20_000));
            Await.until("the notice of the accepted pack has gone out",
                    () -> demo.records().column("SELECT id FROM pack.notice WHERE state = 'TAKEN'").size() == 1);
            Await.until("some of the part is in the store",
                    () -> demo.records().objects().size() > demo.records().acknowledged().size());
            demo.records().flush();
            database = Path.of(demo.records().column("SHOW data_directory").getFirst()).getParent();
            demo.kill();
        }
        nothingIsFound();

        demo.start();
        demo.verifyLedger();
        demo.stop();
        nothingIsFound();
    }

    @Test
    @DisplayName("the scan itself: it finds what is there, in each form")
    void findsWhatIsThere() throws IOException {
        Path there = Files.createDirectories(folder.resolve("there/deep"));
        for (Charset form : FORMS) {
            Files.write(there.resolve(form.name()), ("x" + IN_A_PART + "y").getBytes(form));
        }

        assertThat(DiskScan.of(folder.resolve("there"), Set.of(), CANARIES).found()).hasSize(FORMS.size());
    }

    private static void accepted(Sender sender) throws Exception {
        String pack = Sender.CASE + "/" + IN_A_DIRECTORY;
        String part = IN_A_NAME + ".txt";
        sender.makeFolder(pack);
        sender.put(pack + "/" + part, (IN_A_PART + "\n").repeat(5_000));
        sender.put(pack + "/manifest.yaml", manifest(part, IN_A_REASON));
        assertThat(sender.read(pack + "/receipt.json")).contains("ACCEPTED");
    }

    private static void refused(Sender sender) throws Exception {
        String pack = Sender.CASE + "/" + IN_A_DIRECTORY + "-refused";
        String part = IN_A_NAME + "-refused.txt";
        sender.makeFolder(pack);
        sender.put(pack + "/" + part, (IN_A_PART + "\n").repeat(10));
        String manifest = manifest(part, IN_A_REFUSED_REASON).replace("agency: staffordshire-county-council",
                "agency: british-transport-police");
        assertThatThrownBy(() -> sender.put(pack + "/manifest.yaml", manifest)).isInstanceOf(SftpException.class);
        assertThat(sender.read(pack + "/receipt.json")).contains("REFUSED");
        // a manifest that cannot be read is quoted to its sender, and to nobody else
        sender.makeFolder(pack + "-unreadable");
        String unreadable = manifest(part, IN_A_REFUSED_REASON).replace("reason:", IN_A_REFUSED_REASON + ":");
        assertThatThrownBy(() -> sender.put(pack + "-unreadable/manifest.yaml", unreadable))
                .isInstanceOf(SftpException.class);
    }

    private static String manifest(String part, String reason) throws IOException {
        return Sender.manifest(demo.file(), part).replace("reason: Rapid review of a serious incident",
                "reason: " + reason);
    }

    /// What the processes printed went to a terminal in earnest; there the welcome names the sample pack's case.
    private static void nothingIsFound() throws IOException {
        if (!database.equals(demo.home().toRealPath())) {
            assertThat(DiskScan.of(demo.home(), NOT_THE_GATEWAYS, CANARIES).found()).isEmpty();
        }
        DiskScan pages = DiskScan.of(database, NOT_THE_GATEWAYS, CANARIES);
        assertThat(pages.found()).isEmpty();
        assertThat(pages.files()).as("files looked through, the database's among them").isGreaterThan(1_000);
        assertThat(DiskScan.of(demo.temporary(), Set.of(), CANARIES).found()).isEmpty();
        List<String> own = CANARIES.stream().filter(canary -> !canary.equals(CASE_REFERENCE)).toList();
        assertThat(Files.readString(demo.output())).doesNotContain(own);
        // By design a mail names the case by its reference (OB-099), and nothing else of it; in a demonstration it is a file.
        DiskScan mail = DiskScan.of(demo.home().resolve(MAIL), Set.of(), CANARIES);
        assertThat(mail.files()).isEqualTo(1);
        assertThat(mail.found()).singleElement().asString().startsWith("`" + CASE_REFERENCE + "`");
    }
}
