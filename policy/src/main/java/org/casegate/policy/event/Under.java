// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.event;

import org.casegate.policy.check.AgreementVersion;

/// The agreement that an entry stands under.
///
/// @param version of the text that was in force
public record Under(String agreement, String version) {
    /// That version.
    public static Under of(AgreementVersion version) {
        return new Under(version.agreement().value(), version.version());
    }
}
