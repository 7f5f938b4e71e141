// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0

/// A bucket of an S3 store whose objects nobody alters or removes before their time: [LockedBucket]. Knows nothing of what it keeps.
/// The only code that imports the library of the store.
@NullMarked
package org.casegate.policy.bucket;

import org.jspecify.annotations.NullMarked;
