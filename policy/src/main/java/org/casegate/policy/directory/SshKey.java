// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// A public key as SSH writes it (RFC 4253 section 6.6, RFC 5656, RFC 8709), to compare what a client proved with what the
/// register holds. Ed25519 and ECDSA; every other key is unknown to us.
final class SshKey {
    /// What stands before the 32 octets of an Ed25519 key in its X.509 form (RFC 8410), whoever's class it is.
    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final byte[] blob;

    private SshKey(byte[] blob) {
        this.blob = blob;
    }

    /// The key of an `authorized_keys` line without options.
    static Optional<SshKey> parse(String line) {
        String[] fields = line.strip().split(" +", 3);
        if (fields.length < 2) {
            return Optional.empty();
        }
        try {
            byte[] blob = Base64.getDecoder().decode(fields[1]);
            byte[] type = string(fields[0].getBytes(StandardCharsets.UTF_8));
            boolean agrees = blob.length > type.length && Arrays.equals(blob, 0, type.length, type, 0, type.length);
            return agrees ? Optional.of(new SshKey(blob)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The key that a client proved to hold.
    static Optional<SshKey> of(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            return Optional.empty();
        }
        if (key instanceof ECPublicKey ecdsa) {
            return curve(ecdsa).map(curve -> ecdsa(curve, ecdsa, encoded));
        }
        boolean isEd25519 = encoded.length == ED25519.length + 32
                && Arrays.equals(encoded, 0, ED25519.length, ED25519, 0, ED25519.length);
        return isEd25519
                ? Optional.of(of("ssh-ed25519", Arrays.copyOfRange(encoded, ED25519.length, encoded.length)))
                : Optional.empty();
    }

    /// In constant time, though no part of it is secret.
    boolean same(SshKey other) {
        return MessageDigest.isEqual(blob, other.blob);
    }

    /// As `ssh-keygen -l` shows it.
    String fingerprint() {
        return "SHA256:" + digest("SHA-256");
    }

    /// By which a list may revoke it: the one above, and OpenSSH's older one by SHA-1.
    Set<String> fingerprints() {
        return Set.of(fingerprint(), "SHA1:" + digest("SHA-1"));
    }

    private String digest(String algorithm) {
        try {
            return Base64.getEncoder().withoutPadding()
                    .encodeToString(MessageDigest.getInstance(algorithm).digest(blob));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm + ".", e);
        }
    }

    private static Optional<String> curve(ECPublicKey key) {
        return switch (key.getParams().getOrder().bitLength()) {
            case 256 -> Optional.of("nistp256");
            case 384 -> Optional.of("nistp384");
            case 521 -> Optional.of("nistp521");
            default -> Optional.empty();
        };
    }

    /// The X.509 form ends with the uncompressed point.
    private static SshKey ecdsa(String curve, ECPublicKey key, byte[] encoded) {
        int coordinate = (key.getParams().getCurve().getField().getFieldSize() + 7) / 8;
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - 1 - 2 * coordinate, encoded.length);
        return of("ecdsa-sha2-" + curve, curve.getBytes(StandardCharsets.US_ASCII), point);
    }

    private static SshKey of(String type, byte[]... fields) {
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        blob.writeBytes(string(type.getBytes(StandardCharsets.US_ASCII)));
        for (byte[] field : fields) {
            blob.writeBytes(string(field));
        }
        return new SshKey(blob.toByteArray());
    }

    private static byte[] string(byte[] content) {
        return ByteBuffer.allocate(Integer.BYTES + content.length).putInt(content.length).put(content).array();
    }
}
