// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.Partnership.SENDER;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.casegate.crypto.seal.Source;
import org.casegate.crypto.store.DiskObjectStore;
import org.casegate.crypto.store.ObjectId;
import org.casegate.crypto.store.ObjectStore;
import org.casegate.crypto.store.ObjectWriter;
import org.casegate.policy.Partnership;
import org.casegate.policy.check.Limits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
    @TempDir
    Path home;

    @Test
    @DisplayName("lesson 1 a disk that fills up while a part arrives stops it; what lies there is still given out")
    void asksForDiskSpaceWhileAPartArrives() throws Exception {
        FillingDisk disk = new FillingDisk(new DiskObjectStore(home.resolve("objects")));
        try (Partnership partnership = Partnership.on(home, Partnership.PATIENT, disk)) {
            SenderPack accepted = partnership.pack("before");
            partnership.sendAccepted(accepted);
            SenderPack pack = partnership.pack("full");
            PartUpload upload = partnership.intake().receive(partnership.sender(SENDER), pack, "film.mp4",
                    Intake.Mode.START_OVER);
            upload.append(new byte[100], 0, 100);

            disk.free = 99;

            assertThatThrownBy(() -> appendFor(upload, Duration.ofSeconds(30))).isInstanceOf(IntakeRefusal.class)
                    .hasMessageContaining("short of disk space");
            assertThatThrownBy(upload::close).isInstanceOf(IntakeRefusal.class)
                    .hasMessageContaining("short of disk space");
            assertThatThrownBy(() -> partnership.send(pack, "another.txt", "x")).isInstanceOf(IntakeRefusal.class)
                    .hasMessageContaining("short of disk space");
            assertThat(partnership.intake().space(partnership.sender(SENDER)).freeBytes()).isZero();
            partnership.release().acknowledge(partnership.person(Partnership.RECIPIENT), accepted.id());
            assertThat(partnership.download(Partnership.RECIPIENT, accepted, 1)).isNotEmpty();
            partnership.intake().tidy();
            assertThat(partnership.entries()).contains("ABANDONED UNFINISHED");
            assertThat(partnership.audit().findings()).isEmpty();
        }
    }

    /// Writes on; the disk is asked once a second.
    private static void appendFor(PartUpload upload, Duration most) throws IntakeRefusal, IOException {
        long end = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < end) {
            upload.append(new byte[1], 0, 1);
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("lesson 1 what an account may still send: its own share without what lies there and what is on its way, and no more "
            + "than its agency has left")
    void tellsWhatIsLeft() throws Exception {
        Quotas small = new Quotas(new Limits(9, 10_000, Duration.ofDays(3)), 9, 50_000, 60_000, 0,
                Duration.ofMinutes(5));
        try (Partnership partnership = Partnership.at(home, small)) {
            assertThat(partnership.intake().space(partnership.sender(SENDER))).isEqualTo(new Space(50_000, 50_000));
            SenderPack pack = partnership.pack("sent");
            partnership.send(SENDER, pack, "film.mp4", new byte[1_000]);
            PartUpload upload = partnership.intake().receive(partnership.sender(SENDER), pack, "more.mp4",
                    Intake.Mode.START_OVER);
            upload.append(new byte[500], 0, 500);

            assertThat(partnership.intake().space(partnership.sender(SENDER))).isEqualTo(new Space(50_000, 48_500));
            assertThat(partnership.intake().space(partnership.sender("uhnm-named-nurse")))
                    .isEqualTo(new Space(50_000, 50_000));
            upload.suspend();
        }
    }

    /// A disk whose free space is what the test says.
    private static final class FillingDisk implements ObjectStore {
        private final ObjectStore disk;
        private volatile long free = 1_000;

        FillingDisk(ObjectStore disk) {
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
            return disk.list();
        }

        @Override
        public long freeBytes() {
            return free;
        }

        @Override
        public long totalBytes() {
            return 1_000;
        }
    }
}
