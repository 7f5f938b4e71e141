// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.casegate.crypto.seal.Sha256;
import java.util.Set;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.check.CaseFacts;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.PackFacts;
import org.casegate.policy.check.PartFacts;
import org.casegate.policy.document.Complaint;
import org.casegate.policy.inspect.PartFindings;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.CaseRef;
import org.casegate.policy.register.MeetingRef;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Registers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The text that stands ready in every pack directory.
class ManifestTemplateTest {

    private static final Agreement STAFFORDSHIRE = Agreements.bundled().find(new AgreementId("staffordshire"))
            .orElseThrow();
    private static final Register REGISTER = Registers.allSigned()
            .edited("      - { class: meeting-pack, trigger: MEETING, period: P1M, action: DESTROY }\n", "")
            .edited("      - { class: filed-pack, trigger: FILED, period: P30D, action: DESTROY }\n", "")
            .edited("      - { class: kept-pack, trigger: RECEIVED, period: INDEFINITE, action: REVIEW, review_every: P12M, reason: Rarely }\n",
                    "")
            .register();

    private static final CaseRecord RECORD = new CaseRecord(new AgreementId("staffordshire"),
            new CaseRef("SSCB-RR-2026-014"), "RAPID-REVIEW", Set.of(), Set.of(),
            List.of(new CaseRecord.Meeting(new MeetingRef("SSCB-MTG-2026-031"),
                    Instant.parse("2026-05-12T09:00:00Z"))));

    @Test
    @DisplayName("with the answers that only the sender knows filled in, the template is accepted")
    void isAcceptedWithItsBlanksFilledIn() {
        String filled = fill(settled().text());
        Manifest manifest = ManifestParserTest.PARSER.parse(filled.getBytes(UTF_8)).orThrow();
        PackFacts facts = PackFacts
                .of(manifest, new AccountId("uhnm-named-nurse"), Instant.parse("2026-05-06T09:00:00Z"))
                .inCase(new CaseFacts.AsDeclared()).parts(List.of(new PartFacts(new PartName("chronology.csv"), 10,
                        Sha256.parse("ab".repeat(32)), PartFindings.NOTHING)));

        assertThat(STAFFORDSHIRE.judge(facts, REGISTER)).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    @DisplayName("a convened case leaves few kinds of answer to the sender")
    void leavesFewAnswersToTheSender() {
        assertThat(settled().text().lines().filter(line -> !line.startsWith("#") && line.contains("# <-"))
                .map(line -> line.strip().split("[: ]", 2)[0]).distinct()).containsExactly("as_at", "why_needed",
                        "subjects", "categories", "necessity", "art6", "no_consent_reason", "legal_gateway", "nature");
    }

    @Test
    void saysWhatIsAcceptedWhereNothingIsSettled() {
        ManifestTemplate open = new ManifestTemplate(new AgreementId("staffordshire"), new CaseRef("SSCB-RR-2026-014"),
                new AgencyId("staffordshire-police"), Settled.NOTHING, List.of(), STAFFORDSHIRE.choices(REGISTER),
                List.of());

        assertThat(open.text()).contains("purpose:", "one of MALTREATMENT, IMPAIRMENT", "one of c, e",
                "art9: g", "dpa_condition: SCH1-P2-18", "PRE_MEETING, POST_MEETING or NO_MEETING",
                "retention_class: case-pack", "CHILDREN-ACT-1989-AND-2004");
    }

    @Test
    @DisplayName("an untouched template is a list of complaints about its blanks, not a fault of the parser")
    void asksForItsBlanks() {
        assertThat(ManifestParserTest.PARSER.parse(settledWithoutParts().text().getBytes(UTF_8)).complaints())
                .extracting(Complaint::key).containsExactly("parts[1].file");
    }

    @Test
    void quotesNamesThatYamlWouldMisread() {
        ManifestTemplate template = new ManifestTemplate(new AgreementId("staffordshire"),
                new CaseRef("SSCB-RR-2026-014"), new AgencyId("staffordshire-police"), Settled.NOTHING, List.of(),
                STAFFORDSHIRE.choices(REGISTER),
                List.of(new PartName("- # odd, {name} & 'quotes'.txt"), new PartName("2026-05-01.txt")));

        assertThat(ManifestParserTest.PARSER.parse(template.text().replaceFirst("  - agency:.*", "  - agency: cafcass")
                .getBytes(UTF_8)).orThrow().parts()).extracting(part -> part.file().value())
                .containsExactly("- # odd, {name} & 'quotes'.txt", "2026-05-01.txt");
    }

    private static ManifestTemplate settled() {
        return template(List.of(new PartName("chronology.csv")));
    }

    private static ManifestTemplate settledWithoutParts() {
        return template(List.of());
    }

    private static ManifestTemplate template(List<PartName> parts) {
        return new ManifestTemplate(RECORD.agreement(), RECORD.caseRef(),
                new AgencyId("university-hospitals-of-north-midlands-nhs-trust"),
                Settled.of(RECORD).next(Instant.parse("2026-05-06T09:00:00Z")),
                List.of(new Manifest.Addressee(new AgencyId("staffordshire-county-council"),
                        Optional.of(new AccountId("scc-safeguarding-lead")), Optional.empty(), Optional.empty(),
                        Optional.empty(), false)),
                STAFFORDSHIRE.choices(REGISTER), parts);
    }

    private static String fill(String template) {
        return template.replaceFirst("as_at:", "as_at: 2026-05-04")
                .replace("why_needed:", "why_needed: Chairs the review")
                .replaceFirst("categories: \\[]", "categories: [NAME, HEALTH]")
                .replaceFirst("necessity:", "necessity: Two years of health history and no more")
                .replaceFirst("art6:", "art6: e").replaceFirst("no_consent_reason:", "no_consent_reason: NOT_POSSIBLE")
                .replaceFirst("legal_gateway: \\[]", "legal_gateway: [CHILDREN-ACT-1989-AND-2004]")
                .replaceFirst("nature:", "nature: FACT");
    }
}
