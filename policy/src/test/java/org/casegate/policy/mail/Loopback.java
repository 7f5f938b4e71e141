// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.casegate.crypto.certificate.TlsIdentity;

/// Certificates for mail servers on this machine: one for `localhost` and `127.0.0.1`, and the authority that signed it.
public final class Loopback {
    private static final String PASSWORD = "loopback";
    private static final Loopback ONE = new Loopback();

    private final Path authority;
    private final Path stranger;
    private final SSLContext server;

    private Loopback() {
        try {
            Path folder = Files.createTempDirectory("casegate-mail");
            Path keys = folder.resolve("keys.p12");
            authority = folder.resolve("ca.pem");
            stranger = folder.resolve("stranger.pem");
            TlsIdentity.generate(InstantSource.system().instant()).write(stranger, keys, PASSWORD.toCharArray());
            TlsIdentity.generate(InstantSource.system().instant()).write(authority, keys, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
            server = SSLContext.getInstance("TLS");
            server.init(managers.getKeyManagers(), null, null);
            System.setProperty("greenmail.tls.keystore.file", keys.toString());
            System.setProperty("greenmail.tls.keystore.password", PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What a client is to trust.
    public static Path authority() {
        return ONE.authority;
    }

    /// An authority that signed nothing here.
    public static Path stranger() {
        return ONE.stranger;
    }

    /// For servers.
    public static SSLContext server() {
        return ONE.server;
    }

    /// A relay on loopback by STARTTLS, without sign-in.
    public static SmtpRelay relay(int port) {
        try {
            return new SmtpRelay(new SmtpSettings("127.0.0.1", port, SmtpSettings.Tls.STARTTLS, Optional.empty(),
                    Optional.of(authority())), "gateway.example");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
