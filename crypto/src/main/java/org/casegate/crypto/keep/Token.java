// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import java.util.Arrays;
import java.util.HexFormat;

/// A keyed token: 16 octets by which equal texts are found without the text. Compared by value.
public final class Token {
    public static final int SIZE = 16;

    private final byte[] octets;

    Token(byte[] octets) {
        this.octets = octets;
    }

    /// A copy.
    public byte[] bytes() {
        return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(octets);
    }
}
