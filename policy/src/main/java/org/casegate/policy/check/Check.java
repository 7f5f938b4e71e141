// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.List;
import java.util.Set;

/// One kind of rule on packs. Pure: looks at the matter and nothing else.
public interface Check {

    Answer weigh(Matter matter);

    /// The keys of the sentences that its breaches need; an agreement that lacks one cannot be read.
    Set<String> sentences();

    /// The keys of the manifest that a sender must think of because of this check, beyond those that every pack needs.
    default Set<String> asks() {
        return Set.of();
    }

    /// The codes that this check accepts under a key of the manifest, for templates and explanations; empty where it does
    /// not look at the key.
    default List<String> accepted(String key) {
        return List.of();
    }
}
