// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// What was read last, in an array that is used again: of many bundles each would else be copied to memory that no cache of the
/// processor holds yet, which takes as long as to hash it. Not for several threads.
public final class Page {
    private static final int USUAL = 128 * 1024;

    private byte[] bytes = new byte[USUAL];
    private int length;

    /// Holds these bytes from now on; they may be written over.
    void take(byte[] read) {
        bytes = read;
        length = read.length;
    }

    /// Reads all of a stream.
    ///
    /// @param most how many bytes it may have
    /// @return whether it had no more
    boolean read(InputStream in, long most) throws IOException {
        length = 0;
        while (length <= most) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(USUAL, 2 * length));
            }
            int read = in.read(bytes, length, bytes.length - length);
            if (read < 0) {
                return true;
            }
            length += read;
        }
        return false;
    }

    /// The array; what was read stands at its front.
    byte[] bytes() {
        return bytes;
    }

    /// How much was read.
    int length() {
        return length;
    }

    /// Leaves at most so many bytes.
    void cut(int most) {
        length = Math.min(length, most);
    }
}
