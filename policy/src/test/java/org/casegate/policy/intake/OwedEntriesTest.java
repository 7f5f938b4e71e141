// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.Partnership.SENDER;
import static org.casegate.schema.tables.ledger.Tables.HEAD;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.casegate.crypto.keep.KeyRefused;
import org.casegate.policy.Partnership;
import org.casegate.policy.check.Limits;
import org.casegate.policy.ledger.CuttingProxy;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ledger cannot be written, the answer is no, and the process ends before the entry could be: the next one writes it.
class OwedEntriesTest {
    @TempDir
    Path home;
    private Partnership partnership;

    @BeforeEach
    void open() {
        partnership = Partnership.at(home,
                new Quotas(new Limits(10, 1_000, Duration.ofDays(3)), 9, 50_000, 50_000, 0, Duration.ofMinutes(5)));
    }

    /// Every test ends by verifying the ledger.
    @AfterEach
    void verify() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    @Test
    @DisplayName("ST-23 a pack that was refused because the ledger was gone is refused after a restart too, and is not judged again")
    void keepsARefusalThatCouldNotBeRecorded() throws Exception {
        SenderPack pack = partnership.pack("unrecorded");
        partnership.send(pack, "chronology.txt", "Contact on 3 March.");
        partnership.send(pack, "summary.txt", "In our opinion the plan holds.");

        Answer answer = withoutTheLedger(() -> partnership.send(pack, "manifest.yaml", Partnership.manifest()));

        assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class, refused -> assertThat(refused.sentence())
                .contains("the gateway could not record it, and nothing was kept"));
        assertThat(partnership.entries()).isEmpty();
        assertThat(Files.readString(home.resolve("owed"), ISO_8859_1))
                .as("sealed").doesNotContain(pack.id().toString());

        partnership = partnership.restarted();

        assertThat(partnership.entries()).containsExactly("REFUSED LEDGER");
        assertThat(partnership.objects()).isZero();
        assertThat(home.resolve("owed")).doesNotExist();
        assertThat(partnership.text(pack, "RECEIPT.txt")).startsWith("REFUSED").contains("could not record it");
        assertThat(partnership.sendAccepted(pack)).as("the same again is another attempt")
                .isInstanceOf(Answer.Accepted.class);
    }

    @Test
    @DisplayName("ST-23 a file that was too large, and a manifest that nobody could read: their entries are owed alike")
    void keepsTheRefusalsOfSingleFiles() throws Exception {
        SenderPack pack = partnership.pack("files");
        PartUpload upload = partnership.intake().receive(partnership.sender(SENDER), pack, "film.mp4",
                Intake.Mode.START_OVER);
        withoutTheLedger(() -> {
            assertThatThrownBy(() -> upload.append(new byte[1_001], 0, 1_001)).isInstanceOf(IntakeRefusal.class);
            upload.suspend();
            assertThatThrownBy(() -> partnership.send(pack, "manifest.yaml", "manifest: 2")).isInstanceOf(
                    IntakeRefusal.class);
            assertThatThrownBy(() -> partnership.send(pack, "manifest.yaml", "manifest: 3")).isInstanceOf(
                    IntakeRefusal.class);
            return 0;
        });
        assertThat(partnership.entries()).isEmpty();

        partnership = partnership.restarted();

        assertThat(partnership.entries()).containsExactly("REFUSED TOO-LARGE", "REFUSED MANIFEST-INVALID",
                "REFUSED MANIFEST-INVALID");
        assertThat(partnership.objects()).isZero();
    }

    @Test
    @DisplayName("what is owed is written by the same process as soon as the ledger answers")
    void writesWhatIsOwedWithoutARestart() throws Exception {
        SenderPack pack = partnership.pack("later");
        partnership.send(pack, "chronology.txt", "Contact on 3 March.");
        partnership.send(pack, "summary.txt", "In our opinion the plan holds.");
        withoutTheLedger(() -> partnership.send(pack, "manifest.yaml", Partnership.manifest()));

        partnership.intake().tidy();
        partnership.intake().tidy();

        assertThat(partnership.entries()).containsExactly("REFUSED LEDGER");
        assertThat(home.resolve("owed")).doesNotExist();
    }

    @Test
    @DisplayName("S01 the database is gone in mid-upload: nothing is taken, and the entry is there as soon as it can be")
    void survivesADatabaseThatIsGoneInMidUpload() throws Exception {
        try (Database server = TestDatabase.fresh();
                CuttingProxy way = new CuttingProxy(server.address());
                Database database = Database.open(way.address(), 4);
                Partnership cut = Partnership.over(Files.createDirectory(home.resolve("cut")), database)) {
            SenderPack pack = cut.pack("cut");
            cut.send(pack, "chronology.txt", "Contact on 3 March.");
            PartUpload upload = cut.intake().receive(cut.sender(SENDER), pack, "summary.txt", Intake.Mode.START_OVER);
            upload.append(new byte[70_000], 0, 70_000);

            way.cut(CuttingProxy.Cut.AT_ONCE);
            upload.append(new byte[70_000], 0, 70_000);
            assertThatThrownBy(upload::close).isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> cut.send(pack, "manifest.yaml", Partnership.manifest()))
                    .isInstanceOf(DataAccessException.class);
            way.cut(CuttingProxy.Cut.NEVER);
            cut.intake().tidy();

            assertThat(cut.entries()).containsExactly("ABANDONED UNFINISHED");
            assertThat(cut.objects()).as("what was closed before").isEqualTo(1);
            assertThat(cut.send(pack, "summary.txt", "In our opinion.")).isEqualTo(new Answer.Received());
            assertThat(cut.send(pack, "manifest.yaml", Partnership.manifest())).isInstanceOf(Answer.Accepted.class);
            assertThat(cut.audit().findings()).isEmpty();
        }
    }

    @Test
    void refusesToStartOverADebtThatItCannotRead() throws Exception {
        Files.writeString(home.resolve("owed"), "x");
        Files.setPosixFilePermissions(home.resolve("owed"),
                PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> partnership.intake().recover()).isInstanceOf(KeyRefused.class)
                .hasMessageContaining("what is owed cannot be read");
        Files.delete(home.resolve("owed"));
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    /// While it runs another session holds the row that every append must have.
    private <T> T withoutTheLedger(Work<T> work) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread holder = Thread.ofVirtual().start(() -> partnership.database().transact(db -> {
            db.selectFrom(HEAD).forUpdate().fetchSingle();
            held.countDown();
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 0;
        }));
        held.await();
        try {
            return work.run();
        } finally {
            done.countDown();
            holder.join();
        }
    }
}
