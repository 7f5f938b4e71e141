// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.event;

import java.util.Map;
import java.util.UUID;
import org.casegate.crypto.tlog.Commitment;

/// What an entry is about, with what it commits to.
///
/// @param subject the random id of what is destroyed together
/// @param sealed  commitments to erasable values of the subject, by field
public record About(UUID subject, Map<String, Commitment> sealed) {
    public About {
        sealed = Map.copyOf(sealed);
    }
}
