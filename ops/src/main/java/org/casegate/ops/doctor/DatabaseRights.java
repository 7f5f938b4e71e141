// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.util.List;
import org.casegate.schema.Rights;

/// The gateway enters its database as somebody who can add to the ledger and cannot change it.
final class DatabaseRights implements Check {
    @Override
    public String name() {
        return "database rights";
    }

    @Override
    public List<Finding> look(Site site) throws NotOpened {
        List<String> tooMany = Rights.tooMany(site.gateway().database());
        return tooMany.isEmpty()
                ? List.of(Finding.green("the ledger can be added to and not changed"))
                : tooMany.stream()
                        .map(right -> Finding.red("the gateway's role " + right,
                                "let the gateway enter as casegate_app, with the rights that the migrations give it"))
                        .toList();
    }
}
