// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One new object in its file. Beyond its first [#CACHED] octets whole blocks go straight to the disk, where there is a buffer
/// free: that costs the processor less than the system's cache of files, pushes nothing out of it that somebody reads, and
/// leaves hardly anything to wait for when the object is forced. All else is written as it comes.
final class FileWriter extends ObjectWriter {
    /// Written as it comes, so that little of an upload is lost with the process. A multiple of [Blocks#SIZE].
    static final long CACHED = 2L * Blocks.SIZE;

    private final Path file;
    private final SharedForce directory;
    private final FileChannel channel;
    private final Blocks blocks;
    private Blocks.@Nullable Straight straight;
    private long size;
    /// All before it is in the file.
    private long written;
    private boolean named;
    private boolean changed;

    FileWriter(Path file, SharedForce directory, FileChannel channel, Blocks blocks) {
        this.file = file;
        this.directory = directory;
        this.channel = channel;
        this.blocks = blocks;
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        changed = true;
        for (int done = 0; done < length;) {
            if (straight == null && size >= CACHED && size % Blocks.SIZE == 0) {
                straight = blocks.open(file).orElse(null);
            }
            done += straight == null
                    ? cached(octets, from + done, length - done)
                    : straight(straight, octets, from + done, length - done);
        }
    }

    /// Up to the next place at which a block can begin.
    private int cached(byte[] octets, int from, int length) throws IOException {
        int count = (int) Math.min(length, Blocks.SIZE - size % Blocks.SIZE);
        put(ByteBuffer.wrap(octets, from, count));
        size = written;
        return count;
    }

    private int straight(Blocks.Straight to, byte[] octets, int from, int length) throws IOException {
        int count = Math.min(length, to.block().remaining());
        to.block().put(octets, from, count);
        size += count;
        if (!to.block().hasRemaining()) {
            to.write(size - Blocks.SIZE);
            written = size;
        }
        return count;
    }

    private void put(ByteBuffer rest) throws IOException {
        while (rest.hasRemaining()) {
            written += channel.write(rest, written);
        }
    }

    /// What is left in the block is no whole one; it stays there too, to be written once more with what follows.
    private void putRest() throws IOException {
        if (straight != null && written < size) {
            ByteBuffer block = straight.block();
            int count = (int) (size - written);
            put(block.duplicate().position(block.position() - count).limit(block.position()));
        }
    }

    @Override
    public void force() throws IOException {
        putRest();
        if (changed) {
            channel.force(true);
            changed = false;
        }
        if (!named) {
            directory.force();
            named = true;
        }
    }

    @Override
    public void close() throws IOException {
        try (channel; Blocks.Straight _ = straight) {
            putRest();
        } finally {
            straight = null;
        }
    }
}
