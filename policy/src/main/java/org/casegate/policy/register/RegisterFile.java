// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.util.List;

/// All that `register.yaml` says. Cases and holdings are stored elsewhere than the register.
public record RegisterFile(Register register, List<CaseRecord> cases, List<Holding> received) {

    public RegisterFile {
        cases = List.copyOf(cases);
        received = List.copyOf(received);
    }
}
