// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.event;

import java.util.SortedMap;
import org.casegate.crypto.tlog.Json;

/// What an account signs in with is given or taken.
public record AccountEvent(Act act, String account) implements Event {
    /// What is done to it.
    public enum Act {
        ENROLLED,
        DISABLED,
        ENABLED
    }

    @Override
    public SortedMap<String, Json> members() {
        return Said.of(EntryKind.CONFIG_CHANGED).code("ACCOUNT-" + act).fact("account", account).members();
    }
}
