// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// One new object in its file.
final class FileWriter extends ObjectWriter {
    private final SharedForce directory;
    private final FileChannel channel;
    private boolean named;
    private boolean written;

    FileWriter(SharedForce directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        written = true;
        ByteBuffer rest = ByteBuffer.wrap(octets, from, length);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    @Override
    public void force() throws IOException {
        if (written) {
            channel.force(true);
            written = false;
        }
        if (!named) {
            directory.force();
            named = true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
