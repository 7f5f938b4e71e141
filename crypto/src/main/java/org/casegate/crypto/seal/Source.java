// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The octets of one stored object, read at any position: a file, or a ranged request to an object store. Whoever
/// opened it closes it.
public interface Source extends Closeable {
    /// The size in octets.
    long size() throws IOException;

    /// Reads some octets, at least one if there are any at the position and room in the buffer.
    ///
    /// @return how many were read, or -1 at or beyond the end
    int read(long position, ByteBuffer into) throws IOException;
}
