// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// Who is there and who may come in: the register as it is stored ([org.casegate.policy.directory.Directory]), credentials,
/// sign-in and sessions.
///
/// [org.casegate.policy.directory.Authenticated] is the only proof that somebody has signed in, and only the last step of
/// [org.casegate.policy.directory.SignIn] makes one (and [org.casegate.policy.directory.Sessions], from a session that such
/// a proof opened). Sign-ins go to the security log, never to the ledger.
@NullMarked
package org.casegate.policy.directory;

import org.jspecify.annotations.NullMarked;
