// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web;

import java.io.IOException;
import java.security.KeyStore;
import java.util.function.Supplier;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.directory.Sessions;
import org.casegate.policy.directory.SignIn;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerQueries;
import org.casegate.policy.notice.NoticeBoard;
import org.casegate.policy.register.Role;
import org.casegate.policy.release.Inbox;
import org.casegate.policy.release.Release;
import org.casegate.web.administrator.NoticesInWords;
import org.casegate.policy.ledger.ExportForm;
import org.casegate.web.auditor.AuditorPages;
import org.casegate.web.published.LedgerFiles;
import org.casegate.web.recipient.RecipientPages;
import org.casegate.web.server.Access;
import org.casegate.web.server.Reply;
import org.casegate.web.server.Route;
import org.casegate.web.server.Routes;
import org.casegate.web.server.Site;
import org.casegate.web.server.Surface;
import org.casegate.web.server.Visit;
import org.casegate.web.server.WebListener;
import org.casegate.web.server.WebServer;
import org.casegate.web.signin.SignInPages;

/// The portal: where recipients collect and auditors read the ledger.
public final class Portal {
    private static final Access EVERYONE = Access.everyone();
    private static final Access SIGNED_IN = Access.signedIn();
    private static final Access RECIPIENT = Access.role(Role.RECIPIENT);
    private static final Access AUDITOR = Access.role(Role.AUDITOR, Role.SCRUTINEER);

    private Portal() {}

    /// What the portal's pages ask.
    ///
    /// @param lastLine whom to ring when a child may be at risk
    public record Parts(SignIn signIn, Sessions sessions, Inbox inbox, Release release,
            LedgerQueries queries, Ledger ledger, Directory directory, NoticeBoard notices,
            Supplier<String> lastLine) {}

    /// Starts it; on return it answers.
    ///
    /// @param keys the server's key with its chain
    /// @throws IOException if it cannot listen; the message says why
    public static WebServer start(WebListener listener, KeyStore keys, char[] password, Parts parts)
            throws IOException {
        Site site = new Site(Surface.PORTAL, routes(parts), parts.sessions(), parts.lastLine(),
                () -> NoticesInWords.trouble(parts.notices().standing()));
        return WebServer.start(listener, site, keys, password);
    }

    /// Everything that the portal answers to, besides `/assets/`.
    static Routes routes(Parts parts) {
        SignInPages signIn = new SignInPages(parts.signIn(), parts.sessions());
        RecipientPages recipient = new RecipientPages(parts.inbox(), parts.release());
        AuditorPages auditor = new AuditorPages(parts.queries(), parts.directory());
        LedgerFiles published = new LedgerFiles(parts.ledger(), parts.queries());
        return Routes.of(
                Route.get("/sign-in", EVERYONE, signIn::ask),
                Route.post("/sign-in", EVERYONE, signIn::enter),
                Route.get("/signed-out", EVERYONE, signIn::left),
                Route.post("/sign-out", SIGNED_IN, signIn::leave),
                Route.get("/", SIGNED_IN, Portal::home),
                Route.get("/packs", RECIPIENT, recipient::inbox),
                Route.get("/packs/{pack}", RECIPIENT, recipient::cover),
                Route.post("/packs/{pack}/reminder", RECIPIENT, recipient::accept),
                Route.post("/packs/{pack}/parts/{number}", RECIPIENT, recipient::download),
                Route.get("/audit", AUDITOR, auditor::ledger).withRecord(),
                Route.post("/audit", AUDITOR, auditor::filter),
                Route.get("/audit/months", AUDITOR, auditor::months).withRecord(),
                Route.get("/audit/export.csv", AUDITOR, visit -> auditor.export(visit, ExportForm.CSV)).withRecord(),
                Route.get("/audit/export.jsonl", AUDITOR, visit -> auditor.export(visit, ExportForm.JSON_LINES))
                        .withRecord(),
                Route.get("/audit/entries/{index}", AUDITOR, auditor::entry).withRecord(),
                Route.get("/ledger/checkpoint", EVERYONE, published::checkpoint),
                Route.get("/ledger/tile/entries/{tile...}", AUDITOR, published::entries).withRecord(),
                Route.get("/ledger/tile/{tile...}", EVERYONE, published::tile));
    }

    private static Reply home(Visit visit) {
        return RECIPIENT.admits(visit.signedIn())
                ? Reply.seeOther("/packs")
                : AUDITOR.admits(visit.signedIn())
                        ? Reply.seeOther("/audit")
                        : Reply.page("signin/nothing-here.jte", visit.surface());
    }
}
