// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.security.SecureRandom;
import java.util.Arrays;

/// The 32 random bytes that keep a committed value from being guessed. Secret while the value is; destroyed with it.
public final class Salt {
    /// Length of every salt, in bytes.
    public static final int SIZE_BYTES = 32;

    private final byte[] bytes;

    private Salt(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A new salt.
    public static Salt random(SecureRandom random) {
        byte[] bytes = new byte[SIZE_BYTES];
        random.nextBytes(bytes);
        return new Salt(bytes);
    }

    /// A salt read back.
    ///
    /// @param bytes exactly 32; copied
    public static Salt of(byte[] bytes) {
        if (bytes.length != SIZE_BYTES) {
            throw new IllegalArgumentException("A salt has 32 bytes, not " + bytes.length);
        }
        return new Salt(bytes.clone());
    }

    /// A copy of the 32 bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Salt salt && Arrays.equals(bytes, salt.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// Never the bytes.
    @Override
    public String toString() {
        return "Salt";
    }
}
