// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.casegate.policy.Partnership;
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
}
