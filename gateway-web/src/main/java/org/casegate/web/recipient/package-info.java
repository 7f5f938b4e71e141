// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// What a recipient sees: the packs addressed to that account, the cover page of each, and the download of a part.
///
/// Every question goes to `Inbox` and `Release`, which judge it again; [RecipientPages] shows their answers and decides
/// nothing.
@NullMarked
package org.casegate.web.recipient;

import org.jspecify.annotations.NullMarked;
