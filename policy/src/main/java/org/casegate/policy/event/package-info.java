// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0

/// What the ledger can say. [Event] is sealed: each thing that is recorded is a record with exactly the fields that its entry has,
/// and nothing else can be written. Ids and codes are text here, because entries outlive every register that knew them. Pure;
/// imports nothing but the ledger's JSON and commitments, and an agreement's version.
@NullMarked
package org.casegate.policy.event;

import org.jspecify.annotations.NullMarked;
