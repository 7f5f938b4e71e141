// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

/// What a breach does to a pack. The strongest one decides.
public enum Effect {
    REFUSE, HOLD, WARN
}
