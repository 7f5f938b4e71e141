// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.util.List;

/// Object store and database are where every agreement in force lets them be.
final class StoresInPlace implements Check {
    @Override
    public String name() {
        return "storage places";
    }

    @Override
    public List<Finding> look(Site site) throws NotOpened {
        List<String> objections = site.gateway().storageObjections();
        return objections.isEmpty()
                ? List.of(Finding.green("every agreement in force allows where the stores are"))
                : objections.stream().map(objection -> Finding.red(objection,
                        "move the stores; or, where they are elsewhere than the register says, correct storage_places there"))
                        .toList();
    }
}
