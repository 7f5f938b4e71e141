// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("OB-020: what is put into a bucket with Object Lock")
class LockedBucketTest {
    private static final Instant NOW = Instant.parse("2026-05-06T09:00:00.5Z");
    private static final Duration TEN_YEARS = Duration.ofDays(3650);
    private static final byte[] OCTETS = "gateway.example/ledger/1\n12\n".getBytes(UTF_8);

    @TempDir
    Path folder;
    private SmallStore store;
    private LockedBucket bucket;

    @BeforeEach
    void open() throws Exception {
        store = new SmallStore();
        bucket = new LockedBucket(store.address(folder, TEN_YEARS), () -> NOW);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    @DisplayName("is locked in compliance mode for as long as was said, by a request that is signed, and never put over")
    void isLockedAndStays() throws Exception {
        assertThat(bucket.put("a-12.checkpoint", OCTETS)).isTrue();
        assertThat(bucket.put("a-12.checkpoint", "another".getBytes(UTF_8))).isFalse();

        assertThat(store.versions("a-12.checkpoint")).singleElement().satisfies(version -> {
            assertThat(version.octets().orElseThrow()).isEqualTo(OCTETS);
            assertThat(version.mode()).contains("COMPLIANCE");
            assertThat(version.until()).contains(Instant.parse("2036-05-03T09:00:00Z"));
        });
    }

    @Test
    @DisplayName("is read as it was first, whoever puts another version over it or hides it")
    void isReadAsItWasFirst() throws Exception {
        bucket.put("a-12.checkpoint", OCTETS);
        bucket.put("a-13.checkpoint", OCTETS);
        bucket.put("b-12.checkpoint", OCTETS);
        store.putOver("a-12.checkpoint", "rewritten".getBytes(UTF_8));
        store.hide("a-13.checkpoint");

        List<LockedBucket.Stored> found = bucket.list("a-");

        assertThat(found).extracting(LockedBucket.Stored::key).containsExactly("a-12.checkpoint", "a-13.checkpoint");
        for (LockedBucket.Stored stored : found) {
            assertThat(bucket.read(stored)).isEqualTo(OCTETS);
        }
    }

    @Test
    @DisplayName("does not count where the store does not lock it, locks it for less, or garbles it")
    void doesNotCountUnlocked() {
        store.locks = false;
        assertThatThrownBy(() -> bucket.put("a-1.checkpoint", OCTETS)).isInstanceOf(IOException.class)
                .hasMessageContaining("not locked in compliance mode");
        assertThatThrownBy(() -> bucket.put("a-1.checkpoint", OCTETS)).as("asked again")
                .hasMessageContaining("not locked in compliance mode");
        store.locks = true;
        store.shortening = Duration.ofSeconds(1);
        assertThatThrownBy(() -> bucket.put("a-2.checkpoint", OCTETS)).hasMessageContaining("is locked until");
        store.shortening = Duration.ZERO;
        store.garbles = true;
        assertThatThrownBy(() -> bucket.put("a-3.checkpoint", OCTETS)).hasMessageContaining("does not read back");
    }

    @Test
    @DisplayName("is refused with other credentials, and these are a file of the gateway's own")
    void needsTheRightCredentials() throws Exception {
        LockedBucket wrong = new LockedBucket(store.address(folder, TEN_YEARS, "anothersecret"), () -> NOW);
        assertThatThrownBy(() -> wrong.put("a-1.checkpoint", OCTETS)).isInstanceOf(IOException.class)
                .hasMessageContaining("answers 403, SignatureDoesNotMatch").hasMessageNotContaining("anothersecret");
        assertThatThrownBy(() -> wrong.list("a-")).hasMessageContaining("answers 403");

        BucketAddress open = store.address(folder, TEN_YEARS);
        Files.setPosixFilePermissions(open.credentials(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> new LockedBucket(open, () -> NOW).list("a-"))
                .hasMessageContaining("is open to others");
        Files.delete(open.credentials());
        assertThatThrownBy(() -> new LockedBucket(open, () -> NOW).list("a-")).hasMessageContaining("there is no file");
    }

    @Test
    @DisplayName("a store that does not answer is a fault, and no empty bucket")
    void aStoreThatIsGoneIsAFault() {
        store.close();

        assertThatThrownBy(() -> bucket.list("a-")).isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be reached");
    }
}
