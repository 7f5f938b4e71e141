// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("V18: the demo's certificates are read and used by the JDK's TLS alone")
class TlsIdentityTest {
    private static final char[] PASSWORD = "correct horse".toCharArray();

    @TempDir
    private Path home;

    @Test
    void aClientThatTrustsTheAuthorityReachesEveryLoopbackName() throws Exception {
        Written written = written();
        for (String name : List.of("localhost", "127.0.0.1", "::1")) {
            assertThatNoException().isThrownBy(() -> shakeHands(written, name));
        }
    }

    @Test
    void noOtherNameIsAccepted() throws Exception {
        Written written = written();
        for (String name : List.of("casegate.example", "127.0.0.2", "192.0.2.1")) {
            assertThatExceptionOfType(SSLException.class).isThrownBy(() -> shakeHands(written, name));
        }
    }

    @Test
    void theAuthorityOfAnotherDemoIsNotTrusted() throws Exception {
        KeyStore server = written().server;
        X509Certificate other = TlsIdentity.generate(Instant.now()).authority();
        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> shakeHands(new Written(server, other), "localhost"));
    }

    @Test
    void theCertificatesSayWhatTheyAreFor() throws Exception {
        TlsIdentity identity = TlsIdentity.generate(Instant.now());
        assertThat(identity.authority().getBasicConstraints()).isZero();
        assertThat(identity.server().getBasicConstraints()).isEqualTo(-1);
        assertThat(identity.server().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(identity.authority().getCriticalExtensionOIDs()).contains("2.5.29.30", "2.5.29.19", "2.5.29.15");
        identity.server().verify(identity.authority().getPublicKey());
        identity.authority().verify(identity.authority().getPublicKey());
        assertThat(identity.server().getSerialNumber()).isPositive()
                .isNotEqualTo(identity.authority().getSerialNumber());
    }

    @Test
    void theKeyStoreIsForItsOwnerAndItsPasswordAlone() throws Exception {
        written();
        Path store = home.resolve("server.p12");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store))).isEqualTo("rw-------");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> load(store, "wrong".toCharArray()));
        KeyStore read = load(store, PASSWORD);
        assertThat(read.isKeyEntry(TlsIdentity.ALIAS)).isTrue();
        assertThat(read.getCertificateChain(TlsIdentity.ALIAS)).hasSize(2);
    }

    /// What a server and a client find after the files were written, twice.
    private Written written() throws IOException, GeneralSecurityException {
        Path ca = home.resolve("ca.pem");
        Path store = home.resolve("server.p12");
        TlsIdentity.generate(Instant.now()).write(ca, store, PASSWORD);
        TlsIdentity.generate(Instant.now()).write(ca, store, PASSWORD);
        try (InputStream pem = Files.newInputStream(ca)) {
            X509Certificate authority = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(pem);
            return new Written(load(store, PASSWORD), authority);
        }
    }

    private static KeyStore load(Path store, char[] password) throws IOException, GeneralSecurityException {
        KeyStore read = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            read.load(in, password);
        }
        return read;
    }

    /// One TLS handshake on loopback in which the client expects a name.
    private static void shakeHands(Written written, String name) throws Exception {
        try (SSLServerSocket server = (SSLServerSocket) serverContext(written.server).getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> served = threads.submit(() -> {
                try (SSLSocket accepted = (SSLSocket) server.accept()) {
                    accepted.getInputStream().read();
                }
                return name;
            });
            try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                    SSLSocket client = (SSLSocket) clientContext(written.authority).getSocketFactory()
                            .createSocket(plain, name, server.getLocalPort(), true)) {
                SSLParameters parameters = client.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                client.setSSLParameters(parameters);
                client.startHandshake();
                client.getOutputStream().write(1);
            }
            served.get();
        }
    }

    private static SSLContext serverContext(KeyStore store) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext clientContext(X509Certificate authority) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("demo", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private record Written(KeyStore server, X509Certificate authority) {}
}
