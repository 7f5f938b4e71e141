// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// Sealing: one part becomes one OpenPGP packet (RFC 9580 section 5.13.2, AES-256-GCM), in one form only, while it
/// arrives; opening gives back verified chunks and nothing else.
///
/// Start at [org.casegate.crypto.seal.Sealer] and [org.casegate.crypto.seal.Opener]. Content passes only through the
/// JDK's AES: Bouncy Castle's is 40 to 100 times slower, and its readers release octets that they have not verified.
@NullMarked
package org.casegate.crypto.seal;

import org.jspecify.annotations.NullMarked;
