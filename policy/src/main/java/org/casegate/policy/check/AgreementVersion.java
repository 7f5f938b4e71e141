// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import org.casegate.policy.register.AgreementId;

/// One version of one agreement. Every decision names the one it was judged by.
public record AgreementVersion(AgreementId agreement, String version) {

    /// `staffordshire 1.1`
    @Override
    public String toString() {
        return agreement + " " + version;
    }
}
