// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content.Source;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what a request carries besides its headers, up to a limit that any form of ours keeps.
final class Bodies {
    private static final Logger LOG = LoggerFactory.getLogger(Bodies.class);
    private static final int LONGEST_FORM = 64 * 1024;
    private static final int LONGEST_QUERY = 4 * 1024;

    private Bodies() {}

    /// The fields behind the question mark.
    static Form query(Request request) throws BadForm {
        String query = request.getHttpURI().getQuery();
        if (query == null) {
            return Form.parse("");
        }
        if (query.length() > LONGEST_QUERY) {
            throw new BadForm(Trouble.tooLarge(), "a long query");
        }
        return Form.parse(query);
    }

    /// The fields of a POST's body.
    static Form form(Request request) throws BadForm {
        if (!isForm(request.getHeaders().get(HttpHeader.CONTENT_TYPE))) {
            throw new BadForm(Trouble.wrongType(), "a body that is no form");
        }
        if (request.getLength() > LONGEST_FORM) {
            throw new BadForm(Trouble.tooLarge(), "a long form");
        }
        byte[] octets = octets(request);
        if (octets.length > LONGEST_FORM) {
            throw new BadForm(Trouble.tooLarge(), "a long form");
        }
        return Form.parse(new String(octets, StandardCharsets.ISO_8859_1));
    }

    private static byte[] octets(Request request) throws BadForm {
        try (InputStream body = Source.asInputStream(request)) {
            return body.readNBytes(LONGEST_FORM + 1);
        } catch (IOException e) {
            // Badly framed, too slow, or gone: whoever sends has not sent a form.
            throw new BadForm(Trouble.badRequest(), "a broken body");
        }
    }

    /// Reads on to the end of a body that nobody wanted, as far as a form of ours may be long. Over HTTP/2 an answer that
    /// leaves before would cancel the stream, and many a browser would show that instead of the answer.
    static void drain(Request request) {
        try (InputStream body = Source.asInputStream(request)) {
            var _ = body.readNBytes(LONGEST_FORM);
        } catch (IOException | RuntimeException e) {
            // Whoever breaks off his own request gets what answer he can.
            LOG.debug("A body broke off", e);
        }
    }

    private static boolean isForm(@Nullable String type) {
        return type != null && type.toLowerCase(Locale.ROOT).replace(" ", "")
                .matches("application/x-www-form-urlencoded(;charset=utf-8)?");
    }
}
