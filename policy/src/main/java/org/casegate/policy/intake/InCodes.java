// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.casegate.policy.check.PackFacts;
import org.casegate.policy.check.PartFacts;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.Register;

/// What was judged of a pack, as an auditor may read it: codes, ids, times and sizes; no case, no name, nobody's own words.
final class InCodes {
    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{1,59}");

    private InCodes() {}

    static Map<String, String> of(PackFacts facts, Register register) {
        Manifest manifest = facts.manifest();
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("sender", facts.sender().value());
        codes.put("agency", register.account(facts.sender()).map(Account::agency).map(agency -> agency.value())
                .orElse("unknown"));
        facts.senderPlace().ifPresent(place -> codes.put("sent from", place.toString()));
        codes.put("judged at", facts.received().toString());
        codes.put("purpose", manifest.purpose().map(code -> CODE.matcher(code).matches() ? code : "no code")
                .orElse("none"));
        codes.put("regime", manifest.regime().name());
        manifest.timing().phase().ifPresent(phase -> codes.put("phase", phase.name()));
        codes.put("identifiability", manifest.identifiability().name());
        codes.put("recipients", joined(manifest.recipients().stream().map(recipient -> recipient.agency().value()
                + recipient.account().map(account -> "/" + account.value()).orElse("")).toList()));
        codes.put("categories", joined(manifest.categories().stream().map(Object::toString).sorted().toList()));
        codes.put("subjects", Integer.toString(manifest.subjects().size()));
        codes.put("parts", facts.parts().size() + " of " + manifest.parts().size() + " listed, "
                + facts.parts().stream().mapToLong(PartFacts::sizeBytes).sum() + " bytes");
        facts.emergency().ifPresent(_ -> codes.put("emergency", "released by two people"));
        return codes;
    }

    private static String joined(Collection<String> values) {
        return values.isEmpty() ? "none" : values.stream().collect(Collectors.joining(", "));
    }
}
