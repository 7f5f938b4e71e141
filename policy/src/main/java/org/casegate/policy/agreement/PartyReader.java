// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.check.Parties;
import org.casegate.policy.check.Parties.Party;
import org.casegate.policy.check.Parties.Successor;
import org.casegate.policy.document.Fields;
import org.casegate.policy.register.AgencyId;

/// Reads whom an agreement names: bodies, descriptions (`class: true`) and bodies that it only mentions
/// (`external: true`).
final class PartyReader {

    private static final String AGENCY = "an agency id";
    private static final String AGENCIES = "agency ids";
    private static final int MOST_ENTRIES = 999;

    private PartyReader() {}

    static Parties read(Fields root) {
        List<Party> bodies = new ArrayList<>();
        List<Party> classes = new ArrayList<>();
        List<Party> external = new ArrayList<>();
        for (Fields each : root.groups("parties")) {
            boolean description = each.flag("class").orElse(false);
            boolean mentioned = each.flag("external").orElse(false);
            List<Party> list = description ? classes : mentioned ? external : bodies;
            party(each).ifPresent(list::add);
        }
        return new Parties(bodies, classes, external);
    }

    private static Optional<Party> party(Fields fields) {
        fields.need("id", AGENCY);
        fields.need("name", "the name as the agreement prints it");
        Optional<AgencyId> id = fields.value("id", AgencyId::parse, AGENCY);
        Optional<String> name = fields.line("name");
        boolean statutory = fields.flag("statutory").orElse(false);
        List<AgencyId> aliases = fields.values("aliases", AgencyId::parse, AGENCIES);
        List<Successor> successors = fields.groups("successors").stream()
                .flatMap(each -> successor(each).stream()).toList();
        Optional<Integer> entry = fields.number("entry", 1, MOST_ENTRIES);
        Optional<String> condition = fields.line("condition");
        List<String> controls = fields.values("controls", Optional::of, "names of units");
        return id.flatMap(known -> name.map(printed -> new Party(known, printed, statutory, aliases, successors, entry,
                condition, controls)));
    }

    private static Optional<Successor> successor(Fields fields) {
        fields.need("id", AGENCY);
        fields.need("from", "the first day on which it is the successor");
        Optional<AgencyId> id = fields.value("id", AgencyId::parse, AGENCY);
        Optional<LocalDate> from = fields.date("from");
        return id.flatMap(body -> from.map(day -> new Successor(body, day)));
    }
}
