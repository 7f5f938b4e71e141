// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.casegate.policy.check.Answer;
import org.casegate.policy.check.Breach;
import org.casegate.policy.check.Check;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Effect;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Matter;
import org.casegate.policy.check.Question;
import org.casegate.policy.check.Warning;
import org.casegate.policy.register.Settings;

/// One step of an agreement's table: a check, the clause it rests on, and what is said when it is broken.
///
/// @param first     one of the `*` steps, which run alone and stop at the first failure
/// @param sentences by the keys of the check's breaches
/// @param hold      who decides, where the step can hold a pack
/// @param only      the settings under which the step binds; it does not reach a pack under any other
record Rule(String step, boolean first, Check check, ClauseRef clause, Map<String, Sentence> sentences,
        List<Citation> law, Optional<Hold> hold, Settings only) {

    private static final Pattern CODE_FORM = Pattern.compile("[A-Z0-9][A-Z0-9-]{1,59}");

    Rule {
        sentences = Map.copyOf(sentences);
        law = List.copyOf(law);
    }

    boolean raises(Code code) {
        return sentences.values().stream().anyMatch(sentence -> sentence.code() == code);
    }

    /// What the step says of a pack. A check that cannot be carried out refuses and names the step: what was not shown to
    /// be allowed is not allowed.
    Weighed weigh(Matter matter) {
        try {
            if (!matter.settings().include(only)) {
                return Weighed.NOTHING;
            }
            return switch (check.weigh(matter)) {
                case Answer.NotApplicable _ -> Weighed.NOTHING;
                case Answer.Satisfied(List<String> readings) -> Weighed.kept(readings);
                case Answer.Breached(List<Breach> breaches) -> said(breaches, matter);
            };
        } catch (RuntimeException _) {
            return new Weighed(List.of(new Finding(step, Code.CHECK_FAILED, ClauseRef.PROJECT,
                    "This upload was refused because this gateway could not carry out check " + step
                            + " on it; tell whoever runs this gateway.")),
                    List.of(), false, List.of());
        }
    }

    /// The same as a line for people.
    CheckAnswer answer(Weighed weighed) {
        List<String> sentences = new ArrayList<>(weighed.findings().stream().map(Finding::neutralText).toList());
        sentences.addAll(weighed.readings());
        CheckAnswer.Said said = !weighed.findings().isEmpty()
                ? CheckAnswer.Said.BROKEN
                : weighed.kept() ? CheckAnswer.Said.KEPT : CheckAnswer.Said.DOES_NOT_APPLY;
        return new CheckAnswer(step, weighed.findings().stream().map(Finding::clause).findFirst().orElse(clause), said,
                sentences);
    }

    private Weighed said(List<Breach> breaches, Matter matter) {
        List<Finding> findings = new ArrayList<>();
        List<Warning> warnings = new ArrayList<>();
        for (Breach breach : breaches) {
            Sentence sentence = Optional.ofNullable(sentences.get(breach.key()))
                    .orElseThrow(() -> new IllegalStateException(step + " has no sentence for " + breach.key()));
            String text = sentence.filled(words(breach));
            if (sentence.effect() == Effect.WARN) {
                warnings.add(new Warning(breach.code(), sentence.clause(), text));
            } else if (matter.isLifted(breach)) {
                warnings.add(lifted(sentence.filled(neutralWords(breach, matter))));
            } else if (sentence.effect() == Effect.HOLD) {
                findings.add(held(breach, sentence, matter));
            } else {
                findings.add(new Finding(step, breach.code(), Effect.REFUSE, sentence.clause(), text,
                        sentence.filled(neutralWords(breach, matter))));
            }
        }
        // a remark leaves the rule kept
        return new Weighed(findings, warnings, findings.isEmpty(), List.of());
    }

    /// What two people let pass because a child could not wait.
    private static Warning lifted(String sentence) {
        return new Warning(Code.EMERGENCY_RELEASE, ClauseRef.PROJECT,
                "Two people let this upload pass at this gateway in an emergency, and it is reviewed within five days. "
                        + "Without them: " + sentence);
    }

    /// A hold that nobody could end is none: it refuses.
    private Finding held(Breach breach, Sentence sentence, Matter matter) {
        Hold who = hold.orElseThrow(() -> new IllegalStateException(step + " holds, and nobody decides"));
        return matter.decider(who.of(), breach)
                .map(agency -> new Finding(step, breach.code(), Effect.HOLD, sentence.clause(),
                        sentence.filled(words(breach)), sentence.filled(neutralWords(breach, matter)),
                        Optional.of(new Question(step, breach.code(), breach.part(), agency,
                                matter.register().nameOf(agency), who.decider(),
                                matter.facts().received().plus(who.within())))))
                .orElseGet(() -> new Finding(step, breach.code(), ClauseRef.PROJECT,
                        "This upload was refused because it needs the decision of " + who.of().words()
                                + " and this gateway has not been told which agency that is; ask its convener."));
    }

    private static Map<String, String> words(Breach breach) {
        Map<String, String> words = new HashMap<>(breach.words());
        breach.part().ifPresent(part -> words.put("part", part.value()));
        return words;
    }

    /// Parts by number, and no purpose that is not in the form of a code: a sender may have typed anything.
    private static Map<String, String> neutralWords(Breach breach, Matter matter) {
        Map<String, String> words = new HashMap<>(breach.words());
        breach.part().ifPresent(part -> words.put("part", matter.manifest().numbered(part)));
        words.computeIfPresent("purpose",
                (_, purpose) -> CODE_FORM.matcher(purpose).matches() ? purpose : "the purpose given");
        return words;
    }

    /// What came of a step.
    ///
    /// @param kept     whether the rule reaches the pack and is kept
    /// @param readings by which interpretations it was kept
    record Weighed(List<Finding> findings, List<Warning> warnings, boolean kept, List<String> readings) {
        static final Weighed NOTHING = new Weighed(List.of(), List.of(), false, List.of());

        static Weighed kept(List<String> readings) {
            return new Weighed(List.of(), List.of(), true, readings);
        }
    }
}
