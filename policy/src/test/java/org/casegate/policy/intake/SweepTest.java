// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.Partnership.SENDER;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.casegate.crypto.seal.Source;
import org.casegate.crypto.store.DiskObjectStore;
import org.casegate.crypto.store.ObjectId;
import org.casegate.crypto.store.ObjectStore;
import org.casegate.crypto.store.ObjectWriter;
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

    @Test
    @DisplayName("what must be done before anything is taken in does not go through what is stored")
    void recoversWithoutGoingThroughTheStore() throws Exception {
        Uncountable store = new Uncountable(new DiskObjectStore(home.resolve("objects")));
        try (Partnership partnership = Partnership.on(home, Partnership.PATIENT, store)) {
            partnership.send(SENDER, partnership.pack("kept"), "chronology.txt", "a report was made\n".getBytes(UTF_8));
            store.countable = false;

            partnership.intake().recover();

            assertThatThrownBy(() -> partnership.intake().deleteStrays()).isInstanceOf(IOException.class)
                    .hasMessageContaining("too many");
        }
    }

    /// A store with so much in it that nobody wants to go through it.
    private static final class Uncountable implements ObjectStore {
        private final ObjectStore disk;
        private boolean countable = true;

        Uncountable(ObjectStore disk) {
            this.disk = disk;
        }

        @Override
        public ObjectId newId() {
            return disk.newId();
        }

        @Override
        public ObjectWriter create(ObjectId id) throws IOException {
            return disk.create(id);
        }

        @Override
        public Source open(ObjectId id) throws IOException {
            return disk.open(id);
        }

        @Override
        public boolean delete(ObjectId id) throws IOException {
            return disk.delete(id);
        }

        @Override
        public Stream<ObjectId> list() throws IOException {
            if (!countable) {
                throw new IOException("too many");
            }
            return disk.list();
        }

        @Override
        public long freeBytes() throws IOException {
            return disk.freeBytes();
        }

        @Override
        public long totalBytes() throws IOException {
            return disk.totalBytes();
        }
    }

    private static List<ObjectId> objects(Partnership partnership) throws Exception {
        try (Stream<ObjectId> objects = partnership.store().list()) {
            return objects.toList();
        }
    }
}
