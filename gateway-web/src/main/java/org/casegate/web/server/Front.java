// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The way of every request. The order of the checks is the security property: first what any request must keep to, then
/// whether the place exists on this site at all, then who asks, then whether our own page sent it, and only then the handler.
final class Front extends Handler.Abstract.NonBlocking {
    private static final String ASSETS = "/assets/";

    private final Site site;
    private final RequestRules rules;
    private final Visitors visitors;
    private final Replies replies;
    private final Assets assets = Assets.load();

    Front(Site site, WebListener listener) {
        this.site = site;
        this.rules = new RequestRules(listener);
        this.visitors = new Visitors(site.surface(), site.sessions());
        this.replies = new Replies(new Headers(listener));
    }

    /// Leaves the request to a virtual thread of its own, wherever the server's own threads have got it from.
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        onItsOwn(callback, () -> respond(request, response, callback));
        return true;
    }

    /// Says so where the server itself has refused a request.
    void refuse(Request request, int status, Response response, Callback callback) {
        onItsOwn(callback, () -> send(stranger(request, Reply.trouble(Trouble.ofStatus(status))), response, callback));
    }

    /// Whatever goes wrong, the callback is told: a request that nobody completes would stay for ever.
    private static void onItsOwn(Callback callback, Runnable work) {
        Thread.ofVirtual().name("web").start(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                callback.failed(e);
                throw e;
            }
        });
    }

    private void respond(Request request, Response response, Callback callback) {
        Answer answer;
        try {
            answer = answer(request);
        } catch (IOException | RuntimeException e) {
            answer = stranger(request, Faults.reply(e));
        }
        if (!Method.parse(request.getMethod()).equals(Optional.of(Method.GET))) {
            Bodies.drain(request);
        }
        send(answer, response, callback);
    }

    private void send(Answer answer, Response response, Callback callback) {
        replies.send(answer.reply, answer.frame, response, callback);
    }

    private Answer answer(Request request) throws IOException {
        Optional<Trouble> objection = rules.objection(request);
        if (objection.isPresent()) {
            return stranger(request, Reply.trouble(objection.get()));
        }
        String path = request.getHttpURI().getPath();
        if (path.startsWith(ASSETS)) {
            return stranger(request, asset(request, path.substring(ASSETS.length())));
        }
        List<Routes.Match> matches = site.routes().at(path);
        if (matches.isEmpty()) {
            return stranger(request, Reply.trouble(Trouble.notFound()));
        }
        Optional<Method> method = Method.parse(request.getMethod());
        for (Routes.Match match : matches) {
            if (method.filter(match.route().method()::equals).isPresent()) {
                return admit(request, match);
            }
        }
        return stranger(request, Reply.trouble(Trouble.wrongMethod()));
    }

    private Reply asset(Request request, String name) {
        if (!Method.parse(request.getMethod()).equals(Optional.of(Method.GET))) {
            return Reply.trouble(Trouble.wrongMethod());
        }
        return assets.find(name).map(Reply::fixed).orElseGet(() -> Reply.trouble(Trouble.notFound()));
    }

    private Answer admit(Request request, Routes.Match match) throws IOException {
        Route route = match.route();
        Optional<Visitor> visitor = visitors.find(request);
        if (visitor.isEmpty() && !(route.access() instanceof Access.Everyone)) {
            return stranger(request, Reply.seeOther(signInFirst(route, request)));
        }
        Optional<String> formCookie = visitors.formCookie(request);
        String tiedTo = visitor.map(found -> found.session().text()).or(() -> formCookie)
                .orElseGet(Secrets::cookieValue);
        Frame frame = frame(request, visitor, Secrets.formToken(tiedTo));
        if (visitor.isPresent() && !route.access().admits(visitor.get())) {
            return new Answer(Reply.trouble(Trouble.notYours()), frame);
        }
        if (route.recorded() && rules.fromElsewhere(request)) {
            return new Answer(Reply.seeOther("/"), frame);
        }
        Reply reply = reply(request, match, frame);
        boolean firstPage = visitor.isEmpty() && formCookie.isEmpty() && reply.content() instanceof Content.Page;
        return new Answer(firstPage ? reply.with(Cookie.ofForms(site.surface(), tiedTo)) : reply, frame);
    }

    private Reply reply(Request request, Routes.Match match, Frame frame) throws IOException {
        Form query;
        Form form;
        try {
            query = Bodies.query(request);
            form = match.route().method() == Method.POST ? postedByUs(request, frame) : Form.parse("");
        } catch (BadForm e) {
            return Reply.trouble(e.trouble());
        }
        boolean signedOut = frame.visitor().isEmpty() && visitors.claimed(request);
        return match.route().handler()
                .answer(new Visit(site.surface(), Visitors.from(request), match.parameters(), query,
                        form, frame.visitor(), signedOut));
    }

    /// The fields of a POST, if this very page of ours sent it: the browser says so, and the token proves it.
    private Form postedByUs(Request request, Frame frame) throws BadForm {
        if (!rules.fromOurPage(request)) {
            throw new BadForm(Trouble.otherSite(), "a form from another site");
        }
        Form form = Bodies.form(request);
        if (!Secrets.same(frame.formToken(), form.text("token"))) {
            throw new BadForm(Trouble.staleForm(), "a form without its token");
        }
        return form;
    }

    private static String signInFirst(Route route, Request request) {
        String path = request.getHttpURI().getPath();
        return route.method() == Method.GET && !path.equals("/") ? "/sign-in?next=" + path : "/sign-in";
    }

    private Answer stranger(Request request, Reply reply) {
        return new Answer(reply, frame(request, Optional.empty(), ""));
    }

    private Frame frame(Request request, Optional<Visitor> visitor, String formToken) {
        String path = Optional.ofNullable(request.getHttpURI().getPath()).orElse("");
        return new Frame(site.surface(), assets, Secrets.nonce(), path, visitor, formToken, site::line,
                site.trouble());
    }

    private record Answer(Reply reply, Frame frame) {}
}
