// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import java.util.TreeSet;
import org.casegate.ops.config.Config;
import org.casegate.web.server.WebListener;

/// Where a gateway listens, and with which key, as it was configured.
final class WebDoor {
    private WebDoor() {}

    static WebListener listener(Config.Web web, int port) throws IOException {
        Set<String> names = new TreeSet<>(Set.of(web.host()));
        if (address(web.address()).isLoopbackAddress()) {
            names.addAll(Set.of("localhost", "127.0.0.1", "[::1]"));
        }
        return new WebListener(address(web.address()), port, names);
    }

    static KeyStore keys(Path file, char[] password) throws IOException {
        try {
            return KeyStore.getInstance(file.toFile(), password);
        } catch (GeneralSecurityException unusable) {
            throw new IOException("the certificate %s cannot be used".formatted(file), unusable);
        }
    }

    static InetAddress address(String text) throws IOException {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException notOne) {
            throw new IOException("`%s` is not an address to listen on".formatted(text), notOne);
        }
    }
}
