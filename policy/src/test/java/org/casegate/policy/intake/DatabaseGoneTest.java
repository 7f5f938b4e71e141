// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.Partnership.SENDER;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.casegate.policy.Partnership;
import org.casegate.schema.TestDatabase;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database goes away in the middle of things. The answer is no, nothing is kept, and the ledger has the attempt as soon as
/// it can be written.
class DatabaseGoneTest {
    @TempDir
    Path home;
    private Partnership partnership;

    @BeforeEach
    void open() {
        partnership = Partnership.at(home);
    }

    @AfterEach
    void verify() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    @Test
    @DisplayName("ST-23 the database is gone in mid-upload: the close fails, nothing is kept, the attempt is recorded afterwards")
    void keepsNothingOfAnUploadThatCannotBeRecorded() throws Exception {
        SenderPack pack = partnership.pack("gone");
        partnership.send(pack, "summary.txt", "In our opinion.");
        PartUpload upload = partnership.intake()
                .receive(partnership.sender(SENDER), pack, "chronology.txt", Intake.Mode.START_OVER);
        upload.append("Contact.".getBytes(UTF_8), 0, 8);

        cut();
        assertThatThrownBy(upload::close).isInstanceOfAny(RuntimeException.class, IntakeRefusal.class);
        restore();
        tidyWhenItAnswers();

        assertThat(partnership.entries()).containsExactly("ABANDONED UNFINISHED");
        assertThat(partnership.objects()).isEqualTo(1);
        partnership.send(pack, "chronology.txt", "Contact.");
        assertThat(partnership.send(pack, "manifest.yaml", Partnership.manifest())).isInstanceOf(Answer.Accepted.class);
    }

    /// Dead connections leave the pool one by one as they are tried.
    private void tidyWhenItAnswers() throws Exception {
        for (int tries = 0;; tries++) {
            try {
                partnership.intake().tidy();
                return;
            } catch (DataAccessException e) {
                assertThat(tries).as("tries").isLessThan(50);
            }
        }
    }

    private void cut() throws Exception {
        asSuperuser("ALTER DATABASE " + name() + " ALLOW_CONNECTIONS false");
        asSuperuser("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name() + "'");
    }

    private void restore() throws Exception {
        asSuperuser("ALTER DATABASE " + name() + " ALLOW_CONNECTIONS true");
    }

    private String name() {
        return partnership.database().address().database();
    }

    private void asSuperuser(String sql) throws Exception {
        try (Connection connection = TestDatabase.superuser(partnership.database()).to("postgres").connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
