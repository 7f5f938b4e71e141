// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Instant;

/// One name in a pack's directory.
///
/// @param sizeBytes of content; of an upload that is not closed, what has been received without a gap
public record PackFile(String name, long sizeBytes, Instant modified, Kind kind) {
    /// What stands behind the name.
    public enum Kind {
        /// `manifest.yaml`, uploaded.
        MANIFEST,
        /// An uploaded part; it cannot be read back.
        PART,
        /// A text that the gateway writes: the template, the receipt.
        TEXT
    }
}
