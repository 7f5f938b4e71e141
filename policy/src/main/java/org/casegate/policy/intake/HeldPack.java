// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.Role;

/// A pack on hold, as those see it who run the gateway: who is asked what, and nothing of its content.
///
/// @param transfer its id, by which it is released or refused
/// @param sender   the sending agency
/// @param account  who sent it
/// @param since    when it was put on hold
/// @param asked    in the order of the findings; at least one waits for its answer
public record HeldPack(String transfer, AgreementId agreement, AgencyId sender, AccountId account, Instant since,
        List<Asked> asked) {
    public HeldPack {
        asked = List.copyOf(asked);
    }

    /// One question.
    ///
    /// @param part     the number of the part that it is about
    /// @param by       the target time
    /// @param answered when it was let go
    /// @param deciders the accounts that may answer now; where there is none, somebody must be registered first
    public record Asked(String step, String code, String clause, Optional<Integer> part, AgencyId agency, Role role,
            Instant by, Optional<Instant> answered, List<AccountId> deciders) {
        public Asked {
            deciders = List.copyOf(deciders);
        }

        public boolean waiting() {
            return answered.isEmpty();
        }
    }

    /// The first target time of what still waits.
    public Instant by() {
        return asked.stream().filter(Asked::waiting).map(Asked::by).min(Instant::compareTo).orElse(since);
    }

    /// Whether a target time has passed. Nothing is decided by that.
    public boolean overdue(Instant now) {
        return asked.stream().filter(Asked::waiting).anyMatch(each -> each.by().isBefore(now));
    }
}
