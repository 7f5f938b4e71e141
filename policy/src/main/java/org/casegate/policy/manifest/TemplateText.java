// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import java.util.List;
import org.casegate.policy.document.JsonText;
import org.casegate.policy.manifest.ManifestTemplate.Choices;
import org.casegate.policy.manifest.ManifestTemplate.Meeting;
import org.casegate.policy.manifest.ManifestTemplate.Recipient;

/// Writes a template, line by line. A line that waits for the sender ends in `# <-` and what is accepted there.
final class TemplateText {

    private static final int COMMENT_COLUMN = 40;

    private final ManifestTemplate template;
    private final StringBuilder out = new StringBuilder();

    TemplateText(ManifestTemplate template) {
        this.template = template;
    }

    String write() {
        out.append("""
                # Save this text as manifest.yaml, beside the files of the pack.
                # Lines with "# <-" wait for your answer; the accepted values stand behind the arrow.
                # Write no names of children or families: use keys such as child-1.
                """);
        header();
        recipients();
        content();
        basis();
        parts();
        return out.toString();
    }

    private void header() {
        line("manifest: 1", "");
        line("agreement: " + template.agreement(), "");
        line("case_ref: " + template.caseRef(), "");
        template.purpose().ifPresentOrElse(purpose -> line("purpose: " + scalar(purpose), ""),
                () -> line("purpose:", "<- " + oneOf(template.choices().purposes())));
        line("regime: UK_GDPR", "");
        template.meeting().ifPresentOrElse(this::meeting, () -> {
            line("phase:", "<- PRE_MEETING, POST_MEETING or NO_MEETING");
            line("meeting_ref:", "for PRE_MEETING");
            line("meeting_at:", "for PRE_MEETING, 2026-05-12T10:00:00+01:00");
            line("action_ref:", "for POST_MEETING: the action that requires the pack");
        });
        line("originator_agency: " + template.agency(), "");
        line("originated_on:", "the date on which it was made, YYYY-MM-DD");
        line("as_at:", "<- the date to which it is up to date, YYYY-MM-DD");
    }

    private void meeting(Meeting meeting) {
        line("phase: PRE_MEETING", "after the meeting: POST_MEETING with action_ref");
        line("meeting_ref: " + scalar(meeting.ref().value()), "");
        line("meeting_at: " + meeting.written(), "");
    }

    private void recipients() {
        line("recipients:", "");
        List<Recipient> known = template.recipients();
        if (known.isEmpty()) {
            line("  - agency:", "<- an agency id, such as staffordshire-county-council");
            line("    account:", "<- the account of a person or role there");
            line("    why_needed:", "<- why this person needs it");
        }
        for (Recipient recipient : known) {
            line("  - agency: " + recipient.agency(), "");
            line("    account: " + scalar(recipient.account().value()), "");
            line("    why_needed:", "<- why this person needs it");
        }
    }

    private void content() {
        line("identifiability: IDENTIFIABLE", "or ANONYMISED");
        line("subjects:", "<- one line for each person, by a key; relation SUBJECT_CHILD, FAMILY or THIRD_PARTY");
        line("  - { key: child-1, living: true, relation: SUBJECT_CHILD, adult: false }", "");
        line("confidentiality_basis:", "where somebody in it has died");
        line("categories: []", "<- some of " + String.join(", ", template.choices().categories()));
        line("equality_data: NONE", "CASE_RELEVANT or EDI with the category EQUALITY");
        line("necessity:", "<- why this much and no less");
    }

    private void basis() {
        Choices choices = template.choices();
        line("art6:", "<- " + oneOf(choices.article6()));
        line("art9:" + choices.article9().map(value -> " " + value).orElse(""), "for special category data");
        line("dpa_condition:" + choices.dpaCondition().map(value -> " " + value).orElse(""), "");
        line("no_consent_reason:", "<- NOT_POSSIBLE, NOT_REASONABLE or WOULD_PLACE_AT_RISK");
        line("legal_gateway: []", "<- at least one of " + String.join(", ", choices.gateways()));
        line("reason:", "why it is shared, in a sentence");
    }

    private void parts() {
        line("parts:", "");
        List<PartName> names = template.parts();
        if (names.isEmpty()) {
            part("", "<- the file's name");
        }
        names.forEach(name -> part(" " + scalar(name.value()), ""));
    }

    private void part(String file, String comment) {
        List<String> classes = template.choices().retentionClasses();
        line("  - file:" + file, comment);
        line("    nature:", "<- FACT, OPINION or MIXED");
        line("    retention_class:" + (classes.size() == 1 ? " " + scalar(classes.getFirst()) : ""),
                classes.size() == 1 ? "" : "<- " + oneOf(classes));
    }

    private void line(String yaml, String comment) {
        out.append(yaml);
        if (!comment.isEmpty()) {
            out.repeat(" ", Math.max(1, COMMENT_COLUMN - yaml.length())).append("# ").append(comment);
        }
        out.append('\n');
    }

    private static String oneOf(List<String> values) {
        return values.isEmpty() ? "see the agreement" : "one of " + String.join(", ", values);
    }

    /// Quoted unless it cannot be anything but a word.
    private static String scalar(String value) {
        return value.matches("[A-Za-z][A-Za-z0-9-]*") ? value : JsonText.of(value);
    }
}
