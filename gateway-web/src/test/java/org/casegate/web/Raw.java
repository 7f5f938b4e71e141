// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/// Sends octets as they are, for requests that no good client makes.
public final class Raw {
    private Raw() {}

    /// What a server answers until it closes the connection.
    ///
    /// @param request its lines ended by CRLF already; must make the server close
    public static String exchange(int port, String request) throws IOException {
        try (SSLSocket socket = (SSLSocket) Tls.trusting().getSocketFactory().createSocket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
