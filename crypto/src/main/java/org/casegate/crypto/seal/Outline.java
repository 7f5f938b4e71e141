// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import java.io.IOException;
import java.nio.ByteBuffer;

/// By what a stored object is known again where its key is not: its size, its first and its last octets. It tells a wrong, cut or
/// lengthened object; what was altered in the middle only whoever has the key can tell.
///
/// @param size octets of the object
/// @param head its first octets, 38 at most
/// @param tail its last octets, 16 at most
public record Outline(long size, Octets head, Octets tail) {
    private static final int HEAD = 38;
    private static final int TAIL = 16;

    /// Looks at an object.
    public static Outline of(Source source) throws IOException {
        long size = source.size();
        int tail = (int) Math.min(TAIL, size);
        return new Outline(size, read(source, 0, (int) Math.min(HEAD, size)), read(source, size - tail, tail));
    }

    /// @throws Damaged if it is another one
    public void require(Source source) throws IOException {
        if (!equals(of(source))) {
            throw new Damaged("This is not the object that was stored.");
        }
    }

    private static Octets read(Source source, long from, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        while (into.hasRemaining()) {
            if (source.read(from + into.position(), into) < 0) {
                throw new Damaged("The object ends before its size.");
            }
        }
        return Octets.copyOf(into.array());
    }
}
