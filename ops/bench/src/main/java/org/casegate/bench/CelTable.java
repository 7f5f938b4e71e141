// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The peer: Staffordshire's table of steps in Google's Common Expression Language, the policy language of Kubernetes and of
/// Google Cloud's conditions. Each step is one expression, compiled once, that is true where the step is kept.
///
/// It says yes or no for each step. What the gateway says besides is left out: the sentences, clauses and warnings, the
/// bodies' other names and successors, settings, the clock of reviews, holds, who may collect, and the dates of destruction.
final class CelTable {

    private static final Map<String, String> STEPS = steps();

    private final Map<String, Program> programs = new LinkedHashMap<>();

    private CelTable() {}

    static CelTable compiled() {
        MapType group = MapType.create(SimpleType.STRING, SimpleType.DYN);
        CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS).addVar("pack", group)
                .addVar("accounts", group).addVar("agencies", group).addVar("members", group)
                .addVar("agreement", group).setResultType(SimpleType.BOOL).build();
        // the newer planner copies every map that it looks into, and takes four times as long here
        CelRuntime runtime = CelRuntimeFactory.legacyCelRuntimeBuilder().build();
        CelTable table = new CelTable();
        STEPS.forEach((step, expression) -> {
            try {
                table.programs.put(step, runtime.createProgram(compiler.compile(expression).getAst()));
            } catch (CelValidationException | CelEvaluationException e) {
                throw new IllegalStateException(step, e);
            }
        });
        return table;
    }

    /// The steps that the facts break, in the order of the table; all are looked at.
    List<String> broken(CelFacts facts) {
        List<String> broken = new ArrayList<>();
        for (Map.Entry<String, Program> step : programs.entrySet()) {
            try {
                if (!Boolean.TRUE.equals(step.getValue().eval(facts.values()))) {
                    broken.add(step.getKey());
                }
            } catch (CelEvaluationException e) {
                throw new IllegalStateException(step.getKey(), e);
            }
        }
        return broken;
    }

    private static Map<String, String> steps() {
        Map<String, String> steps = new LinkedHashMap<>();
        steps.put("GATEWAY", """
                pack.files.all(f, f.name in pack.listed) && pack.parts.all(p, p.file in pack.arrived)""");
        steps.put("ST-01", """
                pack.channel_secure && pack.sender in accounts && "SENDER" in accounts[pack.sender].roles""");
        steps.put("ST-02", """
                agreement.state == "ACTIVE" && agreement.version == "1.1" && agreement.start <= pack.today""");
        steps.put("ST-03", """
                accounts[pack.sender].agency in members
                && members[accounts[pack.sender].agency].signed <= pack.today
                && (members[accounts[pack.sender].agency].suspended == ""
                    || pack.today < members[accounts[pack.sender].agency].suspended)""");
        steps.put("ST-04", """
                accounts[pack.sender].trained_on != "" && accounts[pack.sender].trained_on <= pack.today""");
        steps.put("ST-05", """
                pack.recipients.all(r, r.agency in agreement.parties)""");
        steps.put("ST-06", """
                pack.recipients.all(r, r.agency in members && members[r.agency].signed <= pack.today
                && (members[r.agency].suspended == "" || pack.today < members[r.agency].suspended))""");
        steps.put("ST-07", """
                pack.recipients.all(r, r.account in accounts && accounts[r.account].agency == r.agency
                && "RECIPIENT" in accounts[r.account].roles && r.why_needed != ""
                && accounts[r.account].trained_on != "" && accounts[r.account].trained_on <= pack.today
                && (accounts[r.account].kind == "PERSON"
                    || !pack.categories.exists(c, c in ["ABUSE", "CRIMINAL-INVESTIGATIONS", "HEALTH"])))""");
        steps.put("ST-08", """
                pack.place == "GB" && agreement.stores.all(s, s == "GB")
                && pack.recipients.all(r, r.agency in agencies && agencies[r.agency].place == "GB")""");
        steps.put("ST-09", """
                pack.regime in ["UK_GDPR"]""");
        steps.put("ST-10", """
                pack.purpose in agreement.purposes
                && (!pack.subjects.exists(s, s.relation == "SUBJECT_CHILD" && s.adult)
                    || "ADULT-SAFEGUARDING" in pack.categories)""");
        steps.put("ST-12", """
                size(pack.subjects) > 0 && (pack.subjects.all(s, s.living) || pack.confidentiality != "")""");
        steps.put("ST-13", """
                pack.art6 in ["c", "e"] && pack.legal_gateway.exists(g, g in agreement.gateways)""");
        steps.put("ST-14", """
                !pack.special || (pack.art9 == "g" && pack.dpa_condition == "SCH1-P2-18"
                    && pack.no_consent_reason != "")""");
        steps.put("ST-15", """
                size(pack.categories) > 0 && pack.categories.all(c, c in agreement.categories)
                && (!("EQUALITY" in pack.categories) || pack.equality_data in ["CASE_RELEVANT", "EDI"])""");
        steps.put("ST-16", """
                size(pack.necessity) > 0""");
        steps.put("ST-17", """
                pack.files.all(f, !f.locked) && pack.people <= size(pack.subjects)""");
        steps.put("ST-18", """
                pack.parts.all(p, p.nature in ["FACT", "OPINION", "MIXED"])""");
        steps.put("ST-19", """
                pack.as_at != "" && pack.as_at <= pack.today""");
        steps.put("ST-20", """
                pack.phase == "PRE_MEETING" ? pack.meeting != "" && pack.now < pack.meeting_at
                : pack.phase == "POST_MEETING" ? pack.action != ""
                : pack.phase == "NO_MEETING" && pack.purpose in ["SIN", "RAPID-REVIEW", "MALTREATMENT"]""");
        steps.put("ST-21", """
                pack.parts.all(p, p.retention_class in agreement.classes)""");
        steps.put("ST-22", """
                pack.files.all(f, !f.received_before)""");
        return steps;
    }
}
