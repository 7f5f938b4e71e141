// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.OpenPGPKey.OpenPGPSecretKey;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.casegate.crypto.seal.Damaged;
import org.junit.jupiter.api.Test;

/// The vectors of RFC 9580, appendices A.3, A.4 and A.8, through the code that wraps and unwraps for us.
class StandardVectorsTest {
    static final byte[] SECRET_KEY = Base64.getDecoder()
            .decode("xUsGY4d/4xsAAAAg+U2nu0jWCmHlZ3BqZYfQMxmZu52JGggkLq2EVD34laMAGXKBexK+cH6NX1hs5hNhIB00TrJmosgv3mg1"
                    + "ditlsLfCsQYfGwoAAABCBYJjh3/jAwsJBwUVCg4IDAIWAAKbAwIeCSIhBssYbE8GCaaX5NUt+mxyKwwfHifBilZwj2Ul7Ce6"
                    + "2azJBScJAgcCAAAAAK0oIBA+LX0ifsDm185Ecds2v8lwgyU2kCcUmKfvBXbAf6rhRYWzuQOwEn7E/aLwIwRaLsdry0+Vcall"
                    + "HhSu4RN6HWaEQsiPlR4zxP/TP7mhfVEe7XWPxtnMUMtf15OyA51YBMdLBmOHf+MZAAAAIIaTJINn+eUBXbki+PSAld2nhJh/"
                    + "LVmFsS+60WyvXkQ1AE1gCk95TUR3XFeibg/u/tVY6a//1q0NWC1X+yui3O24wpsGGBsKAAAALAWCY4d/4wKbDCIhBssYbE8G"
                    + "CaaX5NUt+mxyKwwfHifBilZwj2Ul7Ce62azJAAAAAAQBIKbpGG2dWTX8j+VjFM21J0hqWlEg+bdiojWnKfA5AQpWUWtnNwDE"
                    + "M0g12vYxoWM8Y81W+bHBw805I8kWVkXU6vFOi+HWvv/ira7ofJu16NnoUkhclkUrk0mXubZvyl4GBg==");
    private static final byte[] MESSAGE = Base64.getDecoder()
            .decode("wV0GIQYSyD8ecG9jCP4VGkF3Q6HwM3kOk+mXhIjR2zeNqZMIhRmHzxjV8bU/gXzOWgBM85PMiVi93AZfJfhK9QmxfdNnZBje"
                    + "o1VDeVZheQHgaVf7yopqR6W1FT6NOrfSaQIHAgZhZBZTW+CwcW1g4FKlbExAf56zaw76/prQoN+bAzxpohup69LA7JW/Vp0l"
                    + "yZnuSj3hcFj0DfqLTGgr4/u717J+sPWbtQBfgMfG9AOIwwrUBqsFE9zW+f1zdlYobhF30A+IitsxxA==");
    private static final int PKESK = 2 + 0x5D;
    private static final int AES_128 = 7;

    @Test
    void theSampleSecretKeyIsRead() throws IOException {
        try (ManagedSecret secret = ManagedSecret.restore(SECRET_KEY)) {
            assertThat(secret.certificate().fingerprint())
                    .isEqualTo("cb186c4f0609a697e4d52dfa6c722b0c1f1e27c18a56708f6525ec27bad9acc9");
        }
    }

    @Test
    void theSampleSessionKeyIsUnwrapped() throws IOException, PGPException {
        byte[] pkesk = Arrays.copyOf(MESSAGE, PKESK);
        byte[] data = Pkesk.recover(Pkesk.parse(pkesk), encryptionKey(), AES_128);
        assertThat(HexFormat.of().formatHex(data)).isEqualTo("07dd708f6fa1ed65114d68d2343e7c2f1d");
    }

    @Test
    void aSessionKeyForAnotherCipherIsNotOurs() throws IOException {
        try (ManagedSecret secret = ManagedSecret.restore(SECRET_KEY)) {
            assertThatExceptionOfType(Damaged.class).isThrownBy(() -> secret.unwrap(Arrays.copyOf(MESSAGE, PKESK)));
        }
    }

    private static PGPKeyPair encryptionKey() throws IOException, PGPException {
        OpenPGPKey key = new BcOpenPGPApi().readKeyOrCertificate().parseKey(SECRET_KEY);
        for (OpenPGPSecretKey candidate : key.getSecretKeys().values()) {
            if (!candidate.isPrimaryKey()) {
                return candidate.unlock().getKeyPair();
            }
        }
        throw new AssertionError("The sample has a subkey.");
    }
}
