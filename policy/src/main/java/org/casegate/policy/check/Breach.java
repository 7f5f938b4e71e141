// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.casegate.policy.manifest.PartName;
import org.casegate.policy.register.AgencyId;

/// One way in which a rule is broken; the rule's own data give it clause, effect and sentence.
///
/// @param variant which of the code's sentences fits; empty for the first
/// @param words   what fills the sentence: `recipient` for `{recipient}`
/// @param part    the part that it is about; fills `{part}`
/// @param origin  the agency that the information comes from, where the check found one
public record Breach(Code code, String variant, Map<String, String> words, Optional<PartName> part,
        Optional<AgencyId> origin) {

    public Breach {
        words = Map.copyOf(words);
    }

    static Breach of(Code code) {
        return of(code, "");
    }

    static Breach of(Code code, String variant) {
        return new Breach(code, variant, Map.of(), Optional.empty(), Optional.empty());
    }

    Breach with(String word, String value) {
        Map<String, String> more = new HashMap<>(words);
        more.put(word, value);
        return new Breach(code, variant, more, part, origin);
    }

    Breach about(PartName name) {
        return new Breach(code, variant, words, Optional.of(name), origin);
    }

    Breach from(AgencyId agency) {
        return new Breach(code, variant, words, part, Optional.of(agency));
    }

    /// `NEED-TO-KNOW`, or `NEED-TO-KNOW/role` with a variant.
    public String key() {
        return variant.isEmpty() ? code.printed() : code.printed() + "/" + variant;
    }
}
