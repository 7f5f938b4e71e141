// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// Who may sign in over SSH: key files, key checks, the methods an account is offered, and the moment at which a
/// verified key becomes an [org.casegate.policy.directory.Authenticated]. MINA asks its authenticators before it has
/// verified a signature; so the checks here answer questions and change nothing until MINA says that the session is
/// authenticated.
@NullMarked
package org.casegate.sftp.account;

import org.jspecify.annotations.NullMarked;
