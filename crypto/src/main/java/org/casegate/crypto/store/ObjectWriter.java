// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.store;

import java.io.IOException;
import java.io.OutputStream;

/// Where one new object is written, from its first octet to its last; the sink of a
/// [org.casegate.crypto.seal.Sealer]. One thread.
///
/// Closing keeps what was written, whole or not: the row says whether it counts, and the sweep deletes what no row
/// names.
public abstract class ObjectWriter extends OutputStream {
    @Override
    public void write(int octet) throws IOException {
        write(new byte[]{(byte) octet}, 0, 1);
    }

    @Override
    public abstract void write(byte[] octets, int from, int length) throws IOException;

    /// On return, all that was written and the object's name survive a crash of the machine. On an exception callers
    /// must assume nothing.
    public abstract void force() throws IOException;

    @Override
    public abstract void close() throws IOException;
}
