// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web;

import java.io.IOException;
import java.security.KeyStore;
import java.util.function.Supplier;
import org.casegate.policy.directory.Sessions;
import org.casegate.policy.directory.SignIn;
import org.casegate.policy.notice.NoticeBoard;
import org.casegate.policy.register.Role;
import org.casegate.policy.retention.RetentionSchedule;
import org.casegate.web.administrator.NoticePages;
import org.casegate.web.administrator.NoticesInWords;
import org.casegate.web.administrator.RetentionPages;
import org.casegate.web.server.Access;
import org.casegate.web.server.Reply;
import org.casegate.web.server.Route;
import org.casegate.web.server.Routes;
import org.casegate.web.server.Site;
import org.casegate.web.server.Surface;
import org.casegate.web.server.WebListener;
import org.casegate.web.server.WebServer;
import org.casegate.web.signin.SignInPages;

/// The administration: where those who run the gateway set it. It shows no content and no case, and listens where partners
/// cannot reach it.
public final class Administration {
    private static final Access EVERYONE = Access.everyone();
    private static final Access SIGNED_IN = Access.signedIn();
    private static final Access SYSADMIN = Access.role(Role.SYSADMIN);
    private static final Access RECORDS = Access.role(Role.SYSADMIN, Role.RECORDS_MANAGER);

    private Administration() {}

    /// What the pages ask.
    ///
    /// @param lastLine whom to ring when a child may be at risk
    public record Parts(SignIn signIn, Sessions sessions, RetentionSchedule retention, NoticeBoard notices,
            Supplier<String> lastLine) {}

    /// Starts it; on return it answers.
    ///
    /// @param keys the server's key with its chain
    /// @throws IOException if it cannot listen; the message says why
    public static WebServer start(WebListener listener, KeyStore keys, char[] password, Parts parts)
            throws IOException {
        Site site = new Site(Surface.ADMINISTRATION, routes(parts), parts.sessions(), parts.lastLine(),
                () -> NoticesInWords.trouble(parts.notices().standing()));
        return WebServer.start(listener, site, keys, password);
    }

    /// Everything that the administration answers to, besides `/assets/`.
    static Routes routes(Parts parts) {
        SignInPages signIn = new SignInPages(parts.signIn(), parts.sessions());
        RetentionPages retention = new RetentionPages(parts.retention());
        NoticePages notices = new NoticePages(parts.notices());
        return Routes.of(
                Route.get("/sign-in", EVERYONE, signIn::ask),
                Route.post("/sign-in", EVERYONE, signIn::enter),
                Route.get("/signed-out", EVERYONE, signIn::left),
                Route.post("/sign-out", SIGNED_IN, signIn::leave),
                Route.get("/", SIGNED_IN, _ -> Reply.seeOther("/retention")),
                Route.get("/retention", RECORDS, retention::list),
                Route.get("/retention/{agreement}/{class}", RECORDS, retention::ask),
                Route.post("/retention/{agreement}/{class}", RECORDS, retention::change),
                Route.get("/notices", SYSADMIN, notices::list),
                Route.post("/notices/retry", SYSADMIN, notices::retry));
    }
}
