// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// A SHA-256 digest, compared by value.
public final class Sha256 {
    public static final int SIZE = 32;

    private static final Pattern PRINTED = Pattern.compile("[0-9a-fA-F]{64}");

    private final byte[] octets;

    private Sha256(byte[] octets) {
        this.octets = octets;
    }

    /// A digest computed elsewhere.
    ///
    /// @param octets exactly 32
    public static Sha256 copyOf(byte[] octets) {
        if (octets.length != SIZE) {
            throw new IllegalArgumentException("A SHA-256 digest has 32 octets, not " + octets.length + ".");
        }
        return new Sha256(octets.clone());
    }

    /// Reads a digest as it is printed.
    ///
    /// @param hex exactly 64 hexadecimal digits, of either case
    public static Sha256 parse(String hex) {
        if (hex.length() != 2 * SIZE) {
            throw new IllegalArgumentException("A SHA-256 digest has 64 hexadecimal digits, not " + hex.length() + ".");
        }
        return new Sha256(HexFormat.of().parseHex(hex));
    }

    /// The digest that a text shows, in either case; nothing where it shows none.
    public static Optional<Sha256> find(String text) {
        return PRINTED.matcher(text).matches() ? Optional.of(parse(text)) : Optional.empty();
    }

    /// A copy.
    public byte[] bytes() {
        return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sha256 that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /// 64 hexadecimal digits, lower case.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(octets);
    }
}
