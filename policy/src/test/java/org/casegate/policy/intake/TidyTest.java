// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.casegate.policy.Partnership;
import org.casegate.schema.TestDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens every minute, at the moment in which files arrive.
class TidyTest {
    private static final int FILES = 300;

    @TempDir
    Path home;

    @Test
    @DisplayName("S01: a file that is closed while the gateway tidies up is not taken for one that was cut")
    void losesNothingThatWasAcknowledged() throws Exception {
        try (Partnership partnership = Partnership.at(home);
                ExecutorService tidying = Executors.newSingleThreadExecutor()) {
            SenderPack pack = partnership.pack("busy");
            AtomicBoolean sent = new AtomicBoolean();
            Future<?> tidy = tidying.submit(() -> {
                while (!sent.get()) {
                    partnership.intake().tidy();
                }
                return null;
            });
            try {
                for (int file = 0; file < FILES; file++) {
                    partnership.send(pack, "note-" + file + ".txt", "Contact " + file);
                }
            } finally {
                sent.set(true);
            }
            tidy.get();

            assertThat(PackRows.parts(partnership.database().query(), pack.id())).hasSize(FILES)
                    .allMatch(PartRow::received);
        }
    }

    @Test
    @DisplayName("S01: neither a minute's tidying nor a start waits for a pack that somebody is at")
    void waitsForNobody() throws Exception {
        try (Partnership partnership = Partnership.at(home);
                ExecutorService sending = Executors.newSingleThreadExecutor();
                Connection other = TestDatabase.superuser(partnership.database()).connect()) {
            SenderPack pack = partnership.pack("busy");
            partnership.send(pack, "chronology.txt", "Contact on Monday");
            partnership.send(pack, "summary.txt", "In our opinion the plan holds.");
            other.setAutoCommit(false);
            try (PreparedStatement hold = other
                    .prepareStatement("SELECT id FROM pack.case_pack WHERE id = ? FOR NO KEY UPDATE")) {
                hold.setObject(1, pack.id().value());
                hold.execute();
            }

            Future<Answer> answer = sending.submit(() -> partnership.send(pack, "manifest.yaml",
                    Partnership.manifest()));
            awaitSomebodyWaiting(other);
            partnership.intake().tidy();
            partnership.intake().recover();
            assertThat(answer.isDone()).isFalse();
            other.rollback();

            assertThat(answer.get()).isInstanceOf(Answer.Accepted.class);
        }
    }

    private static void awaitSomebodyWaiting(Connection connection) throws SQLException {
        try (PreparedStatement waiting = connection
                .prepareStatement("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND wait_event_type = 'Lock'")) {
            long found = 0;
            while (found == 0) {
                try (ResultSet row = waiting.executeQuery()) {
                    row.next();
                    found = row.getLong(1);
                }
                Thread.onSpinWait();
            }
        }
    }
}
