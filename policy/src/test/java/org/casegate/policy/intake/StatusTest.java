// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.Partnership.SENDER;
import static org.casegate.schema.tables.pack.Tables.WRAP;

import java.nio.file.Path;
import java.time.Duration;
import org.casegate.policy.Partnership;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an open pack tells its sender (`formats.md` 6).
class StatusTest {
    private static final String STATUS = "STATUS.txt";

    private Partnership partnership;
    private SenderPack pack;

    @BeforeEach
    void begin(@TempDir Path home) throws Exception {
        partnership = Partnership.at(home);
        pack = partnership.pack("first");
    }

    @AfterEach
    void end() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    @Test
    @DisplayName("S01: an open pack says that it waits for its manifest, and finds one that an editor has renamed")
    void waitsForTheManifest() throws Exception {
        assertThat(partnership.text(pack, STATUS)).isEqualTo(
                """
                        Waiting for manifest.yaml.

                        Nobody but you can see this pack. It is checked when the last file is here. If it is not finished by 10:00 on 9 May 2026, it is destroyed.
                        """);

        partnership.send(pack, "manifest.yaml.txt", Partnership.manifest());

        assertThat(partnership.text(pack, STATUS))
                .startsWith("Waiting for manifest.yaml; found manifest.yaml.txt, rename it.\n");
        assertThat(partnership.intake().files(partnership.sender(SENDER), pack)).extracting(PackFile::name)
                .containsExactly(STATUS, "manifest-template.yaml", "manifest.yaml.txt");
        assertThat(partnership.intake().file(partnership.sender(SENDER), pack, STATUS).orElseThrow().sizeBytes())
                .isEqualTo(partnership.text(pack, STATUS).getBytes(UTF_8).length);
    }

    @Test
    @DisplayName("S01: a manifest that comes first is answered with what is still awaited, and with what it forgot")
    void saysWhatIsMissing() throws Exception {
        partnership.send(pack, "sumary.txt", "In our opinion the plan holds.");
        partnership.send(pack, "chronology.txt.filepart", "Contact on");

        Answer answer = partnership.send(pack, "manifest.yaml", Partnership.manifest());

        String missing = "Waiting for chronology.txt, summary.txt. Not finished yet: chronology.txt.filepart. "
                + "Not listed in manifest.yaml: sumary.txt; list it there, or remove the file.";
        assertThat(answer).isEqualTo(new Answer.Waiting("manifest.yaml was taken. " + missing));
        assertThat(partnership.text(pack, STATUS)).startsWith(missing.replace(". ", ".\n\n"));
        partnership = partnership.restarted();
        assertThat(partnership.text(pack, STATUS)).startsWith(missing.replace(". ", ".\n\n"));
    }

    @Test
    @DisplayName("S01: who lists a pack while its manifest's key goes meets no fault")
    void outlivesTheManifestsKey() throws Exception {
        partnership.send(pack, "manifest.yaml", Partnership.manifest());
        partnership.pass(Duration.ofDays(7)); // beyond the meeting, so that the manifest is read anew
        partnership.database().query().deleteFrom(WRAP).execute();

        assertThat(partnership.text(pack, STATUS)).startsWith("The manifest cannot be read at the moment.");
        assertThat(partnership.intake().files(partnership.sender(SENDER), pack)).extracting(PackFile::name)
                .contains(STATUS, "manifest.yaml");
    }

    @Test
    @DisplayName("S07: a refused pack says what to send again; an accepted one has a receipt and no status")
    void endsWithTheDecision() throws Exception {
        partnership.send(pack, "chronology.txt", "Contact on 3 March.");
        partnership.send(pack, "summary.txt", "In our opinion the plan holds.");
        partnership.send(pack, "manifest.yaml",
                Partnership.manifest().replace("summary.txt, nature: MIXED,", "summary.txt,"));
        assertThat(partnership.text(pack, STATUS)).startsWith("This pack was refused; RECEIPT.txt says why. Send "
                + "manifest.yaml again, and the files that must change.");

        assertThat(partnership.send(pack, "manifest.yaml", Partnership.manifest())).isInstanceOf(Answer.Accepted.class);

        assertThat(partnership.intake().files(partnership.sender(SENDER), pack)).extracting(PackFile::name)
                .doesNotContain(STATUS);
        assertThatThrownBy(() -> partnership.text(pack, STATUS)).isInstanceOf(IntakeRefusal.class);
        partnership.pass(Duration.ofHours(1));
        assertThat(partnership.text(pack, "RECEIPT.txt")).startsWith("ACCEPTED");
    }
}
