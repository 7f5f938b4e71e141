// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
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
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Settings;

/// Laws that hold for every agreement, whatever is wrong with a pack.
class FiveAgreementsLawsTest {

    /// Ways in which a pack can differ from one with nothing wrong. Not every agreement minds every one.
    private static final Map<String, UnaryOperator<Packs>> FAULTS = Map.ofEntries(
            fault("channel", pack -> pack.with(facts -> facts.over(false))),
            fault("stranger", pack -> pack.sentBy("nobody-known")),
            fault("enforcement", pack -> pack.edited("regime: UK_GDPR", "regime: DPA_PART3")),
            fault("abroad", pack -> pack.with(facts -> facts.from(new Place("US")))),
            fault("no purpose", pack -> pack.without("purpose")),
            fault("article 9", pack -> pack.edited("art9: g", "art9: h")),
            fault("gateway", pack -> pack.without("legal_gateway")),
            fault("necessity", pack -> pack.without("necessity")),
            fault("people", pack -> pack.naming(5)),
            fault("as at", pack -> pack.without("as_at")),
            fault("origin", pack -> pack.without("originated_on")),
            fault("reason", pack -> pack.without("reason")),
            fault("nature", pack -> pack.edited("nature: FACT, ", "")),
            fault("retention",
                    pack -> pack.edited("retention_class: case-pack }\n  - ", "retention_class: filed-pack }\n  - ")),
            fault("deceased", pack -> pack.edited("living: true", "living: false")),
            fault("reuse", pack -> pack.receivedFrom("west-yorkshire-police")));

    @Property(tries = 300)
    void addingAProhibitionNeverTurnsARefusalIntoAnAcceptance(@ForAll("agreements") JudgedBy by,
            @ForAll("faults") Set<String> faults, @ForAll boolean first, @ForAll boolean hits) {
        PackFacts facts = pack(by, faults);
        Register register = by.registers().register();
        Outcome before = by.agreement().judge(facts, register);
        Outcome after = by.agreement().with(prohibition(first, hits)).judge(facts, register);

        assertThat(after instanceof Outcome.Refused).isEqualTo(before instanceof Outcome.Refused || hits);
        assertThat(after instanceof Outcome.Accepted).isEqualTo(before instanceof Outcome.Accepted && !hits);
    }

    @Property(tries = 300)
    void theOrderOfUnmarkedChecksNeverChangesTheOutcome(@ForAll("agreements") JudgedBy by,
            @ForAll("faults") Set<String> faults, @ForAll Random random) {
        List<Rule> shuffled = new ArrayList<>(by.agreement().rules().stream().filter(Rule::first).toList());
        List<Rule> others = new ArrayList<>(by.agreement().rules().stream().filter(rule -> !rule.first()).toList());
        Collections.shuffle(others, random);
        shuffled.addAll(others);
        PackFacts facts = pack(by, faults);
        Register register = by.registers().register();

        Outcome one = by.agreement().judge(facts, register);
        Outcome other = by.agreement().withRules(shuffled).judge(facts, register);

        assertThat(other.getClass()).isEqualTo(one.getClass());
        assertThat(other.findings()).containsExactlyInAnyOrderElementsOf(one.findings());
        assertThat(other.warnings()).containsExactlyInAnyOrderElementsOf(one.warnings());
        assertThat(one.findings()).isSortedAccordingTo(
                Comparator.comparingInt(finding -> by.agreement().steps().indexOf(finding.step())));
    }

    @Property(tries = 200)
    void aGuardSpeaksAloneAndOtherFindingsTogether(@ForAll("agreements") JudgedBy by,
            @ForAll("faults") Set<String> faults) {
        Register register = by.registers().register();
        PackFacts facts = pack(by, faults);
        Optional<Outcome.Refused> guard = by.agreement().guard(facts, register);
        Outcome outcome = by.agreement().judge(facts, register);

        guard.ifPresent(refused -> {
            assertThat(outcome.findings()).isEqualTo(refused.findings());
            assertThat(refused.findings()).extracting(Finding::step).containsOnly(refused.findings().getFirst().step());
        });
        if (guard.isEmpty()) {
            List<String> marked = by.agreement().rules().stream().filter(Rule::first).map(Rule::step).toList();
            assertThat(outcome.findings()).extracting(Finding::step).doesNotContainAnyElementsOf(marked);
        }
    }

    @Property(tries = 100)
    void anUnknownRegisterRefuses(@ForAll("agreements") JudgedBy by, @ForAll("faults") Set<String> faults) {
        assertThat(by.agreement().judge(pack(by, faults), Register.empty())).isInstanceOf(Outcome.Refused.class);
    }

    @Property(tries = 200)
    void anUnknownSenderRecipientOrClassRefuses(@ForAll("agreements") JudgedBy by, @ForAll("names") String name) {
        String recipient = by.recipient();

        refuses(by, by.pack().sentBy(name));
        refuses(by, by.pack().edited("agency: " + recipient + ", account", "agency: " + name + ", account"));
        refuses(by,
                by.pack().edited(by.pack().manifest().recipients().getFirst().account().orElseThrow().value(), name));
        refuses(by, by.pack().edited(
                "retention_class: case-pack }\n  - ", "retention_class: " + name + " }\n  - "));
    }

    @Property(tries = 200)
    void anUnknownPurposeRefuses(@ForAll("agreements") JudgedBy by, @ForAll("codes") String code) {
        Assume.that(!by.agreement().choices(by.registers().register()).purposes().contains(code));
        String purpose = by.pack().manifest().purpose().orElseThrow();

        refuses(by, by.pack().edited("purpose: " + purpose, "purpose: " + code));
    }

    @Property(tries = 100)
    void anUnknownPlaceOrPowerRefuses(@ForAll("agreements") JudgedBy by, @ForAll("codes") String code) {
        String powers = by.equals(JudgedBy.STAFFORDSHIRE)
                ? "CHILDREN-ACT-1989-AND-2004"
                : "CHILDREN-AND-SOCIAL-WORK-ACT-2017";
        Assume.that(!by.agreement().choices(by.registers().register()).gateways().contains(code));

        refuses(by, by.pack().with(facts -> facts.from(Place.UNKNOWN)));
        refuses(by, by.pack().with(facts -> facts.storedIn(Set.of(Place.UK, Place.UNKNOWN))));
        refuses(by, by.pack().edited(powers, code));
    }

    @Property(tries = 60)
    void aCheckThatThrowsRefusesAndNamesItself(@ForAll("agreements") JudgedBy by, @ForAll boolean first) {
        Outcome outcome = by.agreement().with(rule(first, _ -> {
            throw new IllegalStateException("secret");
        })).judge(by.pack().facts(), by.registers().register());

        assertThat(outcome.findings()).containsExactly(new Finding("XX-99", Code.CHECK_FAILED, ClauseRef.PROJECT,
                "This upload was refused because this gateway could not carry out check XX-99 on it; tell whoever runs this gateway."));
    }

    @Property(tries = 60)
    void theSameFactsGiveTheSameOutcome(@ForAll("agreements") JudgedBy by, @ForAll("faults") Set<String> faults) {
        PackFacts facts = pack(by, faults);
        Register register = by.registers().register();

        assertThat(by.agreement().judge(facts, register)).isEqualTo(by.agreement().judge(facts, register));
    }

    @Provide
    Arbitrary<JudgedBy> agreements() {
        return Arbitraries.of(JudgedBy.ALL);
    }

    @Provide
    Arbitrary<Set<String>> faults() {
        return Arbitraries.of(FAULTS.keySet()).set().ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(12).ofMaxLength(20);
    }

    @Provide
    Arbitrary<String> codes() {
        return Arbitraries.strings().withCharRange('A', 'Z').ofMinLength(3).ofMaxLength(20);
    }

    private static Map.Entry<String, UnaryOperator<Packs>> fault(String name, UnaryOperator<Packs> change) {
        return Map.entry(name, change);
    }

    private static void refuses(JudgedBy by, Packs pack) {
        assertThat(by.judge(pack)).isInstanceOf(Outcome.Refused.class);
    }

    private static PackFacts pack(JudgedBy by, Set<String> faults) {
        Packs pack = by.pack();
        for (String fault : new TreeSet<>(faults)) {
            pack = Objects.requireNonNull(FAULTS.get(fault)).apply(pack);
        }
        return pack.facts();
    }

    private static Rule prohibition(boolean first, boolean hits) {
        return rule(first, hits
                ? new Answer.Breached(
                        List.of(new Breach(Code.REASON_MISSING, "", Map.of(), Optional.empty(), Optional.empty())))
                : Answer.satisfied());
    }

    private static Rule rule(boolean first, Answer answer) {
        return rule(first, _ -> answer);
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
}
