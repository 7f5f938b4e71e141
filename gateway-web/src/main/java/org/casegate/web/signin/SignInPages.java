// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.signin;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.casegate.crypto.credential.PasswordHash;
import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.directory.Sessions;
import org.casegate.policy.directory.SignIn;
import org.casegate.web.server.Reply;
import org.casegate.web.server.Trouble;
import org.casegate.web.server.Visit;

/// The pages on which people sign in and out; the same on both sites.
public final class SignInPages {
    /// Pages of this site only: no host, no query, nothing that a browser could read differently.
    private static final Pattern OUR_PATH = Pattern.compile("(?:/[a-z0-9][a-z0-9-]{0,63}){1,6}");

    private final SignIn signIn;
    private final Sessions sessions;

    public SignInPages(SignIn signIn, Sessions sessions) {
        this.signIn = signIn;
        this.sessions = sessions;
    }

    /// The form.
    public Reply ask(Visit visit) {
        if (visit.visitor().isPresent()) {
            return Reply.seeOther("/");
        }
        String next = next(visit.query().text("next"));
        return Reply.page("signin/sign-in.jte", new SignInPage("", next, false, visit.signedOut()));
    }

    /// Judges the form. Whoever was signed in in this browser before no longer is, and the new session is a new secret: one
    /// that somebody else put there is worth nothing. What went wrong is not said, whoever it was.
    public Reply enter(Visit visit) {
        String account = visit.form().text("account").strip();
        String next = next(visit.form().text("next"));
        Optional<Authenticated> who;
        try {
            who = judge(visit, account);
        } catch (PasswordHash.Overloaded e) {
            return Reply.trouble(Trouble.busy());
        }
        return who.map(known -> open(visit, known, next))
                .orElseGet(() -> Reply.page(403, "signin/sign-in.jte", new SignInPage(account, next, true, false)));
    }

    private Reply open(Visit visit, Authenticated known, String next) {
        visit.visitor().ifPresent(before -> sessions.end(before.session()));
        return Reply.seeOther(next).signingIn(visit.surface(), sessions.open(known));
    }

    private Optional<Authenticated> judge(Visit visit, String account) {
        char[] password = visit.form().text("password").toCharArray();
        try {
            String code = visit.form().text("code").replace(" ", "");
            return signIn.withPasswordAndCode(account, password, code, visit.surface().channel(), visit.from());
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /// Ends the session for good.
    public Reply leave(Visit visit) {
        sessions.end(visit.signedIn().session());
        return Reply.seeOther("/signed-out").signingOut(visit.surface());
    }

    public Reply left(Visit visit) {
        return Reply.page("signin/signed-out.jte", visit.surface());
    }

    private static String next(String wanted) {
        return OUR_PATH.matcher(wanted).matches() ? wanted : "/";
    }
}
