// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// What people prove themselves with: a password ([org.casegate.crypto.credential.PasswordHash], Argon2id), a one-time
/// code ([org.casegate.crypto.credential.Totp], RFC 6238), whose secret is stored sealed
/// ([org.casegate.crypto.credential.TotpVault]), and a key of their own ([org.casegate.crypto.credential.Ed25519], RFC 8032). Who may
/// sign in is decided elsewhere.
@NullMarked
package org.casegate.crypto.credential;

import org.jspecify.annotations.NullMarked;
