// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// The object store: sealed octets under random names, and nothing else. Whether an object counts, the database's row
/// says; the store knows no parts, names or keys.
///
/// Start at [org.casegate.crypto.store.ObjectStore].
@NullMarked
package org.casegate.crypto.store;

import org.jspecify.annotations.NullMarked;
