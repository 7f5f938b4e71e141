// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import org.casegate.ops.Gateway;
import org.casegate.ops.console.Stop;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.register.Role;

/// Whoever may change how a gateway is set up: the machine's user, or an account that administers or manages the partnership.
final class Administrator {
    private Administrator() {}

    /// @throws Stop if the account that was given may not
    static Actor of(Gateway gateway, SignInOption signIn) {
        Actor actor = signIn.actor(gateway);
        if (!actor.has(Role.SYSADMIN) && !actor.has(Role.BUSINESS_MANAGER)) {
            throw Stop.answerIsNo(
                    "%s has none of the roles that may do this: SYSADMIN, BUSINESS_MANAGER".formatted(actor.name()));
        }
        return actor;
    }
}
