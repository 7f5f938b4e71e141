// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// How a part goes out. [Release] is the only code that opens what is stored: it judges again, writes the ledger, and only
/// then streams verified content. [Inbox] shows a recipient what is addressed to that account and nothing else.
@NullMarked
package org.casegate.policy.release;

import org.jspecify.annotations.NullMarked;
