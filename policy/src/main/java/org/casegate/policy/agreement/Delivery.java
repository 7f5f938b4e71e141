// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.util.List;
import java.util.Optional;
import org.casegate.policy.check.Parties;
import org.casegate.policy.check.Recipient;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;

/// Who may collect an accepted pack.
final class Delivery {

    private Delivery() {}

    /// The accounts of the manifest, in its order. A body that goes by two names is one body, so each account counts once.
    static List<Recipient> recipients(Manifest manifest, Parties parties, Register register) {
        return manifest.recipients().stream().flatMap(addressee -> addressee.account().stream()
                .map(account -> new Recipient(parties.resolve(addressee.agency(), register), account,
                        controller(addressee, parties, register))))
                .distinct().toList();
    }

    /// Whoever works in a unit, one body may control what is collected for it.
    private static Optional<AgencyId> controller(Manifest.Addressee addressee, Parties parties, Register register) {
        return addressee.unit().flatMap(parties::controllerOf).map(Parties.Party::id)
                .map(id -> parties.resolve(id, register));
    }
}
