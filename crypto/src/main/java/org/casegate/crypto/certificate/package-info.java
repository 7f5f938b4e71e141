// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// OpenPGP certificates and secret keys, and the wraps made with them (RFC 9580 section 5.1.2); also the demo's TLS
/// identity. The only package that touches Bouncy Castle's OpenPGP classes, and only their `Bc…` operators, which need
/// no registered provider.
///
/// Start at [org.casegate.crypto.certificate.ManagedKeys] for the keys that the gateway keeps, at
/// [org.casegate.crypto.certificate.Certificate] for those of agencies, of which it has the public half only. Secret keys rest sealed under the master key:
/// [org.casegate.crypto.keep.ManagedSecrets].
@NullMarked
package org.casegate.crypto.certificate;

import org.jspecify.annotations.NullMarked;
