// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.PrintWriter;
import org.casegate.policy.agreement.CheckAnswer;
import org.casegate.policy.intake.DecisionTrail;
import tools.jackson.core.JsonGenerator;

/// How a decision came about, as people and as programs read it.
final class TrailText {
    private TrailText() {}

    static void print(PrintWriter out, DecisionTrail trail) {
        out.println();
        out.println("Decision on %s, attempt %d, by register revision %d%s".formatted(trail.transfer(), trail.attempt(),
                trail.register(), trail.version().map(" and agreement version "::concat).orElse("")));
        trail.lost().ifPresent(lost -> out.println("  The checks cannot be shown: " + lost.words() + "."));
        trail.facts().forEach((name, value) -> out.println("  %-16s %s".formatted(name, value)));
        trail.checks().forEach(check -> print(out, check));
    }

    private static void print(PrintWriter out, CheckAnswer check) {
        out.println("  %-6s %-14s %s".formatted(check.step(), words(check.said()), check.clause()));
        check.sentences().forEach(sentence -> out.println("         " + sentence));
    }

    private static String words(CheckAnswer.Said said) {
        return switch (said) {
            case DOES_NOT_APPLY -> "does not apply";
            case KEPT -> "kept";
            case BROKEN -> "BROKEN";
        };
    }

    /// As a member of an object.
    static void json(JsonGenerator json, DecisionTrail trail) {
        json.writeObjectPropertyStart("decision");
        json.writeStringProperty("transfer", trail.transfer());
        json.writeNumberProperty("attempt", trail.attempt());
        json.writeNumberProperty("register", trail.register());
        trail.version().ifPresent(version -> json.writeStringProperty("agreement_version", version));
        trail.lost().ifPresent(lost -> json.writeStringProperty("lost", lost.name()));
        json.writeObjectPropertyStart("facts");
        trail.facts().forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeArrayPropertyStart("checks");
        trail.checks().forEach(check -> {
            json.writeStartObject();
            json.writeStringProperty("step", check.step());
            json.writeStringProperty("clause", check.clause().toString());
            json.writeStringProperty("answer", check.said().name());
            json.writeArrayPropertyStart("sentences");
            check.sentences().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeEndObject();
    }
}
