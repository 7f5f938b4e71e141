// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.PART;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RetentionClass;
import org.jooq.Condition;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// What a shorter period does to the copies that are here: they end earlier too. A longer one is for those that come; what a
/// sender was told at acceptance holds.
final class DueDates {
    private DueDates() {}

    /// The statements that bring parts forward, one for each class whose period differs.
    static List<Query> bringForward(Register before, Register after) {
        List<Query> queries = new ArrayList<>();
        for (AgreementRegistration agreement : after.agreements()) {
            agreement.retention().values().stream()
                    .filter(now -> now.period().isPresent() && !now.equals(before.agreement(agreement.agreement())
                            .map(was -> was.retention().get(now.id())).orElse(now)))
                    .forEach(now -> queries.add(DSL.update(PART)
                            .set(PART.DESTROY_ON, end(now.period().orElseThrow()))
                            .where(affected(agreement.agreement(), now))));
        }
        return queries;
    }

    /// The parts that end earlier by the present period of this class.
    static Condition affected(AgreementId agreement, RetentionClass retention) {
        return DSL.and(PART.STATE.in("KEPT", "ENDED"), PART.RETENTION_CLASS.eq(retention.id().value()),
                PART.PACK_ID
                        .in(DSL.select(CASE_PACK.ID).from(CASE_PACK).where(CASE_PACK.AGREEMENT.eq(agreement.value()))),
                PART.DESTROY_ON.gt(end(retention.period().orElseThrow())).or(PART.DESTROY_ON.isNull()));
    }

    /// The first day on which the copy is gone, as PostgreSQL reckons it: months clamp as they do in `London.due`.
    @SuppressWarnings("JavaPeriodGetDays") // years and months are added before
    private static Field<LocalDate> end(Period period) {
        return DSL.localDateAdd(DSL.localDateAdd(PART.RETAINED_FROM, (int) period.toTotalMonths(), DatePart.MONTH),
                period.getDays(), DatePart.DAY);
    }
}
