// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/// Checks one authorised-keys line without options: type, Base64, and that the key inside is of the type outside.
final class SshKeyLine {

    static final String ACCEPTED = "an OpenSSH public key: ssh-ed25519 or ecdsa-sha2-nistp256, -384, -521, then Base64";

    private static final Set<String> TYPES = Set.of("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521");
    private static final int LONGEST = 1_000;

    private SshKeyLine() {}

    static Optional<String> parse(String line) {
        String[] words = line.strip().split("\\s+", 3);
        boolean good = line.length() <= LONGEST && words.length >= 2 && TYPES.contains(words[0])
                && innerType(words[1]).filter(words[0]::equals).isPresent();
        return good ? Optional.of(String.join(" ", words)) : Optional.empty();
    }

    /// Of a line that reads; as `ssh-keygen -l` shows it.
    static String fingerprint(String line) {
        byte[] key = Base64.getDecoder().decode(line.split(" ", 3)[1]);
        try {
            return "SHA256:" + Base64.getEncoder().withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /// The first string of the key (RFC 4253 section 6.6).
    private static Optional<String> innerType(String base64) {
        try {
            ByteBuffer key = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            int length = key.remaining() >= 4 ? key.getInt() : -1;
            if (length < 1 || length > 64 || key.remaining() < length + 32) {
                return Optional.empty();
            }
            byte[] type = new byte[length];
            key.get(type);
            return Optional.of(new String(type, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
