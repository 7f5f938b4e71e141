// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.document.Fields;
import org.casegate.policy.manifest.Manifest.Addressee;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;

/// Reads the recipients of a manifest.
final class AddresseeReader {

    private static final int MOST = 200;
    private static final String AGENCY = "an agency id: lower-case letters, digits, single hyphens";

    private AddresseeReader() {}

    static List<Addressee> read(Fields root) {
        List<Addressee> addressees = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        for (Fields each : root.groups("recipients")) {
            addressee(each).ifPresent(found -> {
                if (!seen.add(List.of(found.agency(), found.account()))) {
                    each.complain("agency", "and account are listed twice");
                }
                addressees.add(found);
            });
        }
        if (addressees.size() > MOST) {
            root.complain("recipients", "are more than " + MOST);
        }
        return addressees;
    }

    private static Optional<Addressee> addressee(Fields fields) {
        fields.need("agency", AGENCY);
        Optional<AgencyId> agency = fields.value("agency", AgencyId::parse, AGENCY);
        Optional<AccountId> account = fields.value("account", AccountId::parse,
                "an account id of that agency: lower-case letters, digits, dots, hyphens");
        Optional<String> why = fields.text("why_needed");
        Optional<String> role = fields.text("role_in_case");
        Optional<String> unit = fields.line("unit");
        boolean condition = fields.flag("member_condition").orElse(false);
        return agency.map(id -> new Addressee(id, account, why, role, unit, condition));
    }
}
