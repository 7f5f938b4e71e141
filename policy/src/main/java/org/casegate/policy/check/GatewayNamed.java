// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.List;
import java.util.Set;
import org.casegate.policy.manifest.Basis;

/// Refuses a pack that names no legal power, listed or in the sender's own words. Reaches living subjects only.
///
/// @param instruments the codes of the Acts and guidance that the agreement lists without closing the list
record GatewayNamed(Set<String> instruments) implements Check {

    private static final String OTHER = "OTHER";

    GatewayNamed {
        instruments = Set.copyOf(instruments);
    }

    @Override
    public Answer weigh(Matter matter) {
        return matter.concernsTheLiving()
                ? Answer.of(isNamed(matter.manifest().basis(), instruments), Breach.of(Code.GATEWAY_MISSING))
                : Answer.notApplicable();
    }

    @Override
    public Set<String> sentences() {
        return Set.of("GATEWAY-MISSING");
    }

    @Override
    public Set<String> asks() {
        return Set.of("legal_gateway", "legal_gateway_other");
    }

    @Override
    public List<String> accepted(String key) {
        return key.equals("legal_gateway") ? List.of(OTHER) : List.of();
    }

    static boolean isNamed(Basis basis, Set<String> instruments) {
        return basis.gateways().stream().anyMatch(instruments::contains)
                || (basis.gateways().contains(OTHER) && basis.otherGateway().isPresent());
    }
}
