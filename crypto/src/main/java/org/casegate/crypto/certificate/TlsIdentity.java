// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/// The demo's TLS identity: a certificate for this machine's loopback names and the authority that signed it. A site has
/// certificates of its own.
///
/// Somebody who trusts the authority in a browser trusts it for loopback alone: it is constrained to these names, and its
/// key is forgotten as soon as it has signed this one certificate.
public final class TlsIdentity {
    /// Under which the key stands in the key store.
    public static final String ALIAS = "casegate";

    /// As long as browsers accept a certificate from an authority that was added by hand.
    private static final Duration VALIDITY = Duration.ofDays(800);

    private final X509Certificate authority;
    private final X509Certificate server;
    private final PrivateKey serverKey;

    private TlsIdentity(X509Certificate authority, X509Certificate server, PrivateKey serverKey) {
        this.authority = authority;
        this.server = server;
        this.serverKey = serverKey;
    }

    /// A new identity for `localhost`, `127.0.0.1` and `::1`, on the curve P-256.
    public static TlsIdentity generate(Instant now) {
        try {
            KeyPair authority = keyPair();
            KeyPair server = keyPair();
            LoopbackAuthority issuer = new LoopbackAuthority(authority, now, now.plus(VALIDITY));
            return new TlsIdentity(issuer.certificate(), issuer.sign(server.getPublic()), server.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java 25 platform has ECDSA on P-256 and X.509.", e);
        }
    }

    /// What a client is to trust.
    public X509Certificate authority() {
        return authority;
    }

    public X509Certificate server() {
        return server;
    }

    /// The server's key with its chain, in PKCS #12.
    ///
    /// @param password protects the key; the caller overwrites it
    public KeyStore keyStore(char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, serverKey, password, new Certificate[]{server, authority});
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Every Java platform has PKCS #12.", e);
        }
    }

    /// Writes the authority's certificate for clients, and the key store with mode 0600. What stood there is replaced.
    public void write(Path authorityPem, Path keyStorePkcs12, char[] password) throws IOException {
        ByteArrayOutputStream store = new ByteArrayOutputStream();
        try {
            keyStore(password).store(store, password);
            write(authorityPem, "rw-r--r--", pem(authority).getBytes(StandardCharsets.US_ASCII));
            write(keyStorePkcs12, "rw-------", store.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform writes PKCS #12.", e);
        }
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[]{'\n'});
        return "-----BEGIN CERTIFICATE-----\n" + lines.encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static void write(Path file, String mode, byte[] octets) throws IOException {
        Files.deleteIfExists(file);
        try (FileChannel channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)))) {
            ByteBuffer rest = ByteBuffer.wrap(octets);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
