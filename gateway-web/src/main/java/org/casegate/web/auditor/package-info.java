// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// What auditors and scrutineers see: the ledger, and never content.
///
/// Each look is a query, and `LedgerQueries` writes it into the ledger before it answers. [AuditorPages] shows the pages.
@NullMarked
package org.casegate.web.auditor;

import org.jspecify.annotations.NullMarked;
