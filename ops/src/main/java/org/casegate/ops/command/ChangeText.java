// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.PrintWriter;
import java.util.List;
import org.casegate.ops.console.JsonOut;
import org.casegate.policy.amendment.Amendments;
import org.casegate.policy.amendment.Plan;
import org.casegate.policy.amendment.Proposal;
import org.casegate.policy.change.Difference;
import tools.jackson.core.JsonGenerator;

/// Changes of the register, and what waits for approval, as people and as programs read them.
final class ChangeText {
    private ChangeText() {}

    /// What would come of a change.
    static void plan(PrintWriter out, Plan plan) {
        if (plan.isEmpty()) {
            out.println("The register says so already.");
            return;
        }
        if (!plan.atOnce().isEmpty()) {
            out.println("At once:");
            differences(out, plan.atOnce());
        }
        for (Plan.Waiting waiting : plan.waiting()) {
            out.println("What %s%s:".formatted(waiting.need().inWords(), waiting.proposal().isPresent()
                    ? ", and waits already as proposal " + waiting.proposal().getAsLong()
                    : ""));
            differences(out, waiting.differences());
        }
    }

    /// What has come of it.
    static void done(PrintWriter out, Amendments.Done done) {
        differences(out, done.inForce());
        if (!done.entries().isEmpty()) {
            out.println(done.entries().size() == 1
                    ? "Ledger entry %d.".formatted(done.entries().getFirst())
                    : "Ledger entries %d to %d.".formatted(done.entries().getFirst(), done.entries().getLast()));
        }
        done.proposals().forEach(id -> out.println(
                "Proposal %d waits for approval; `casegate approval list` says whose.".formatted(id)));
        if (done.entries().isEmpty() && done.proposals().isEmpty()) {
            out.println("The register says so already.");
        }
    }

    private static void differences(PrintWriter out, List<Difference> differences) {
        differences.stream().filter(each -> !each.before().equals(each.after()))
                .forEach(each -> out.println("  " + each.inWords()));
    }

    /// One proposal, with what it would change and who is outstanding.
    static void proposal(PrintWriter out, Proposal proposal) {
        out.println("Proposal %d  %s  of %s by %s: %s".formatted(proposal.id(), proposal.state(), proposal.at(),
                proposal.drafter(), proposal.need().inWords()));
        differences(out, proposal.differences());
        proposal.approvals().forEach(approval -> out.println("  approved by %s (%s)%s, ledger entry %d".formatted(
                approval.approver(), approval.account(),
                approval.document().map(document -> ", " + document.reference()).orElse(""), approval.entry())));
        if (!proposal.outstanding().isEmpty()) {
            out.println("  outstanding: " + String.join(", ", proposal.outstanding()));
        }
    }

    static void json(PrintWriter out, Plan plan) {
        try (JsonGenerator json = JsonOut.to(out)) {
            json.writeStartObject();
            json.writeBooleanProperty("applied", false);
            array(json, "at_once", plan.atOnce());
            json.writeArrayPropertyStart("waiting");
            for (Plan.Waiting waiting : plan.waiting()) {
                json.writeStartObject();
                json.writeStringProperty("need", waiting.need().inWords());
                if (waiting.proposal().isPresent()) {
                    json.writeNumberProperty("proposal", waiting.proposal().getAsLong());
                }
                array(json, "changes", waiting.differences());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.println();
    }

    static void json(PrintWriter out, Amendments.Done done) {
        try (JsonGenerator json = JsonOut.to(out)) {
            json.writeStartObject();
            json.writeBooleanProperty("applied", true);
            array(json, "in_force", done.inForce());
            numbers(json, "proposals", done.proposals());
            numbers(json, "entries", done.entries());
            json.writeEndObject();
        }
        out.println();
    }

    static void json(PrintWriter out, List<Proposal> proposals) {
        try (JsonGenerator json = JsonOut.to(out)) {
            json.writeStartArray();
            proposals.forEach(proposal -> json(json, proposal));
            json.writeEndArray();
        }
        out.println();
    }

    private static void json(JsonGenerator json, Proposal proposal) {
        json.writeStartObject();
        json.writeNumberProperty("id", proposal.id());
        json.writeStringProperty("state", proposal.state().name());
        json.writeStringProperty("at", proposal.at().toString());
        json.writeStringProperty("drafter", proposal.drafter());
        json.writeStringProperty("need", proposal.need().inWords());
        json.writeStringProperty("sha256", proposal.sha256());
        array(json, "changes", proposal.differences());
        json.writeArrayPropertyStart("approvals");
        for (Proposal.Approval approval : proposal.approvals()) {
            json.writeStartObject();
            json.writeStringProperty("approver", approval.approver());
            json.writeStringProperty("account", approval.account());
            approval.document().ifPresent(document -> {
                json.writeStringProperty("document", document.reference());
                document.sha256().ifPresent(hash -> json.writeStringProperty("sha256", hash));
            });
            json.writeNumberProperty("entry", approval.entry());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("outstanding");
        proposal.outstanding().forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void array(JsonGenerator json, String key, List<Difference> differences) {
        json.writeArrayPropertyStart(key);
        differences.forEach(each -> json.writeString(each.inWords()));
        json.writeEndArray();
    }

    private static void numbers(JsonGenerator json, String key, List<Long> numbers) {
        json.writeArrayPropertyStart(key);
        numbers.forEach(json::writeNumber);
        json.writeEndArray();
    }
}
