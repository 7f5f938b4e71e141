// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// Measures what the gateway promises of its speed, beside a peer in the same run.
///
/// [org.casegate.bench.Bench] runs the benchmarks and says which promises were kept. Nothing here ships.
@NullMarked
package org.casegate.bench;

import org.jspecify.annotations.NullMarked;
