// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.Partnership.CASE;
import static org.casegate.policy.Partnership.RECIPIENT;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.pack.Tables.NOTICE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.casegate.policy.Partnership;
import org.casegate.policy.intake.HoldAnswer.Became;
import org.casegate.policy.register.CaseRef;
import org.casegate.policy.release.ReleaseRefused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pack that corrects another takes its place (OB-089).
class CorrectionTest {
    @TempDir
    Path home;
    private Partnership partnership;
    private SenderPack old;

    @BeforeEach
    void send() throws Exception {
        partnership = Partnership.at(home);
        partnership.edit(Partnership::appointed);
        old = partnership.pack("first");
        partnership.sendAccepted(old);
        partnership.release().acknowledge(partnership.person(RECIPIENT), old.id());
    }

    /// Every test ends by verifying the ledger.
    @AfterEach
    void verify() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    @Test
    @DisplayName("OB-089 D-05: the accepted correction replaces the old pack in one transaction; CORRECTED is linked to the original")
    void replacesTheOldPack() throws Exception {
        partnership.download(RECIPIENT, old, 1);
        partnership.pass(Duration.ofHours(1));
        SenderPack correction = partnership.pack("second");

        assertThat(correct(correction, transfer(old))).isInstanceOf(Answer.Accepted.class);

        assertThat(partnership.entries()).containsExactly("ACCEPTED", "ACKNOWLEDGED", "DOWNLOADED", "ACCEPTED",
                "CORRECTED");
        String corrected = partnership.database().query().select(ENTRY.BODY).from(ENTRY)
                .where(ENTRY.KIND.eq("CORRECTED"), ENTRY.SUBJECT.eq(old.id().value()))
                .fetchSingle(row -> new String(row.value1(), UTF_8));
        assertThat(corrected).contains("\"clauses\":[\"ST 2.2 b5\"]", "\"transfer\":\"" + transfer(old) + "\"",
                "\"corrected_by\":\"" + transfer(correction) + "\"", "\"correction\":\"" + correction.id() + "\"");
        assertThat(partnership.database().query().select(NOTICE.ACCOUNT).from(NOTICE)
                .where(NOTICE.KIND.eq("PACK_REPLACED"), NOTICE.PACK_ID.eq(old.id().value())).fetch(NOTICE.ACCOUNT))
                .contains(RECIPIENT);
        assertThatThrownBy(() -> partnership.download(RECIPIENT, old, 1)).isInstanceOf(ReleaseRefused.class)
                .hasMessage("You cannot open this pack because it was replaced on 6 May 2026.");
        partnership.release().acknowledge(partnership.person(RECIPIENT), correction.id());
        assertThat(partnership.download(RECIPIENT, correction, 1)).isEqualTo("Contact on 4 March.".getBytes(UTF_8));
        assertThat(partnership.objects()).isEqualTo(2);
        assertThat(partnership.text(old, "RECEIPT.txt")).startsWith("REPLACED  11:00 on 6 May 2026").contains(
                "replaced at 11:00 on 6 May 2026 by " + transfer(correction),
                "scc-safeguarding-lead of Staffordshire County Council had opened part 1");
    }

    @Test
    @DisplayName("OB-089: only a transfer of the sender's own agency, in this case, accepted and not replaced; else the same words")
    void correctsNothingElse() throws Exception {
        SenderPack hospitals = partnership.pack("uhnm-named-nurse", CASE, "theirs");
        partnership.send("uhnm-named-nurse", hospitals, "summary.txt", "Theirs.".getBytes(UTF_8));
        partnership.send("uhnm-named-nurse", hospitals, "manifest.yaml", HoldsTest.toThePolice().getBytes(UTF_8));
        SenderPack otherCase = partnership.pack(Partnership.SENDER, new CaseRef("SSCB-CSPR-2026-003"), "other");
        partnership.send(otherCase, "chronology.txt", "Contact.");
        partnership.send(otherCase, "summary.txt", "In our opinion.");
        partnership.send(otherCase, "manifest.yaml", Partnership.manifest().replace(CASE.value(), "SSCB-CSPR-2026-003")
                .replace("purpose: RAPID-REVIEW", "purpose: CSPR"));
        SenderPack held = partnership.pack("held");
        partnership.send(held, "chronology.txt", "999 000 0018 and 999 000 0026");
        partnership.send(held, "summary.txt", "In our opinion.");
        partnership.send(held, "manifest.yaml", Partnership.manifest());
        SenderPack correction = partnership.pack("second");

        for (String transfer : List.of(transfer(hospitals), transfer(otherCase), transfer(held),
                "ST-2026-999999", "Jane Example")) {
            assertThat(correct(correction, transfer)).as(transfer).isInstanceOfSatisfying(Answer.Refused.class,
                    refused -> assertThat(refused.sentence()).startsWith(
                            "This upload was refused because this gateway knows no transfer " + transfer
                                    + " of your agency in this case that was accepted and has not been replaced since; correct corrects in the manifest."));
        }
        assertThat(partnership.download(RECIPIENT, old, 1)).isNotEmpty();
        assertThat(correct(correction, transfer(old))).isInstanceOf(Answer.Accepted.class);
        assertThat(correct(partnership.pack("third"), transfer(old))).isInstanceOf(Answer.Refused.class);
        assertThat(correct(partnership.pack("fourth"), transfer(correction))).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    @DisplayName("OB-089: a pack that was withdrawn first can be corrected; it stays withdrawn, and the entry links both")
    void correctsWhatWasWithdrawn() throws Exception {
        partnership.send(old, "withdraw.yaml", "reason: Wrong date\n");

        assertThat(correct(partnership.pack("second"), transfer(old))).isInstanceOf(Answer.Accepted.class);

        assertThat(partnership.entries()).endsWith("WITHDRAWN", "ACCEPTED", "CORRECTED");
        assertThatThrownBy(() -> partnership.download(RECIPIENT, old, 1)).isInstanceOf(ReleaseRefused.class)
                .hasMessageContaining("withdrawn on 6 May 2026");
    }

    @Test
    @DisplayName("OB-089: a correction on hold replaces nothing until it is released")
    void replacesWhenItIsReleased() throws Exception {
        SenderPack correction = partnership.pack("second");
        partnership.send(correction, "chronology.txt", "999 000 0018 and 999 000 0026");
        partnership.send(correction, "summary.txt", "In our opinion.");
        assertThat(partnership.send(correction, "manifest.yaml", correcting(transfer(old))))
                .isInstanceOf(Answer.Held.class);
        assertThat(partnership.download(RECIPIENT, old, 1)).isNotEmpty();

        assertThat(partnership.intake().holds().release(partnership.actor("sp-spoc"), transfer(correction),
                new Reason("Twins")).became()).isEqualTo(Became.ACCEPTED);

        assertThat(partnership.entries()).endsWith("RELEASED TOO-MANY-SUBJECTS", "ACCEPTED", "CORRECTED");
        assertThatThrownBy(() -> partnership.download(RECIPIENT, old, 1)).isInstanceOf(ReleaseRefused.class)
                .hasMessageContaining("replaced on");
    }

    private Answer correct(SenderPack correction, String transfer) throws Exception {
        partnership.send(correction, "chronology.txt", "Contact on 4 March.");
        partnership.send(correction, "summary.txt", "In our opinion the plan holds.");
        return partnership.send(correction, "manifest.yaml", correcting(transfer));
    }

    private static String correcting(String transfer) {
        return Partnership.manifest().replace("originator_agency:", "corrects: " + transfer + "\noriginator_agency:");
    }

    private String transfer(SenderPack of) {
        return PackRows.pack(partnership.database().query(), of.id()).orElseThrow().transfer().orElseThrow();
    }
}
