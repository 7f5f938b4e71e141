// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// What every request must keep to before anybody looks at where it goes.
final class RequestRules {
    private static final String FETCH_SITE = "Sec-Fetch-Site";

    private final WebListener listener;

    RequestRules(WebListener listener) {
        this.listener = listener;
    }

    Optional<Trouble> objection(Request request) {
        HttpFields headers = request.getHeaders();
        if (!listener.answersTo(Request.getServerName(request))) {
            return Optional.of(Trouble.wrongHost());
        }
        if (headers.contains(HttpHeader.CONTENT_ENCODING)) {
            return Optional.of(Trouble.wrongType());
        }
        if (headers.contains(HttpHeader.TRANSFER_ENCODING) && headers.contains(HttpHeader.CONTENT_LENGTH)) {
            return Optional.of(Trouble.badRequest());
        }
        if (carriesBody(headers) && !"POST".equals(request.getMethod())) {
            return Optional.of(Trouble.badRequest());
        }
        // Whatever is fetched on suspicion would be recorded as if somebody had looked at it.
        if (mentions(headers, "Sec-Purpose", "prefetch") || mentions(headers, "Purpose", "prefetch")
                || mentions(headers, "X-Moz", "prefetch")) {
            return Optional.of(Trouble.aheadOfTime());
        }
        return Optional.empty();
    }

    /// Whether a POST comes from a page of this very site. The browser says so in `Sec-Fetch-Site`; where it does not, in
    /// `Origin`. Another port of the same host is another site. A program that sends neither is refused as well.
    boolean fromOurPage(Request request) {
        HttpFields headers = request.getHeaders();
        List<String> site = headers.getValuesList(FETCH_SITE);
        List<String> origin = headers.getValuesList(HttpHeader.ORIGIN);
        boolean siteGood = site.isEmpty() || site.equals(List.of("same-origin"));
        boolean originGood = origin.isEmpty()
                || origin.equals(List.of("https://" + request.getHttpURI().getAuthority()));
        return siteGood && originGood && !(site.isEmpty() && origin.isEmpty());
    }

    /// Whether a page was asked for by another website's link or frame.
    boolean fromElsewhere(Request request) {
        return request.getHeaders().getValuesList(FETCH_SITE).stream()
                .anyMatch(site -> !site.equals("same-origin") && !site.equals("none"));
    }

    private static boolean carriesBody(HttpFields headers) {
        return headers.contains(HttpHeader.TRANSFER_ENCODING) || headers.getLongField(HttpHeader.CONTENT_LENGTH) > 0;
    }

    private static boolean mentions(HttpFields headers, String name, String word) {
        return headers.getFields(name).stream().map(HttpField::getValue)
                .anyMatch(value -> value != null && value.toLowerCase(Locale.ROOT).contains(word));
    }
}
