// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// The demonstration: a private home with keys, sign-ins and sample packs of its own, and a gateway that runs in it.
///
/// Entry: [Demo]. Nothing here is needed by a gateway that is not a demonstration.
@NullMarked
package org.casegate.ops.demo;

import org.jspecify.annotations.NullMarked;
