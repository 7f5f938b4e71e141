// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.directory.SessionToken;

/// Someone who is fully signed in on this site. There is no visitor before that.
///
/// @param session what the browser holds; never shown or logged
public record Visitor(SessionToken session, Authenticated who) {
    @Override
    public String toString() {
        return "Visitor[" + who.account() + "]";
    }
}
