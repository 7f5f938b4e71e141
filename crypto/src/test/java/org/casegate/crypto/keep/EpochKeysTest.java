// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochKeysTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration BACKUPS = Duration.ofDays(14);
    private static final Binding BINDING = Binding.subject(new UUID(1, 2));

    private final MovableClock clock = new MovableClock();
    @TempDir
    private Path home;
    private Path file;
    private MasterKey master;
    private EpochKeys keys;

    @BeforeEach
    void create() throws IOException {
        MasterKey.create(home.resolve("master.key"));
        master = MasterKey.read(home.resolve("master.key"));
        file = home.resolve("ring");
        EpochKeys.create(file, master, clock);
        keys = EpochKeys.open(file, master, clock);
    }

    @AfterEach
    void close() {
        keys.close();
        master.close();
    }

    @Test
    void eachWeekFromMondayToSundayHasItsKey() throws IOException {
        assertThat(keys.current().from()).isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
        Set<EpochKeyId> ids = new HashSet<>();
        for (int day = 0; day < 21; day++) {
            EpochKey current = keys.current();
            assertThat(clock.instant()).isBetween(current.from(), current.from().plus(WEEK));
            ids.add(current.id());
            clock.move(Duration.ofDays(1));
        }
        assertThat(ids).hasSize(4);
    }

    @Test
    void keysAreMadeEightWeeksAheadSoThatABackupHasThem() throws IOException {
        Path backup = home.resolve("backup");
        Files.copy(file, backup, StandardCopyOption.COPY_ATTRIBUTES);
        for (int week = 0; week <= 8; week++) {
            keys.roll();
            byte[] row = Envelope.seal(keys.current(), new byte[5], BINDING);
            try (EpochKeys restored = EpochKeys.open(backup, master, clock)) {
                assertThat(Envelope.open(restored, row, BINDING)).hasSize(5);
            }
            clock.move(WEEK);
        }
    }

    @Test
    void aRollChangesTheRingOnlyOnceAWeek() throws IOException {
        assertThat(keys.roll().generation()).isEqualTo(1).isEqualTo(keys.generation());
        clock.move(WEEK);
        Roll roll = keys.roll();
        assertThat(roll.generation()).isEqualTo(2);
        assertThat(roll.former()).hasSize(1);
        assertThat(roll.current().from()).isEqualTo(roll.former().getFirst().from().plus(WEEK));
        assertThat(keys.roll().generation()).isEqualTo(2);
    }

    @Test
    void theRingOutlivesTheProcess() throws IOException {
        EpochKeyId current = keys.current().id();
        byte[] row = Envelope.seal(keys.current(), new byte[5], BINDING);
        keys.close();
        try (EpochKeys again = EpochKeys.open(file, master, clock)) {
            assertThat(again.current().id()).isEqualTo(current);
            assertThat(Envelope.open(again, row, BINDING)).hasSize(5);
        }
    }

    @Test
    void aDestroyedKeyOpensNothingHereOrAfterARestart() throws IOException {
        EpochKey old = keys.current();
        byte[] row = Envelope.seal(old, new byte[5], BINDING);
        clock.move(WEEK);
        keys.roll();
        long before = keys.generation();
        keys.destroy(old.id());
        assertThat(keys.generation()).isEqualTo(before + 1);
        assertThat(keys.find(old.id())).isEmpty();
        assertThatExceptionOfType(KeyUnavailable.class).isThrownBy(() -> Envelope.open(keys, row, BINDING))
                .withMessageContaining(old.id().toString());
        assertThatExceptionOfType(KeyUnavailable.class).as("a key that somebody still holds")
                .isThrownBy(() -> Envelope.seal(old, new byte[5], BINDING));
        try (EpochKeys again = EpochKeys.open(file, master, clock)) {
            assertThatExceptionOfType(KeyUnavailable.class).isThrownBy(() -> Envelope.open(again, row, BINDING));
        }
        keys.destroy(old.id());
        assertThat(keys.generation()).as("destroying again changes nothing").isEqualTo(before + 1);
    }

    @Test
    void theCurrentAndTheComingKeysAreNotDestroyed() throws IOException {
        EpochKeyId current = keys.current().id();
        clock.move(WEEK);
        EpochKeyId coming = keys.current().id();
        clock.move(WEEK.negated());
        for (EpochKeyId id : List.of(current, coming)) {
            assertThatIllegalStateException().isThrownBy(() -> keys.destroy(id)).withMessageContaining(id.toString());
            assertThatIllegalStateException().isThrownBy(() -> keys.retire(id));
        }
        assertThat(keys.find(coming)).isPresent();
    }

    @Test
    void whatWasDeletedEndsWithinThreeWeeksAndWhatLivesGoesOn() throws IOException {
        EpochKey first = keys.current();
        byte[] living = Envelope.seal(first, new byte[]{1}, BINDING);
        byte[] deleted = Envelope.seal(first, new byte[]{2}, BINDING);

        clock.move(WEEK);
        Roll roll = keys.roll();
        assertThat(roll.former()).extracting(EpochKey::id).containsExactly(first.id());
        byte[] moved = Envelope.rewrap(keys, living, BINDING);
        keys.retire(first.id());
        assertThat(Envelope.keyIdOf(moved)).isEqualTo(roll.current().id());
        assertThat(keys.due(BACKUPS)).isEmpty();
        assertThat(Envelope.open(keys, deleted, BINDING)).as("a backup may still be restored").hasSize(1);

        clock.move(BACKUPS);
        assertThat(keys.due(BACKUPS)).containsExactly(first.id());
        keys.destroy(first.id());
        assertThatExceptionOfType(KeyUnavailable.class).isThrownBy(() -> Envelope.open(keys, deleted, BINDING));
        assertThat(Envelope.open(keys, moved, BINDING)).containsExactly(1);
        assertThat(keys.due(BACKUPS)).isEmpty();
    }

    @Test
    void aKeyWhoseRowsWereMovedLateIsDueLate() throws IOException {
        EpochKeyId first = keys.current().id();
        clock.move(WEEK.multipliedBy(4));
        keys.roll();
        assertThat(keys.due(BACKUPS)).as("never retired").isEmpty();
        keys.retire(first);
        clock.move(Duration.ofDays(13));
        keys.retire(first);
        clock.move(Duration.ofDays(13));
        assertThat(keys.due(BACKUPS)).as("counted from the last move").isEmpty();
        clock.move(Duration.ofDays(1));
        assertThat(keys.due(BACKUPS)).containsExactly(first);
    }

    @Test
    void rewrappingUnderTheSameKeyLeavesTheRowAsItIs() throws IOException {
        byte[] row = Envelope.seal(keys.current(), new byte[5], BINDING);
        assertThat(Envelope.rewrap(keys, row, BINDING)).isEqualTo(row);
    }

    @Test
    void aClockThatJumpsFarAheadAndBackFindsAKey() throws IOException {
        EpochKeyId before = keys.current().id();
        clock.move(Duration.ofDays(400));
        EpochKey after = keys.current();
        assertThat(clock.instant()).isBetween(after.from(), after.from().plus(WEEK));
        byte[] row = Envelope.seal(after, new byte[5], BINDING);
        for (EpochKey former : keys.roll().former()) {
            keys.destroy(former.id());
        }
        clock.move(Duration.ofDays(-400));
        assertThat(keys.find(before)).isEmpty();
        assertThat(keys.current().id()).isEqualTo(after.id());
        assertThat(Envelope.open(keys, row, BINDING)).hasSize(5);
    }

    @Test
    void twoThatShareTheFileSeeEachOthersChanges() throws IOException {
        try (EpochKeys other = EpochKeys.open(file, master, clock)) {
            EpochKeyId first = other.current().id();
            clock.move(WEEK.multipliedBy(9));
            assertThat(keys.current().id()).isEqualTo(other.current().id());
            byte[] row = Envelope.seal(keys.current(), new byte[5], BINDING);
            assertThat(Envelope.open(other, row, BINDING)).hasSize(5);
            other.destroy(first);
            assertThat(keys.find(first)).isEmpty();
            assertThat(keys.generation()).isEqualTo(other.generation());
        }
    }

    @Test
    void manyAtOnceLeaveOneGoodRing() throws Exception {
        clock.move(WEEK.multipliedBy(20));
        List<Future<EpochKeyId>> found = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                found.add(threads.submit(() -> {
                    try (EpochKeys own = EpochKeys.open(file, master, clock)) {
                        own.roll();
                        return own.current().id();
                    }
                }));
            }
        }
        for (Future<EpochKeyId> id : found) {
            assertThat(id.get()).isEqualTo(keys.current().id());
        }
        assertThat(keys.generation()).isEqualTo(2);
    }

    @Test
    void theRingIsForItsOwnerAloneAndLeavesNoCopyBeside() throws IOException {
        clock.move(WEEK);
        keys.roll();
        assertThat(home).isDirectoryNotContaining("glob:**.new");
        for (String name : List.of("ring", "ring.lock")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(name))))
                    .isEqualTo("rw-------");
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatExceptionOfType(KeyRefused.class).isThrownBy(() -> EpochKeys.open(file, master, clock))
                .withMessageContaining("chmod 600");
    }

    @Test
    void theOldRingsOctetsAreOverwritten() throws IOException {
        Path old = home.resolve("old");
        Files.createLink(old, file);
        clock.move(WEEK);
        keys.roll();
        assertThat(Files.readAllBytes(old)).containsOnly(0);
    }

    @Test
    void aRingIsNeverMadeTwice() throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertThatExceptionOfType(KeyRefused.class).isThrownBy(() -> EpochKeys.create(file, master, clock));
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void everyAlteredOrCutRingIsRefusedWithASentence() throws IOException {
        byte[] ring = Files.readAllBytes(file);
        for (int at = 0; at < ring.length; at++) {
            byte[] altered = ring.clone();
            altered[at] ^= 1;
            Files.write(file, altered);
            assertThatExceptionOfType(KeyRefused.class).isThrownBy(() -> EpochKeys.open(file, master, clock))
                    .withMessageStartingWith("The ").withMessageContaining(file.toString());
        }
        for (int length = 0; length < ring.length; length += 7) {
            Files.write(file, Arrays.copyOf(ring, length));
            assertThatExceptionOfType(KeyRefused.class).isThrownBy(() -> EpochKeys.open(file, master, clock));
        }
        Files.write(file, Arrays.copyOf(ring, ring.length + 1));
        assertThatExceptionOfType(KeyRefused.class).isThrownBy(() -> EpochKeys.open(file, master, clock));
    }

    @Test
    void anotherMasterKeyIsSaidToBeAnother() throws IOException {
        MasterKey.create(home.resolve("other.key"));
        try (MasterKey other = MasterKey.read(home.resolve("other.key"))) {
            assertThatExceptionOfType(KeyRefused.class).isThrownBy(() -> EpochKeys.open(file, other, clock))
                    .withMessage("The key ring " + file + " was made under another master key.");
        }
    }

    @Test
    void aRingThatIsTakenAwayStopsEverything() throws IOException {
        Files.delete(file);
        assertThatExceptionOfType(KeyRefused.class).isThrownBy(keys::current)
                .withMessage("There is no key ring at " + file + ".");
        assertThatExceptionOfType(KeyRefused.class).isThrownBy(() -> EpochKeys.open(file, master, clock));
    }

    @Test
    void anIdIsReadAsItIsPrinted() throws IOException {
        EpochKeyId id = keys.current().id();
        assertThat(EpochKeyId.parse(id.toString())).isEqualTo(id);
        assertThat(id.bytes()).hasSize(8);
    }
}
