// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.casegate.ops.config.Config;

/// The certificates in the portal's key store that have their key beside them.
final class WebCertificate {
    private WebCertificate() {}

    static List<X509Certificate> of(Config.Web web) throws IOException, GeneralSecurityException {
        char[] password = Files.readString(web.passwordFile()).strip().toCharArray();
        KeyStore keys = KeyStore.getInstance(web.certificate().toFile(), password);
        List<X509Certificate> certificates = new ArrayList<>();
        for (String alias : Collections.list(keys.aliases())) {
            if (keys.isKeyEntry(alias) && keys.getCertificate(alias) instanceof X509Certificate certificate) {
                certificates.add(certificate);
            }
        }
        return certificates;
    }
}
