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

/// The public key that verifies a log's checkpoints: a C2SP `signed-note` verifier key of type 01 (Ed25519), written
/// `name+key id in hex+base64`.
public final class VerifierKey {
    static final byte ED25519 = 0x01;
    static final int ID_BYTES = 4;
    private static final int PUBLIC_BYTES = 32;
    private static final Pattern VKEY = Pattern.compile("([^\\s+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]+={0,2})");
    // SubjectPublicKeyInfo of Ed25519 up to the key itself (RFC 8410 section 4); the JDK reads no bare key.
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] octets;
    private final PublicKey key;

    private VerifierKey(String name, byte[] octets, PublicKey key) {
        this.name = name;
        this.octets = octets;
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
        if (typed.length != 1 + PUBLIC_BYTES || typed[0] != ED25519) {
            throw new IllegalArgumentException("The verifier key is not an Ed25519 key");
        }
        VerifierKey parsed = of(parts.group(1), Arrays.copyOfRange(typed, 1, typed.length));
        if (!parsed.toString().equals(vkey)) {
            throw new IllegalArgumentException("The verifier key's id does not belong to its key");
        }
        return parsed;
    }

    static VerifierKey of(String name, byte[] octets) {
        if (name.isEmpty() || name.indexOf('+') >= 0
                || name.chars().anyMatch(c -> c <= ' ' || Character.isWhitespace(c))) {
            throw new IllegalArgumentException("A log's name has no blank and no plus sign");
        }
        try {
            byte[] encoded = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + PUBLIC_BYTES);
            System.arraycopy(octets, 0, encoded, SPKI_PREFIX.length, PUBLIC_BYTES);
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            return new VerifierKey(name, octets, key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The verifier key is not an Ed25519 key", e);
        }
    }

    /// The log's name, which is its checkpoints' origin.
    public String name() {
        return name;
    }

    /// The first four bytes of SHA-256 over name, newline, type and key.
    byte[] id() {
        MessageDigest digest = Hash.sha256();
        digest.update((name + "\n").getBytes(UTF_8));
        digest.update(ED25519);
        return Arrays.copyOf(digest.digest(octets), ID_BYTES);
    }

    /// Whether the octets of a signature line (key id, then signature) name this key.
    boolean madeBy(byte[] line) {
        return Arrays.equals(id(), Arrays.copyOf(line, ID_BYTES));
    }

    boolean verifies(byte[] text, byte[] line) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(text);
            return signature.verify(line, ID_BYTES, line.length - ID_BYTES);
        } catch (GeneralSecurityException e) {
            return false; // a signature of a wrong length or form
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && name.equals(that.name) && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(octets);
    }

    /// `name+keyid+key`, as `casegate ledger vkey` prints it.
    @Override
    public String toString() {
        byte[] typed = new byte[1 + octets.length];
        typed[0] = ED25519;
        System.arraycopy(octets, 0, typed, 1, octets.length);
        return name + "+" + HexFormat.of().formatHex(id()) + "+" + Base64.getEncoder().encodeToString(typed);
    }
}
