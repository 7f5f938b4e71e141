// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

/// Where a pack stands. The names are those of the database.
enum PackState {
    /// Parts arrive; also after a refusal that can be mended.
    OPEN,
    /// Complete, being judged: nothing changes.
    FROZEN,
    /// Recipients may collect.
    ACCEPTED,
    /// A named role must decide; nobody sees it.
    HELD,
    /// Somebody who was asked said no.
    DECLINED,
    /// The sender took it back.
    WITHDRAWN,
    /// A correction was accepted in its place.
    REPLACED,
    /// Its period has ended.
    DESTROYED;

    /// Whether the gateway has taken custody: the directory is closed for good.
    boolean decided() {
        return this != OPEN && this != FROZEN;
    }

    /// Whether it ended before its time.
    boolean ended() {
        return this == DECLINED || this == WITHDRAWN || this == REPLACED;
    }
}
