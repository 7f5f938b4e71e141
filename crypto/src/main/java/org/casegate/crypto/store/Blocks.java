// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The buffers through which large objects go straight to the disk, past the system's cache of files: made when they are
/// needed, used again, never more than [#MOST]. Thread-safe.
final class Blocks {
    /// Octets of a buffer.
    static final int SIZE = 512 << 10;
    /// Objects that go straight to the disk at once; more would not make it faster.
    static final int MOST = 16;

    private static final Optional<OpenOption> DIRECT = direct();

    private final int alignment;
    private final Deque<ByteBuffer> free = new ArrayDeque<>();
    private int made;
    private boolean refused;

    /// @param alignment of addresses, places and lengths, as the disk wants it
    Blocks(long alignment) {
        this.refused = DIRECT.isEmpty() || alignment < 1 || SIZE % alignment != 0;
        this.alignment = refused ? 1 : (int) alignment;
    }

    /// A file that is there already, and a buffer for it; nothing where all are in use, or the file system does not know such writes.
    synchronized Optional<Straight> open(Path file) throws IOException {
        if (refused || (free.isEmpty() && made == MOST)) {
            return Optional.empty();
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(file, Set.of(StandardOpenOption.WRITE, DIRECT.orElseThrow()));
        } catch (UnsupportedOperationException _) {
            refused = true;
            return Optional.empty();
        }
        ByteBuffer block = free.poll();
        if (block == null) {
            block = ByteBuffer.allocateDirect(SIZE + alignment).alignedSlice(alignment).slice(0, SIZE);
            made++;
        }
        return Optional.of(new Straight(channel, block));
    }

    /// By name: it is documented, in a module of the JDK, but the compiler warns of it in words that nothing silences.
    private static Optional<OpenOption> direct() {
        @Nullable
        Object[] options;
        try {
            options = Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants();
        } catch (ClassNotFoundException _) {
            return Optional.empty();
        }
        return Stream.of(options).filter(option -> "DIRECT".equals(String.valueOf(option))).map(OpenOption.class::cast)
                .findFirst();
    }

    private synchronized void give(ByteBuffer block) {
        free.push(block.clear());
    }

    /// One file's way to the disk. One thread.
    final class Straight implements AutoCloseable {
        private final FileChannel channel;
        private final ByteBuffer block;

        private Straight(FileChannel channel, ByteBuffer block) {
            this.channel = channel;
            this.block = block;
        }

        /// What has come and has not been written from here, at most [#SIZE] octets.
        ByteBuffer block() {
            return block;
        }

        /// Writes the whole block, and empties it.
        ///
        /// @param at a multiple of [#SIZE]
        void write(long at) throws IOException {
            block.flip();
            while (block.hasRemaining()) {
                channel.write(block, at + block.position());
            }
            block.clear();
        }

        @Override
        public void close() throws IOException {
            give(block);
            channel.close();
        }
    }
}
