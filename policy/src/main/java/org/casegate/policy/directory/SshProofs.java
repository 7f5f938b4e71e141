// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import java.security.PublicKey;
import java.util.Optional;

/// What a client has proved over one SSH connection, in that order; the caller answers for the proof of the key.
///
/// @param key         it holds the secret half
/// @param certificate for that key, where the account came in by one
/// @param code        the one-time code, where one was asked for
public record SshProofs(PublicKey key, Optional<SshCertificate> certificate, Optional<ProvedCode> code) {
    /// A registered key and nothing else.
    public static SshProofs ofKey(PublicKey key) {
        return new SshProofs(key, Optional.empty(), Optional.empty());
    }
}
