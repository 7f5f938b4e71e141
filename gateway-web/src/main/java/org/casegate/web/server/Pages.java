// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// Renders pages from the templates that the build has compiled. Text from outside is escaped for the place where it
/// stands; there is no other way to put it there.
final class Pages {
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(null, ContentType.Html,
            Pages.class.getClassLoader(), "org.casegate.web");

    /// The whole page in UTF-8.
    byte[] render(Content.Page page, Frame frame) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(page.template(), Map.of("frame", frame, "page", page.model()), output);
        ByteArrayOutputStream octets = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(octets::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return octets.toByteArray();
    }
}
