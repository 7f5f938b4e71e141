// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import java.security.SecureRandom;
import java.util.Arrays;

/// The secret of one sealed object: 32 random octets, of which everything about the object is derived. One object, one
/// session key. Its owner closes it, which overwrites the octets; a closed key refuses to be used. Not thread-safe.
///
/// It shows itself nowhere: no `toString`, no `equals`.
public final class SessionKey implements AutoCloseable {
    public static final int SIZE = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] octets;
    private boolean closed;

    private SessionKey(byte[] octets) {
        this.octets = octets;
    }

    /// A new key from the system's randomness.
    public static SessionKey random() {
        byte[] octets = new byte[SIZE];
        RANDOM.nextBytes(octets);
        return new SessionKey(octets);
    }

    /// A key that was unwrapped. The caller overwrites its own array.
    ///
    /// @param thirtyTwo exactly 32 octets
    public static SessionKey copyOf(byte[] thirtyTwo) {
        if (thirtyTwo.length != SIZE) {
            throw new IllegalArgumentException("A session key has 32 octets, not " + thirtyTwo.length + ".");
        }
        return new SessionKey(thirtyTwo.clone());
    }

    /// A copy for wrapping; the caller overwrites it.
    ///
    /// @throws IllegalStateException if the key is closed
    public byte[] octets() {
        if (closed) {
            throw new IllegalStateException("The session key is closed.");
        }
        return octets.clone();
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(octets, (byte) 0);
    }
}
