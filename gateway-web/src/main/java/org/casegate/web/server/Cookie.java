// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

/// A cookie that a reply sets. Each is a `__Host-` cookie: sent to this host only, over TLS only, out of scripts' reach.
///
/// @param value "" to delete it
record Cookie(String name, String value, String sameSite) {
    /// Ties the forms of someone who is not signed in to his browser.
    static Cookie ofForms(Surface surface, String value) {
        return new Cookie(surface.formCookie(), value, "Strict");
    }

    String header() {
        String end = value.isEmpty() ? "; Max-Age=0" : "";
        return name + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=" + sameSite + end;
    }
}
