// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.time.Duration;
import org.casegate.policy.register.Role;

/// Who decides on what a step holds, and within which target time.
record Hold(Role decider, Duration within) {}
