// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.casegate.policy.manifest.Manifest.Addressee;
import org.casegate.policy.register.AccountId;

/// Collects what two say differently of one key. Where nothing is settled, or nothing said, there is no difference.
final class Differences {
    private final List<Difference> found = new ArrayList<>();

    List<Difference> found() {
        return List.copyOf(found);
    }

    void code(String key, Optional<?> settled, Optional<?> said) {
        add(key, settled, said, false);
    }

    void words(String key, Optional<String> settled, Optional<String> said) {
        add(key, settled, said, true);
    }

    void of(Basis settled, Basis said) {
        code("art6", settled.article6().map(Basis.Article6::code), said.article6().map(Basis.Article6::code));
        code("art9", settled.article9().map(Basis.Article9::code), said.article9().map(Basis.Article9::code));
        code("dpa_condition", settled.dpaCondition(), said.dpaCondition());
        code("no_consent_reason", settled.noConsentReason(), said.noConsentReason());
        code("legal_gateway", list(settled), list(said));
        words("legal_gateway_other", settled.otherGateway(), said.otherGateway());
        words("informed", settled.informed().map(Differences::written), said.informed().map(Differences::written));
        words("confidentiality_basis", settled.confidentiality(), said.confidentiality());
    }

    void of(Addressee settled, Addressee said) {
        String of = " of " + settled.account().map(AccountId::value).orElse("");
        words("why_needed" + of, settled.whyNeeded(), said.whyNeeded());
        words("role_in_case" + of, settled.roleInCase(), said.roleInCase());
        code("unit" + of, settled.unit(), said.unit());
    }

    private static String written(Basis.Informed informed) {
        return informed.state() + informed.reason().map(reason -> ", " + reason).orElse("")
                + informed.on().map(on -> ", on " + on).orElse("");
    }

    private static Optional<String> list(Basis basis) {
        return basis.gateways().isEmpty()
                ? Optional.empty()
                : Optional.of("[" + String.join(", ", new TreeSet<>(basis.gateways())) + "]");
    }

    private void add(String key, Optional<?> settled, Optional<?> said, boolean freeText) {
        if (settled.isPresent() && said.isPresent() && !settled.get().equals(said.get())) {
            found.add(new Difference(key, settled.get().toString(), freeText));
        }
    }
}
