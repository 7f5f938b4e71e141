// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.inspect.NhsNumber;
import org.casegate.policy.inspect.PartFindings;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.ManifestParser;
import org.casegate.policy.manifest.PartName;
import org.casegate.crypto.seal.Sha256;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;

/// Packs for tests: the rapid review of scenario S01, changed by editing its manifest, as a sender would.
public final class Packs {

    /// Valid NHS numbers that belong to nobody: the range 999 is kept for tests.
    private static final List<Long> TEST_NUMBERS = List.of(9_990_000_018L, 9_990_000_026L, 9_990_000_034L,
            9_990_000_042L, 9_990_000_050L, 9_990_000_069L);
    private static final List<AgreementId> KNOWN = Stream.of("staffordshire", "solihull", "wirral", "pan-dorset",
            "coventry", "rutland").map(AgreementId::new).toList();
    private static final Sha256 DIGEST = Sha256.parse("ab".repeat(32));

    private final String manifest;
    private final String sender;
    private final UnaryOperator<PackFacts> change;
    private final UnaryOperator<PartFacts> partChange;

    private Packs(String manifest, String sender, UnaryOperator<PackFacts> change,
            UnaryOperator<PartFacts> partChange) {
        this.manifest = manifest;
        this.sender = sender;
        this.change = change;
        this.partChange = partChange;
    }

    /// S01: University Hospitals of North Midlands to one officer each at the County Council and the Police.
    public static Packs rapidReview() {
        return new Packs(
                """
                        manifest: 1
                        agreement: staffordshire
                        case_ref: SSCB-RR-2026-014
                        purpose: RAPID-REVIEW
                        regime: UK_GDPR
                        phase: PRE_MEETING
                        meeting_ref: SSCB-MTG-2026-031
                        meeting_at: 2026-05-12T10:00:00+01:00
                        originator_agency: university-hospitals-of-north-midlands-nhs-trust
                        originated_on: 2026-05-05
                        as_at: 2026-05-04
                        recipients:
                          - { agency: staffordshire-county-council, account: scc-safeguarding-lead, why_needed: Chairs the rapid review }
                          - { agency: staffordshire-police, account: sp-review-officer, why_needed: Leads the investigation }
                        identifiability: IDENTIFIABLE
                        subjects:
                          - { key: child-1, living: true, relation: SUBJECT_CHILD, adult: false }
                          - { key: sibling-1, living: true, relation: FAMILY, adult: false }
                        categories: [NAME, DATE-OF-BIRTH, HEALTH, ABUSE]
                        equality_data: NONE
                        necessity: The review needs the health chronology of the last two years and no more
                        art6: e
                        art9: g
                        dpa_condition: SCH1-P2-18
                        no_consent_reason: WOULD_PLACE_AT_RISK
                        legal_gateway: [CHILDREN-ACT-1989-AND-2004]
                        reason: Rapid review of a serious incident
                        parts:
                          - { file: chronology.csv, nature: FACT, retention_class: case-pack }
                          - { file: clinical summary.txt, nature: MIXED, retention_class: case-pack }
                        """,
                "uhnm-named-nurse", UnaryOperator.identity(), UnaryOperator.identity());
    }

    /// A complete pack under another agreement, with everything that any of them asks for.
    ///
    /// @param originator the sender's own agency
    /// @param recipients each as `agency/account`
    public static Packs under(String agreement, String purpose, String sender, String originator,
            String... recipients) {
        return new Packs(
                """
                        manifest: 1
                        agreement: %s
                        case_ref: CASE-2026-014
                        purpose: %s
                        purpose_statement: To learn what led to the incident and what would prevent another
                        regime: UK_GDPR
                        phase: PRE_MEETING
                        meeting_ref: MTG-2026-031
                        meeting_at: 2026-05-12T10:00:00+01:00
                        originator_agency: %s
                        originated_on: 2026-05-05
                        as_at: 2026-05-04
                        identifiability: IDENTIFIABLE
                        subjects:
                          - { key: child-1, living: true, relation: SUBJECT_CHILD, adult: false }
                          - { key: sibling-1, living: true, relation: FAMILY, adult: false }
                        categories: [NAME, DATE-OF-BIRTH, HEALTH, ABUSE]
                        equality_data: NONE
                        necessity: The review needs the health chronology of the last two years and no more
                        third_party_impact: The sibling is named only where the two were seen together
                        art6: e
                        art9: g
                        dpa_condition: SCH1-P2-18
                        no_consent_reason: WOULD_PLACE_AT_RISK
                        legal_gateway: [CHILDREN-AND-SOCIAL-WORK-ACT-2017]
                        consent: { state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK }
                        informed: { state: NOT_TOLD, reason: Would place the child at risk }
                        wellbeing: The sibling is in the household; sharing supports the safety plan
                        reason: Review of a serious incident
                        parts:
                          - { file: chronology.csv, nature: FACT, court_material: false, retention_class: case-pack }
                          - { file: clinical summary.txt, nature: MIXED, distinguished_in_text: true, court_material: false, retention_class: case-pack }
                        """
                        .formatted(agreement, purpose, originator),
                sender, UnaryOperator.identity(), UnaryOperator.identity()).addressedTo(recipients);
    }

    /// The same pack with nobody in it that could be recognised, for a purpose that no agreement lists.
    public static Packs anonymised() {
        return rapidReview().edited("identifiability: IDENTIFIABLE", "identifiability: ANONYMISED")
                .edited("purpose: RAPID-REVIEW", "purpose: SERVICE-DEMAND-MODELLING").without("subjects")
                .without("categories").without("art6").without("art9").without("dpa_condition")
                .without("no_consent_reason").without("legal_gateway");
    }

    /// The same with one passage of the manifest replaced wherever it stands.
    ///
    /// @throws IllegalArgumentException if the passage does not occur, for then the test tests nothing
    public Packs edited(String passage, String replacement) {
        if (!manifest.contains(passage)) {
            throw new IllegalArgumentException("no such passage: " + passage);
        }
        return new Packs(manifest.replace(passage, replacement), sender, change, partChange);
    }

    /// The same without a key and what belongs to it.
    public Packs without(String key) {
        String shorter = manifest.replaceFirst("(?m)^" + key + ":.*\\n(  .*\\n)*", "");
        if (shorter.equals(manifest)) {
            throw new IllegalArgumentException("no such key: " + key);
        }
        return new Packs(shorter, sender, change, partChange);
    }

    /// The same to other recipients, each as `agency/account`.
    public Packs to(String... recipients) {
        return without("recipients").addressedTo(recipients);
    }

    private Packs addressedTo(String... recipients) {
        StringBuilder list = new StringBuilder("recipients:\n");
        for (String recipient : recipients) {
            String[] names = recipient.split("/", -1);
            list.append("  - { agency: ").append(names[0]).append(", account: ").append(names[1])
                    .append(", why_needed: Takes part in the review, role_in_case: Works with the family }\n");
        }
        return new Packs(manifest.replace("identifiability:", list + "identifiability:"), sender, change, partChange);
    }

    public Packs sentBy(String account) {
        return new Packs(manifest, account, change, partChange);
    }

    /// The same with other facts around the manifest.
    public Packs with(UnaryOperator<PackFacts> more) {
        return new Packs(manifest, sender, facts -> more.apply(change.apply(facts)), partChange);
    }

    public Packs at(String moment) {
        return with(facts -> new PackFacts(facts.manifest(), facts.sender(), facts.channelSecure(),
                facts.senderPlace(), Instant.parse(moment), Instant.parse(moment), facts.storagePlaces(),
                facts.parts(), facts.caseFacts(), facts.limits(), facts.emergency(), facts.correctable()));
    }

    /// The same with something seen in its first part.
    public Packs seen(PartFindings findings) {
        return first(part -> new PartFacts(part.name(), part.sizeBytes(), part.sha256(), findings,
                part.received()));
    }

    private Packs first(UnaryOperator<PartFacts> more) {
        return new Packs(manifest, sender, change, part -> part.name().value().equals("chronology.csv")
                ? more.apply(partChange.apply(part))
                : partChange.apply(part));
    }

    /// The same with so many people's NHS numbers in its first part.
    public Packs naming(int people) {
        return seen(new PartFindings(Optional.empty(),
                Set.copyOf(TEST_NUMBERS.subList(0, people).stream().map(NhsNumber::new).toList()),
                Set.of(PartFindings.Identifier.NHS_NUMBER)));
    }

    /// The same with its first part known from another agency.
    public Packs receivedFrom(String agency) {
        return first(part -> new PartFacts(part.name(), part.sizeBytes(), part.sha256(), part.findings(),
                Optional.of(Provenance.from(new AgencyId(agency)))));
    }

    public String text() {
        return manifest;
    }

    public Manifest manifest() {
        ManifestParser parser = new ManifestParser(KNOWN);
        return switch (parser.parse(manifest.getBytes(UTF_8))) {
            case Parsed.Good<Manifest> good -> good.value();
            case Parsed.Bad<Manifest> bad -> throw new IllegalArgumentException(bad.complaints().toString());
        };
    }

    /// The facts as on 6 May 2026 at 10:00 in London.
    public PackFacts facts() {
        Manifest read = manifest();
        List<PartFacts> parts = new ArrayList<>();
        read.parts().forEach(part -> parts
                .add(partChange.apply(new PartFacts(part.file(), 1_000, DIGEST, PartFindings.NOTHING))));
        return change.apply(PackFacts.of(read, new AccountId(sender), Instant.parse("2026-05-06T09:00:00Z"))
                .parts(parts));
    }

    public static PartFacts file(String name) {
        return new PartFacts(new PartName(name), 10, DIGEST, PartFindings.NOTHING);
    }
}
