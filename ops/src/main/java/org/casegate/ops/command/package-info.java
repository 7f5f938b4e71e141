// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// The commands: what each one is given, what it prints, its exit status.
@NullMarked
package org.casegate.ops.command;

import org.jspecify.annotations.NullMarked;
