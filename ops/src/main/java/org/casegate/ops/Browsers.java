// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops;

import java.io.IOException;
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
    /// @throws IOException if a port is taken
    static Browsers listen(Config.Web web, WebKeys keys, Portal.Parts portalParts,
            Administration.Parts administrationParts) throws IOException {
        WebServer portal = Portal.start(WebDoor.listener(web, web.port()), keys.store(), keys.password(), portalParts);
        try {
            return new Browsers(portal, Administration.start(WebDoor.listener(web, web.adminPort()), keys.store(),
                    keys.password(), administrationParts));
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
