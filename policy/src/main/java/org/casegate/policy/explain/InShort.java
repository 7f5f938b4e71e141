// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.explain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.Particulars.Topic;
import org.casegate.policy.register.Setting;

/// The answer to the first question of everybody: who may send what to whom.
final class InShort {

    private static final int COLUMN = 12;
    private static final Map<String, String> ADMISSION = Map.of("SIGNATURE", "once it has signed", "NOTICE",
            "once the agreement was given to it", "ADMITTED", "once the statutory partners have admitted it",
            "APPENDIX",
            "once it is admitted under an entry of the list", "MEMBER", "by the agreement itself", "REFUSE", "never");

    private final Agreement agreement;
    private final List<StepText> steps;

    InShort(Agreement agreement, List<StepText> steps) {
        this.agreement = agreement;
        this.steps = steps;
    }

    void write(Page page) {
        page.heading("In short");
        page.hanging(0, "Who", COLUMN, who());
        page.hanging(0, "To whom", COLUMN,
                "Named accounts of bodies that may share in the same way, each with the reason why "
                        + "it needs the information; never an agency as a whole.");
        page.hanging(0, "What for", COLUMN, "The purposes below"
                + (asks("purpose-listed") ? "; for any other, only where nobody can be recognised." : "."));
        page.hanging(0, "What", COLUMN, asks("categories-listed")
                ? "The kinds of data below, as much as is needed and no more."
                : "What is needed and no more; the agreement lists no kinds of data.");
        page.hanging(0, "Where", COLUMN, where());
        agreement.particulars().on(Topic.RETENTION).stream().flatMap(each -> each.words().stream()).findFirst()
                .ifPresent(words -> page.hanging(0, "How long", COLUMN, words));
    }

    private String who() {
        String statutory = when(Setting.ADMISSION_STATUTORY, "SIGNATURE");
        String named = when(Setting.ADMISSION_NAMED, "SIGNATURE");
        String others = when(Setting.ADMISSION_OTHERS, "REFUSE");
        return "A statutory partner " + statutory + "; another body that is named, " + named
                + "; a body that is not named, " + others + ". Nobody who is suspended.";
    }

    private String when(Setting setting, String otherwise) {
        String value = agreement.settings().value(setting).orElse(otherwise);
        return ADMISSION.getOrDefault(value, value);
    }

    private String where() {
        Optional<String> allowed = agreement.settings().value(Setting.TERRITORY_ALLOWED);
        return switch (allowed.orElse("UK")) {
            case "UK+EEA" -> "The United Kingdom and the European Economic Area, as far as this gateway serves them.";
            case "UK+EEA+MECHANISM" ->
                "The United Kingdom and the European Economic Area, and elsewhere with a recorded "
                        + "mechanism of transfer, as far as this gateway serves them.";
            default -> "The United Kingdom.";
        };
    }

    private boolean asks(String check) {
        return steps.stream().anyMatch(step -> step.check().equals(check));
    }
}
