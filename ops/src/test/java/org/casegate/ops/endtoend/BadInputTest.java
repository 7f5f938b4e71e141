// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.casegate.ops.demo.DemoAccount;
import org.casegate.ops.walk.Sftp;
import org.casegate.sftp.account.UserKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a sender gets wrong, sent by the machine's own OpenSSH: what it prints and exits with, what the ledger says, and what
/// is left in the store.
class BadInputTest {
    private static final int FAILED = 1;
    private static final int NO_CONNECTION = 255;

    @TempDir
    static Path folder;

    private static RunningDemo demo;

    private Set<String> objectsBefore;
    private Set<String> keptBefore;
    private int entriesBefore;

    @BeforeAll
    static void start() throws Exception {
        demo = RunningDemo.in(folder);
    }

    @AfterAll
    static void shut() throws Exception {
        if (demo != null) {
            demo.verifyLedger();
            demo.close();
        }
    }

    @BeforeEach
    void remember() throws Exception {
        objectsBefore = demo.records().objects();
        keptBefore = demo.records().acknowledged();
        entriesBefore = demo.records().entries().size();
    }

    /// Nobody can collect anything, whatever was sent.
    @AfterEach
    void nothingIsReleased() throws SQLException {
        assertThat(demo.records().packs()).isNotEmpty().containsOnly("OPEN");
        assertThat(demo.records().column("SELECT account FROM pack.recipient")).isEmpty();
        assertThat(demo.records().column("SELECT part_id FROM pack.wrap WHERE recipient <> ''")).isEmpty();
    }

    @Test
    @DisplayName("S02: an unknown key in the manifest: named with its line and what is meant, nothing of it stored")
    void unknownKey() throws Exception {
        String manifest = Sender.manifest(demo.file(), "part.txt").replace("purpose: RAPID", "purpos: RAPID");

        Sftp.Ran ran = send("unknown-key", List.of(new Sent("manifest.yaml", manifest)));

        assertThat(ran.status()).isEqualTo(FAILED);
        assertThat(sentence(ran)).startsWith("manifest.yaml was not taken.").contains("line 4").contains("purpos:")
                .contains("did you mean 'purpose'?");
        assertThat(newEntries()).containsExactly("REFUSED MANIFEST-INVALID");
        nothingMoreIsKept();
    }

    @Test
    @DisplayName("S01: a part that has not come: the pack stays open, is not judged, and leaves no entry")
    void missingPart() throws Exception {
        Sftp.Ran ran = send("missing-part", List.of(
                new Sent("manifest.yaml", Sender.manifest(demo.file(), "here.txt", "missing.txt")),
                new Sent("here.txt", "A sample\n")));

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).doesNotContain("RECEIPT.txt").doesNotContain("receipt.json");
        assertThat(newEntries()).isEmpty();
        assertThat(demo.records().acknowledged()).containsAll(keptBefore).hasSize(keptBefore.size() + 2);
    }

    @Test
    @DisplayName("S02: a part that the manifest does not list refuses the pack; its parts wait, sealed, for a better manifest")
    void undeclaredPart() throws Exception {
        Sftp.Ran ran = send("undeclared-part", List.of(new Sent("stray.txt", "A sample that nobody listed\n"),
                new Sent("manifest.yaml", Sender.manifest(demo.file(), "listed.txt")),
                new Sent("listed.txt", "A sample that is listed\n")));

        assertThat(ran.status()).isEqualTo(FAILED);
        assertThat(sentence(ran)).startsWith("This upload was refused").contains("stray.txt");
        assertThat(newEntries()).containsExactly("REFUSED PART-NOT-LISTED");
    }

    @Test
    @DisplayName("S02, ST-05: a recipient body that the agreement does not name: refused at the manifest, before any part")
    void unknownRecipient() throws Exception {
        String manifest = Sender.manifest(demo.file(), "part.txt").replace("agency: staffordshire-county-council",
                "agency: ministry-of-silly-walks");

        Sftp.Ran ran = send("unknown-recipient", List.of(new Sent("manifest.yaml", manifest),
                new Sent("part.txt", "A sample\n")));

        assertThat(ran.status()).isEqualTo(FAILED);
        assertThat(sentence(ran)).startsWith("This upload was refused")
                .contains("Ministry of Silly Walks is not an agency named in the Staffordshire agreement");
        assertThat(newEntries()).containsExactly("REFUSED RECIPIENT-NOT-NAMED");
        nothingMoreIsKept();
    }

    @Test
    @DisplayName("S01: a key that is not registered gets no further than the door, and a stranger causes no entry")
    void wrongKey() throws Exception {
        send("before-the-wrong-key", List.of());
        DemoAccount sender = demo.file().account(Sender.ACCOUNT);
        Path key = folder.resolve("unregistered");
        UserKeys.make(key, sender.id());
        DemoAccount stranger = new DemoAccount(sender.id(), sender.agency(), sender.roles(), Optional.of(key),
                sender.password(), sender.totpSecret());

        Sftp.Ran ran = Sftp.of(demo.file()).run(stranger, batch("wrong-key", List.of()));

        assertThat(ran.status()).isEqualTo(NO_CONNECTION);
        assertThat(ran.err()).as("why").contains("Permission denied (publickey)");
        assertThat(newEntries()).isEmpty();
        nothingMoreIsKept();
    }

    /// A file of a pack.
    private record Sent(String name, String content) {}

    private static Sftp.Ran send(String pack, List<Sent> files) throws Exception {
        return Sftp.of(demo.file()).run(demo.file().account(Sender.ACCOUNT), batch(pack, files));
    }

    private static Path batch(String pack, List<Sent> files) throws IOException {
        Path own = Files.createDirectory(folder.resolve(pack));
        StringBuilder batch = new StringBuilder(
                "mkdir %s/%s\ncd %s/%s\n".formatted(Sender.CASE, pack, Sender.CASE, pack));
        for (Sent file : files) {
            Files.writeString(own.resolve(file.name()), file.content());
            batch.append("put \"%s\"\n".formatted(own.resolve(file.name())));
        }
        return Files.writeString(folder.resolve(pack + ".batch"), batch.append("ls -l\n"));
    }

    /// The gateway's own line, the last of several; OpenSSH's, which name the file, stand beside it.
    private static String sentence(Sftp.Ran ran) {
        return ran.err().lines().filter(line -> line.startsWith("This upload") || line.startsWith("manifest.yaml "))
                .reduce((_, later) -> later).orElse(ran.err());
    }

    private List<String> newEntries() throws SQLException {
        List<String> entries = demo.records().entries();
        return entries.subList(entriesBefore, entries.size());
    }

    /// What came is without a key at once, and its octets go with the next sweep.
    private void nothingMoreIsKept() throws Exception {
        assertThat(demo.records().acknowledged()).isEqualTo(keptBefore);
        Set<String> rest = new TreeSet<>(objectsBefore);
        rest.addAll(demo.records().discarded());
        assertThat(rest).containsAll(demo.records().objects());
    }
}
