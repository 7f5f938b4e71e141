// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.schema.tables.access.Tables.KEY_STATE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import org.casegate.crypto.keep.EpochKeys;
import org.casegate.crypto.keep.KeyRefused;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.policy.Partnership;
import org.casegate.policy.intake.SenderPack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyStateTest {
    @TempDir
    Path home;
    private Partnership partnership;

    @BeforeEach
    void open() {
        partnership = Partnership.at(home);
    }

    /// Every test ends by verifying the ledger.
    @AfterEach
    void verify() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    @Test
    @DisplayName("OB-140 a key ring from an old backup opens nothing, in a running gateway and at start, and says so")
    void refusesAnOldRing() throws Exception {
        SenderPack pack = partnership.pack("before");
        partnership.sendAccepted(pack);
        partnership.release().acknowledge(partnership.person(Partnership.RECIPIENT), pack.id());
        Path ring = home.resolve("ring");
        Path backup = Files.copy(ring, home.resolve("backup"));
        partnership.pass(Duration.ofDays(7));
        partnership.roll().run();
        long generation = generation();
        Path newest = Files.copy(ring, home.resolve("newest"));

        Files.copy(backup, ring, StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> partnership.download(Partnership.RECIPIENT, pack, 1)).isInstanceOf(KeyRefused.class)
                .hasMessageContaining("is an old copy").hasMessageContaining("and " + generation + " had been reached")
                .hasMessageContaining("Put the newest ring in its place.");
        assertThatThrownBy(() -> partnership.pack("after")).hasRootCauseInstanceOf(KeyRefused.class);
        assertThatThrownBy(() -> partnership.roll().run()).isInstanceOf(KeyRefused.class);
        startRefuses(ring);
        assertThat(generation()).as("nothing of it reaches the database").isEqualTo(generation);

        Files.copy(newest, ring, StandardCopyOption.REPLACE_EXISTING);
        assertThat(partnership.download(Partnership.RECIPIENT, pack, 1)).isNotEmpty();
    }

    private void startRefuses(Path ring) throws Exception {
        Path file = home.resolve("master.key");
        try (MasterKey master = MasterKey.read(file);
                EpochKeys old = EpochKeys.open(ring, master, InstantSource.system())) {
            KeyState state = new KeyState(partnership.database(), old);
            assertThatThrownBy(() -> state.require(master, file)).isInstanceOf(KeyRefused.class);
            assertThatThrownBy(old::current).isInstanceOf(KeyRefused.class);
        }
    }

    @Test
    @DisplayName("the master key of another site is recognised at start, even with a ring of its own")
    void refusesAnotherMasterKey() throws Exception {
        Path file = home.resolve("other.key");
        Path ring = home.resolve("other-ring");
        MasterKey.create(file);
        try (MasterKey other = MasterKey.read(file)) {
            EpochKeys.create(ring, other, InstantSource.system());
            try (EpochKeys keys = EpochKeys.open(ring, other, InstantSource.system())) {
                KeyState state = new KeyState(partnership.database(), keys);

                assertThatThrownBy(() -> state.require(other, file)).isInstanceOf(KeyRefused.class)
                        .hasMessageContaining(file + " is not the one that this database was begun with");
            }
        }
    }

    private long generation() {
        return partnership.database().query().select(KEY_STATE.RING_GENERATION).from(KEY_STATE).fetchSingle().value1();
    }
}
