// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.security.KeyStore;
import org.casegate.ops.config.Config;
import org.casegate.web.Administration;
import org.casegate.web.Portal;
import org.casegate.web.server.WebServer;

/// The two sites that people visit, while they answer.
///
/// @param portal         for recipients and auditors
/// @param administration for administrators, on a port of its own
record Browsers(WebServer portal, WebServer administration) implements AutoCloseable {

    /// Starts both, or none.
    ///
    /// @throws IOException if a port is taken, or the certificate cannot be used
    static Browsers listen(Config.Web web, Portal.Parts portalParts, Administration.Parts administrationParts)
            throws IOException {
        char[] password = Files.readString(web.passwordFile()).strip().toCharArray();
        KeyStore keys = WebDoor.keys(web.certificate(), password);
        WebServer portal = Portal.start(WebDoor.listener(web, web.port()), keys, password, portalParts);
        try {
            return new Browsers(portal, Administration.start(WebDoor.listener(web, web.adminPort()), keys, password,
                    administrationParts));
        } catch (IOException | RuntimeException fault) {
            portal.close();
            throw fault;
        }
    }

    @Override
    public void close() {
        administration.close();
        portal.close();
    }
}
