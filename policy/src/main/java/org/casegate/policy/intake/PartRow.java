// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.casegate.crypto.store.ObjectId;

/// A file of a pack as it stands in the database. Its name and digest are openings of its id.
///
/// @param number      its place in the manifest, once the pack is decided
/// @param contentSize 0 until it has been received
record PartRow(UUID id, boolean manifest, boolean temporary, boolean received, ObjectId object, OptionalInt number,
        long contentSize, Instant arrivedAt, Optional<Instant> receivedAt) {}
