// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.util.Optional;
import java.util.function.Supplier;
import org.casegate.policy.register.Role;

/// What every page needs besides its own model.
///
/// @param nonce     of this one response; the only script that runs carries it
/// @param path      where the page is, for marking the place in the navigation
/// @param formToken goes into every form as the hidden field `token`; "" on pages without a form
/// @param line      asked only when a page is rendered
/// @param troubleNow asked only when a page is rendered for somebody whom it concerns
public record Frame(Surface surface, Assets assets, String nonce, String path, Optional<Visitor> visitor,
        String formToken, Supplier<String> line, Supplier<String> troubleNow) {
    /// Whom to ring when a child may be at risk.
    public String lastLine() {
        return line.get();
    }

    /// What this visitor must know now, beside his own business; "" for most.
    public String trouble() {
        boolean concerned = isPortal() ? has(Role.CONVENER) : has(Role.SYSADMIN);
        return concerned ? troubleNow.get() : "";
    }

    public boolean isPortal() {
        return surface == Surface.PORTAL;
    }

    public boolean signedIn() {
        return visitor.isPresent();
    }

    /// The account's id, "" for nobody.
    public String account() {
        return visitor.map(visitor -> visitor.who().account().value()).orElse("");
    }

    public boolean has(Role role) {
        return visitor.filter(visitor -> visitor.who().roles().contains(role)).isPresent();
    }

    /// Whether the page belongs to this part of the site.
    public boolean within(String part) {
        return path.equals(part) || path.startsWith(part + "/");
    }
}
