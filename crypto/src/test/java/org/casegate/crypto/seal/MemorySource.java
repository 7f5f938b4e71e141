// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import java.nio.ByteBuffer;

/// An object in memory, which can be swapped while it is open.
public final class MemorySource implements Source {
    private byte[] octets;

    public MemorySource(byte[] octets) {
        this.octets = octets;
    }

    void become(byte[] others) {
        octets = others;
    }

    @Override
    public long size() {
        return octets.length;
    }

    /// Gives less than asked for, as a network might.
    @Override
    public int read(long position, ByteBuffer into) {
        if (position >= octets.length) {
            return -1;
        }
        int most = Math.min(20_000, into.remaining());
        int run = Math.min(most, octets.length - (int) position);
        into.put(octets, (int) position, run);
        return run;
    }

    @Override
    public void close() {}
}
