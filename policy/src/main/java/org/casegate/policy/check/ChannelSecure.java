// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;
import org.casegate.policy.register.Role;

/// Refuses a connection without proper encryption, and an account that the register does not know as a sender.
record ChannelSecure() implements Check {

    @Override
    public Answer weigh(Matter matter) {
        if (!matter.facts().channelSecure()) {
            return Answer.breached(Breach.of(Code.CHANNEL));
        }
        return Answer.of(matter.sender().filter(account -> account.has(Role.SENDER)).isPresent(),
                Breach.of(Code.CHANNEL, "account").with("account", matter.facts().sender().value()));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("CHANNEL", "CHANNEL/account");
    }
}
