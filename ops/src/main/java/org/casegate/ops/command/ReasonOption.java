// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import org.casegate.ops.console.Stop;
import org.casegate.policy.intake.Reason;

/// Why somebody did something, as a command is told it.
final class ReasonOption {
    private ReasonOption() {}

    static Reason parse(String text) {
        try {
            return new Reason(text);
        } catch (IllegalArgumentException notOne) {
            throw Stop.badInput("--reason " + notOne.getMessage());
        }
    }
}
