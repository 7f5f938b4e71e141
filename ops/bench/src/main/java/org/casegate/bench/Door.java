// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import java.nio.file.Path;

/// A server that files are sent to by SFTP.
///
/// @param name what the table calls it
/// @param user whom the client signs in as
/// @param key  the private key of that user
/// @param tree its processes
record Door(String name, int port, String user, Path key, ProcessTree tree) {

    /// The same by way of another port of this machine.
    Door behind(int another) {
        return new Door(name, another, user, key, tree);
    }
}
