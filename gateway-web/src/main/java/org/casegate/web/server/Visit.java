// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.net.InetAddress;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.casegate.policy.directory.Authenticated;

/// One request as a handler sees it: past every check, and without a way to reach the connection.
///
/// @param from        the address it came from
/// @param parameters  what stood in the places of the route's `{name}`s
/// @param query       the fields behind the question mark
/// @param form        the fields of the body, empty for a GET
/// @param visitor     who is signed in
/// @param signedOut   the browser carried a session that is no longer one
public record Visit(Surface surface, InetAddress from, Map<String, String> parameters, Form query, Form form,
        Optional<Visitor> visitor, boolean signedOut) {
    public Visit {
        parameters = Map.copyOf(parameters);
    }

    /// What stood in the place of a `{name}` of the route.
    public String parameter(String name) {
        String found = parameters.get(name);
        if (found == null) {
            throw new NoSuchElementException("The route has no {" + name + "}");
        }
        return found;
    }

    /// Who is signed in, on a route that is not for everyone.
    public Visitor signedIn() {
        return visitor.orElseThrow();
    }

    /// Who asks, on a route that is not for everyone.
    public Authenticated who() {
        return signedIn().who();
    }
}
