// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/// Brings hashing, sealing and opening to speed: a fresh process seals at a tenth of it until the JIT compiler has the loop. To
/// be run in the background at start, through the same classes as the real work. Then it finds out how fast this processor
/// hashes, by which [ContentHash] goes. It leaves nothing else behind.
public final class WarmUp {
    private static final int OBJECT = 128 * 1024;
    private static final int OBJECTS = 256;
    private static final int WRITE = 32 * 1024;

    private WarmUp() {}

    /// Hashes, seals and opens 32 MiB of zeros in small objects, in memory.
    ///
    /// @param atMost stops early after this time
    /// @return how fast this processor hashes content, in MiB/s
    public static double run(Duration atMost) {
        long start = System.nanoTime();
        byte[] content = new byte[WRITE];
        for (int i = 0; i < OBJECTS && System.nanoTime() - start < atMost.toNanos(); i++) {
            try {
                once(content);
            } catch (IOException e) {
                throw new UncheckedIOException("What was just sealed in memory must open.", e);
            }
        }
        return ContentHash.measure();
    }

    private static void once(byte[] content) throws IOException {
        try (SessionKey key = SessionKey.random()) {
            ByteArrayOutputStream object = new ByteArrayOutputStream((int) Layout.objectSize(OBJECT));
            Sealer sealer = new Sealer(key, object);
            ContentHash hash = new ContentHash(false);
            for (int done = 0; done < OBJECT; done += content.length) {
                hash.update(content, 0, content.length);
                sealer.write(content, 0, content.length);
            }
            hash.finish();
            sealer.finish();
            Opener opener = Opener.open(new Memory(object.toByteArray()), key);
            opener.copy(0, opener.contentSize(), OutputStream.nullOutputStream());
        }
    }

    private record Memory(ByteBuffer octets) implements Source {
        Memory(byte[] octets) {
            this(ByteBuffer.wrap(octets));
        }

        @Override
        public long size() {
            return octets.capacity();
        }

        @Override
        public int read(long position, ByteBuffer into) {
            if (position >= octets.capacity()) {
                return -1;
            }
            int run = (int) Math.min(into.remaining(), octets.capacity() - position);
            into.put(octets.slice((int) position, run));
            return run;
        }

        @Override
        public void close() {}
    }
}
