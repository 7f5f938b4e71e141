// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One item of a register as a tree, in the keys of `register.yaml`: strings, booleans, whole numbers, lists and maps. What is
/// not known is left out.
///
/// @param id as in [Fact]
public record Item(Fact.Kind kind, String id, Map<String, Object> tree) {
    public Item {
        tree = Collections.unmodifiableMap(new LinkedHashMap<>(tree));
    }
}
