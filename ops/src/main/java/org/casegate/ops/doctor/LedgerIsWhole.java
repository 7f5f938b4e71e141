// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.util.List;
import org.casegate.policy.ledger.LedgerUnavailable;

/// The tree over the stored entries is the one that was signed last, and can be signed as it now stands. The values
/// behind the entries are for `ledger verify`.
final class LedgerIsWhole implements Check {
    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public List<Finding> look(Site site) throws NotOpened {
        try {
            long size = site.gateway().ledger().publish().checkpoint().size();
            return List.of(Finding.green("%d entries, covered by a signed checkpoint".formatted(size)));
        } catch (LedgerUnavailable broken) {
            return List.of(Finding.red(String.valueOf(broken.getMessage()),
                    "leave the database as it is, run `casegate ledger verify`, and compare with a checkpoint kept elsewhere"));
        }
    }
}
