// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.store;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/// The name of one stored object: random, and all that a path or a listing shows.
public record ObjectId(UUID value) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /// A new name: all 128 bits random.
    public static ObjectId random() {
        return new ObjectId(new UUID(RANDOM.nextLong(), RANDOM.nextLong()));
    }

    /// A new name with the first two octets of this one: it lies in the same folder.
    ObjectId beside() {
        long folder = value.getMostSignificantBits() & 0xffff_0000_0000_0000L;
        return new ObjectId(new UUID(folder | RANDOM.nextLong() >>> 16, RANDOM.nextLong()));
    }

    /// Reads a name as it is printed.
    ///
    /// @param hex 32 hexadecimal digits, lower case
    public static ObjectId parse(String hex) {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("An object id has 32 hexadecimal digits in lower case.");
        }
        return new ObjectId(
                new UUID(HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32)));
    }

    /// 32 hexadecimal digits, lower case.
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(value.getMostSignificantBits()) + hex.toHexDigits(value.getLeastSignificantBits());
    }
}
