// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// One new object in its file.
final class FileWriter extends ObjectWriter {
    private final Path directory;
    private final FileChannel channel;

    FileWriter(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(octets, from, length);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(true);
        DiskObjectStore.force(directory);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
