// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.casegate.ops.config.Config;

/// The key with which a gateway's sites are served, with its chain.
///
/// @param password opens the key in the store
@SuppressWarnings("ArrayRecordComponent") // the form in which TLS asks for it
record WebKeys(KeyStore store, char[] password) {

    /// Takes a while: the password's work is made dear on purpose.
    ///
    /// @throws IOException if a file cannot be read, or the certificate cannot be used
    static WebKeys read(Config.Web web) throws IOException {
        char[] password = Files.readString(web.passwordFile()).strip().toCharArray();
        try {
            return new WebKeys(KeyStore.getInstance(web.certificate().toFile(), password), password);
        } catch (GeneralSecurityException unusable) {
            throw new IOException("the certificate %s cannot be used".formatted(web.certificate()), unusable);
        }
    }
}
