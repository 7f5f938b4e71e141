// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import java.util.Arrays;
import java.util.HexFormat;

/// An immutable string of octets that is not secret, compared by value.
public final class Octets {
    private final byte[] octets;

    private Octets(byte[] octets) {
        this.octets = octets;
    }

    public static Octets copyOf(byte[] octets) {
        return new Octets(octets.clone());
    }

    public int size() {
        return octets.length;
    }

    /// A copy.
    public byte[] bytes() {
        return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /// Hexadecimal, lower case.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(octets);
    }
}
