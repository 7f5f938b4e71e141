// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.util.Arrays;
import java.util.Set;
import org.casegate.policy.register.Role;

/// Who may use a route.
public sealed interface Access {
    /// Anyone, signed in or not.
    record Everyone() implements Access {}

    /// Any account that is fully signed in on this site.
    record SignedIn() implements Access {}

    /// An account with at least one of these roles.
    record Roles(Set<Role> anyOf) implements Access {
        public Roles {
            anyOf = Set.copyOf(anyOf);
        }
    }

    static Access everyone() {
        return new Everyone();
    }

    static Access signedIn() {
        return new SignedIn();
    }

    static Access role(Role... anyOf) {
        return new Roles(Set.copyOf(Arrays.asList(anyOf)));
    }

    /// Whether this visitor, who is fully signed in, may.
    default boolean admits(Visitor visitor) {
        return switch (this) {
            case Everyone() -> true;
            case SignedIn() -> true;
            case Roles(Set<Role> anyOf) -> anyOf.stream().anyMatch(visitor.who().roles()::contains);
        };
    }
}
