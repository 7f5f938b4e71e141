// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The sample of RFC 9580 appendix A.11 (GCM, there with AES-128 and chunks of 4 KiB) through our key, nonces and
/// associated data.
class SuiteTest {
    private static final byte[] SESSION_KEY = HexFormat.of().parseHex("1936fc8568980274bb900d8319360c77");
    private static final byte[] INFO = HexFormat.of().parseHex("d202070306");
    private static final byte[] PLAINTEXT = HexFormat.of()
            .parseHex("cb1362000000000048656c6c6f2c20776f726c6421d50e1ce2269a9eddef81032172b7ed7c");
    private static final byte[] PACKET = HexFormat.of()
            .parseHex(
                    "d26902070306fcb94490bcb98bbdc9d106c6090266940f72e89edc21b5596b1576b101ed0f9ffc6fc6d65bbfd24dcd0790966e6d"
                            + "1e85a30053784cb1d8b6a0699ef12155a7b2ad6258531b57651fd7777912fa95e35d9b40216f69a4c248db28ff4331f16329"
                            + "07399e6ff9");
    private static final byte[] BODY = Packet.body(PACKET);
    private static final byte[] SALT = Arrays.copyOfRange(BODY, 4, 36);
    private static final byte[] CHUNK = Arrays.copyOfRange(BODY, 36, BODY.length - 16);
    private static final byte[] FINAL_TAG = Arrays.copyOfRange(BODY, BODY.length - 16, BODY.length);

    @Test
    void theSampleIsSealedOctetByOctet() {
        byte[] sealed = new byte[CHUNK.length];
        Suite suite = sample();
        assertThat(suite.seal(0, PLAINTEXT, PLAINTEXT.length, sealed)).isEqualTo(CHUNK.length);
        assertThat(sealed).isEqualTo(CHUNK);
        assertThat(suite.sealTotal(1, PLAINTEXT.length)).isEqualTo(FINAL_TAG);
    }

    @Test
    void theSampleIsOpened() throws Damaged {
        byte[] opened = new byte[PLAINTEXT.length];
        Suite suite = sample();
        suite.verifyTotal(1, PLAINTEXT.length, FINAL_TAG);
        assertThat(suite.open(0, CHUNK, CHUNK.length, opened)).isEqualTo(PLAINTEXT.length);
        assertThat(opened).isEqualTo(PLAINTEXT);
    }

    @Test
    void theMessageKeyOfTheSampleIsDerived() {
        byte[] derived = Suite.derive(SESSION_KEY, SALT, INFO, 28);
        assertThat(HexFormat.of().formatHex(derived)).startsWith("ea143880").hasSize(56);
    }

    @Test
    void aChunkOpensOnlyAtItsOwnIndexAndTheFinalTagOnlyForItsOwnTotal() throws Damaged {
        Suite suite = sample();
        byte[] out = new byte[PLAINTEXT.length];
        assertThatExceptionOfType(Damaged.class).isThrownBy(() -> suite.open(1, CHUNK, CHUNK.length, out));
        assertThat(out).as("nothing of it is given out").containsOnly(0);
        assertThatExceptionOfType(Damaged.class)
                .isThrownBy(() -> suite.verifyTotal(1, PLAINTEXT.length + 1, FINAL_TAG));
        assertThatExceptionOfType(Damaged.class).isThrownBy(() -> suite.verifyTotal(2, PLAINTEXT.length, FINAL_TAG));
        suite.verifyTotal(1, PLAINTEXT.length, FINAL_TAG);
    }

    @Test
    void theSameNonceIsNotUsedTwiceInARow() {
        Suite suite = sample();
        byte[] out = new byte[CHUNK.length];
        suite.seal(0, PLAINTEXT, PLAINTEXT.length, out);
        assertThatIllegalStateException().isThrownBy(() -> suite.seal(0, PLAINTEXT, PLAINTEXT.length, out));
    }

    @Test
    void ourHeaderSaysAes256GcmAndChunksOf64Kibibytes() {
        assertThat(Arrays.copyOf(Suite.header(SALT), 4)).containsExactly(2, 9, 3, 10);
        assertThat(Arrays.copyOfRange(Suite.header(SALT), 4, 36)).isEqualTo(SALT);
    }

    private static Suite sample() {
        return new Suite(SESSION_KEY.clone(), SALT, INFO, SESSION_KEY.length);
    }
}
