// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/// The headers that keep a browser strict with our pages.
final class Headers {
    private final boolean strictTransport;

    /// @param listener where only loopback names are served, browsers are not told to insist on TLS for a year: they would
    ///                 insist for every other program on that machine too
    Headers(WebListener listener) {
        this.strictTransport = !listener.address().isLoopbackAddress();
    }

    /// For every response.
    void apply(HttpFields.Mutable headers, String nonce) {
        headers.put("Content-Security-Policy",
                "default-src 'none'; script-src 'nonce-" + nonce + "'; style-src 'self'; "
                        + "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        // Not `no-referrer`: with it browsers send `Origin: null` with our own forms.
        headers.put("Referrer-Policy", "same-origin");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Embedder-Policy", "require-corp");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Permissions-Policy",
                "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()");
        headers.put("X-Robots-Tag", "noindex, nofollow");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        if (strictTransport) {
            headers.put(HttpHeader.STRICT_TRANSPORT_SECURITY, "max-age=31536000");
        }
    }

    /// For a file: it can do nothing even in a browser that shows it.
    void applyAttachment(HttpFields.Mutable headers, String fileName) {
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        headers.put("Content-Disposition", Disposition.attachment(fileName));
    }

    /// For what may be kept by anybody, because nothing else will ever have its name.
    void applyUnchanging(HttpFields.Mutable headers) {
        headers.put(HttpHeader.CACHE_CONTROL, "public, max-age=31536000, immutable");
    }

    /// For what may be kept, because its name changes with its content.
    void applyFixed(HttpFields.Mutable headers) {
        applyUnchanging(headers);
        headers.put(HttpHeader.VARY, "Accept-Encoding");
    }
}
