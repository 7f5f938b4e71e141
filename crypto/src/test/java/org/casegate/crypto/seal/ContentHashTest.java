// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentHashTest {
    private static final int BLOCK = 64 * 1024;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isItsSha256(boolean beside) {
        ContentHash hash = new ContentHash(beside);
        byte[] text = "xxabcxx".getBytes(StandardCharsets.US_ASCII);
        hash.update(text, 2, 1);
        hash.update(text, 3, 2);
        Sha256 digest = hash.finish();
        assertThat(digest).hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                .isEqualTo(Sha256.parse("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"))
                .isEqualTo(Sha256.copyOf(digest.bytes()));
        hash.update(text, 2, 3);
        assertThat(hash.finish()).as("anew").isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 5 * BLOCK + 7})
    @DisplayName("beside the sealing it is the same as in place, however the octets come, also when their array is used again at once")
    void isTheSameBeside(int length) throws Exception {
        Random random = new Random(length);
        byte[] content = new byte[length];
        random.nextBytes(content);
        ContentHash hash = new ContentHash(true);

        byte[] again = new byte[100_000];
        for (int done = 0; done < length;) {
            int run = Math.min(length - done, 1 + random.nextInt(again.length));
            System.arraycopy(content, done, again, 0, run);
            hash.update(again, 0, run);
            Arrays.fill(again, (byte) 7);
            done += run;
        }

        assertThat(hash.finish().bytes()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(content));
    }

    @Test
    @DisplayName("the warm-up measures how fast this processor hashes, and ends in time")
    void isMeasured() {
        assertThat(WarmUp.run(Duration.ofMillis(1))).isPositive();
        assertThat(ContentHash.isSlow(1730)).as("with SHA instructions").isFalse();
        assertThat(ContentHash.isSlow(450)).as("with vectors alone").isTrue();
        assertThat(ContentHash.isSlow(236)).as("with neither").isTrue();
    }
}
