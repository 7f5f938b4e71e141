// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.crypto.Cipher;
import org.casegate.crypto.certificate.ManagedKeys;
import org.casegate.crypto.certificate.ManagedSecret;
import org.casegate.crypto.certificate.TlsIdentity;
import org.casegate.crypto.keep.Binding;
import org.casegate.crypto.keep.EpochKeys;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.crypto.keep.Wraps;
import org.casegate.crypto.seal.Samples;
import org.casegate.crypto.seal.SessionKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bouncy Castle is a library here and never a provider: in front of the JDK's it would take over every cipher, 40 to 100
/// times slower, and TLS with it.
class ProvidersTest {
    @TempDir
    private Path home;

    @Test
    @DisplayName("V17, V18: nothing that this module does registers a security provider")
    void noProviderIsRegistered() throws Exception {
        List<Provider> before = List.of(Security.getProviders());
        doEverything();
        assertThat(Security.getProviders()).containsExactlyElementsOf(before);
        assertThat(before).extracting(Provider::getName).noneMatch(name -> name.startsWith("BC"));
        assertThat(Cipher.getInstance("AES/GCM/NoPadding").getProvider().getName()).isEqualTo("SunJCE");
    }

    @Test
    @DisplayName("V18: Bouncy Castle's TLS and X.509 libraries are not on the class path")
    void noSecondTlsStack() {
        for (String name : List.of("org.bouncycastle.jsse.provider.BouncyCastleJsseProvider",
                "org.bouncycastle.tls.TlsServer", "org.bouncycastle.cert.X509CertificateHolder")) {
            assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> Class.forName(name));
        }
    }

    private void doEverything() throws IOException {
        MasterKey.create(home.resolve("master.key"));
        try (MasterKey master = MasterKey.read(home.resolve("master.key"));
                SessionKey session = SessionKey.random();
                ManagedSecret secret = ManagedKeys.generate(Instant.now())) {
            EpochKeys.create(home.resolve("ring"), master, InstantSource.system());
            try (EpochKeys keys = EpochKeys.open(home.resolve("ring"), master, InstantSource.system())) {
                Wraps wraps = new Wraps(keys, InstantSource.system());
                Binding binding = Binding.managed(new UUID(1, 1), new UUID(2, 2), "a");
                byte[] row = wraps.managed(session, secret.certificate(), binding);
                try (SessionKey opened = wraps.openManaged(row, secret, binding)) {
                    Samples.open(opened, Samples.seal(session, new byte[100_000]));
                }
            }
        }
        TlsIdentity.generate(Instant.now()).keyStore("password".toCharArray());
    }
}
