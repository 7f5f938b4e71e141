// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// The style sheet, the scripts and the icon, each under a name that changes with its content. They come from the class path
/// by the names below and from nowhere else.
public final class Assets {
    private final Map<String, String> published = new LinkedHashMap<>();
    private final Map<String, Asset> byPublished = new LinkedHashMap<>();

    private Assets() {}

    static Assets load() {
        Assets assets = new Assets();
        assets.publish("casegate.css", "text/css; charset=utf-8", read("casegate.css"));
        assets.publish("icon.svg", "image/svg+xml", read("icon.svg"));
        assets.publish("govuk-frontend.js", "text/javascript; charset=utf-8", read("govuk-frontend.js"));
        String start = new String(read("start.js"), StandardCharsets.UTF_8);
        String renamed = start.replace("./govuk-frontend.js", assets.url("govuk-frontend.js"));
        assets.publish("start.js", "text/javascript; charset=utf-8", renamed.getBytes(StandardCharsets.UTF_8));
        return assets;
    }

    /// Where a page finds one of them.
    ///
    /// @param name as in the sources, such as `casegate.css`
    public String url(String name) {
        String address = published.get(name);
        if (address == null) {
            throw new IllegalArgumentException("No such asset: " + name);
        }
        return "/assets/" + address;
    }

    Optional<Asset> find(String publishedName) {
        return Optional.ofNullable(byPublished.get(publishedName));
    }

    private void publish(String name, String type, byte[] octets) {
        int dot = name.lastIndexOf('.');
        String address = name.substring(0, dot) + "." + fingerprint(octets) + name.substring(dot);
        published.put(name, address);
        byPublished.put(address, new Asset(type, octets, gzip(octets)));
    }

    private static String fingerprint(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] gzip(byte[] octets) {
        ByteArrayOutputStream small = new ByteArrayOutputStream(octets.length / 3);
        try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
            gzip.write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return small.toByteArray();
    }

    private static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("assets/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The build left out " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One of them; compressed once, at the start, because nothing in it is secret.
    static final class Asset {
        private final String type;
        private final byte[] plain;
        private final byte[] gzipped;

        private Asset(String type, byte[] plain, byte[] gzipped) {
            this.type = type;
            this.plain = plain;
            this.gzipped = gzipped;
        }

        String type() {
            return type;
        }

        byte[] octets(boolean compressed) {
            return compressed ? gzipped : plain;
        }
    }
}
