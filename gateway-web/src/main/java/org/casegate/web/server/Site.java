// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.util.function.Supplier;
import org.casegate.policy.directory.Sessions;

/// One of the two web sites.
///
/// @param routes   everything that it answers to
/// @param lastLine whom to ring when a child may be at risk; stands on every error page. If it fails, a line without a
///                 number takes its place.
/// @param trouble  what those who run the gateway, or convene, must know now, in a sentence; "" if nothing
public record Site(Surface surface, Routes routes, Sessions sessions, Supplier<String> lastLine,
        Supplier<String> trouble) {
    private static final String WITHOUT_NUMBER = "If a child may be at risk now, do not wait for this system: ring 999, or "
            + "your partnership's out-of-hours duty team.";

    /// A site without trouble.
    public Site(Surface surface, Routes routes, Sessions sessions, Supplier<String> lastLine) {
        this(surface, routes, sessions, lastLine, () -> "");
    }

    String line() {
        try {
            return lastLine.get();
        } catch (RuntimeException e) {
            return WITHOUT_NUMBER;
        }
    }
}
