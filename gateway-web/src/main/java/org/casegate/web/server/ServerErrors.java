// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Our words in place of the server's own error pages, which would show what went wrong inside.
final class ServerErrors extends ErrorHandler {
    private final Front front;

    ServerErrors(Front front) {
        this.front = front;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        front.refuse(request, status < 400 ? 500 : status, response, callback);
        return true;
    }
}
