// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.casegate.crypto.seal.Sha256;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.PackFacts;
import org.casegate.policy.check.PartFacts;
import org.casegate.policy.check.Parties.Party;
import org.casegate.policy.inspect.PartFindings;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.ManifestParser;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RegisterParser;

/// A pack of ten parts to two recipients in which nothing is wrong, so that every step of its agreement is weighed, and a
/// register in which every body that the agreement names has done what could be asked of it. One body of the agreement
/// sends to the two after it.
record TenParts(Agreement agreement, Register register, PackFacts facts) {

    static final int PARTS = 10;
    private static final Instant NOW = Instant.parse("2026-05-06T09:00:00Z");

    /// @param agreement one of those that ship with the gateway
    static TenParts under(String agreement) {
        return of(Agreements.bundled().find(new AgreementId(agreement)).orElseThrow(), UnaryOperator.identity());
    }

    /// @param change of the manifest, as by hand
    static TenParts of(Agreement agreement, UnaryOperator<String> change) {
        return judgedBy(agreement, register(agreement), 0, change);
    }

    /// The same by a register that is given.
    ///
    /// @param first which of the agreement's bodies sends
    static TenParts judgedBy(Agreement agreement, Register register, int first, UnaryOperator<String> change) {
        Manifest manifest = new ManifestParser(List.of(agreement.version().agreement()))
                .parse(change.apply(manifest(agreement, first)).getBytes(UTF_8)).orThrow();
        List<PartFacts> parts = manifest.parts().stream().map(part -> new PartFacts(part.file(), 1_000,
                Sha256.parse("ab".repeat(32)), PartFindings.NOTHING, Optional.empty())).toList();
        return new TenParts(agreement, register, PackFacts.of(manifest, account(body(agreement, first)), NOW)
                .from(Place.UK).parts(parts));
    }

    Outcome judge() {
        return agreement.judge(facts, register);
    }

    /// A pack that is refused early would be judged too fast.
    ///
    /// @throws IllegalStateException where it is not accepted
    void requireAccepted() {
        Outcome outcome = judge();
        if (!(outcome instanceof Outcome.Accepted)) {
            throw new IllegalStateException("the pack is not what is measured: " + outcome.findings());
        }
    }

    /// The account of a body that may send and receive.
    static AccountId account(AgencyId agency) {
        return new AccountId(agency.value().substring(0, Math.min(30, agency.value().length())).replaceAll("-$", "")
                + "-officer");
    }

    private static AgencyId body(Agreement agreement, int number) {
        return agreement.parties().get(number).id();
    }

    private static Register register(Agreement agreement) {
        String statutory = agreement.parties().stream().filter(Party::isStatutory).map(party -> party.id().value())
                .collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder("register: 1\nterritory_ceiling: UK\nstorage_places: [GB]\nagencies:\n");
        agreement.parties().forEach(party -> text.append(agency(party.id(), party.name())));
        text.append("memberships:\n");
        agreement.parties().forEach(party -> text.append("""
                  - agreement: %s
                    agency: %s
                    signed: { on: 2024-01-09 }
                    admitted: { on: 2024-01-09, by: [%s] }
                    notified: { on: 2024-01-09 }
                    risk_controls: { on: 2024-02-01 }
                """.formatted(agreement.version().agreement(), party.id(), statutory)));
        text.append("accounts:\n");
        agreement.parties().subList(0, 3).forEach(party -> text.append("""
                  - id: %s
                    agency: %s
                    kind: PERSON
                    roles: [SENDER, RECIPIENT]
                    trained_on: 2026-01-10
                    checked_on: 2026-01-10
                """.formatted(account(party.id()), party.id())));
        text.append("agreements:\n").append(registration(agreement));
        return RegisterParser.parse(text.toString().getBytes(UTF_8)).orThrow().register();
    }

    static String agency(AgencyId id, String name) {
        return """
                  - id: %s
                    name: "%s"
                    place: GB
                    ico: { number: Z0000000, expires: 2027-03-31 }
                    spoc: { role: Safeguarding lead }
                    responsible_manager: { role: Head of safeguarding }
                """.formatted(id, name);
    }

    static String registration(Agreement agreement) {
        return """
                  - agreement: %s
                    version: "%s"
                    state: ACTIVE
                    start: 2026-01-05
                    reviewed: [2025-10-31, 2026-01-31, 2026-03-19]
                    terminated: { effective: , scope: , by: }
                    retention_classes:
                      - { class: case-pack, trigger: RECEIVED, period: P90D, action: DESTROY, owner: Records manager }
                      - { class: meeting-pack, trigger: MEETING, period: P1M, action: DESTROY }
                    settings: { review.cadence: FIXED }
                    duty: { role: Out-of-hours duty team, phone: 01785 000000, hours: always }
                """.formatted(agreement.version().agreement(), agreement.version().version());
    }

    private static String manifest(Agreement agreement, int first) {
        String parts = IntStream.rangeClosed(1, PARTS).mapToObj(number -> """
                  - { file: part-%02d.pdf, nature: FACT, court_material: false, retention_class: case-pack }
                """.formatted(number)).collect(Collectors.joining());
        return """
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
                recipients:
                %s%sidentifiability: IDENTIFIABLE
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
                %s""".formatted(agreement.version().agreement(), purpose(agreement),
                body(agreement, first), recipient(body(agreement, first + 1)), recipient(body(agreement, first + 2)),
                parts);
    }

    private static String purpose(Agreement agreement) {
        return switch (agreement.version().agreement().value()) {
            case "wirral", "coventry" -> "REVIEW";
            case "solihull" -> "AUDIT";
            default -> "CSPR";
        };
    }

    private static String recipient(AgencyId agency) {
        return "  - { agency: %s, account: %s, why_needed: Takes part in the review, role_in_case: Works with the family }\n"
                .formatted(agency, account(agency));
    }
}
