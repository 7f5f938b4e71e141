// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.casegate.web.TestSites;
import org.casegate.web.Tls;
import org.casegate.web.signin.SignInPages;

/// A site of a few routes, to test the server by itself.
final class ToySite {
    static final String LAST_LINE = "If a child may be at risk now, do not wait for this system: ring 01632 960000.";
    static final String SECRET = "the fault's own words";

    private static final ToySite ONLY = new ToySite();

    final WebServer server;
    final AtomicInteger posted = new AtomicInteger();
    /// Bodies by name, for `/files/{name}`.
    final Map<String, AttachmentBody> bodies = new ConcurrentHashMap<>();
    final Map<String, Long> sizes = new ConcurrentHashMap<>();
    final AtomicInteger closed = new AtomicInteger();

    private ToySite() {
        SignInPages form = new SignInPages(TestSites.started().signIn, TestSites.started().sessions);
        Routes routes = Routes.of(
                Route.get("/", Access.everyone(), _ -> Reply.text("hello")),
                Route.get("/form", Access.everyone(), form::ask),
                Route.post("/form", Access.everyone(), visit -> {
                    posted.incrementAndGet();
                    return Reply.text("posted " + visit.form().text("field"));
                }),
                Route.get("/query", Access.everyone(), visit -> Reply.text("asked " + visit.query().text("field"))),
                Route.get("/recorded", Access.everyone(), _ -> Reply.text("recorded")).withRecord(),
                Route.get("/segments/{one}/{two}", Access.everyone(),
                        visit -> Reply.text(visit.parameter("one") + " " + visit.parameter("two"))),
                Route.get("/fault", Access.everyone(), _ -> {
                    throw new IllegalStateException(SECRET);
                }),
                Route.get("/files/{name}", Access.everyone(), this::file),
                Route.get("/members", Access.signedIn(), _ -> Reply.text("member")));
        try {
            server = WebServer.start(WebListener.loopback(0),
                    new Site(Surface.PORTAL, routes, TestSites.started().sessions, () -> LAST_LINE), Tls.keys(),
                    Tls.password());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static ToySite started() {
        return ONLY;
    }

    /// Offers a file under a name of its own.
    void offer(String name, long sizeBytes, Writing writing) {
        sizes.put(name, sizeBytes);
        bodies.put(name, new AttachmentBody() {
            @Override
            public void copyTo(OutputStream out) throws IOException {
                writing.to(out);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        });
    }

    private Reply file(Visit visit) {
        String name = visit.parameter("name");
        return Reply.attachment(name, sizes.getOrDefault(name, 0L), Objects.requireNonNull(bodies.get(name)));
    }

    interface Writing {
        void to(OutputStream out) throws IOException;
    }
}
