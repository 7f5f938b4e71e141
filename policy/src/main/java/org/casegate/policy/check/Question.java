// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.casegate.policy.manifest.PartName;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Role;

/// What a hold asks of somebody: whether the pack may go on although this was found.
///
/// @param step       of the finding that asks
/// @param part       the part that it is about, where it is about one
/// @param agency     whose answer counts
/// @param agencyName as the sender reads it
/// @param role       that whoever answers for the agency must have
/// @param by         the target time; when it has passed, nothing is decided by itself
public record Question(String step, Code code, Optional<PartName> part, AgencyId agency, String agencyName, Role role,
        Instant by) {

    /// Who is asked, in words: *the single point of contact of Staffordshire Police*. Nobody decides on what he sent himself, so
    /// another sender is a second person.
    public String who() {
        String asked = switch (role) {
            case SPOC -> "the single point of contact";
            case SENDER -> "a second person";
            default -> "a " + role.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
        return asked + " of " + agencyName;
    }

    /// Whether an answer to one answers the other: the same was found, of the same part, and the same body is asked in the
    /// same role. The target time does not matter.
    public boolean same(Question other, Register register) {
        boolean samePart = part.isPresent() == other.part.isPresent()
                && part.stream().allMatch(name -> other.part.stream().allMatch(name::sameAs));
        return step.equals(other.step) && code == other.code && samePart && register.same(agency, other.agency)
                && role == other.role;
    }
}
