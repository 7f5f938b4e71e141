// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// Keeping keys: the master key outside database and object store, the epoch keys of the weeks, and the envelopes in
/// which every stored secret lies. A database dump with the object store, and without these two files, opens nothing.
///
/// Start at [org.casegate.crypto.keep.Wraps] for the session keys of parts, at [org.casegate.crypto.keep.Envelope] for
/// any other secret in a row.
@NullMarked
package org.casegate.crypto.keep;

import org.jspecify.annotations.NullMarked;
