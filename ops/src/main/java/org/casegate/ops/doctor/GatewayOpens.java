// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.util.List;
import org.casegate.schema.DatabaseAddress;

/// Keys, database and ledger open together, as they do when the gateway starts.
final class GatewayOpens implements Check {
    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public List<Finding> look(Site site) {
        try {
            DatabaseAddress address = site.gateway().database().address();
            return List.of(Finding.green("opens; its database is " + address));
        } catch (NotOpened cannot) {
            return List.of(Finding.red(cannot.why(),
                    "see that the database runs and lets this gateway in, and that the keys are in place"));
        }
    }
}
