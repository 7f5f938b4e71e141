// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.util.Optional;

/// The two methods that routes know. `HEAD` is answered like `GET`, without the body.
public enum Method {
    GET, POST;

    static Optional<Method> parse(String name) {
        return switch (name) {
            case "GET", "HEAD" -> Optional.of(GET);
            case "POST" -> Optional.of(POST);
            default -> Optional.empty();
        };
    }
}
