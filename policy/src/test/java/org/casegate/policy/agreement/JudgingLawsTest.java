// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.agreement.Judged.STAFFORDSHIRE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.casegate.policy.check.Answer;
import org.casegate.policy.check.Breach;
import org.casegate.policy.check.Check;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Effect;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Matter;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.PackFacts;
import org.casegate.policy.check.Packs;
import org.casegate.policy.check.Question;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Registers;
import org.casegate.policy.register.Settings;

/// Laws that hold for every pack, whatever is wrong with it.
class JudgingLawsTest {

    private static final Register SIGNED = Registers.allSigned().register();

    @Property(tries = 200)
    void anUnknownRegisterRefusesEverything(@ForAll("packs") PackFacts facts) {
        assertThat(STAFFORDSHIRE.judge(facts, Register.empty())).isInstanceOf(Outcome.Refused.class);
    }

    @Property(tries = 200)
    void onlyAPackWithoutAnyFaultIsAccepted(@ForAll("faults") Set<Fault> faults) {
        Outcome outcome = STAFFORDSHIRE.judge(pack(faults), SIGNED);

        assertThat(outcome instanceof Outcome.Accepted).isEqualTo(faults.isEmpty());
        assertThat(outcome.findings().isEmpty()).isEqualTo(faults.isEmpty());
    }

    @Property(tries = 200)
    void addingAProhibitionNeverTurnsARefusalIntoAnAcceptance(@ForAll("packs") PackFacts facts, @ForAll boolean first,
            @ForAll boolean hits) {
        Outcome before = STAFFORDSHIRE.judge(facts, SIGNED);
        Outcome after = STAFFORDSHIRE.with(prohibition(first, hits)).judge(facts, SIGNED);

        assertThat(after instanceof Outcome.Refused).isEqualTo(before instanceof Outcome.Refused || hits);
    }

    @Property(tries = 200)
    void theOrderOfContentStepsNeverChangesWhatIsFound(@ForAll("packs") PackFacts facts, @ForAll Random random) {
        List<Rule> guards = new ArrayList<>(STAFFORDSHIRE.rules().stream().filter(Rule::first).toList());
        List<Rule> others = new ArrayList<>(STAFFORDSHIRE.rules().stream().filter(rule -> !rule.first()).toList());
        Collections.shuffle(others, random);
        guards.addAll(others);

        Outcome shuffled = STAFFORDSHIRE.withRules(guards).judge(facts, SIGNED);
        Outcome ordered = STAFFORDSHIRE.judge(facts, SIGNED);

        assertThat(shuffled.getClass()).isEqualTo(ordered.getClass());
        assertThat(shuffled.findings()).containsExactlyInAnyOrderElementsOf(ordered.findings());
        assertThat(ordered.findings()).isSortedAccordingTo(
                Comparator.comparingInt(finding -> STAFFORDSHIRE.steps().indexOf(finding.step())));
    }

    @Property(tries = 200)
    void answersSetHoldsAsideAndNothingElse(@ForAll("packs") PackFacts facts) {
        Outcome before = STAFFORDSHIRE.judge(facts, SIGNED);
        List<Question> all = before.findings().stream().flatMap(finding -> finding.question().stream()).toList();

        Outcome after = STAFFORDSHIRE.judge(facts, SIGNED, all);

        assertThat(after instanceof Outcome.Refused).isEqualTo(before instanceof Outcome.Refused);
        assertThat(after).isNotInstanceOf(Outcome.Held.class);
    }

    @Property(tries = 100)
    void theSameFactsGiveTheSameOutcome(@ForAll("packs") PackFacts facts) {
        assertThat(STAFFORDSHIRE.judge(facts, SIGNED)).isEqualTo(STAFFORDSHIRE.judge(facts, SIGNED));
    }

    @Property(tries = 100)
    void aCheckThatThrowsRefusesAndNamesItself(@ForAll boolean first) {
        Outcome outcome = STAFFORDSHIRE.with(rule(first, _ -> {
            throw new IllegalStateException("secret");
        })).judge(Packs.rapidReview().facts(), SIGNED);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.findings())
                .containsExactly(new Finding("XX-99", Code.CHECK_FAILED, ClauseRef.PROJECT,
                        "This upload was refused because this gateway could not carry out check XX-99 on it; tell whoever runs this gateway.")));
    }

    @Provide
    Arbitrary<Set<Fault>> faults() {
        return Arbitraries.of(Fault.class).set().ofMaxSize(4);
    }

    @Provide
    Arbitrary<PackFacts> packs() {
        return faults().map(JudgingLawsTest::pack);
    }

    private static PackFacts pack(Set<Fault> faults) {
        Packs pack = Packs.rapidReview();
        for (Fault fault : faults) {
            pack = fault.in(pack);
        }
        return pack.facts();
    }

    private static Rule prohibition(boolean first, boolean hits) {
        return rule(first, _ -> hits
                ? new Answer.Breached(
                        List.of(new Breach(Code.REASON_MISSING, "", Map.of(), Optional.empty(), Optional.empty())))
                : Answer.satisfied());
    }

    private static Rule rule(boolean first, Function<Matter, Answer> weigh) {
        Check check = new Check() {
            @Override
            public Answer weigh(Matter matter) {
                return weigh.apply(matter);
            }

            @Override
            public Set<String> sentences() {
                return Set.of("REASON-MISSING");
            }
        };
        Sentence sentence = new Sentence(Code.REASON_MISSING, Effect.REFUSE, ClauseRef.parse("XX 9"), "No.");
        return new Rule("XX-99", first, check, ClauseRef.parse("XX 9"), Map.of("REASON-MISSING", sentence), List.of(),
                Optional.empty(), Settings.NONE);
    }

    /// One way each in which a pack can be at fault.
    enum Fault {
        CHANNEL,
        STRANGER,
        RECIPIENT,
        ENFORCEMENT,
        PURPOSE,
        NEED,
        ARTICLE_6,
        ARTICLE_9,
        GATEWAY,
        CATEGORY,
        NECESSITY,
        PEOPLE,
        NATURE,
        AS_AT,
        PHASE,
        RETENTION,
        REUSE;

        Packs in(Packs pack) {
            return switch (this) {
                case CHANNEL -> pack.with(facts -> facts.over(false));
                case STRANGER -> pack.sentBy("nobody-known");
                case RECIPIENT ->
                    pack.edited("- { agency: staffordshire-police, account", "- { agency: ofsted, account");
                case ENFORCEMENT -> pack.edited("regime: UK_GDPR", "regime: DPA_PART3");
                case PURPOSE -> pack.edited("purpose: RAPID-REVIEW", "purpose: OTHER");
                case NEED -> pack.edited(", why_needed: Chairs the rapid review", "");
                case ARTICLE_6 -> pack.edited("art6: e", "art6: a");
                case ARTICLE_9 -> pack.edited("art9: g", "art9: h");
                case GATEWAY -> pack.without("legal_gateway");
                case CATEGORY -> pack.edited("[NAME,", "[NAME, BIOMETRIC,");
                case NECESSITY -> pack.without("necessity");
                case PEOPLE -> pack.edited("  - { key: sibling-1, living: true, relation: FAMILY, adult: false }\n", "")
                        .naming(2);
                case NATURE -> pack.edited("nature: MIXED, ", "");
                case AS_AT -> pack.without("as_at");
                case PHASE -> pack.without("meeting_at");
                case RETENTION -> pack.edited("nature: FACT, retention_class: case-pack", "nature: FACT");
                case REUSE -> pack.receivedFrom("west-midlands-police");
            };
        }
    }
}
