// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.retention;

import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.PART;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.directory.RegisterChange;
import org.casegate.policy.ledger.Appended;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.EntryKind;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RetentionClass;
import org.casegate.policy.register.RetentionClassId;
import org.casegate.schema.Database;
import org.jooq.Condition;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// How long the gateway keeps its copies, by agreement and class. Keeping less long is an operation and holds at once, for what
/// is here already too; keeping longer amends the agreement.
public final class RetentionSchedule {
    private static final int TRIES = 5;

    private final Database database;
    private final Ledger ledger;
    private final Directory directory;

    public RetentionSchedule(Database database, Ledger ledger, Directory directory) {
        this.database = database;
        this.ledger = ledger;
        this.directory = directory;
    }

    /// A class of one agreement.
    public record Line(AgreementId agreement, RetentionClass retention) {}

    /// What setting a period did.
    ///
    /// @param index the entry `RETENTION_SET`; empty where the period was that already
    /// @param parts how many parts here end earlier than they would have
    public record Set(Optional<Long> index, int parts) {}

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

    /// Sets the period of a class.
    ///
    /// @param actor the account that asks, or the operating system's user where it is done on the gateway's own machine
    /// @throws RetentionRefused if there is no such class, or if the period is longer than before
    public Set set(String actor, Optional<String> agency, AgreementId agreement, RetentionClassId id, Period period)
            throws RetentionRefused, LedgerUnavailable {
        for (int tries = 0; tries < TRIES; tries++) {
            Register register = directory.current();
            RetentionClass before = find(register, agreement, id);
            if (before.period().filter(period::equals).isPresent()) {
                return new Set(Optional.empty(), 0);
            }
            refuseLonger(before, period);
            try {
                return set(actor, agency, register, agreement, before, period);
            } catch (Conflict e) {
                // the register has moved on: look again
            }
        }
        throw new RetentionRefused("The register kept changing. Try again.");
    }

    private static RetentionClass find(Register register, AgreementId agreement, RetentionClassId id)
            throws RetentionRefused {
        AgreementRegistration registration = register.agreement(agreement)
                .orElseThrow(() -> new RetentionRefused("There is no agreement " + agreement + ". There are: "
                        + String.join(", ", register.agreements().stream().map(a -> a.agreement().value()).toList())
                        + "."));
        RetentionClass found = registration.retention().get(id);
        if (found == null) {
            throw new RetentionRefused("The agreement " + agreement + " has no retention class " + id + ". It has: "
                    + String.join(", ",
                            registration.retention().keySet().stream().sorted().map(Object::toString).toList())
                    + ".");
        }
        return found;
    }

    /// Compared from every day of a four-year cycle: months differ, and a period is shorter only if it always is.
    private static void refuseLonger(RetentionClass before, Period period) throws RetentionRefused {
        if (period.isNegative() || period.isZero()) {
            throw new RetentionRefused("A period is at least one day, for example P30D.");
        }
        Optional<Period> former = before.period();
        LocalDate first = LocalDate.of(2024, 1, 1);
        boolean longer = former.isPresent() && first.datesUntil(first.plusYears(4))
                .anyMatch(day -> day.plus(period).isAfter(day.plus(former.get())));
        if (longer) {
            throw new RetentionRefused("The class " + before.id() + " is kept for " + former.get() + " now, and "
                    + period
                    + " is longer. Keeping longer amends the agreement and needs the approval of its statutory partners; "
                    + "this gateway cannot record approvals yet, so it only shortens.");
        }
    }

    private Set set(String actor, Optional<String> agency, Register register, AgreementId agreement,
            RetentionClass before,
            Period period) throws LedgerUnavailable, Conflict {
        RetentionClass after = new RetentionClass(before.id(), before.trigger(), Optional.of(period), before.action(),
                before.owner(), before.reason(), before.reviewEvery());
        AgreementRegistration registration = register.agreement(agreement).orElseThrow();
        Register wanted = register.with(registration.with(after));
        int parts = database.query().fetchCount(PART, DSL.and(ends(agreement, before, period)));
        Draft draft = Draft.of(EntryKind.RETENTION_SET)
                .agreement(agreement.value(), registration.version())
                .actor(actor)
                .fact("class", before.id().value())
                .fact("former", before.period().map(Period::toString).orElse("INDEFINITE"))
                .fact("period", period.toString());
        Appended entry = ledger.append(agency.isPresent() ? draft.agency(agency.get()) : draft,
                RegisterChange.between(register, wanted).change().withAny(DSL.update(PART)
                        .set(PART.DESTROY_ON, end(period))
                        .where(ends(agreement, before, period))));
        return new Set(Optional.of(entry.index()), parts);
    }

    /// The parts that a shorter period brings forward.
    private static List<Condition> ends(AgreementId agreement, RetentionClass retention, Period period) {
        return List.of(PART.STATE.in("KEPT", "ENDED"), PART.RETENTION_CLASS.eq(retention.id().value()),
                PART.PACK_ID
                        .in(DSL.select(CASE_PACK.ID).from(CASE_PACK).where(CASE_PACK.AGREEMENT.eq(agreement.value()))),
                PART.DESTROY_ON.gt(end(period)).or(PART.DESTROY_ON.isNull()));
    }

    /// The first day on which the copy is gone, as PostgreSQL reckons it: months clamp as they do in `London.due`.
    @SuppressWarnings("JavaPeriodGetDays") // years and months are added before
    private static Field<LocalDate> end(Period period) {
        return DSL.localDateAdd(DSL.localDateAdd(PART.RETAINED_FROM, (int) period.toTotalMonths(), DatePart.MONTH),
                period.getDays(), DatePart.DAY);
    }
}
