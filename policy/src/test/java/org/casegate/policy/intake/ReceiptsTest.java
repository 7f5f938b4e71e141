// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.Partnership.CASE;
import static org.casegate.policy.Partnership.SENDER;
import static org.casegate.policy.Partnership.STAFFORDSHIRE;
import static org.casegate.schema.tables.pack.Tables.CASE_PACK;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.casegate.crypto.tlog.BadNote;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.TlogProof;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.policy.Partnership;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptsTest {
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
    @DisplayName("S07 a refused pack's parts go by their place in the manifest, what it does not list after them")
    void numbersPartsByTheManifest() throws Exception {
        SenderPack pack = undeclared();

        assertThat(partnership.text(pack, "RECEIPT.txt")).containsSubsequence(
                "Part 1 of 2   chronology.txt   8 bytes", "Part 2 of 2   summary.txt   15 bytes",
                "File 3, not in the manifest   notes.txt   5 bytes");
        assertThat(partnership.text(pack, "receipt.json")).containsSubsequence(
                "\"name\":\"chronology.txt\",\"number\":1", "\"name\":\"summary.txt\",\"number\":2",
                "\"name\":\"notes.txt\",\"number\":3");
    }

    @Test
    @DisplayName("S07 a receipt shows the files that were judged, not those that have come since")
    void showsWhatWasJudged() throws Exception {
        SenderPack pack = undeclared();
        String before = partnership.text(pack, "RECEIPT.txt");

        partnership.intake().remove(partnership.sender(SENDER), pack, "summary.txt");
        partnership.intake().remove(partnership.sender(SENDER), pack, "notes.txt");
        partnership.send(pack, "other.txt", "Something else.");
        assertThat(partnership.text(pack, "RECEIPT.txt")).isEqualTo(before);
        partnership.intake().remove(partnership.sender(SENDER), pack, "other.txt");
        Answer answer = partnership.send(pack, "summary.txt", "In our opinion the plan holds.");

        assertThat(answer).isInstanceOf(Answer.Accepted.class);
        assertThat(partnership.text(pack, "RECEIPT.txt")).startsWith("ACCEPTED")
                .contains("Part 2 of 2   summary.txt   30 bytes").doesNotContain("notes.txt");
    }

    @Test
    @DisplayName("S01 OB-030 the receipt's entry and proof are evidence in the sender's own hands")
    void provesItsEntryWithoutTheGateway() throws Exception {
        SenderPack pack = partnership.pack("chronology");
        partnership.sendAccepted(pack);
        VerifierKey key = partnership.publish();

        byte[] entry = partnership.text(pack, "receipt.entry").getBytes(UTF_8);
        TlogProof proof = TlogProof.parse(partnership.text(pack, "receipt.tlog-proof"));

        assertThat(proof.verify(Hash.leaf(entry), key).size()).isGreaterThan(proof.index());
        assertThat(partnership.text(pack, "receipt.json")).contains("\"ledger_index\":" + proof.index() + ",");
        byte[] altered = partnership.text(pack, "receipt.entry").replace("ACCEPTED", "REFUSED!")
                .getBytes(UTF_8);
        assertThatThrownBy(() -> proof.verify(Hash.leaf(altered), key)).isInstanceOf(BadNote.class);
        assertThat(proof.toString()).doesNotContain("chronology", CASE.value());
    }

    @Test
    @DisplayName("OB-140 after destruction the directory is there by its transfer's id, with a receipt that names nothing")
    void keepsTheReceiptOfADestroyedPack() throws Exception {
        SenderPack pack = partnership.pack("chronology-of-a-child");
        partnership.sendAccepted(pack);
        String transfer = transfer();
        String entry = partnership.text(pack, "receipt.entry");
        partnership.at(Instant.parse("2026-08-05T09:00:00Z"));
        partnership.destruction().run();

        assertThat(partnership.packs().packs(partnership.sender(SENDER), STAFFORDSHIRE, CASE).next())
                .extracting(SenderPack::name).containsExactly(transfer);
        SenderPack left = partnership.packs().find(partnership.sender(SENDER), STAFFORDSHIRE, CASE, transfer)
                .orElseThrow();
        partnership.publish();
        assertThat(partnership.intake().files(partnership.sender(SENDER), left)).extracting(PackFile::name)
                .containsExactly("RECEIPT.txt", "receipt.entry", "receipt.json", "receipt.tlog-proof");
        assertThat(partnership.text(left, "RECEIPT.txt"))
                .contains("This upload was accepted under version 1.1", "Part 1 of 2   19 bytes",
                        "Part 2 of 2   30 bytes", transfer)
                .doesNotContain("chronology", "summary", "SHA-256", CASE.value());
        assertThat(partnership.text(left, "receipt.json")).contains("\"outcome\": \"ACCEPTED\"",
                "\"agreement_version\": \"1.1\"", "{\"number\":1,\"size\":19}").doesNotContain("chronology", "summary");
        assertThat(partnership.text(left, "receipt.entry")).isEqualTo(entry);
        assertThatThrownBy(() -> partnership.send(left, "chronology.txt", "Contact on 3 March."))
                .isInstanceOf(IntakeRefusal.class).hasMessageContaining("already ACCEPTED");
        assertThatThrownBy(() -> partnership.pack(transfer)).isInstanceOf(IntakeRefusal.class);
    }

    @Test
    @DisplayName("S07 a refused pack that nobody mended keeps its receipt too, with its parts by number")
    void keepsTheReceiptOfAnExpiredPack() throws Exception {
        SenderPack pack = partnership.pack("expires");
        partnership.send(pack, "chronology.txt", "Contact.");
        partnership.send(pack, "summary.txt", "In our opinion.");
        partnership.send(pack, "manifest.yaml", Partnership.manifest().replace("summary.txt, nature: MIXED,",
                "summary.txt,"));
        assertThat(partnership.text(pack, "RECEIPT.txt")).contains("summary.txt does not say whether");

        partnership.pass(Duration.ofHours(73));
        partnership.intake().tidy();

        List<SenderPack> left = partnership.packs().packs(partnership.sender(SENDER), STAFFORDSHIRE, CASE).next();
        assertThat(left).extracting(SenderPack::name).containsExactly(transfer());
        assertThat(partnership.text(left.getFirst(), "RECEIPT.txt")).startsWith("REFUSED")
                .contains("part 2 of 2 does not say whether", "Part 1 of 2   8 bytes").doesNotContain("summary");
    }

    @Test
    @DisplayName("no words of a receipt, neutral or not, stand in the database in clear")
    void keepsTheNeutralVerdictSealed() throws Exception {
        undeclared();

        assertThat(partnership.openings().readAll(neutral()).get("sentences"))
                .contains("a file beside the listed parts")
                .doesNotContain("notes.txt");
    }

    private SenderPack undeclared() throws Exception {
        SenderPack pack = partnership.pack("undeclared");
        partnership.send(pack, "summary.txt", "In our opinion.");
        partnership.send(pack, "notes.txt", "Notes");
        partnership.send(pack, "chronology.txt", "Contact.");
        Answer answer = partnership.send(SENDER, pack, "manifest.yaml", Partnership.manifest().getBytes(UTF_8));
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return pack;
    }

    private UUID neutral() {
        return PackRows.lastDecision(partnership.database().query(),
                new PackId(partnership.database().query().select(CASE_PACK.ID).from(CASE_PACK).fetchSingle().value1()))
                .orElseThrow().neutral().orElseThrow();
    }

    private String transfer() {
        return partnership.database().query().select(CASE_PACK.TRANSFER).from(CASE_PACK).fetchSingle().value1();
    }
}
