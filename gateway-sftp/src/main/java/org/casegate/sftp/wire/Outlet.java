// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.wire;

import java.io.IOException;

/// Where replies go. One for a channel of MINA; tests collect.
public interface Outlet {

    /// Sends whole packets. The array is the caller's again on return.
    void send(byte[] octets, int length) throws IOException;

    /// Says one line to the person beside the protocol (standard error of the channel), where the client shows it; else
    /// nothing happens. Control characters are replaced already.
    void say(String line) throws IOException;
}
