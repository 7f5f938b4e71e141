// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Optional;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;

/// How a content came to an agency under an earlier transfer.
///
/// @param from     who had sent it, where that is known
/// @param transfer the id of the transfer, where that is what is known
public record Provenance(Optional<AgencyId> from, Optional<String> transfer) {

    public Provenance {
        if (from.isEmpty() && transfer.isEmpty()) {
            throw new IllegalArgumentException("an earlier transfer is known by its sender or by its id");
        }
    }

    /// From this agency, whatever the transfer.
    public static Provenance from(AgencyId agency) {
        return new Provenance(Optional.of(agency), Optional.empty());
    }

    /// In this transfer, from whomever.
    public static Provenance in(String transfer) {
        return new Provenance(Optional.empty(), Optional.of(transfer));
    }

    /// Whom to ask, to stand in a sentence.
    String words(Register register) {
        return from.map(register::nameOf).orElseGet(() -> "the sender of transfer " + transfer.orElseThrow());
    }
}
