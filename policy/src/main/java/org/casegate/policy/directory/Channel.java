// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import java.util.EnumSet;
import java.util.Set;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.Role;

/// A way into the gateway, with the roles that may use it. A role that an account has besides is of no use there.
public enum Channel {
    /// Senders and their systems, by key.
    SFTP,
    /// The people of the partnership, by password and code.
    PORTAL,
    /// Those who run the gateway, by password and code.
    ADMINISTRATION,
    /// Commands on the gateway's own machine, by password and code: a person acts there in any role that he has.
    COMMAND;

    /// The roles in which an account may act here; none if it may not come in.
    Set<Role> rolesOf(Account account) {
        Set<Role> usable = EnumSet.noneOf(Role.class);
        if (admits(account.kind())) {
            usable.addAll(account.roles());
            usable.retainAll(roles());
        }
        return usable;
    }

    /// A role account has no password of its own: the persons that hold it sign in as themselves.
    private boolean admits(Account.Kind kind) {
        return kind == Account.Kind.PERSON || (kind == Account.Kind.SYSTEM && this == SFTP);
    }

    private Set<Role> roles() {
        return switch (this) {
            case SFTP -> EnumSet.of(Role.SENDER);
            case PORTAL -> EnumSet.of(Role.RECIPIENT, Role.CONVENER, Role.SPOC, Role.AUDITOR, Role.SCRUTINEER,
                    Role.BUSINESS_MANAGER);
            case ADMINISTRATION -> EnumSet.of(Role.SYSADMIN, Role.RECORDS_MANAGER);
            case COMMAND -> EnumSet.allOf(Role.class);
        };
    }
}
