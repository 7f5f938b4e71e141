// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.document.Fields;

/// One step as the agreement's file has it, in the file's order.
///
/// @param parameters what stands beside the check, as it is written
/// @param only       the settings under which the step binds
record StepText(String step, boolean first, String check, Map<String, String> parameters, String clause,
        Map<String, String> only, List<Said> said, List<Law> law, Optional<Held> hold) {

    private static final Set<String> NOT_PARAMETERS = Set.of("step", "first", "check", "clause", "after",
            "tells_sender",
            "sentences", "law", "hold", "if");

    StepText {
        said = List.copyOf(said);
        law = List.copyOf(law);
    }

    static List<StepText> all(Fields root, String list) {
        return root.groups(list).stream().map(StepText::of).toList();
    }

    private static StepText of(Fields step) {
        Map<String, String> parameters = new LinkedHashMap<>(step.entries());
        parameters.keySet().removeAll(NOT_PARAMETERS);
        String clause = step.line("clause").orElse("");
        return new StepText(step.line("step").orElse(""), step.flag("first").orElse(false),
                step.line("check").orElse(""), parameters, clause,
                step.group("if").map(Fields::entries).orElse(Map.of()), said(step, clause), law(step),
                step.group("hold").map(StepText::held));
    }

    private static List<Said> said(Fields step, String clause) {
        List<Said> said = new ArrayList<>();
        for (Fields each : step.groups("sentences")) {
            said.add(new Said(each.line("code").orElse(""), each.line("effect").orElse("REFUSE"),
                    each.line("clause").orElse(clause), each.text("text").orElse("")));
        }
        return said;
    }

    private static List<Law> law(Fields step) {
        return step.groups("law").stream()
                .map(each -> new Law(each.line("printed").orElse(""), each.line("canonical").orElse(""))).toList();
    }

    private static Held held(Fields hold) {
        return new Held(hold.line("of").orElse("SENDER"), hold.line("decider").orElse(""),
                hold.line("within").orElse(""));
    }

    /// What the sender, or the recipient, is told.
    record Said(String code, String effect, String clause, String text) {}

    /// A citation, as printed and as lawyers write it.
    record Law(String printed, String canonical) {}

    /// Who decides.
    record Held(String of, String decider, String within) {}
}
