// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.casegate.policy.clock.London;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;

/// How a body stands to an agreement, outside any pack: before somebody of it convenes.
public final class BodyStanding {

    private BodyStanding() {}

    /// What keeps a body from sharing under the agreement at a moment, as the rest of a sentence that begins with the body.
    ///
    /// @param name the agreement's
    public static Optional<String> objection(Terms terms, String name, Register register, AgencyId agency,
            Instant now) {
        Standing standing = new Standing(terms, register);
        LocalDate today = London.dateOf(now);
        if (standing.ended(agency, now).isPresent()) {
            return Optional.of("is no longer covered by the " + name + ".");
        }
        if (!standing.admissions().isBound(agency, today)) {
            return Optional.of("has not signed the " + name + " and has not been admitted under it.");
        }
        return standing.suspendedSince(agency, today).map(
                since -> "has been suspended from sharing under the " + name + " since " + London.written(since) + ".");
    }
}
