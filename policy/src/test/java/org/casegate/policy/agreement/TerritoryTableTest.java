// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.casegate.policy.check.DownloadFacts;
import org.casegate.policy.check.DownloadRefusal;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Registers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Annex A, every place of every row under each agreement: endpoint and download, ceiling up and down, the area read as
/// meant and to the letter, with a transfer mechanism and without.
class TerritoryTableTest {

    /// Places, then Staffordshire, Solihull, Wirral, Pan-Dorset, Coventry; the ceiling is lifted.
    private static final String TABLE = """
            GB                | pass   | pass      | pass   | pass    | pass
            FR IE NO IS LI CY | refuse | pass      | pass   | project | refuse
            IM JE GG GI       | refuse | mechanism | refuse | project | refuse
            CH                | refuse | mechanism | refuse | project | refuse
            XQ                | refuse | mechanism | refuse | project | refuse
            US TR JP ZA       | refuse | mechanism | refuse | project | refuse
            ??                | refuse | refuse    | refuse | project | refuse
            """;
    /// What the first row becomes when the area is read to the letter.
    private static final List<String> LITERAL = List.of("pass", "mechanism", "refuse", "pass", "pass");

    static Stream<Arguments> table() {
        List<Arguments> cells = new ArrayList<>();
        TABLE.lines().map(line -> List.of(line.split("\\s*\\|\\s*", -1))).forEach(row -> {
            for (String place : row.getFirst().strip().split(" ", -1)) {
                for (int column = 0; column < JudgedBy.ALL.size(); column++) {
                    String literal = place.equals("GB") ? LITERAL.get(column) : row.get(column + 1);
                    cells.add(Arguments.of(place, JudgedBy.ALL.get(column), row.get(column + 1), literal));
                }
            }
        });
        return cells.stream();
    }

    @ParameterizedTest(name = "Annex A, OB-114, OB-115, OB-116, OB-117, OB-118: {0} under {1}")
    @MethodSource("table")
    @DisplayName("Annex A, OB-114, OB-115, OB-116, OB-117, OB-118, A-01: with the ceiling lifted the agreement decides")
    void decidesByTheAgreement(String place, JudgedBy by, String expected, String literal) {
        expect(by, place, by.ceilingLifted(), expected);
    }

    @ParameterizedTest(name = "Annex A, A-06: {0} under {1}")
    @MethodSource("table")
    @DisplayName("Annex A, A-06: below the ceiling only the UK passes; who is as narrow cites his clause, for others the gateway speaks")
    void keepsToTheCeiling(String place, JudgedBy by, String expected, String literal) {
        boolean narrow = by.equals(JudgedBy.STAFFORDSHIRE) || by.equals(JudgedBy.COVENTRY);
        String below = place.equals("GB") ? "pass" : narrow ? "refuse" : "project";

        expect(by, place, by.registers(), below);
        assertThat(citation(by, place, by.withMechanisms(by.registers(), place))).isEqualTo(cited(by, below));
    }

    @ParameterizedTest(name = "Annex A, A-02: {0} under {1}")
    @MethodSource("table")
    @DisplayName("Annex A, A-02: read to the letter, the area leaves out the United Kingdom itself")
    void readsTheAreaToTheLetter(String place, JudgedBy by, String expected, String literal) {
        Registers known = by.ceilingLifted().setting("territory.eea_means", "LITERAL");

        if (place.equals("GB")) {
            expect(by, place, known, literal);
        } else {
            // the stores are in the United Kingdom, so the agreements that speak of the area let nothing pass
            assertThat(citation(by, place, known)).isEqualTo(
                    literal.equals("pass")
                            ? cited(by, "refuse")
                            : cited(by, literal.equals("mechanism") ? "refuse" : literal));
        }
    }

    private static void expect(JudgedBy by, String place, Registers known, String expected) {
        String without = expected.equals("mechanism") ? "refuse" : expected;
        String with = expected.equals("mechanism") ? "pass" : expected;

        assertThat(citation(by, place, known)).isEqualTo(cited(by, without));
        assertThat(downloadCitation(by, place, known)).isEqualTo(cited(by, without));
        if (!place.equals("??")) {
            assertThat(citation(by, place, by.withMechanisms(known, place))).isEqualTo(cited(by, with));
            assertThat(downloadCitation(by, place, by.withMechanisms(known, place))).isEqualTo(cited(by, with));
        }
    }

    /// The clause of the refusal, `[project]`, or nothing where the pack passes.
    private static Optional<String> cited(JudgedBy by, String expected) {
        return switch (expected) {
            case "pass" -> Optional.empty();
            case "refuse" -> Optional.of(by.equals(JudgedBy.PAN_DORSET) ? "[project]" : clause(by));
            default -> Optional.of("[project]");
        };
    }

    private static String clause(JudgedBy by) {
        return switch (by.toString()) {
            case "staffordshire" -> "ST 6.0";
            case "solihull" -> "SO 5.3.7";
            case "wirral" -> "WI 4.3 b7";
            default -> "CO 5.4.7";
        };
    }

    private static Optional<String> citation(JudgedBy by, String place, Registers known) {
        Outcome outcome = by.judge(by.pack(), JudgedBy.place(known, by.recipient(), place));
        return outcome.findings().stream().map(Finding::clause).map(Object::toString).findFirst();
    }

    private static Optional<String> downloadCitation(JudgedBy by, String place, Registers known) {
        DownloadFacts facts = by.download();
        Register register = known.register();
        return by.agreement().release(new DownloadFacts(facts.account(), true, new Place(place), facts.recipients(),
                facts.state(), facts.stateSince(), facts.destroyOn(), true, facts.ground(), facts.now()), register)
                .map(DownloadRefusal::clause).map(Object::toString);
    }
}
