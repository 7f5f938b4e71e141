// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.casegate.crypto.certificate.TlsIdentity;

/// One TLS identity for all tests of the module, and what trusts it.
public final class Tls {
    private static final Tls ONLY = new Tls();
    private static final String PASSWORD = "only for tests";

    private final TlsIdentity identity = TlsIdentity.generate(Instant.now());
    private final SSLContext trusting = trust(identity);

    private Tls() {}

    public static KeyStore keys() {
        return ONLY.identity.keyStore(password());
    }

    public static char[] password() {
        return PASSWORD.toCharArray();
    }

    /// A client's context that trusts the test authority and nobody else.
    public static SSLContext trusting() {
        return ONLY.trusting;
    }

    private static SSLContext trust(TlsIdentity identity) {
        try {
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            anchors.setCertificateEntry("authority", identity.authority());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(anchors);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
