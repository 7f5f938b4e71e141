// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// The ledger: every decision, and every change of what anyone may see, as an entry that is committed together with the
/// change itself.
///
/// [Ledger#append] takes a [Draft] and a [StateChange]; one sequencer on each node gives the indexes. Values that must be
/// erasable go into [Openings], and only a commitment into the entry. [LedgerQueries] answers auditors and records that
/// they asked; [LedgerAudit] recomputes everything from the database.
@NullMarked
package org.casegate.policy.ledger;

import org.jspecify.annotations.NullMarked;
