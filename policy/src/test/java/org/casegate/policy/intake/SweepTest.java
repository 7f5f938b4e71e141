// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.Partnership.SENDER;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.casegate.crypto.store.ObjectId;
import org.casegate.policy.Partnership;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ciphertext that nobody needs.
class SweepTest {
    /// More than are asked for at once.
    private static final int STRAYS = 1_001;

    @TempDir
    Path home;

    @Test
    @DisplayName("a start deletes every object that has no row, however many, and none that has one")
    void deletesStrays() throws Exception {
        Partnership partnership = Partnership.at(home);
        PartUpload upload = partnership.intake().receive(partnership.sender(SENDER), partnership.pack("kept"),
                "chronology.txt", Intake.Mode.START_OVER);
        byte[] content = "2026-05-01 a report was made\n".getBytes(UTF_8);
        upload.append(content, 0, content.length);
        upload.close();
        List<ObjectId> kept = objects(partnership);
        for (int stray = 0; stray < STRAYS; stray++) {
            partnership.store().create(ObjectId.random()).close();
        }
        assertThat(objects(partnership)).hasSize(STRAYS + 1);

        partnership = partnership.restarted();

        assertThat(objects(partnership)).isEqualTo(kept).hasSize(1);
        partnership.close();
    }

    private static List<ObjectId> objects(Partnership partnership) throws Exception {
        try (Stream<ObjectId> objects = partnership.store().list()) {
            return objects.toList();
        }
    }
}
