// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

/// What becomes of somebody who has given all his proofs over SSH.
public sealed interface SshEntry {
    /// He is in.
    record In(Authenticated who) implements SshEntry {}

    /// He is who he says, and nothing may be sent from where he is.
    ///
    /// @param sentence why, and what to do; for nobody else
    record Elsewhere(String sentence) implements SshEntry {}

    /// He is not let in, and not told why.
    record Refused() implements SshEntry {}
}
