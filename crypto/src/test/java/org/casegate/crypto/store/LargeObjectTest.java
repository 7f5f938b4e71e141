// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.casegate.crypto.seal.Opener;
import org.casegate.crypto.seal.Sealed;
import org.casegate.crypto.seal.Sealer;
import org.casegate.crypto.seal.SessionKey;
import org.casegate.crypto.seal.Source;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A part that is larger than the memory of the process: the tests run in 256 MiB.
@DisplayName("V17: memory is bounded whatever the size of a part")
class LargeObjectTest {
    private static final int WRITE = 32 * 1024;
    private static final long SIZE = 300L * 1024 * 1024 + 4321;

    @TempDir
    private Path home;

    @Test
    void whatWasSealedOpensThoughItIsLargerThanMemory() throws IOException {
        assertThat(Runtime.getRuntime().maxMemory()).isLessThan(SIZE);
        ObjectStore store = new DiskObjectStore(home.resolve("objects"));
        ObjectId id = ObjectId.random();
        try (SessionKey key = SessionKey.random()) {
            seal(store, id, key);
            Expectation expected = new Expectation();
            try (Source source = store.open(id)) {
                Opener opener = Opener.open(source, key);
                opener.copy(0, opener.contentSize(), expected);
            }
            assertThat(expected.position).isEqualTo(SIZE);
        }
    }

    private static void seal(ObjectStore store, ObjectId id, SessionKey key) throws IOException {
        byte[] block = new byte[WRITE];
        try (ObjectWriter writer = store.create(id)) {
            Sealer sealer = new Sealer(key, writer);
            while (sealer.contentSize() < SIZE) {
                fill(block, sealer.contentSize());
                sealer.write(block, 0, (int) Math.min(WRITE, SIZE - sealer.contentSize()));
            }
            Sealed sealed = sealer.finish();
            assertThat(sealed.contentSize()).isEqualTo(SIZE);
        }
    }

    /// Content that differs from block to block.
    private static void fill(byte[] block, long position) {
        Arrays.fill(block, (byte) (position / WRITE * 31));
    }

    private static final class Expectation extends OutputStream {
        private long position;

        @Override
        public void write(int octet) {
            throw new UnsupportedOperationException("one octet at a time");
        }

        @Override
        public void write(byte[] octets, int from, int length) {
            int end = from + length;
            for (int at = from; at < end;) {
                int run = (int) Math.min(end - at, WRITE - position % WRITE);
                byte[] expected = new byte[run];
                fill(expected, position);
                assertThat(Arrays.equals(octets, at, at + run, expected, 0, run)).as("at %d", position).isTrue();
                at += run;
                position += run;
            }
        }
    }
}
