// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.check.Code;
import org.casegate.policy.clock.London;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;

/// From where senders may sign in: from the United Kingdom, and from wherever an agreement would take a pack of theirs. Whoever
/// is let in is judged again with each pack, by the agreement of that pack.
public final class SendersPlaces {
    private final Directory directory;
    private final AgreementVersions agreements;
    private final InstantSource clock;

    /// @param clock the partnership's time
    public SendersPlaces(Directory directory, AgreementVersions agreements, InstantSource clock) {
        this.directory = directory;
        this.agreements = agreements;
        this.clock = clock;
    }

    /// Why an account may not sign in to send from a place, in words for whoever has proved to be that account; empty if it
    /// may.
    public Optional<String> objection(Account account, Place place) {
        if (place.isUk()) {
            return Optional.empty();
        }
        Register register = directory.current();
        Agreements inForce = agreements.of(register);
        LocalDate today = London.dateOf(clock.instant());
        if (inForce.all().stream().anyMatch(agreement -> agreement.takesFrom(place, account, register, today))) {
            return Optional.empty();
        }
        return Optional.of("%s: this gateway takes nothing from %s, which is where it finds your address. Connect from "
                .formatted(Code.TERRITORY.printed(), place.readable())
                + "your agency's network, or ask your administrator to have this address registered for your agency. "
                + inForce.lastLine(register));
    }
}
