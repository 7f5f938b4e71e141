// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.casegate.policy.clock.London;
import org.casegate.policy.document.JsonText;
import org.casegate.policy.manifest.Manifest.Addressee;
import org.casegate.policy.manifest.Manifest.Phase;
import org.casegate.policy.manifest.Manifest.Regime;
import org.casegate.policy.manifest.ManifestTemplate.Choices;
import org.casegate.policy.register.RetentionClassId;

/// Writes a template, line by line. A line that waits for the sender ends in `# <-` and what is accepted there.
final class TemplateText {

    private static final int COMMENT_COLUMN = 40;

    private static final String SETTLED = "settled by the convener";
    private static final String ROLE = "<- what part this person plays in the case";
    private static final String WHY = "<- why this person needs it";

    private final ManifestTemplate template;
    private final Settled settled;
    private final Choices choices;
    private final StringBuilder out = new StringBuilder();

    TemplateText(ManifestTemplate template) {
        this.template = template;
        this.settled = template.settled();
        this.choices = template.choices();
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
        known("purpose", settled.purpose(), "<- " + oneOf(choices.purposes()));
        asked("purpose_statement", settled.statements().purposeStatement(), "<- the purpose in a sentence");
        asked("additional_justification", settled.statements().additionalJustification(),
                "where the purpose needs a legal justification of its own");
        line("regime: " + settled.regime().orElse(Regime.UK_GDPR), settled.regime().isPresent() ? SETTLED : "");
        timing();
        asked("external_ref", settled.external(), "the reference of a request from outside, where there is one");
        line("originator_agency: " + template.agency(), "");
        line("originated_on:", (asks("originated_on") ? "<- " : "") + "the date on which it was made, YYYY-MM-DD");
        line("as_at:", "<- the date to which it is up to date, YYYY-MM-DD");
    }

    private void timing() {
        Optional<Phase> phase = settled.phase().or(() -> settled.next().map(_ -> Phase.PRE_MEETING));
        if (phase.isEmpty()) {
            line("phase:", (asks("phase") ? "<- " : "") + "PRE_MEETING, POST_MEETING or NO_MEETING");
            line("meeting_ref:", "for PRE_MEETING");
            line("meeting_at:", "for PRE_MEETING, 2026-05-12T10:00:00+01:00");
            line("action_ref:", "for POST_MEETING: the action that requires the pack");
            return;
        }
        String other = phase.get() == Phase.PRE_MEETING ? "after the meeting: POST_MEETING with action_ref" : "";
        line("phase: " + phase.get(), settled.phase().isPresent() ? SETTLED : other);
        if (phase.get() == Phase.PRE_MEETING && settled.next().isPresent()) {
            line("meeting_ref: " + scalar(settled.next().get().ref().value()), "");
            line("meeting_at: " + OffsetDateTime.ofInstant(settled.next().get().at(), London.ZONE), "");
        }
        if (phase.get() == Phase.POST_MEETING) {
            line("action_ref:", "<- the action that requires the pack");
        }
    }

    private void recipients() {
        line("recipients:", settled.recipients().isEmpty()
                ? ""
                : "settled by the convener; take off whoever does not need this pack");
        List<Addressee> known = settled.recipients().isEmpty() ? template.recipients() : settled.recipients();
        if (known.isEmpty()) {
            line("  - agency:", "<- an agency id, such as staffordshire-county-council");
            line("    account:", "<- the account of a person or role there");
            line("    why_needed:", WHY);
            if (asks("role_in_case")) {
                line("    role_in_case:", ROLE);
            }
        }
        for (Addressee recipient : known) {
            line("  - agency: " + recipient.agency(), "");
            recipient.account().ifPresent(account -> line("    account: " + scalar(account.value()), ""));
            recipient.whyNeeded().ifPresentOrElse(why -> line("    why_needed: " + JsonText.of(why), ""),
                    () -> line("    why_needed:", WHY));
            asked("    role_in_case", recipient.roleInCase(), ROLE);
            recipient.unit().ifPresent(unit -> line("    unit: " + JsonText.of(unit), ""));
            if (recipient.memberCondition()) {
                line("    member_condition: true", "");
            }
        }
    }

    private void content() {
        line("identifiability: IDENTIFIABLE", "or ANONYMISED");
        line("subjects:", "<- one line for each person, by a key; relation SUBJECT_CHILD, FAMILY or THIRD_PARTY");
        line("  - { key: child-1, living: true, relation: SUBJECT_CHILD, adult: false }", "");
        known("confidentiality_basis", settled.basis().confidentiality(),
                "where somebody in it has died");
        line("categories: []", "<- some of " + String.join(", ", choices.categories()));
        line("equality_data: NONE", "CASE_RELEVANT or EDI with the category EQUALITY");
        line("necessity:", "<- why this much and no less");
        asked("third_party_impact", Optional.empty(),
                "how it affects others, where one of the subjects is another person");
        asked("wellbeing", Optional.empty(),
                "<- the safety and wellbeing that you considered, of this child and others");
    }

    private void basis() {
        Basis basis = settled.basis();
        if (asks("art6") || basis.article6().isPresent()) {
            known("art6", basis.article6().map(Basis.Article6::code), "<- " + oneOf(choices.article6()));
        }
        asked("art9", basis.article9().map(Basis.Article9::code), choices.article9(), "for special category data");
        asked("dpa_condition", basis.dpaCondition(), choices.dpaCondition(), "for special category data");
        asked("no_consent_reason", basis.noConsentReason().map(Enum::name), Optional.empty(),
                "<- NOT_POSSIBLE, NOT_REASONABLE or WOULD_PLACE_AT_RISK");
        if (!basis.gateways().isEmpty()) {
            line("legal_gateway: [" + String.join(", ", new TreeSet<>(basis.gateways())) + "]", SETTLED);
        } else if (asks("legal_gateway")) {
            line("legal_gateway: []", "<- at least one of " + String.join(", ", choices.gateways()));
        }
        asked("legal_gateway_other", basis.otherGateway(), "an Act or guidance that the list does not have");
        if (asks("consent")) {
            line("consent: { state: }",
                    "<- OBTAINED, NOT_SOUGHT (reason), REFUSED (override, override_text) or WITHDRAWN");
        }
        informed(basis);
        known("reason", settled.statements().reason(),
                (asks("reason") ? "<- " : "") + "why it is shared, in a sentence");
    }

    private void informed(Basis basis) {
        if (basis.informed().isPresent()) {
            line("informed: " + JsonText.of(SettledText.tree(basis.informed().get())), SETTLED);
        } else if (asks("informed")) {
            line("informed: { state: }", "<- TOLD (on), WILL_BE_TOLD or NOT_TOLD (reason)");
        }
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
        line("  - file:" + file, comment);
        line("    nature:", (asks("nature") ? "<- " : "") + "FACT, OPINION or MIXED");
        if (asks("distinguished_in_text")) {
            line("    distinguished_in_text: false", "true where a MIXED part tells fact from opinion");
        }
        if (asks("court_material")) {
            line("    court_material:", "<- true (with court_authority) or false");
        }
        if (asks("historical")) {
            line("    historical: false", "true, with historical_note, where it tells of long ago");
        }
        List<String> classes = choices.retentionClasses();
        Optional<String> only = classes.size() == 1 ? Optional.of(classes.getFirst()) : Optional.empty();
        known("    retention_class", settled.retentionClass().map(RetentionClassId::value), only,
                "<- " + oneOf(classes));
    }

    private boolean asks(String key) {
        return choices.asks().contains(key);
    }

    /// A key that stands there only where it is settled, or the agreement makes a sender think of it.
    private void asked(String key, Optional<String> value, String comment) {
        asked(key, value, Optional.empty(), comment);
    }

    private void asked(String key, Optional<String> value, Optional<String> only, String comment) {
        if (value.isPresent() || asks(key.strip())) {
            known(key, value, only, comment);
        }
    }

    /// A key with what is settled, or with a comment that says what is wanted.
    private void known(String key, Optional<String> value, String comment) {
        known(key, value, Optional.empty(), comment);
    }

    /// The same; a value that the agreement leaves no choice about stands there without having been settled.
    private void known(String key, Optional<String> value, Optional<String> only, String comment) {
        if (value.isPresent()) {
            line(key + ": " + scalar(value.get()), SETTLED);
        } else if (only.isPresent()) {
            line(key + ": " + scalar(only.get()), comment.startsWith("<-") ? "" : comment);
        } else {
            line(key + ":", comment);
        }
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
