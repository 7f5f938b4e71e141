// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

/// What the sender is told when a file is closed or renamed. A refusal of the pack is an answer, not an exception.
public sealed interface Answer {
    /// The file is safe; the pack is not complete.
    record Received() implements Answer {}

    /// The manifest was taken, and the pack is not complete yet.
    record Waiting(String sentence) implements Answer {}

    /// The pack was accepted. The gateway has custody.
    record Accepted(String sentence) implements Answer {}

    /// The pack waits for a person to decide. The gateway has custody, and nobody can see it.
    record Held(String sentence) implements Answer {}

    /// The pack was taken back. Nobody can open it any more.
    record Withdrawn(String sentence) implements Answer {}

    /// The pack was refused.
    record Refused(String sentence) implements Answer {}

    /// The pack is complete and still being judged; the receipt will say.
    record Pending(String sentence) implements Answer {}
}
