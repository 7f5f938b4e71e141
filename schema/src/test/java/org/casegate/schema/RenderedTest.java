// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.schema.tables.access.Tables.THROTTLE;

import java.time.Instant;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RenderedTest {
    private static final Database DATABASE = TestDatabase.fresh();
    private static final Instant MOMENT = Instant.parse("2026-11-28T07:30:00.123456Z");

    @Test
    @DisplayName("V5: asks by the values that are given, and not by those of its example, within the transaction that it is asked in")
    void asksByWhatIsGiven() {
        byte[] subject = "'; DROP TABLE throttle; --      ".getBytes(US_ASCII);
        Rendered insert = Rendered.of(DSL.insertInto(THROTTLE, THROTTLE.SUBJECT, THROTTLE.FAILURES,
                THROTTLE.LAST_FAILURE).values(new byte[0], 0, Instant.EPOCH));
        Rendered find = Rendered.of(DSL.selectFrom(THROTTLE)
                .where(THROTTLE.SUBJECT.eq(new byte[0]), THROTTLE.LAST_FAILURE.eq(Instant.EPOCH)));

        assertThatThrownBy(() -> DATABASE.transact(db -> {
            assertThat(insert.execute(db, subject, 3, MOMENT)).isEqualTo(1);
            assertThat(find.fetch(db, subject, MOMENT)).hasSize(1);
            throw new IllegalStateException("not kept");
        })).hasMessage("not kept");
        assertThat(find.fetch(DATABASE.query(), subject, MOMENT)).isEmpty();

        insert.execute(DATABASE.query(), subject, 3, MOMENT);
        var row = find.fetch(DATABASE.query(), subject, MOMENT).into(THROTTLE).getFirst();
        assertThat(row.getFailures()).isEqualTo(3);
        assertThat(row.getSubject()).isEqualTo(subject);
        assertThat(row.getLastFailure()).isEqualTo(MOMENT);
        assertThatThrownBy(() -> insert.execute(DATABASE.query(), subject, 3, MOMENT))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void refusesAnotherNumberOfValues() {
        Rendered find = Rendered.of(DSL.selectFrom(THROTTLE).where(THROTTLE.SUBJECT.eq(new byte[0])));

        assertThatIllegalArgumentException().isThrownBy(() -> find.fetch(DATABASE.query()))
                .withMessageStartingWith("0 values for 1 places");
    }
}
