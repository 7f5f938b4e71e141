// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.mail;

/// Takes letters on their way. Blocking; safe for several threads.
public interface Relay {
    /// Hands over one letter. On [RelayAnswer.Taken] the relay answers for it; else it was not taken, or it cannot be known.
    RelayAnswer hand(Letter letter);

    /// Looks whether a letter could be handed over now, and hands over none.
    RelayAnswer probe();
}
