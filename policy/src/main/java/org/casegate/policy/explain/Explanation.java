// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.Approvals;
import org.casegate.policy.document.Document;
import org.casegate.policy.document.Fields;
import org.casegate.policy.register.Setting;

/// A whole agreement in plain English: who may send what to whom, every rule with its passage and its words, who decides on
/// a hold, what may be set, who approves a change, and what else the text says. At most 100 columns wide.
public final class Explanation {

    private static final int STEP = 8;
    private static final int CODES = 30;

    private final Agreement agreement;
    private final Page page = new Page();

    private Explanation(Agreement agreement) {
        this.agreement = agreement;
    }

    public static String of(Agreement agreement) {
        Explanation explanation = new Explanation(agreement);
        // read once more, because people want the file's order and not the engine's
        return Document.observe(agreement.text().octets(), explanation::write).map(_ -> explanation.page.toString())
                .orElseThrow();
    }

    private void write(Fields root) {
        List<StepText> steps = StepText.all(root, "steps");
        List<StepText> gate = StepText.all(root, "download");
        title();
        new InShort(agreement, steps).write(page);
        parties(root);
        listed(root, "purposes", "What it may be for");
        listed(root, "gateways", "Acts and guidance to share under");
        categories(root);
        arrival(steps);
        holds(steps);
        opening(gate);
        settings();
        approvals();
        new Statements(agreement.particulars()).write(page);
    }

    private void title() {
        String title = agreement.name() + ", version " + agreement.version().version();
        page.heading(title);
        page.hanging(0, "Text", 8, "SHA-256 " + agreement.textSha256());
        page.blank();
        page.paragraph(0,
                "At the right stands the passage that a rule comes from. [project] is a rule of this gateway's own: "
                        + "no passage of the agreement asks for it. Words in quotes are what the sender, or the recipient, reads; "
                        + "{...} is filled in.");
    }

    private void parties(Fields root) {
        List<Fields> all = root.groups("parties");
        page.heading("Who belongs");
        list("Statutory partners", all, each -> is(each, "statutory"));
        list("Other bodies", all, each -> !is(each, "statutory") && !is(each, "class") && !is(each, "external"));
        list("Descriptions, not organisations: a body is admitted under one by its name", all,
                each -> is(each, "class"));
        list("Helped, but no members", all, each -> is(each, "external"));
    }

    private void list(String heading, List<Fields> all, Function<Fields, Boolean> which) {
        List<Fields> chosen = all.stream().filter(which::apply).toList();
        if (chosen.isEmpty()) {
            return;
        }
        page.blank();
        page.paragraph(0, heading + " (" + chosen.size() + ")");
        chosen.forEach(each -> page.hanging(2, each.line("entry").orElse("-"), 4, party(each)));
    }

    private static String party(Fields party) {
        StringBuilder words = new StringBuilder(party.line("name").orElse(""));
        party.line("condition").ifPresent(condition -> words.append(", ").append(condition));
        List<String> controls = party.values("controls", Optional::of, "units");
        if (!controls.isEmpty()) {
            words.append("; controls what is collected for ").append(Values.joined(controls, "or"));
        }
        party.groups("successors").forEach(next -> words.append("; succeeded by ").append(next.line("id").orElse(""))
                .append(" from ").append(next.line("from").orElse("")));
        List<String> aliases = party.values("aliases", Optional::of, "ids");
        if (!aliases.isEmpty()) {
            words.append("; also ").append(String.join(", ", aliases));
        }
        return words.toString();
    }

    private void listed(Fields root, String key, String heading) {
        List<Fields> all = root.groups(key);
        if (!all.isEmpty()) {
            page.heading(heading + " (" + all.size() + ")");
            int longest = all.stream().mapToInt(each -> each.line("code").orElse("").length()).max().orElse(0);
            // a code that repeats a whole title leaves no room beside it
            boolean beside = longest < CODES;
            all.forEach(each -> {
                String code = each.line("code").orElse("");
                page.cited(0, beside ? code : "", beside ? longest + 2 : 0, each.line("words").orElse(code),
                        each.line("clause").orElse(""));
                if (!beside) {
                    page.paragraph(2, code);
                }
            });
        }
    }

    private void categories(Fields root) {
        List<String> all = root.values("categories", Optional::of, "codes");
        if (!all.isEmpty()) {
            page.heading("Kinds of data (" + all.size() + ")");
            page.paragraph(0, all.stream().map(Values::words).collect(Collectors.joining(", ")) + ".");
        }
    }

    private void arrival(List<StepText> steps) {
        page.heading("When a pack arrives");
        page.paragraph(0,
                "These come first, one after the other. The first that fails refuses the pack and nothing more is "
                        + "said, so that a stranger learns nothing about a case.");
        steps.stream().filter(StepText::first).forEach(step -> rule(step, ChecksInWords.upload(step)));
        page.blank();
        page.paragraph(0, "Then all of these, and every objection is reported together.");
        steps.stream().filter(step -> !step.first()).forEach(step -> rule(step, ChecksInWords.upload(step)));
    }

    private void opening(List<StepText> gate) {
        page.heading("Whenever a recipient opens a part");
        page.paragraph(0, "One after the other, each time; the first that fails refuses.");
        gate.forEach(step -> rule(step, ChecksInWords.download(step)));
    }

    private void rule(StepText step, String words) {
        page.blank();
        page.cited(0, step.step(), STEP, words, step.clause());
        if (!step.only().isEmpty()) {
            page.paragraph(STEP, "Only while " + step.only().entrySet().stream()
                    .map(setting -> setting.getKey() + " is " + setting.getValue()).collect(Collectors.joining(" and "))
                    + ".");
        }
        step.law().forEach(law -> page.paragraph(STEP, law.canonical()
                + (law.printed().equals(law.canonical()) ? "" : ", printed \"" + law.printed() + "\"") + "."));
        step.said().forEach(said -> said(step, said));
    }

    private void said(StepText step, StepText.Said said) {
        String effect = switch (said.effect()) {
            case "HOLD" -> "Held";
            case "WARN" -> "Remark";
            default -> step.check().equals("filed") ? "Told" : "Refused";
        };
        String source = said.clause().equals(step.clause()) ? "" : " " + Page.passage(said.clause());
        page.hanging(STEP, effect, STEP, said.code() + source + ": \"" + said.text() + "\"");
    }

    private void holds(List<StepText> steps) {
        List<StepText> holding = steps.stream().filter(step -> step.hold().isPresent()).toList();
        if (holding.isEmpty()) {
            return;
        }
        page.heading("Who decides on a hold");
        page.paragraph(0,
                "Until then nobody sees the pack. Whoever sent it never decides, and nothing is decided by the "
                        + "passing of time.");
        holding.forEach(step -> step.hold()
                .ifPresent(hold -> page.hanging(0, step.step(), STEP, Deciders.words(hold))));
    }

    private void settings() {
        page.heading("What the partnership may set, and what holds until it does");
        Map<Setting, String> values = new LinkedHashMap<>();
        Stream.of(Setting.values()).sorted((one, other) -> one.key().compareTo(other.key()))
                .forEach(setting -> agreement.settings().value(setting).ifPresent(value -> values.put(setting, value)));
        values.forEach((setting, value) -> {
            String accepted = setting.choices().isEmpty() ? "" : " (of " + String.join(", ", setting.choices()) + ")";
            page.hanging(0, setting.key(), 32,
                    (value.isEmpty() ? "nothing" : value) + ": " + SettingsInWords.of(setting)
                            + accepted);
        });
    }

    private void approvals() {
        page.heading("Who approves a change");
        Approvals approvals = agreement.approvals();
        page.cited(0, "", 0, Deciders.words(approvals.changes()), approvals.changes().clause().toString());
        approvals.purposes().ifPresent(rule -> page.cited(0, "", 0, "A new purpose: " + Deciders.words(rule),
                rule.clause().toString()));
        approvals.draftedBy().ifPresent(role -> page.paragraph(0,
                "The " + Values.words(role.name()) + " drafts it, and so does not approve it."));
    }

    private static boolean is(Fields party, String flag) {
        return party.flag(flag).orElse(false);
    }
}
