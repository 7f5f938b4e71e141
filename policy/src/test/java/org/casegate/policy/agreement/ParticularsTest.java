// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.casegate.policy.agreement.Particulars.Controllers;
import org.casegate.policy.agreement.Particulars.Event;
import org.casegate.policy.agreement.Particulars.Slip;
import org.casegate.policy.agreement.Particulars.Source;
import org.casegate.policy.agreement.Particulars.Statement;
import org.casegate.policy.agreement.Particulars.Topic;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.document.Complaint;
import org.casegate.policy.register.AgencyId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What agreements say of themselves is data, with the passage or with the silence.
class ParticularsTest {

    private static final String INVENTED = """
            agreement: rutland
            name: Rutland agreement
            version: "3"
            %s
            parties:
              - { id: rutland-county-council, name: Rutland County Council, statutory: true }
            steps:
              - { step: RU-01, check: recorded, clause: RU 8, sentences: [{ code: LEDGER, text: Not kept. }] }
            download:
              - { step: D-06, check: reminder, clause: RU 9, sentences: [{ code: REMINDER, text: Read it. }] }
            """;

    static Stream<Agreement> bundled() {
        return Agreements.bundled().all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundled")
    @DisplayName("each agreement speaks on every topic, or is said to be silent on it")
    void leavesNoTopicOut(Agreement agreement) {
        Particulars particulars = agreement.particulars();

        assertThat(Arrays.stream(Topic.values()).filter(topic -> particulars.on(topic).isEmpty())).isEmpty();
        assertThat(particulars.statements()).allMatch(
                statement -> statement.isSilent() || statement.words().isPresent());
        assertThat(particulars.publisher()).isPresent();
        assertThat(particulars.controllers()).isPresent();
        assertThat(particulars.clocks()).isNotEmpty();
        assertThat(particulars.sources()).isNotEmpty();
        assertThat(agreement.approvals()).isNotEqualTo(Approvals.UNSTATED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundled")
    @DisplayName("OB-034: whoever leads is one of the bodies that the agreement names")
    void namesOnlyItsOwnBodiesAsLeads(Agreement agreement) {
        assertThat(agreement.particulars().controllers().orElseThrow().leads())
                .isSubsetOf(agreement.parties().stream().map(party -> party.id()).toList());
    }

    @Test
    @DisplayName("OB-033, OB-034: Staffordshire's controllers, the County Council leading")
    void saysWhoIsController() {
        Controllers controllers = staffordshire().controllers().orElseThrow();

        assertThat(controllers.model()).isEqualTo(Controllers.Model.SEPARATE_AND_JOINT);
        assertThat(controllers.leads()).containsExactly(new AgencyId("staffordshire-county-council"));
        assertThat(controllers.clause()).isEqualTo(ClauseRef.parse("ST front page; ST 2.1"));
    }

    @Test
    @DisplayName("A-08: the three candidate starts of Staffordshire are kept with what they are")
    void keepsTheHistoryOfTheText() {
        assertThat(staffordshire().history()).extracting(Event::kind, Event::on, event -> event.version().orElseThrow())
                .containsExactly(tuple(Event.Kind.DATED, "2023-05-22", "1.0"),
                        tuple(Event.Kind.RATIFIED, "2023-06-20", "1.0"),
                        tuple(Event.Kind.SIGNED, "2023-09-19", "1.0"),
                        tuple(Event.Kind.DATED, "2024-01-04", "1.1"),
                        tuple(Event.Kind.RATIFIED, "2024-01-04", "1.1"));
    }

    @Test
    @DisplayName("A-54, OB-027: the protocol above Staffordshire's is named, and no rule comes of it")
    void namesTheParentInstrument() {
        assertThat(staffordshire().parent().orElseThrow().name()).isEqualTo("One Staffordshire protocol");
        assertThat(Judged.STAFFORDSHIRE.rules()).noneMatch(rule -> rule.clause().toString().contains("footnote"));
    }

    @Test
    @DisplayName("A-55: slips beyond the law of the steps are kept as printed, with how they are cited")
    void keepsSlips() {
        assertThat(staffordshire().slips()).containsExactly(new Slip(
                new Citation("Article 5 (c)", "Article 5(1)(c) UK GDPR"), ClauseRef.parse("ST 5.1")));
    }

    @Test
    @DisplayName("A-56: what the text leans on is CURRENT or SUPERSEDED, and by what")
    void tellsCurrentSourcesFromSuperseded() {
        assertThat(staffordshire().sources()).filteredOn(source -> source.status() == Source.Status.SUPERSEDED)
                .extracting(Source::successor)
                .containsExactly(Optional.of("Article 9(2)(g) UK GDPR, \"domestic law\""));
        assertThat(staffordshire().sources()).extracting(Source::title)
                .contains("Working Together to Safeguard Children 2023");
    }

    @Test
    @DisplayName("OB-152: reviews stay published for one year, and the breach clause gives no number")
    void givesTheOnePeriodAndNoHours() {
        assertThat(staffordshire().publication().orElseThrow().period()).isEqualTo(Period.ofYears(1));
        assertThat(staffordshire().clocks()).hasSize(3).allMatch(clock -> clock.within().isEmpty());
    }

    @Test
    void readsAnAgreementThatSaysNothingOfItself() {
        Particulars particulars = AgreementParser.parse(INVENTED.formatted("").getBytes(UTF_8)).orThrow().particulars();

        assertThat(particulars).isEqualTo(Particulars.NONE);
    }

    @Test
    void putsStatementsInTheOrderOfTheTopics() {
        List<Statement> statements = AgreementParser.parse(INVENTED.formatted("""
                facts:
                  - { topic: PECULIAR, words: Small., clause: RU 1 }
                  - { topic: TERRITORY, silent: true }
                """).getBytes(UTF_8)).orThrow().particulars().statements();

        assertThat(statements).extracting(Statement::topic).containsExactly(Topic.TERRITORY, Topic.PECULIAR);
        assertThat(statements).extracting(Statement::isSilent).containsExactly(true, false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            publisher: { initials: RSCP, clause: RU 1 }                     | line 4, publisher.name: is missing; accepted: the publisher's name
            publisher: { name: RSCP }                                       | line 4, publisher.clause: is missing; accepted: one or more passages, 'ST front page; ST 4.0', or '[project]'
            history: [{ event: SENT, on: 2023-10, clause: RU 1 }]           | line 4, history[1].event: 'SENT' is not accepted; accepted: DATED, RATIFIED, SIGNED, PUBLISHED, REVIEWED, REVIEW_DUE
            history: [{ event: DATED, on: 2023-13, clause: RU 1 }]          | line 4, history[1].on: '2023-13' is not accepted; accepted: a date, YYYY-MM-DD, or a month, YYYY-MM
            breach: [{ tell: PARTNERS, within: 24, words: w, clause: RU 1 }] | line 4, breach[1].within: '24' is not accepted; accepted: a time such as PT4H or P1D
            sources: [{ title: An Act, status: OLD, clause: RU 1 }]         | line 4, sources[1].status: 'OLD' is not accepted; accepted: CURRENT, SUPERSEDED
            sources: [{ title: An Act, status: CURRENT, successor: B, clause: RU 1 }] | line 4, sources[1].successor: is given for a source that is CURRENT
            slips: [{ printed: a, clause: RU 1 }]                           | line 4, slips[1].canonical: is missing; accepted: the passage as it is cited
            facts: [{ topic: REVIEW, clause: RU 1 }]                        | line 4, facts[1].words: is missing; accepted: what the text says, in plain English, or silent: true
            facts: [{ topic: REVIEW, silent: true, clause: RU 1 }]          | line 4, facts[1].clause: is given for a topic on which the text is silent
            controllers: { model: JOINT, words: w, clause: RU 1 }           | line 4, controllers.model: 'JOINT' is not accepted; accepted: SEPARATE, SEPARATE_AND_JOINT
            """)
    void namesEachMistake(String text, String complaint) {
        List<Complaint> complaints = AgreementParser.parse(INVENTED.formatted(text).getBytes(UTF_8)).complaints();

        assertThat(complaints).extracting(each -> each.in("rutland.yaml"))
                .containsExactly("rutland.yaml, " + complaint);
    }

    private static Particulars staffordshire() {
        return Judged.STAFFORDSHIRE.particulars();
    }
}
