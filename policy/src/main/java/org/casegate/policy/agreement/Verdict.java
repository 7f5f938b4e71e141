// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Question;
import org.casegate.policy.check.Warning;
import org.casegate.policy.clock.London;
import org.casegate.policy.document.JsonText;

/// What a sender is told of one decision: the same words in the SFTP status, in the receipts and in a dry run.
///
/// @param agreementName the agreement's own title
/// @param at            the moment of the decision
/// @param lastLine      the line that ends every refusal
public record Verdict(Outcome outcome, String agreementName, Instant at, String lastLine) {

    /// `ACCEPTED`, `HELD` or `REFUSED`.
    public String word() {
        return switch (outcome) {
            case Outcome.Accepted _ -> "ACCEPTED";
            case Outcome.Held _ -> "HELD";
            case Outcome.Refused _ -> "REFUSED";
        };
    }

    /// Whole sentences in the order in which they are read: what was decided, what happens next, warnings, and with a
    /// refusal or a hold the last line.
    public List<String> sentences() {
        return sentences(Finding::text);
    }

    /// As [#sentences()], with parts called by number: after erasure, in mail, in the ledger.
    public List<String> neutralSentences() {
        return sentences(Finding::neutralText);
    }

    /// All sentences as one line, for an SFTP status.
    public String status() {
        return String.join(" ", sentences()).replaceAll("\\s+", " ");
    }

    /// The fields of a dry run as one JSON object: `outcome`, `agreement`, `agreement_version`, `at`, `findings`,
    /// `warnings`, `last_line`, `destroy_on`.
    public String json() {
        return JsonText.of(fields());
    }

    /// The same fields, and for a receipt also who decides on what is held, and until when.
    public String receiptJson() {
        return receipt(fields());
    }

    /// [#receiptJson()] with parts called by number.
    public String neutralReceiptJson() {
        return receipt(neutralFields());
    }

    private String receipt(Map<String, Object> fields) {
        if (outcome instanceof Outcome.Held held) {
            fields.put("decided_by", asked(held).stream().map(Verdict::decider).toList());
        }
        return JsonText.of(fields);
    }

    /// The fields of a dry run as a tree of maps, lists and values.
    public Map<String, Object> fields() {
        return fields(Finding::text, true);
    }

    /// As [#fields()], with parts called by number and no date for a part by its name.
    public Map<String, Object> neutralFields() {
        return fields(Finding::neutralText, false);
    }

    private List<String> sentences(Function<Finding, String> text) {
        List<String> sentences = new ArrayList<>(outcome.findings().stream().map(text).toList());
        switch (outcome) {
            case Outcome.Accepted accepted -> sentences.add(accepted(accepted));
            case Outcome.Held held -> sentences.add(held(held));
            case Outcome.Refused _ -> {
            }
        }
        outcome.warnings().forEach(warning -> sentences.add("Please note: " + warning.text()));
        if (!(outcome instanceof Outcome.Accepted)) {
            sentences.add(lastLine);
        }
        return sentences;
    }

    private String accepted(Outcome.Accepted accepted) {
        String dates = accepted.destroyOn().values().stream().distinct().sorted().map(London::written)
                .collect(Collectors.joining(" or "));
        String end = dates.isEmpty()
                ? "kept until a review of its retention class says otherwise"
                : "destroyed at the start of " + dates;
        return "This upload was accepted under version " + outcome.agreement().version() + " of the " + agreementName
                + ". The gateway's copy is " + end + ".";
    }

    private static String held(Outcome.Held held) {
        String deciders = asked(held).stream()
                .map(question -> question.who() + " decides by " + London.written(question.by()))
                .collect(Collectors.joining(", and "));
        return "Nobody can see it yet. " + deciders.substring(0, 1).toUpperCase(Locale.ROOT) + deciders.substring(1)
                + ". Do not send it again.";
    }

    /// Each body and role once, with the first of its target times.
    private static List<Question> asked(Outcome.Held held) {
        Map<String, Question> asked = new LinkedHashMap<>();
        held.questions().forEach(question -> asked.merge(question.agency() + "/" + question.role(), question,
                (one, other) -> one.by().isAfter(other.by()) ? other : one));
        return List.copyOf(asked.values());
    }

    private Map<String, Object> fields(Function<Finding, String> text, boolean names) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("outcome", word());
        fields.put("agreement", outcome.agreement().agreement().value());
        fields.put("agreement_version", outcome.agreement().version());
        fields.put("at", at.toString());
        fields.put("findings", outcome.findings().stream().map(finding -> finding(finding, text)).toList());
        fields.put("warnings", outcome.warnings().stream().map(Verdict::warning).toList());
        fields.put("last_line", lastLine);
        Map<String, Object> dates = new LinkedHashMap<>();
        if (names && outcome instanceof Outcome.Accepted accepted) {
            accepted.destroyOn().entrySet().stream().sorted(Map.Entry.comparingByKey(
                    Comparator.comparing(Object::toString)))
                    .forEach(entry -> dates.put(entry.getKey().value(), entry.getValue().toString()));
        }
        fields.put("destroy_on", dates);
        return fields;
    }

    private static Map<String, Object> finding(Finding finding, Function<Finding, String> text) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("step", finding.step());
        fields.put("code", finding.code().printed());
        fields.put("effect", finding.effect().name());
        fields.put("clause", finding.clause().toString());
        fields.put("text", text.apply(finding));
        return fields;
    }

    private static Map<String, Object> decider(Question question) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("agency", question.agency().value());
        fields.put("role", question.role().name());
        fields.put("by", question.by().toString());
        return fields;
    }

    private static Map<String, Object> warning(Warning warning) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("code", warning.code().printed());
        fields.put("clause", warning.clause().toString());
        fields.put("text", warning.text());
        return fields;
    }
}
