// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.meeting.Conveners.CASE;
import static org.casegate.policy.meeting.Conveners.CONVENER;

import java.nio.file.Path;
import java.util.List;
import org.casegate.policy.Partnership;
import org.casegate.policy.intake.Answer;
import org.casegate.policy.intake.IntakeRefusal;
import org.casegate.policy.intake.SenderPack;
import org.casegate.policy.register.CaseRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody who has never sent a pack: he fills in the template that stands ready, gets it wrong, and has nothing but the
/// gateway's messages to mend it by.
class NewSenderTest {
    private static final CaseRef REF = new CaseRef("SSCB-RR-2026-020");

    @TempDir
    Path folder;

    private Partnership partnership;

    @BeforeEach
    void open() throws Exception {
        partnership = Partnership.at(folder);
        Conveners.join(partnership);
        partnership.convening().open(Conveners.as(partnership, CONVENER), Conveners.proposal(CASE));
    }

    @AfterEach
    void close() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    @Test
    @DisplayName("S01: with a meeting opened by its convener at most eight answers are left to the sender; what is settled stands there")
    void leavesAtMostEightAnswers() throws Exception {
        String template = partnership.text(partnership.pack(Partnership.SENDER, REF, "empty"),
                "manifest-template.yaml");

        assertThat(questions(template)).containsExactly("as_at", "subjects", "categories", "necessity",
                "no_consent_reason", "- file", "nature").hasSizeLessThanOrEqualTo(8);
        assertThat(template).contains("purpose: RAPID-REVIEW", "phase: PRE_MEETING",
                "meeting_ref: SSCB-MTG-2026-050", "meeting_at: 2026-05-14T10:00+01:00",
                "why_needed: \"" + Conveners.SECRET_WHY + "\"", "art6: e", "art9: g", "dpa_condition: SCH1-P2-18",
                "legal_gateway: [CHILDREN-ACT-1989-AND-2004]", "retention_class: case-pack");
    }

    @Test
    @DisplayName("S01: a manifest written from the template, wrong in five ways, is mended from the messages alone and accepted")
    void mendsFiveMistakesFromTheMessages() throws Exception {
        SenderPack pack = partnership.pack(Partnership.SENDER, REF, "first-pack");
        partnership.send(pack, "chronology.txt", "Contact on 3 March.");
        String manifest = partnership.text(pack, "manifest-template.yaml")
                .replaceFirst("as_at:", "as_at: 04/05/2026")
                .replaceFirst("categories: \\[]", "catagories: [NAME, HEALTH]")
                .replaceFirst("necessity:", "necessity: Two years of contacts and no more")
                .replaceFirst("nature:", "nature: FACTS")
                .replaceFirst("purpose: RAPID-REVIEW", "purpose: AUDIT");

        String unreadable = complaint(pack, manifest);
        assertThat(unreadable).contains("as_at: '04/05/2026' is not accepted; accepted: a date, YYYY-MM-DD");
        manifest = manifest.replace("04/05/2026", "2026-05-04");
        assertThat(unreadable).contains("catagories: is not a known key; did you mean 'categories'?");
        manifest = manifest.replace("catagories", "categories");
        assertThat(unreadable).contains("nature: 'FACTS'", "FACT, OPINION, MIXED");
        manifest = manifest.replace("FACTS", "FACT");

        String overridden = refusal(pack, manifest);
        assertThat(overridden).contains("open for the purpose RAPID-REVIEW; correct purpose in the manifest");
        manifest = manifest.replace("purpose: AUDIT", "purpose: RAPID-REVIEW");

        assertThat(refusal(pack, manifest)).contains("you did not say why you act without consent");
        manifest = manifest.replaceFirst("no_consent_reason: ", "no_consent_reason: WOULD_PLACE_AT_RISK ");

        assertThat(partnership.send(pack, "manifest.yaml", manifest)).isInstanceOf(Answer.Accepted.class);
    }

    private String complaint(SenderPack pack, String manifest) {
        StringBuilder said = new StringBuilder();
        assertThatThrownBy(() -> partnership.send(pack, "manifest.yaml", manifest)).isInstanceOf(IntakeRefusal.class)
                .satisfies(refused -> said.append(refused.getMessage()));
        return said.toString();
    }

    private String refusal(SenderPack pack, String manifest) throws Exception {
        return switch (partnership.send(pack, "manifest.yaml", manifest)) {
            case Answer.Refused refused -> refused.sentence();
            case Answer other -> throw new AssertionError("not refused: " + other);
        };
    }

    /// The keys of the lines that wait for an answer, each once.
    private static List<String> questions(String template) {
        return template.lines().filter(line -> !line.startsWith("#") && line.contains("# <-"))
                .map(line -> line.strip().replaceFirst(":.*", "")).distinct().toList();
    }
}
