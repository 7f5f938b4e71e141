// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.time.Duration;
import org.casegate.policy.check.Whose;
import org.casegate.policy.register.Role;

/// Who decides on what a step holds, and within which target time. Never whoever sent the pack.
///
/// @param of      whose agency
/// @param decider the role that an account of it needs
record Hold(Whose of, Role decider, Duration within) {}
