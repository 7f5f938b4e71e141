// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

/// Looks for one kind of thing in the octets of one part. Keeps what it needs across the borders of its buffers.
interface Detector {

    void update(byte[] octets, int from, int length, Sightings sightings);

    /// All octets have passed.
    default void finish(Sightings sightings) {}
}
