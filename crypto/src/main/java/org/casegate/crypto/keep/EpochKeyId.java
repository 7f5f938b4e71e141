// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// The name of an epoch key: eight random octets, which stand at the front of every envelope sealed under it.
public record EpochKeyId(long value) {
    public static final int SIZE = 8;

    /// Reads an id as it is printed.
    ///
    /// @param hex 16 hexadecimal digits
    public static EpochKeyId parse(String hex) {
        if (hex.length() != 2 * SIZE) {
            throw new IllegalArgumentException("An epoch key's id has 16 hexadecimal digits.");
        }
        return new EpochKeyId(HexFormat.fromHexDigitsToLong(hex));
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(SIZE).putLong(value).array();
    }

    /// 16 hexadecimal digits, lower case.
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }
}
