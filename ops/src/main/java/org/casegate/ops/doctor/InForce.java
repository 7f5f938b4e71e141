// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.util.List;
import org.casegate.policy.register.AgreementRegistration;

/// The agreements that judge packs, by the register.
final class InForce {
    private InForce() {}

    static List<AgreementRegistration> of(Site site) throws NotOpened {
        return site.gateway().directory().current().agreements().stream()
                .filter(agreement -> agreement.state() == AgreementRegistration.State.ACTIVE).toList();
    }
}
