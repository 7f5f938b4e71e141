// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.document.Complaint;
import org.casegate.policy.manifest.Manifest.Phase;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.CaseRef;
import org.casegate.policy.register.MeetingRef;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What a convener settled, and a manifest that leaves it out.
class SettledTest {
    private static final Instant NOW = Instant.parse("2026-05-06T09:00:00Z");
    private static final CaseRecord.Meeting MAY = meeting("SSCB-MTG-2026-031", "2026-05-12T09:00:00Z");
    private static final CaseRecord.Meeting JUNE = meeting("SSCB-MTG-2026-040", "2026-06-09T09:00:00Z");
    private static final String SETTLED = """
            { "purpose": "RAPID-REVIEW", "purpose_statement": "To review what happened, and to learn from it",
              "regime": "UK_GDPR", "external_ref": "PANEL-7",
              "recipients": [ { "agency": "staffordshire-county-council", "account": "scc-safeguarding-lead",
                                "why_needed": "Chairs the \\"review\\"\\nand its panel", "role_in_case": "Chair",
                                "unit": "IFD", "member_condition": true } ],
              "art6": "e", "art9": "g", "dpa_condition": "SCH1-P2-18", "no_consent_reason": "WOULD_PLACE_AT_RISK",
              "legal_gateway": ["CHILDREN-ACT-1989-AND-2004"], "confidentiality_basis": "Coroner",
              "reason": "Rapid review", "retention_class": "case-pack" }""";
    private static final String SHORT = """
            manifest: 1
            agreement: staffordshire
            case_ref: SSCB-RR-2026-014
            identifiability: IDENTIFIABLE
            as_at: 2026-05-04
            subjects: [{ key: child-1, living: true, relation: SUBJECT_CHILD }]
            categories: [NAME]
            necessity: The last two years and no more
            parts:
              - { file: chronology.txt, nature: FACT }
            """;

    @Test
    @DisplayName("S01: a manifest that leaves out what is settled is read as if it had said so")
    void fillsIn() {
        Manifest manifest = parse(SHORT, settled(MAY).at(NOW));

        assertThat(manifest.purpose()).contains("RAPID-REVIEW");
        assertThat(manifest.timing()).isEqualTo(new Manifest.Timing(Optional.of(Phase.PRE_MEETING),
                Optional.of(MAY.ref()), Optional.of(MAY.at()), Optional.empty()));
        assertThat(manifest.recipients()).isEqualTo(settled(MAY).recipients());
        assertThat(manifest.basis()).isEqualTo(settled(MAY).basis());
        assertThat(manifest.references().external()).contains("PANEL-7");
        assertThat(manifest.statements().reason()).contains("Rapid review");
        assertThat(manifest.statements().necessity()).contains("The last two years and no more");
        assertThat(manifest.parts().getFirst().retentionClass()).map(Object::toString).contains("case-pack");
        assertThat(settled(MAY).differences(manifest)).isEmpty();
    }

    @Test
    @DisplayName("what the sender says otherwise stays as he said it, and is found")
    void keepsWhatTheSenderSays() {
        Manifest manifest = parse(SHORT + """
                art6: c
                recipients:
                  - { agency: staffordshire-county-council, account: scc-safeguarding-lead, why_needed: Asked for it }
                """, settled(MAY).at(NOW));

        assertThat(manifest.basis().article6()).contains(Basis.Article6.C);
        assertThat(manifest.recipients().getFirst().roleInCase()).contains("Chair");
        assertThat(settled(MAY).differences(manifest)).containsExactly(new Difference("art6", "e", false),
                new Difference("why_needed of scc-safeguarding-lead", "Chairs the \"review\"\nand its panel", true));
    }

    @Test
    @DisplayName("OB-101: a meeting is meant only where there is just one to come; its time follows from its reference")
    void guessesNoMeeting() {
        assertThat(parse(SHORT, settled(MAY, JUNE).at(NOW)).timing().phase()).isEmpty();
        assertThat(parse(SHORT, settled(MAY, JUNE).at(Instant.parse("2026-05-12T09:00:00Z"))).timing().meeting())
                .contains(JUNE.ref());
        assertThat(parse(SHORT, settled(MAY).at(MAY.at())).timing().phase()).isEmpty();
        assertThat(parse(SHORT + "phase: PRE_MEETING\nmeeting_ref: SSCB-MTG-2026-040\n",
                settled(MAY, JUNE).at(NOW)).timing().meetingAt()).contains(JUNE.at());
        assertThat(parse(SHORT + "phase: POST_MEETING\naction_ref: A-3\n", settled(MAY).at(NOW)).timing())
                .isEqualTo(new Manifest.Timing(Optional.of(Phase.POST_MEETING), Optional.empty(), Optional.empty(),
                        Optional.of("A-3")));
        assertThat(settled(MAY, JUNE).next(NOW).next()).contains(MAY);
    }

    @Test
    @DisplayName("what is settled comes back from its text as it was, and what was applied to a manifest gives that manifest again")
    void comesBackFromItsText() {
        Settled settled = settled(MAY);
        Manifest manifest = parse(SHORT, settled.at(NOW));

        assertThat(SettledText.parse(SettledText.json(settled.withoutCase()))).isEqualTo(settled.withoutCase());
        Settled kept = SettledText.parse(SettledText.json(settled.appliedTo(manifest)));
        assertThat(parse(SHORT, kept)).isEqualTo(manifest);
    }

    @Test
    @DisplayName("where nothing is settled, recipients and regime are asked for as ever")
    void asksForWhatIsNotSettled() {
        assertThat(ManifestParserTest.PARSER.parse(SHORT.getBytes(UTF_8)).complaints()).extracting(Complaint::key)
                .containsExactlyInAnyOrder("regime", "recipients");
    }

    private static Manifest parse(String text, Settled settled) {
        return ManifestParserTest.PARSER.parse(text.getBytes(UTF_8), settled).orThrow();
    }

    private static Settled settled(CaseRecord.Meeting... meetings) {
        return SettledText.parse(SETTLED).in(new CaseRecord(new AgreementId("staffordshire"),
                new CaseRef("SSCB-RR-2026-014"), "RAPID-REVIEW", Set.of(), Set.of(), List.of(meetings)), Set.of());
    }

    private static CaseRecord.Meeting meeting(String ref, String at) {
        return new CaseRecord.Meeting(new MeetingRef(ref), Instant.parse(at));
    }
}
