// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A SHA-256 value of the tree: a leaf, a node or a root (RFC 6962 section 2.1).
public final class Hash {
    /// Length of every hash, in bytes.
    public static final int SIZE_BYTES = 32;

    /// Stands for "no entry before" in the first entry.
    public static final Hash ZEROS = new Hash(new byte[SIZE_BYTES]);

    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;
    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The hash of these bytes.
    ///
    /// @param bytes exactly 32; copied
    public static Hash of(byte[] bytes) {
        if (bytes.length != SIZE_BYTES) {
            throw new IllegalArgumentException("A hash has 32 bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /// Reads hexadecimal digits.
    ///
    /// @param hex 64 digits
    public static Hash parseHex(String hex) {
        return of(HEX.parseHex(hex));
    }

    /// The leaf hash of an entry: SHA-256 of a zero byte and the entry's bytes.
    public static Hash leaf(byte[] entry) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return new Hash(digest.digest(entry));
    }

    /// The hash of an inner node: SHA-256 of a one byte and both children.
    public static Hash node(Hash left, Hash right) {
        // One update of one buffer is markedly faster than three small ones.
        byte[] buffer = new byte[1 + 2 * SIZE_BYTES];
        buffer[0] = NODE;
        System.arraycopy(left.bytes, 0, buffer, 1, SIZE_BYTES);
        System.arraycopy(right.bytes, 0, buffer, 1 + SIZE_BYTES, SIZE_BYTES);
        return new Hash(sha256().digest(buffer));
    }

    /// The root of the tree without entries: SHA-256 of nothing.
    public static Hash ofNothing() {
        return new Hash(sha256().digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /// A copy of the 32 bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// 64 lower-case digits, as in entries.
    public String hex() {
        return HEX.formatHex(bytes);
    }

    /// As in checkpoints.
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    void copyTo(byte[] into, int at) {
        System.arraycopy(bytes, 0, into, at, SIZE_BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
