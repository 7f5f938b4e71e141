// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.casegate.policy.check.Check;
import org.casegate.policy.check.Checks;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.DownloadCheck;
import org.casegate.policy.check.Effect;
import org.casegate.policy.check.Whose;
import org.casegate.policy.document.Fields;
import org.casegate.policy.register.Role;
import org.casegate.policy.register.Settings;

/// Reads the steps of an agreement's file.
final class StepReader {

    static final String CLAUSE = "one or more passages, 'ST front page; ST 4.0', or '[project]'";
    static final String TIME = "a time such as PT4H or P1D";
    private static final String CODES = "one of the reason codes";

    private StepReader() {}

    static Optional<Rule> rule(Fields fields, Checks.Lists lists) {
        Optional<String> step = step(fields);
        Optional<ClauseRef> clause = clause(fields);
        boolean first = fields.flag("first").orElse(false);
        fields.line("after");
        Optional<Check> check = Checks.pack(fields, lists);
        Settings only = fields.group("if").map(Settings::read).orElse(Settings.NONE);
        Map<String, Sentence> sentences = sentences(fields, clause);
        List<Citation> law = fields.groups("law").stream().flatMap(each -> citation(each).stream()).toList();
        Optional<Hold> hold = fields.group("hold").flatMap(StepReader::hold);
        check.ifPresent(known -> complete(fields, known.sentences(), sentences));
        clause.ifPresent(_ -> ourRulesSaySo(fields, sentences));
        if (hold.isEmpty() && sentences.values().stream().anyMatch(sentence -> sentence.effect() == Effect.HOLD)) {
            fields.complain("hold",
                    "is missing: who decides, and within which time, because a sentence holds the pack");
        }
        return step.flatMap(name -> clause.flatMap(cited -> check
                .map(known -> new Rule(name, first, known, cited, sentences, law, hold, only))));
    }

    static Optional<DownloadRule> download(Fields fields) {
        Optional<String> step = step(fields);
        Optional<ClauseRef> clause = clause(fields);
        boolean tells = fields.flag("tells_sender").orElse(false);
        Optional<DownloadCheck> check = Checks.download(fields);
        Map<String, Sentence> sentences = sentences(fields, clause);
        check.ifPresent(known -> complete(fields, known.sentences(), sentences));
        return step.flatMap(name -> clause.flatMap(cited -> check
                .map(known -> new DownloadRule(name, known, cited, sentences, tells))));
    }

    private static Optional<String> step(Fields fields) {
        fields.need("step", "the row of the table, ST-05");
        return fields.line("step");
    }

    static Optional<ClauseRef> clause(Fields fields) {
        fields.need("clause", CLAUSE);
        return fields.value("clause", StepReader::reference, CLAUSE);
    }

    private static Map<String, Sentence> sentences(Fields fields, Optional<ClauseRef> clause) {
        Map<String, Sentence> sentences = new HashMap<>();
        for (Fields each : fields.groups("sentences")) {
            each.need("code", CODES);
            each.need("text", "a whole sentence");
            Optional<Code> code = each.choice("code", Code.class, Code::printed);
            String variant = each.line("when").map(when -> "/" + when).orElse("");
            Effect effect = each.choice("effect", Effect.class).orElse(Effect.REFUSE);
            // a step without a clause has been complained about; the sentence is read on
            ClauseRef cited = each.value("clause", StepReader::reference, CLAUSE).or(() -> clause)
                    .orElse(ClauseRef.PROJECT);
            Optional<String> text = each.text("text");
            if (code.isPresent() && text.isPresent()) {
                Sentence sentence = new Sentence(code.get(), effect, cited, text.get());
                if (sentences.put(code.get().printed() + variant, sentence) != null) {
                    each.complain("code", "has two sentences for the same case");
                }
            }
        }
        return sentences;
    }

    /// A rule that is only ours says so, and never speaks in the agreement's name.
    private static void ourRulesSaySo(Fields fields, Map<String, Sentence> sentences) {
        sentences.forEach((key, sentence) -> {
            boolean ours = sentence.text().toLowerCase(Locale.ROOT).contains("this gateway");
            if (sentence.clause().isProject() && !ours) {
                fields.complain("sentences", "must say 'this gateway' for " + key + ", because the rule is [project]");
            }
        });
    }

    private static void complete(Fields fields, Set<String> needed, Map<String, Sentence> given) {
        Set<String> missing = new HashSet<>(needed);
        missing.removeAll(given.keySet());
        missing.stream().sorted().forEach(key -> fields.complain("sentences", "lack one for " + key));
        Set<String> unused = new HashSet<>(given.keySet());
        unused.removeAll(needed);
        unused.stream().sorted().forEach(key -> fields.complain("sentences", "have one for " + key
                + ", which this check never says; it says " + String.join(", ", needed.stream().sorted().toList())));
    }

    static Optional<Citation> citation(Fields fields) {
        fields.need("printed", "the words of the agreement");
        fields.need("canonical", "the passage as it is cited");
        Optional<String> printed = fields.line("printed");
        Optional<String> canonical = fields.line("canonical");
        return printed.flatMap(words -> canonical.map(passage -> new Citation(words, passage)));
    }

    private static Optional<Hold> hold(Fields fields) {
        fields.need("decider", "a role");
        fields.need("within", TIME);
        Whose of = fields.choice("of", Whose.class).orElse(Whose.SENDER);
        Optional<Role> decider = fields.choice("decider", Role.class);
        Optional<Duration> within = fields.value("within", StepReader::duration, TIME);
        return decider.flatMap(role -> within.map(time -> new Hold(of, role, time)));
    }

    static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Duration.parse(text)).filter(Duration::isPositive);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    static Optional<ClauseRef> reference(String text) {
        return Stream.of(text.split(";", -1)).anyMatch(String::isBlank)
                ? Optional.empty()
                : Optional.of(ClauseRef.parse(text));
    }
}
