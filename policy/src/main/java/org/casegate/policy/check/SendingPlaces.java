// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Setting;

/// From where one agreement would take a pack. Each pack is judged by it; this is for the sign-in, when nobody knows yet what
/// will be sent.
public final class SendingPlaces {

    private SendingPlaces() {}

    /// Whether some pack of this account's might be taken from there. False where the agreement is not in force, or the
    /// account's agency has no part in it.
    public static boolean allow(Terms terms, Place place, Account account, Register register, LocalDate today) {
        Standing standing = new Standing(terms, register);
        boolean inForce = standing.registration().map(AgreementRegistration::state)
                .filter(AgreementRegistration.State.ACTIVE::equals).isPresent();
        return inForce && standing.admissions().isNamed(account.agency(), today)
                && (passesOver(standing) || standing.territory()
                        .address(place, account.agency(), account.id(), today) == Territory.Ruling.ALLOWED);
    }

    /// The sender's address is not looked at, be it for every pack or for anonymised ones.
    private static boolean passesOver(Standing standing) {
        return standing.settings().is(Setting.TERRITORY_APPLIES_TO, "RECEIVED_ONLY")
                || standing.settings().is(Setting.TERRITORY_INCLUDES_ANONYMISED, "no");
    }
}
