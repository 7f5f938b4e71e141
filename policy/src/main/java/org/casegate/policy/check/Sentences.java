// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// Keys of sentences.
final class Sentences {

    private Sentences() {}

    /// These keys, each once; an empty one is none.
    static Set<String> of(String... keys) {
        return Arrays.stream(keys).filter(key -> !key.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }
}
