// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One sign-in of the demonstration. Its secrets stand in `demo.json`, because everybody who plays with a demonstration
/// plays all the roles; a gateway that is none keeps only a hash of the one and a sealed copy of the other.
///
/// @param sshKey     the private key file, for accounts that send
/// @param totpSecret in Base32, as authenticator programs take it
public record DemoAccount(String id, String agency, List<String> roles, Optional<Path> sshKey, String password,
        String totpSecret) {
    public DemoAccount {
        roles = List.copyOf(roles);
    }

    /// Never the secrets.
    @Override
    public String toString() {
        return "DemoAccount[" + id + "]";
    }
}
