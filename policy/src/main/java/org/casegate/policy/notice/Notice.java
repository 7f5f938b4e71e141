// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// One notice as it stands in the queue: ids, codes and times.
///
/// @param to         whom it goes to
/// @param dueAt      of the next attempt, while it is queued
/// @param attempts   so far
/// @param lastAnswer the relay's code and enhanced status at the last attempt, or a few words of ours
/// @param settledAt  when it was taken or given up
/// @param entry      ledger index of the entry that says so
public record Notice(UUID id, NoticeKind kind, NoticeMatter matter, Addressee to, State state, Instant queuedAt,
        Instant dueAt, int attempts, Optional<String> lastAnswer, Optional<Instant> settledAt, OptionalLong entry) {

    /// How far it has come.
    public enum State {
        /// It waits for the relay.
        QUEUED,
        /// The relay answers for it.
        TAKEN,
        /// It was refused for good, has no address, or was tried for too long: nobody was told.
        NOT_DELIVERED
    }
}
