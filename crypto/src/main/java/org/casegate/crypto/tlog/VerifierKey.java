// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The public key that verifies a log's checkpoints or a witness's cosignatures: a C2SP `signed-note` verifier key, written
/// `name+key id in hex+base64`.
public final class VerifierKey {
    /// What the key signs, and how.
    public enum Type {
        /// Notes, as the log does (type 01).
        LOG((byte) 0x01),
        /// Checkpoints of others, together with the time: C2SP `tlog-cosignature`, `cosignature/v1` (type 04).
        WITNESS((byte) 0x04);

        private final byte octet;

        Type(byte octet) {
            this.octet = octet;
        }
    }

    static final int ID_BYTES = 4;
    static final int PUBLIC_BYTES = 32;
    private static final Pattern VKEY = Pattern.compile("([^+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]+={0,2})");
    // SubjectPublicKeyInfo of Ed25519 up to the key itself (RFC 8410 section 4); the JDK reads no bare key.
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final Type type;
    private final String name;
    private final byte[] octets;
    private final byte[] id;
    private final PublicKey key;

    private VerifierKey(Type type, String name, byte[] octets, PublicKey key) {
        this.type = type;
        this.name = name;
        this.octets = octets;
        this.id = id(type, name, octets);
        this.key = key;
    }

    /// Reads `name+keyid+key`.
    ///
    /// @throws IllegalArgumentException if it is not one, or its key id is another key's
    public static VerifierKey parse(String vkey) {
        Matcher parts = VKEY.matcher(vkey);
        if (!parts.matches()) {
            throw new IllegalArgumentException("A verifier key reads name+8 hexadecimal digits+base64");
        }
        byte[] typed = Base64.getDecoder().decode(parts.group(3));
        Type type = type(typed);
        VerifierKey parsed = of(type, parts.group(1), Arrays.copyOfRange(typed, 1, typed.length));
        if (!parsed.toString().equals(vkey)) {
            throw new IllegalArgumentException("The verifier key's id does not belong to its key");
        }
        return parsed;
    }

    private static Type type(byte[] typed) {
        if (typed.length == 1 + PUBLIC_BYTES) {
            for (Type type : Type.values()) {
                if (typed[0] == type.octet) {
                    return type;
                }
            }
        }
        throw new IllegalArgumentException("The verifier key is not an Ed25519 key of type 01 or 04");
    }

    static VerifierKey of(Type type, String name, byte[] octets) {
        if (!isName(name)) {
            throw new IllegalArgumentException("A log's or a witness's name has no blank and no plus sign");
        }
        try {
            byte[] encoded = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + PUBLIC_BYTES);
            System.arraycopy(octets, 0, encoded, SPKI_PREFIX.length, PUBLIC_BYTES);
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            return new VerifierKey(type, name, octets.clone(), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The verifier key is not an Ed25519 key", e);
        }
    }

    /// Whether it can be a key's name: neither empty nor with a blank of Unicode, a control character or a plus sign.
    static boolean isName(String name) {
        return !name.isEmpty() && name.codePoints().noneMatch(
                c -> c == '+' || c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    /// The first four bytes of SHA-256 over name, newline, type and key.
    private static byte[] id(Type type, String name, byte[] octets) {
        MessageDigest digest = Hash.sha256();
        digest.update((name + "\n").getBytes(UTF_8));
        digest.update(type.octet);
        return Arrays.copyOf(digest.digest(octets), ID_BYTES);
    }

    /// Whose checkpoints or cosignatures it verifies.
    public Type type() {
        return type;
    }

    /// The log's name, which is its checkpoints' origin; or the witness's.
    public String name() {
        return name;
    }

    byte[] id() {
        return id.clone();
    }

    /// Whether the octets of a signature line (key id, then signature) name this key.
    boolean madeBy(byte[] line) {
        return Arrays.equals(id, Arrays.copyOf(line, ID_BYTES));
    }

    /// Whether it is this key's bare signature over the message.
    boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature verifying = Signature.getInstance("Ed25519");
            verifying.initVerify(key);
            verifying.update(message);
            return verifying.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // a signature of a wrong length or form
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && type == that.type && name.equals(that.name)
                && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(octets);
    }

    /// `name+keyid+key`, as `casegate ledger vkey` prints it.
    @Override
    public String toString() {
        byte[] typed = new byte[1 + octets.length];
        typed[0] = type.octet;
        System.arraycopy(octets, 0, typed, 1, octets.length);
        return name + "+" + HexFormat.of().formatHex(id) + "+" + Base64.getEncoder().encodeToString(typed);
    }
}
