// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.meeting;

import java.util.List;

/// What a convener's act came to.
///
/// @param index    of its ledger entry
/// @param warnings what he may want to know of it, in sentences; nothing of it changes what was done
public record Convened(long index, List<String> warnings) {
    public Convened {
        warnings = List.copyOf(warnings);
    }
}
