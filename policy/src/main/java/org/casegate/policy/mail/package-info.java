// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// Mail as it leaves: a [Letter] of plain text, handed to a [Relay] over TLS, or written into a folder by a demonstration. Knows
/// nothing of packs and cases. The only code that imports the mail library.
@NullMarked
package org.casegate.policy.mail;

import org.jspecify.annotations.NullMarked;
