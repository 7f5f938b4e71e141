// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.mail;

/// What became of a letter, as far as the relay told. Never its words, which may repeat an address: only code and enhanced
/// status, such as `550 5.1.1`, or a few words of ours where there was no answer.
public sealed interface RelayAnswer {
    /// At most 40 characters.
    String said();

    /// The relay answers for it from now on.
    record Taken(String said) implements RelayAnswer {}

    /// Not for this address, now or later.
    record Refused(String said) implements RelayAnswer {}

    /// Not for this address now; later perhaps.
    record Later(String said) implements RelayAnswer {}

    /// The relay itself cannot be used now: the fault is not the letter's.
    record Unusable(String said) implements RelayAnswer {}
}
