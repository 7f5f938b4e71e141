// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.retention;

import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.amendment.AmendmentRefused;
import org.casegate.policy.amendment.Amendments;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RetentionClass;
import org.casegate.policy.register.RetentionClassId;

/// How long the gateway keeps its copies, by agreement and class. Keeping less long is an operation and holds at once, for what
/// is here already too; keeping longer amends the agreement, waits for its approvals, and is for copies that come then.
public final class RetentionSchedule {
    private final Directory directory;
    private final Amendments amendments;

    public RetentionSchedule(Directory directory, Amendments amendments) {
        this.directory = directory;
        this.amendments = amendments;
    }

    /// A class of one agreement.
    public record Line(AgreementId agreement, RetentionClass retention) {}

    /// What setting a period did.
    ///
    /// @param index    the entry `RETENTION_SET`; empty where it waits, or was so already
    /// @param parts    how many parts here end earlier than they would have
    /// @param proposal what waits for approvals, where it keeps longer
    public record Set(Optional<Long> index, int parts, Optional<Long> proposal) {}

    /// All classes, by agreement and name.
    public List<Line> classes() {
        List<Line> lines = new ArrayList<>();
        for (AgreementRegistration agreement : directory.current().agreements()) {
            agreement.retention()
                    .values()
                    .stream()
                    .sorted(Comparator.comparing(RetentionClass::id))
                    .forEach(retention -> lines.add(new Line(agreement.agreement(), retention)));
        }
        return lines;
    }

    /// The class of that name.
    ///
    /// @throws RetentionRefused if there is none
    public RetentionClass find(AgreementId agreement, RetentionClassId id) throws RetentionRefused {
        AgreementRegistration registration = registration(directory.current(), agreement);
        RetentionClass found = registration.retention().get(id);
        if (found == null) {
            throw new RetentionRefused("The agreement " + agreement + " has no retention class " + id + ". It has: "
                    + String.join(", ",
                            registration.retention().keySet().stream().sorted().map(Object::toString).toList())
                    + ".");
        }
        return found;
    }

    private static AgreementRegistration registration(Register register, AgreementId agreement)
            throws RetentionRefused {
        return register.agreement(agreement)
                .orElseThrow(() -> new RetentionRefused("There is no agreement " + agreement + ". There are: "
                        + String.join(", ", register.agreements().stream().map(a -> a.agreement().value()).toList())
                        + "."));
    }

    /// Sets the period of a class that there is.
    ///
    /// @throws RetentionRefused if there is no such class, or the period is none
    public Set set(Actor actor, AgreementId agreement, RetentionClassId id, Period period)
            throws RetentionRefused, LedgerUnavailable {
        RetentionClass before = find(agreement, id);
        return set(actor, agreement, new RetentionClass(id, before.trigger(), Optional.of(period), before.action(),
                before.owner(), before.reason(), before.reviewEvery()));
    }

    /// Sets a class as it shall be, also one that is new.
    ///
    /// @throws RetentionRefused if there is no such agreement, or the class cannot be
    public Set set(Actor actor, AgreementId agreement, RetentionClass wanted)
            throws RetentionRefused, LedgerUnavailable {
        requirePossible(wanted);
        registration(directory.current(), agreement);
        int parts = amendments.endEarlier(agreement, wanted);
        try {
            Amendments.Done done = amendments.ask(actor,
                    register -> register.with(register.agreement(agreement).orElseThrow().with(wanted)));
            // what else may have come into force with it, such as the text that judges, is not what was asked for
            boolean holds = done.inForce().stream().anyMatch(each -> each.retentionClass().isPresent());
            return holds
                    ? new Set(Optional.of(done.entries().getLast()), parts, Optional.empty())
                    : new Set(Optional.empty(), 0, done.proposals().stream().findFirst());
        } catch (AmendmentRefused refused) {
            throw new RetentionRefused(refused.sentence());
        }
    }

    private static void requirePossible(RetentionClass wanted) throws RetentionRefused {
        if (wanted.period().filter(period -> period.isNegative() || period.isZero()).isPresent()) {
            throw new RetentionRefused("A period is at least one day, for example P30D.");
        }
        if (wanted.period().isEmpty() && (wanted.reviewEvery().isEmpty() || wanted.reason().isEmpty())) {
            throw new RetentionRefused(
                    "Keeping " + wanted.id()
                            + " indefinitely needs a reason and a regular review (INDEFINITE-NO-REVIEW).");
        }
    }
}
