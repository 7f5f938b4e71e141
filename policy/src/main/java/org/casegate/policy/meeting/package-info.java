// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// Cases and meetings that a convener opened: what they settle for every pack sent to them. Entry type [Cases].
@NullMarked
package org.casegate.policy.meeting;

import org.jspecify.annotations.NullMarked;
