// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// What the gateway knows of agencies, memberships, accounts and settings: an immutable [Register] of one revision.
///
/// [RegisterParser] reads `register.yaml`, [RegisterFacts] turns a register into single facts for storage and back.
/// Pure: no database, no file, no clock.
@NullMarked
package org.casegate.policy.register;

import org.jspecify.annotations.NullMarked;
