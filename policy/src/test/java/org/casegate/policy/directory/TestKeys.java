// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.util.Arrays;
import java.util.Base64;

/// Public keys and the lines that OpenSSH writes for them.
final class TestKeys {
    private TestKeys() {}

    static PublicKey ed25519() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String line(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (key instanceof EdECPublicKey) {
            return line("ssh-ed25519", Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        }
        int bits = ((ECPublicKey) key).getParams().getCurve().getField().getFieldSize();
        int point = 1 + 2 * ((bits + 7) / 8);
        return line("ecdsa-sha2-nistp" + bits, ("nistp" + bits).getBytes(StandardCharsets.US_ASCII),
                Arrays.copyOfRange(encoded, encoded.length - point, encoded.length));
    }

    private static String line(String type, byte[]... fields) {
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(blob)) {
            data.writeInt(type.length());
            data.writeBytes(type);
            for (byte[] field : fields) {
                data.writeInt(field.length);
                data.write(field);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return type + " " + Base64.getEncoder().encodeToString(blob.toByteArray());
    }
}
