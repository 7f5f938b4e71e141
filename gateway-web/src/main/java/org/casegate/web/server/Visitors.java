// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.casegate.policy.directory.SessionToken;
import org.casegate.policy.directory.Sessions;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;

/// Finds out who sends a request, from its session cookie and from nothing else: no header, no parameter, no earlier request
/// of the same connection.
final class Visitors {
    private static final Pattern FORM_COOKIE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Surface surface;
    private final Sessions sessions;

    Visitors(Surface surface, Sessions sessions) {
        this.surface = surface;
        this.sessions = sessions;
    }

    /// Who it is; empty for everyone who has not finished signing in on this very site
    Optional<Visitor> find(Request request) {
        return cookie(request, surface.sessionCookie()).flatMap(SessionToken::parse)
                .flatMap(token -> sessions.find(token, from(request)).map(who -> new Visitor(token, who)))
                .filter(visitor -> visitor.who().channel() == surface.channel());
    }

    boolean claimed(Request request) {
        return cookie(request, surface.sessionCookie()).isPresent();
    }

    /// The value that ties the forms of someone who is not signed in to his browser.
    Optional<String> formCookie(Request request) {
        return cookie(request, surface.formCookie()).filter(value -> FORM_COOKIE.matcher(value).matches());
    }

    static InetAddress from(Request request) {
        if (request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress address) {
            return address.getAddress();
        }
        throw new IllegalStateException("A request without an address");
    }

    /// A cookie that is there twice is not there: one of the two is not ours.
    private static Optional<String> cookie(Request request, String name) {
        List<HttpCookie> found = Request.getCookies(request).stream().filter(cookie -> cookie.getName().equals(name))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst().getValue()) : Optional.empty();
    }
}
