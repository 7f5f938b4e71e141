// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// Dry runs: what the gateway would decide, without a gateway.
///
/// [org.casegate.ops.decide.DryRun] judges a pack that lies in a folder by a register in a file. The judging is the
/// server's own; only where the facts come from differs. No database, no network, nothing is written.
@NullMarked
package org.casegate.ops.decide;

import org.jspecify.annotations.NullMarked;
