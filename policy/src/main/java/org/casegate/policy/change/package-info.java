// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// What it takes to change a register: [org.casegate.policy.change.Differences] takes two apart and puts differences into a
/// third, [org.casegate.policy.change.Needs] says of each one who must approve it.
///
/// Pure: no database, no clock.
@NullMarked
package org.casegate.policy.change;

import org.jspecify.annotations.NullMarked;
