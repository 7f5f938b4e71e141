// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.util.UUID;

/// A file as it was when its pack was judged.
///
/// @param id     the subject of its name and digest, as long as these are there
/// @param number its place in the manifest, or after all that it lists
record JudgedPart(UUID id, int number, long sizeBytes) {
    /// What a receipt calls it where it may not name it, or beside its name.
    ///
    /// @param listed how many parts the manifest lists
    String called(int listed) {
        return number <= listed
                ? "Part " + number + " of " + listed
                : "File " + number + ", not in the manifest";
    }
}
