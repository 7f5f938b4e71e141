// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.DownloadFacts;
import org.casegate.policy.check.Effect;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Packs;
import org.casegate.policy.check.Parties.Party;
import org.casegate.policy.check.Recipient;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Registers;

/// One of the bundled agreements with a pack and a register in which nothing is wrong: every body that the agreement names
/// has signed, was admitted, notified and has attested, and every account is trained and checked.
record JudgedBy(Agreement agreement, Packs pack, Registers registers) {

    static final JudgedBy SOLIHULL = of("solihull", "AUDIT", "west-midlands-police/wmp-officer",
            "solihull-metropolitan-borough-council/smbc-lead",
            "birmingham-and-solihull-integrated-care-board/bsol-nurse");
    static final JudgedBy WIRRAL = of("wirral", "REVIEW", "career-connect/cc-worker",
            "wirral-local-authority/wla-officer", "merseyside-police/mp-officer");
    static final JudgedBy PAN_DORSET = of("pan-dorset", "CSPR", "dorset-police/dp-analyst",
            "dorset-council/dc-lead", "nhs-dorset/nhsd-nurse");
    static final JudgedBy COVENTRY = of("coventry", "REVIEW",
            "university-hospitals-coventry-and-warwickshire-nhs-trust/uhcw-nurse", "coventry-city-council/ccc-lead",
            "children-and-family-court-advisory-and-support-service-cafcass/cafcass-officer");
    static final JudgedBy STAFFORDSHIRE = new JudgedBy(bundled("staffordshire"), Packs.rapidReview(),
            Registers.allSigned().edited("    networks: [192.0.2.0/24, 127.0.0.0/8]\n", ""));
    static final List<JudgedBy> ALL = List.of(STAFFORDSHIRE, SOLIHULL, WIRRAL, PAN_DORSET, COVENTRY);

    static Agreement bundled(String id) {
        return Agreements.bundled().find(new AgreementId(id)).orElseThrow();
    }

    @Override
    public String toString() {
        return agreement.version().agreement().value();
    }

    Outcome judge(Packs other) {
        return judge(other, registers);
    }

    Outcome judge(Packs other, Registers known) {
        return agreement.judge(other.facts(), known.register());
    }

    void accepts(Packs other) {
        accepts(other, registers);
    }

    void accepts(Packs other, Registers known) {
        assertThat(judge(other, known).findings()).isEmpty();
    }

    /// Refused at a `*` step: alone, by the early guard as well, and the parts go at once.
    void guarded(Packs other, Registers known, String step, Code code, String clause, String text) {
        Outcome outcome = judge(other, known);

        assertThat(outcome.findings()).containsExactly(new Finding(step, code, ClauseRef.parse(clause), text));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.parts()).isEqualTo(Outcome.Refused.Parts.DESTROY));
        assertThat(agreement.guard(other.facts(), known.register()).orElseThrow().findings())
                .isEqualTo(outcome.findings());
    }

    void guarded(Packs other, String step, Code code, String clause, String text) {
        guarded(other, registers, step, code, clause, text);
    }

    /// Refused at another step: the early guard lets it through, and the parts wait to be mended.
    void objected(Packs other, Registers known, String step, Code code, String clause, String text) {
        Outcome outcome = judge(other, known);

        assertThat(outcome.findings()).containsExactly(
                new Finding(step, code, Effect.REFUSE, ClauseRef.parse(clause), text, neutral(text)));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.parts()).isEqualTo(Outcome.Refused.Parts.WAIT));
        assertThat(agreement.guard(other.facts(), known.register())).isEmpty();
    }

    void objected(Packs other, String step, Code code, String clause, String text) {
        objected(other, registers, step, code, clause, text);
    }

    /// On hold for one finding.
    void held(Packs other, Registers known, String step, Code code, String clause, String text) {
        Outcome outcome = judge(other, known);

        assertThat(outcome).isInstanceOf(Outcome.Held.class);
        assertThat(outcome.findings()).singleElement().satisfies(finding -> {
            assertThat(finding).extracting(Finding::step, Finding::code, Finding::clause, Finding::text)
                    .containsExactly(step, code, ClauseRef.parse(clause), text);
            assertThat(finding.effect()).isEqualTo(Effect.HOLD);
        });
    }

    void held(Packs other, String step, Code code, String clause, String text) {
        held(other, registers, step, code, clause, text);
    }

    /// The register without one thing that a body has done: `signed`, `admitted`, `notified`, `risk_controls`, `spoc`,
    /// `responsible_manager`, `entry`.
    Registers without(String agency, String key) {
        String text = registers.text();
        String shorter = Pattern.compile("(?m)^(  - \\{ (?:agreement: [a-z-]+, agency|id): " + Pattern.quote(agency)
                + ",.*?), " + key + ": (?:\\{[^}]*\\}|[^,}]*)").matcher(text).replaceAll("$1");
        if (shorter.equals(text)) {
            throw new IllegalArgumentException(agency + " has no " + key);
        }
        return Registers.of(shorter);
    }

    /// The register with one more key in the line of a body's membership.
    Registers member(String agency, String more) {
        String line = "agency: " + agency + ", statutory:";
        return registers.edited(line, "agency: " + agency + ", " + more + ", statutory:");
    }

    Registers placed(String agency, String place) {
        return place(registers, agency, place);
    }

    static Registers place(Registers known, String agency, String place) {
        String changed = Pattern.compile("(?ms)^(  - (?:\\{ )?id: " + Pattern.quote(agency) + "[,\n].*?place: )GB")
                .matcher(known.text()).replaceFirst("$1\"" + place + "\"");
        if (changed.equals(known.text())) {
            throw new IllegalArgumentException(agency + " is not in the register");
        }
        return Registers.of(changed);
    }

    /// The same register with a transfer mechanism for each end of the pack, to that place.
    Registers withMechanisms(Registers known, String place) {
        StringBuilder mechanisms = new StringBuilder("    transfer_mechanisms:\n");
        agreement.parties().forEach(party -> mechanisms.append("      - { agency: ").append(party.id())
                .append(", place: \"").append(place).append("\", reference: IDTA 7, on: 2026-01-01 }\n"));
        String line = "    terminated: { effective: , scope: , by: }\n";
        return known.edited(line, line + mechanisms);
    }

    /// The first body that the pack goes to, and its account.
    String recipient() {
        return pack.manifest().recipients().getFirst().agency().value();
    }

    /// A download of the accepted pack by its first recipient, in which nothing is wrong.
    DownloadFacts download() {
        Manifest.Addressee first = pack.manifest().recipients().getFirst();
        Recipient recipient = new Recipient(first.agency(), first.account().orElseThrow());
        Instant now = Instant.parse("2026-05-08T09:00:00Z");
        return new DownloadFacts(recipient.account(), true, Place.UK, List.of(recipient), DownloadFacts.State.AVAILABLE,
                now, Optional.of(LocalDate.of(2026, 8, 4)), true, Optional.of(DownloadFacts.AccessGround.CASE), now);
    }

    Registers ceilingLifted() {
        return registers.edited("territory_ceiling: UK", "territory_ceiling: NONE");
    }

    Registers setting(String key, String value) {
        return registers.setting(key, value);
    }

    /// One more agency of that name, with this behind `place: GB` in its line, and an account of it that may receive.
    Registers withAgency(String id, String name, String membership) {
        return registers.edited("memberships:\n", agency(id, name) + "memberships:\n  - { agreement: " + this
                + ", agency: " + id + membership + " }\n").account(account(id + "-officer", id, "SENDER, RECIPIENT"));
    }

    private static JudgedBy of(String id, String purpose, String sender, String... recipients) {
        Agreement agreement = bundled(id);
        String[] from = sender.split("/", -1);
        return new JudgedBy(agreement, Packs.under(id, purpose, from[1], from[0], recipients),
                Registers.of(register(agreement, from, recipients)));
    }

    private static String register(Agreement agreement, String[] from, String... recipients) {
        String statutory = agreement.parties().stream().filter(Party::isStatutory).map(party -> party.id().value())
                .collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder("""
                register: 1
                territory_ceiling: UK
                storage_places: [GB]
                agencies:
                """);
        agreement.parties().forEach(party -> text.append(agency(party.id().value(), party.name())));
        text.append("memberships:\n");
        agreement.parties().forEach(party -> text.append("  - { agreement: ").append(agreement.version().agreement())
                .append(", agency: ").append(party.id()).append(", statutory: ").append(party.isStatutory())
                .append(", signed: { on: 2024-01-09 }, admitted: { on: 2024-01-09, by: [").append(statutory)
                .append("] }, notified: { on: 2024-01-09 }, risk_controls: { on: 2024-02-01 } }\n"));
        text.append("accounts:\n  - { ").append(account(from[1], from[0], "SENDER")).append(" }\n");
        for (String recipient : recipients) {
            String[] names = recipient.split("/", -1);
            text.append("  - { ").append(account(names[1], names[0], "RECIPIENT")).append(" }\n");
        }
        return text
                .append("""
                        agreements:
                          - agreement: %s
                            version: "%s"
                            state: ACTIVE
                            start: 2026-01-05
                            reviewed: [2025-10-31, 2026-01-31]
                            terminated: { effective: , scope: , by: }
                            retention_classes:
                              - { class: case-pack, trigger: RECEIVED, period: P90D, action: DESTROY, owner: Records manager, reason: Gateway copy }
                              - { class: council-pack, trigger: RECEIVED, period: P1Y, action: DESTROY, owner: dorset-council }
                              - { class: filed-pack, trigger: FILED, period: P30D, action: DESTROY }
                              - { class: meeting-pack, trigger: MEETING, period: P1M, action: DESTROY }
                              - { class: kept-pack, trigger: RECEIVED, period: INDEFINITE, action: REVIEW, review_every: P12M, reason: Rarely }
                            settings: { review.cadence: FIXED }
                            duty: { role: Out-of-hours duty team, phone: 01785 000000, hours: always }
                        """
                        .formatted(agreement.version().agreement(), agreement.version().version()))
                .toString();
    }

    private static String agency(String id, String name) {
        return "  - { id: " + id + ", name: \"" + name
                + "\", place: GB, ico: { number: Z0000000, expires: 2027-03-31 }, spoc: { role: Safeguarding lead }, responsible_manager: { role: Head of safeguarding } }\n";
    }

    private static String account(String id, String agency, String roles) {
        return "id: " + id + ", agency: " + agency + ", kind: PERSON, roles: [" + roles
                + "], trained_on: 2026-01-10, checked_on: 2026-01-10";
    }

    private static String neutral(String text) {
        return text.replace("chronology.csv", "part 1 of 2").replace("an empty purpose", "the purpose given");
    }
}
