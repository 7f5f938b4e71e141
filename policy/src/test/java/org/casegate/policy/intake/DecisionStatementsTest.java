// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.casegate.policy.OverheardDatabase;
import org.casegate.policy.Partnership;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A decision asks the same of the database however many parts it is about.
class DecisionStatementsTest {
    private static final String NURSE = "uhnm-named-nurse";
    private static final Reason REASON = new Reason("Sent in error");
    private static final int FEW = 5;
    private static final int MANY = 50;
    /// From the opening of the manifest, which comes last, to the answer to its closing, the statements of that arrival among them.
    private static final int AT_MOST = 40;

    @TempDir
    Path home;
    private Database database;
    private OverheardDatabase overheard;
    private Database through;
    private Partnership partnership;

    @BeforeEach
    void open() throws Exception {
        database = TestDatabase.fresh();
        overheard = new OverheardDatabase(database.address());
        through = Database.open(overheard.address(), 8);
        partnership = Partnership.over(home, through);
        partnership.edit(Partnership::appointed);
    }

    /// Every test ends by verifying the ledger.
    @AfterEach
    void verify() throws Exception {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
        through.close();
        overheard.close();
        database.close();
    }

    @Test
    @DisplayName("S01: a pack of fifty parts for three recipients is accepted by the same statements as one of five")
    void acceptance() throws Exception {
        accepted("warm-up", FEW);
        List<String> few = accepted("few", FEW);

        assertThat(accepted("many", MANY)).isEqualTo(few).hasSizeLessThanOrEqualTo(AT_MOST);
    }

    @Test
    @DisplayName("OB-084 OB-058: a pack is held, let go and withdrawn by the same statements whether fifty parts are each asked about or five")
    void holdAndRelease() throws Exception {
        accepted("warm-up", FEW);
        assertThat(passedOn("many", MANY)).isEqualTo(passedOn("few", FEW));
    }

    @Test
    @DisplayName("OB-084: a pack that is not let go ends by the same statements, of fifty parts or five")
    void declined() throws Exception {
        assertThat(declined("many", MANY)).isEqualTo(declined("few", FEW));
    }

    @Test
    @DisplayName("S02: a pack that is refused for good is destroyed by the same statements, of fifty parts or five")
    void destroyed() throws Exception {
        destroyed("warm-up", FEW);
        List<String> few = destroyed("few", FEW);

        assertThat(destroyed("many", MANY)).isEqualTo(few);
    }

    private List<String> accepted(String name, int parts) throws Exception {
        SenderPack pack = sent(NURSE, name, parts, name);
        overheard.take();
        assertThat(partnership.send(NURSE, pack, "manifest.yaml", threeRecipients(parts).getBytes(UTF_8)))
                .isInstanceOf(Answer.Accepted.class);
        return ofPacks();
    }

    /// What the police pass on of the hospital's: each part is a question to the hospital.
    private List<String> passedOn(String name, int parts) throws Exception {
        accepted("of-the-hospital-" + name, parts);
        SenderPack pack = sent(Partnership.SENDER, "passed-on-" + name, parts, "of-the-hospital-" + name);
        overheard.take();
        assertThat(partnership.send(pack, "manifest.yaml", withParts(Partnership.manifest(), parts)))
                .isInstanceOf(Answer.Held.class);
        assertThat(partnership.intake().holds().list().getFirst().asked()).hasSize(parts);
        assertThat(partnership.intake().holds().release(partnership.actor("uhnm-spoc"), transfer(pack), REASON)
                .became()).isEqualTo(HoldAnswer.Became.ACCEPTED);
        partnership.intake().withdrawals().withdraw(partnership.actor("sp-second-officer"), transfer(pack), REASON);
        return ofPacks();
    }

    private List<String> declined(String name, int parts) throws Exception {
        SenderPack pack = sent(Partnership.SENDER, name, parts,
                "999 000 0018, 999 000 0026, 999 000 0034, 999 000 0042, 999 000 0050");
        overheard.take();
        assertThat(partnership.send(pack, "manifest.yaml", withParts(Partnership.manifest(), parts)))
                .isInstanceOf(Answer.Held.class);
        partnership.intake().holds().refuse(partnership.actor("sp-spoc"), transfer(pack), REASON);
        return ofPacks();
    }

    private List<String> destroyed(String name, int parts) throws Exception {
        SenderPack pack = sent(Partnership.SENDER, name, parts, name);
        overheard.take();
        assertThat(partnership.send(pack, "manifest.yaml", withParts(Partnership.manifest(), parts)
                .replace("agency: staffordshire-county-council", "agency: british-transport-police")))
                .isInstanceOf(Answer.Refused.class);
        assertThat(PackRows.parts(partnership.database().query(), pack.id())).isEmpty();
        return ofPacks();
    }

    private SenderPack sent(String sender, String name, int parts, String content) throws Exception {
        SenderPack pack = partnership.pack(sender, Partnership.CASE, name);
        for (int part = 1; part <= parts; part++) {
            partnership.send(sender, pack, "contact-" + part + ".txt", (content + " " + part).getBytes(UTF_8));
        }
        return pack;
    }

    /// What was asked of packs and words; not what runs by itself each second.
    private List<String> ofPacks() {
        return overheard.take().stream()
                .filter(statement -> statement.contains("\"pack\".") || statement.contains("\"opening\"")
                        || statement.contains("\"subject_key\""))
                .toList();
    }

    private String transfer(SenderPack pack) {
        return PackRows.pack(database.query(), pack.id()).orElseThrow().transfer().orElseThrow();
    }

    private static String threeRecipients(int parts) {
        return withParts(Partnership.manifest()
                .replace("originator_agency: staffordshire-police",
                        "originator_agency: university-hospitals-of-north-midlands-nhs-trust")
                .replace("identifiability:",
                        """
                                  - { agency: staffordshire-county-council, account: scc-review-manager, why_needed: Keeps the review }
                                  - { agency: staffordshire-police, account: sp-review-officer, why_needed: Investigates }
                                identifiability:"""),
                parts);
    }

    private static String withParts(String manifest, int parts) {
        return manifest.substring(0, manifest.indexOf("parts:\n")) + "parts:\n"
                + IntStream.rangeClosed(1, parts)
                        .mapToObj("  - { file: contact-%d.txt, nature: FACT, retention_class: case-pack }\n"::formatted)
                        .collect(Collectors.joining());
    }
}
