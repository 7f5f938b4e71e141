// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// How the gateway's copy ends. [DestructionRun] destroys what is due, keys first, and the ledger says so; [RetentionSchedule]
/// is where a period is read and set; [EpochRoll] carries living keys over each week so that dead ones die in every backup;
/// [KeyState] tells a wrong master key and an old key ring.
@NullMarked
package org.casegate.policy.retention;

import org.jspecify.annotations.NullMarked;
