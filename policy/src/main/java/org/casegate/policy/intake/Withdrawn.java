// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Instant;
import java.util.List;

/// A pack that its sender has taken back.
///
/// @param sentences what happened, and who had opened what and when
/// @param entry     ledger index
public record Withdrawn(String transfer, Instant at, long entry, List<OpenedPart> opened, List<String> sentences) {
    public Withdrawn {
        opened = List.copyOf(opened);
        sentences = List.copyOf(sentences);
    }
}
