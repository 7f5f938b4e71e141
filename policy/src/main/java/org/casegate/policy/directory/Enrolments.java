// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import java.util.Optional;
import org.casegate.policy.event.AccountEvent;
import org.casegate.policy.ledger.Appended;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.register.AccountId;

/// Gives accounts what they sign in with and takes it away, each time with an entry that names who did it. Whoever gave an
/// account its password could act in its place: the two are never two people (`formats.md` 7).
public final class Enrolments {
    private final Credentials credentials;
    private final Ledger ledger;

    public Enrolments(Credentials credentials, Ledger ledger) {
        this.credentials = credentials;
        this.ledger = ledger;
    }

    /// Gives an account a password and a one-time-code secret instead of those it had; its sessions end.
    ///
    /// @param password   the caller overwrites it
    /// @param totpSecret likewise
    /// @return the entry
    /// @throws IllegalArgumentException if the password is too short or too long
    public Appended enrol(Actor actor, AccountId account, char[] password, byte[] totpSecret)
            throws LedgerUnavailable {
        StateChange change = StateChange.none().withAll(credentials.enrolment(account, password, totpSecret,
                Optional.of(actor.name())));
        return append(actor, AccountEvent.Act.ENROLLED, account, change);
    }

    /// From now on the account cannot sign in, by key neither, and its sessions are over.
    public Appended disable(Actor actor, AccountId account) throws LedgerUnavailable {
        return append(actor, AccountEvent.Act.DISABLED, account,
                StateChange.none().withAll(credentials.suspension(account)));
    }

    /// The account can sign in again.
    public Appended enable(Actor actor, AccountId account) throws LedgerUnavailable {
        return append(actor, AccountEvent.Act.ENABLED, account,
                StateChange.none().withAny(Credentials.reinstatement(account)));
    }

    private Appended append(Actor actor, AccountEvent.Act act, AccountId account, StateChange change)
            throws LedgerUnavailable {
        try {
            return ledger.append(actor.sign(Draft.of(new AccountEvent(act, account.value()))), change);
        } catch (Conflict impossible) {
            throw new IllegalStateException("statements that may change any number of rows conflict with nothing",
                    impossible);
        }
    }
}
