// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be had of an object whose sealing was cut off.
class SalvageTest {
    private final SessionKey key = SessionKey.random();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_000, 65_536, 131_072, 400_000})
    @DisplayName("V17: wherever an object is cut, what is salvaged is how its content begins, and at most a chunk and a frame less than was there")
    void findsTheBeginning(int size) throws Exception {
        byte[] content = content(size);
        byte[] object = seal(content, true);
        for (int length = 0; length <= object.length; length += 1 + length / 97) {
            byte[] salvaged = salvage(Arrays.copyOf(object, length), key);

            assertThat(salvaged).isEqualTo(Arrays.copyOf(content, salvaged.length));
            assertThat((long) salvaged.length).isLessThanOrEqualTo(Opener.mostSalvaged(length));
            assertThat(salvaged.length).isGreaterThan(Math.min(length, size) - 2 * 65_536);
        }
    }

    @Test
    @DisplayName("V17: of an object that was never finished every whole chunk that reached the store is found")
    void findsEveryWholeChunk() throws Exception {
        byte[] content = content(1_000_000);
        byte[] object = seal(content, false);

        byte[] salvaged = salvage(object, key);

        assertThat(salvaged.length).isGreaterThan(850_000).isEqualTo((int) Opener.mostSalvaged(object.length));
        assertThat(salvaged).isEqualTo(Arrays.copyOf(content, salvaged.length));
    }

    @Test
    @DisplayName("V17: a chunk that is not as it was sealed ends it, and another key finds nothing")
    void stopsAtTheFirstTornChunk() throws Exception {
        byte[] content = content(400_000);
        byte[] object = seal(content, false);
        byte[] torn = object.clone();
        Arrays.fill(torn, 3 * 65_536 + 4_096, 3 * 65_536 + 8_192, (byte) 0);

        byte[] salvaged = salvage(torn, key);

        assertThat(salvaged.length).isBetween(2 * 65_536, 3 * 65_536);
        assertThat(salvaged).isEqualTo(Arrays.copyOf(content, salvaged.length));
        assertThat(salvage(object, SessionKey.random())).isEmpty();
    }

    private byte[] seal(byte[] content, boolean whole) throws IOException {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        Sealer sealer = new Sealer(key, object);
        sealer.write(content, 0, content.length);
        if (whole) {
            sealer.finish();
        }
        return object.toByteArray();
    }

    private static byte[] salvage(byte[] object, SessionKey with) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            assertThat(Opener.salvage(new MemorySource(object), with, content)).isEqualTo(content.size());
        } catch (Damaged noHeader) {
            assertThat(content.size()).isZero();
        }
        return content.toByteArray();
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(7).nextBytes(content);
        return content;
    }
}
