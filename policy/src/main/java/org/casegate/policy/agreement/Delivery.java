// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.util.List;
import org.casegate.policy.check.Recipient;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.register.Register;

/// Who may collect an accepted pack.
final class Delivery {

    private Delivery() {}

    /// The accounts of the manifest, in its order. A body that goes by two names is one body, so each account counts once.
    static List<Recipient> recipients(Manifest manifest, Register register) {
        return manifest.recipients().stream().flatMap(addressee -> addressee.account().stream()
                .map(account -> new Recipient(register.resolve(addressee.agency()), account))).distinct().toList();
    }
}
