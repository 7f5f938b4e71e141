// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.Partnership.RECIPIENT;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.casegate.policy.Partnership;
import org.casegate.policy.intake.Answer;
import org.casegate.policy.intake.SenderPack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One account is refused over and over for the same reason: the first twenty times within ten minutes are entries of their
/// own, the rest is one.
class FloodTest {
    private static final int APART = 20;
    private static final String COLLEAGUE = "scc-review-manager";

    @TempDir
    Path home;
    private Partnership partnership;

    @BeforeEach
    void open() {
        partnership = Partnership.at(home);
    }

    /// Every test ends by verifying the ledger.
    @AfterEach
    void verify() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    @Test
    @DisplayName("OB-039 a flood of refused downloads is counted in one entry, which says how many and until when")
    void countsAFloodOfRefusedDownloads() throws Exception {
        SenderPack pack = accepted();
        refuse(pack, COLLEAGUE, APART + 3);
        refuse(pack, RECIPIENT, 1);
        partnership.pass(Duration.ofMinutes(9));
        refuse(pack, COLLEAGUE, 2);
        partnership.intake().tidy();
        assertThat(refusals("NOT-THE-RECIPIENT")).as("the window is open").isEqualTo(APART);
        assertThat(refusals("REMINDER")).as("others are not part of it").isEqualTo(1);

        partnership.pass(Duration.ofMinutes(1));
        partnership.intake().tidy();
        partnership.intake().tidy();

        assertThat(refusals("NOT-THE-RECIPIENT")).isEqualTo(APART + 1);
        assertThat(last()).contains("\"kind\":\"DOWNLOAD_REFUSED\"", "\"actor\":\"" + COLLEAGUE + "\"",
                "\"refusals\":5", "\"since\":\"2026-05-06T09:00:00", "\"until\":\"2026-05-06T09:09:00",
                "\"clauses\":[\"ST 5.1\"]");
        refuse(pack, COLLEAGUE, 1);
        assertThat(refusals("NOT-THE-RECIPIENT")).as("a new window").isEqualTo(APART + 2);
    }

    @Test
    @DisplayName("OB-039 what was counted is not lost when the process is killed")
    void losesNothingByACrash() throws Exception {
        SenderPack pack = accepted();
        refuse(pack, COLLEAGUE, APART + 4);

        partnership = partnership.restarted();
        assertThat(refusals("NOT-THE-RECIPIENT")).isEqualTo(APART);
        partnership.pass(Duration.ofMinutes(10));
        partnership = partnership.restarted();

        assertThat(refusals("NOT-THE-RECIPIENT")).isEqualTo(APART + 1);
        assertThat(last()).contains("\"refusals\":4");
    }

    @Test
    @DisplayName("S07 a flood of refused manifests is counted in one, and the right one is accepted at once all the same")
    void countsAFloodOfRefusedPacks() throws Exception {
        SenderPack pack = partnership.pack("flood");
        partnership.send(pack, "chronology.txt", "Contact on 3 March.");
        partnership.send(pack, "summary.txt", "In our opinion the plan holds.");
        for (int i = 0; i < APART + 2; i++) {
            Answer answer = partnership.send(pack, "manifest.yaml",
                    Partnership.manifest().replace("as_at: 2026-05-04", "as_at:") + "# " + i + "\n");
            boolean counted = i >= APART;
            assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class, refused -> assertThat(
                    refused.sentence().contains("only counted in the ledger")).isEqualTo(counted));
        }

        Answer answer = partnership.send(pack, "manifest.yaml", Partnership.manifest());

        assertThat(answer).isInstanceOf(Answer.Accepted.class);
        assertThat(refusals("AS-AT-MISSING")).isEqualTo(APART);
        partnership.pass(Duration.ofMinutes(10));
        partnership.intake().tidy();
        assertThat(last()).contains("\"kind\":\"REFUSED\"", "\"refusals\":2", "\"agency\":\"staffordshire-police\"");
        partnership.release().acknowledge(partnership.person(RECIPIENT), pack.id());
        assertThat(partnership.download(RECIPIENT, pack, 1)).isNotEmpty();
    }

    @Test
    @DisplayName("S02 in a flood too what a stranger sent goes at once")
    void destroysWhatIsOnlyCounted() throws Exception {
        SenderPack pack = partnership.pack("strangers");
        for (int i = 0; i < APART + 2; i++) {
            partnership.send(pack, "manifest.yaml", Partnership.manifest()
                    .replace("agency: staffordshire-county-council", "agency: british-transport-police")
                    .replace("account: scc-safeguarding-lead", "account: btp-officer") + "# " + i + "\n");
        }

        assertThat(refusals("RECIPIENT-NOT-NAMED")).isEqualTo(APART);
        assertThat(partnership.objects()).isZero();
    }

    private SenderPack accepted() throws Exception {
        SenderPack pack = partnership.pack("accepted");
        partnership.sendAccepted(pack);
        return pack;
    }

    private void refuse(SenderPack pack, String account, int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> partnership.download(account, pack, 1)).isInstanceOf(ReleaseRefused.class);
        }
    }

    private int refusals(String code) {
        return Collections.frequency(
                partnership.entries().stream().map(entry -> entry.substring(entry.indexOf(' ') + 1)).toList(), code);
    }

    private String last() {
        List<String> entries = partnership.database().query().select(ENTRY.BODY).from(ENTRY).orderBy(ENTRY.INDEX)
                .fetch(row -> new String(row.value1(), UTF_8));
        return entries.getLast();
    }
}
