// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.schema.tables.ledger.Tables.CASE_LINK;
import static org.casegate.schema.tables.ledger.Tables.OPENING;
import static org.casegate.schema.tables.ledger.Tables.SUBJECT_KEY;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.casegate.crypto.keep.EpochKeyId;
import org.jooq.Query;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpeningsTest {
    private LedgerFixture fixture;
    private Openings openings;

    @BeforeEach
    void start() throws IOException {
        fixture = new LedgerFixture();
        openings = fixture.openings;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void run(Query... queries) {
        fixture.database.query().batch(queries).execute();
    }

    @Test
    void readsWhatWasSealedAndRepeatsItsCommitment() throws IOException {
        Subject subject = openings.create();
        SealedField one = subject.seal("case", "SSCB-RR-2026-014");
        SealedField two = subject.seal("reason", "the w\u00f6rd \uD83D\uDE00");
        run(subject.insert(), one.insert(), two.insert());

        assertThat(openings.readAll(subject.id())).containsEntry("case", "SSCB-RR-2026-014").containsEntry("reason",
                "the w\u00f6rd \uD83D\uDE00");
        assertThat(openings.read(subject.id(), "reason")).contains("the w\u00f6rd \uD83D\uDE00");
        assertThat(openings.commitment(subject.id(), "case")).contains(one.commitment());
        assertThat(openings.commitments(subject.id())).containsEntry("reason", two.commitment()).hasSize(2);
    }

    @Test
    void aSubjectOpensAgainForFurtherFields() throws IOException {
        Subject subject = openings.create();
        run(subject.insert());
        Subject again = openings.find(subject.id()).orElseThrow();
        run(again.seal("name", "a.docx").insert());

        assertThat(openings.read(subject.id(), "name")).contains("a.docx");
        assertThat(openings.find(UUID.randomUUID())).isEmpty();
    }

    @Test
    void nothingStandsInClear() throws IOException {
        Subject subject = openings.create();
        run(subject.insert(), subject.seal("name", "canary-canary-canary").insert(),
                openings.linkCase("staffordshire", "SSCB-RR-2026-014", subject.id()));

        byte[] sealed = fixture.database.query().select(OPENING.SEALED).from(OPENING).fetchSingle(OPENING.SEALED);
        byte[] token = fixture.database.query().select(CASE_LINK.TOKEN).from(CASE_LINK).fetchSingle(CASE_LINK.TOKEN);

        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain("canary");
        assertThat(token).hasSize(16);
        assertThat(subject.toString() + subject.seal("name", "canary")).doesNotContain("canary");
    }

    @Test
    void aRowMovedToAnotherFieldOrSubjectDoesNotOpen() throws IOException {
        Subject one = openings.create();
        Subject two = openings.create();
        run(one.insert(), two.insert(), one.seal("name", "a.docx").insert());
        byte[] sealed = fixture.database.query().select(OPENING.SEALED).from(OPENING).fetchSingle(OPENING.SEALED);
        for (Subject subject : List.of(one, two)) {
            run(DSL.insertInto(OPENING, OPENING.SUBJECT, OPENING.FIELD, OPENING.SEALED).values(subject.id(), "moved",
                    sealed));

            assertThatThrownBy(() -> openings.readAll(subject.id())).isInstanceOf(IOException.class)
                    .hasMessageContaining("does not open");
        }
    }

    @Test
    void erasingLeavesNothing() throws IOException {
        Subject subject = openings.create();
        run(subject.insert(), subject.seal("name", "a.docx").insert(),
                openings.linkCase("staffordshire", "SSCB-RR-2026-014", subject.id()));
        openings.erase(subject.id()).forEach(fixture.database.query()::execute);

        assertThat(openings.readAll(subject.id())).isEmpty();
        assertThat(openings.find(subject.id())).isEmpty();
        assertThat(fixture.database.query().fetchCount(OPENING) + fixture.database.query().fetchCount(CASE_LINK)
                + fixture.database.query().fetchCount(SUBJECT_KEY)).isZero();
        assertThatThrownBy(() -> fixture.database.query().execute(subject.seal("late", "x").insert()))
                .isInstanceOf(IntegrityConstraintViolationException.class);
    }

    @Test
    void aCaseIsFoundByItsReferenceUnderItsAgreement() throws IOException {
        Subject one = openings.create();
        Subject two = openings.create();
        run(one.insert(), two.insert(), openings.linkCase("staffordshire", "SSCB-RR-2026-014", one.id()),
                openings.linkCase("solihull", "SSCB-RR-2026-014", two.id()));

        assertThat(openings.subjectsOf(List.of("staffordshire"), " sscb-rr-2026-014 ")).containsExactly(one.id());
        assertThat(openings.subjectsOf(List.of("staffordshire", "solihull"), "SSCB-RR-2026-014"))
                .containsExactlyInAnyOrder(one.id(), two.id());
        assertThat(openings.subjectsOf(List.of("staffordshire"), "SSCB-RR-2026-015")).isEmpty();
    }

    @Test
    void theWeeklyRollMovesEveryLivingKeyAndTheOldOneCanGo() throws IOException {
        List<Subject> subjects = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            Subject subject = openings.create();
            run(subject.insert(), subject.seal("n", "value " + i).insert());
            subjects.add(subject);
        }
        EpochKeyId old = fixture.ring.current().id();
        fixture.clock.move(Duration.ofDays(7));
        fixture.ring.roll();

        assertThat(openings.stale()).isEqualTo(25);
        assertThat(openings.renew(10)).isEqualTo(10);
        assertThat(openings.renew(10)).isEqualTo(10);
        assertThat(openings.renew(10)).isEqualTo(5);
        assertThat(openings.renew(10)).isZero();
        assertThat(openings.stale()).isZero();
        assertThat(old).isNotEqualTo(fixture.ring.current().id());
        fixture.ring.retire(old);
        fixture.clock.move(Duration.ofDays(15));
        fixture.ring.destroy(old);
        for (int i = 0; i < 25; i++) {
            assertThat(openings.read(subjects.get(i).id(), "n")).contains("value " + i);
        }
    }

    @Test
    void whatWasErasedBeforeTheRollOpensInNoCopyAfterIt() throws IOException {
        Subject subject = openings.create();
        run(subject.insert(), subject.seal("n", "value").insert());
        byte[] envelope = fixture.database.query().select(SUBJECT_KEY.ENVELOPE).from(SUBJECT_KEY)
                .fetchSingle(SUBJECT_KEY.ENVELOPE);
        byte[] sealed = fixture.database.query().select(OPENING.SEALED).from(OPENING).fetchSingle(OPENING.SEALED);
        openings.erase(subject.id()).forEach(fixture.database.query()::execute);
        EpochKeyId old = fixture.ring.current().id();
        fixture.clock.move(Duration.ofDays(7));
        fixture.ring.roll();
        fixture.ring.retire(old);
        fixture.clock.move(Duration.ofDays(15));
        fixture.ring.destroy(old);
        // From a backup of the database, with today's key ring and master key.
        run(DSL.insertInto(SUBJECT_KEY, SUBJECT_KEY.SUBJECT, SUBJECT_KEY.ENVELOPE).values(subject.id(), envelope),
                DSL.insertInto(OPENING, OPENING.SUBJECT, OPENING.FIELD, OPENING.SEALED).values(subject.id(), "n",
                        sealed));

        assertThatThrownBy(() -> openings.read(subject.id(), "n")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> openings.find(subject.id())).isInstanceOf(IOException.class);
    }
}
