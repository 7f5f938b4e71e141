// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Effect;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Guards;
import org.casegate.policy.check.Matter;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Outcome.Refused.Parts;
import org.casegate.policy.check.PackFacts;
import org.casegate.policy.check.Question;
import org.casegate.policy.check.Retention;
import org.casegate.policy.check.Terms;
import org.casegate.policy.check.Warning;
import org.casegate.policy.clock.London;
import org.casegate.policy.register.Register;

/// One pack being judged. The order is the security property: a stranger is told nothing that needs the case, so the
/// guards come first and alone; a sender mends a pack once, so everything else comes together.
final class Judgement {

    private final Terms terms;
    private final List<Rule> rules;
    private final PackFacts facts;
    private final Register register;
    private final List<Question> answered;
    private final Matter matter;
    private final List<Warning> warnings = new ArrayList<>();
    private final Set<ClauseRef> reliedOn = new LinkedHashSet<>();
    private final List<String> readings = new ArrayList<>();
    /// What ran, the gateway's own guards without a rule.
    private final List<Ran> ran = new ArrayList<>();

    /// @param answered what was found before and let go by whoever was asked
    Judgement(Terms terms, List<Rule> rules, PackFacts facts, Register register, List<Question> answered) {
        this.terms = terms;
        this.rules = rules;
        this.facts = facts;
        this.register = register.on(London.dateOf(facts.received()));
        this.answered = List.copyOf(answered);
        this.matter = new Matter(facts, terms, register);
    }

    Outcome outcome() {
        List<Finding> ownGuards = noted(Guards.ofPack(terms.version().agreement(), facts));
        if (!ownGuards.isEmpty()) {
            return refused(ownGuards, Parts.WAIT);
        }
        Optional<Outcome.Refused> stranger = guard();
        if (stranger.isPresent()) {
            return stranger.get();
        }
        Optional<Finding> noEntry = Guards.ofEntry(matter);
        noted(noEntry.stream().toList());
        if (noEntry.isPresent()) {
            return refused(List.of(noEntry.get()), Parts.DESTROY);
        }
        return judged(content());
    }

    /// The `*` steps, to the first failure.
    Optional<Outcome.Refused> guard() {
        for (Rule rule : rules) {
            if (rule.first()) {
                List<Finding> findings = weigh(rule);
                if (!findings.isEmpty()) {
                    return Optional.of(refused(findings, Parts.DESTROY));
                }
            }
        }
        return Optional.empty();
    }

    private List<Finding> content() {
        List<Finding> findings = new ArrayList<>(noted(Guards.ofCase(matter)));
        rules.stream().filter(rule -> !rule.first()).forEach(rule -> findings.addAll(weigh(rule)));
        findings.removeIf(finding -> finding.question().filter(this::isAnswered).isPresent());
        return findings;
    }

    /// What each step said, in the order in which they ran. Complete once there is an outcome.
    List<CheckAnswer> trail() {
        return ran.stream().flatMap(each -> each.answers().stream()).toList();
    }

    private record Ran(Optional<Rule> rule, Rule.Weighed weighed) {
        List<CheckAnswer> answers() {
            return rule.map(asked -> List.of(asked.answer(weighed))).orElseGet(() -> weighed.findings().stream()
                    .map(finding -> new CheckAnswer(finding.step(), finding.clause(), CheckAnswer.Said.BROKEN,
                            List.of(finding.neutralText())))
                    .toList());
        }
    }

    /// The gateway's own guards speak only where something is wrong.
    private List<Finding> noted(List<Finding> guards) {
        ran.add(new Ran(Optional.empty(), new Rule.Weighed(guards, List.of(), false, List.of())));
        return guards;
    }

    private List<Finding> weigh(Rule rule) {
        Rule.Weighed weighed = rule.weigh(matter);
        ran.add(new Ran(Optional.of(rule), weighed));
        warnings.addAll(weighed.warnings());
        if (weighed.kept()) {
            reliedOn.add(rule.clause());
            readings.addAll(weighed.readings());
        }
        return weighed.findings();
    }

    private Outcome judged(List<Finding> findings) {
        if (findings.isEmpty()) {
            return new Outcome.Accepted(terms.version(),
                    Delivery.recipients(facts.manifest(), terms.parties(), register), Retention.destroyOn(matter),
                    List.copyOf(reliedOn), readings, warnings);
        }
        return findings.stream().anyMatch(finding -> finding.effect() == Effect.REFUSE)
                ? refused(findings, Parts.WAIT)
                : new Outcome.Held(terms.version(), findings, warnings);
    }

    private Outcome.Refused refused(List<Finding> findings, Parts parts) {
        return new Outcome.Refused(terms.version(), findings, parts, warnings);
    }

    private boolean isAnswered(Question question) {
        return answered.stream().anyMatch(each -> each.same(question, register));
    }
}
