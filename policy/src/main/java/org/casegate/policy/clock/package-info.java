// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// Calendar rules: dates are read in Europe/London, a date is due at its start, months clamp to the shorter one.
///
/// Pure: every moment comes in as an argument.
@NullMarked
package org.casegate.policy.clock;

import org.jspecify.annotations.NullMarked;
