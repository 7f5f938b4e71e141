// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.release;

import java.io.IOException;
import java.util.stream.Stream;
import org.casegate.crypto.seal.Source;
import org.casegate.crypto.store.ObjectId;
import org.casegate.crypto.store.ObjectStore;
import org.casegate.crypto.store.ObjectWriter;

/// A disk that fails at the last step of writing an object, from some object on.
final class BreakableStore implements ObjectStore {
    private static final long SCARCE_TOTAL = 100_000;
    private static final long SCARCE_FREE = 10_020;

    private final ObjectStore disk;
    private int left = Integer.MAX_VALUE;
    private boolean scarce;

    BreakableStore(ObjectStore disk) {
        this.disk = disk;
    }

    void breakAfter(int objects) {
        left = objects;
    }

    /// Whether from now on there is room for twenty octets only.
    void scarce(boolean from) {
        scarce = from;
    }

    @Override
    public ObjectId newId() {
        return disk.newId();
    }

    @Override
    public ObjectWriter create(ObjectId id) throws IOException {
        ObjectWriter writer = disk.create(id);
        boolean breaks = left-- <= 0;
        return new ObjectWriter() {
            @Override
            public void write(byte[] octets, int from, int length) throws IOException {
                writer.write(octets, from, length);
            }

            @Override
            public void force() throws IOException {
                if (breaks) {
                    throw new IOException("the disk fails");
                }
                writer.force();
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }

    @Override
    public Source open(ObjectId id) throws IOException {
        return disk.open(id);
    }

    @Override
    public boolean delete(ObjectId id) throws IOException {
        return disk.delete(id);
    }

    @Override
    public Stream<ObjectId> list() throws IOException {
        return disk.list();
    }

    @Override
    public long freeBytes() throws IOException {
        return scarce ? SCARCE_FREE : disk.freeBytes();
    }

    @Override
    public long totalBytes() throws IOException {
        return scarce ? SCARCE_TOTAL : disk.totalBytes();
    }
}
