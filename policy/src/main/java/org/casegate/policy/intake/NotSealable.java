// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.IOException;

/// A pack that may be accepted and cannot be sealed to its recipients now. It is not lost, and nobody can see it: it waits, and is
/// judged again.
final class NotSealable extends IOException {
    private static final long serialVersionUID = 1L;

    NotSealable(String sentence) {
        super(sentence);
    }

    /// Why, for whoever sent it or lets it go.
    String sentence() {
        return String.valueOf(getMessage());
    }
}
