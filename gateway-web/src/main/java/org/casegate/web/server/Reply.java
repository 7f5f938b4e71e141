// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.casegate.policy.directory.SessionToken;

/// What a handler answers.
public final class Reply {
    private final int status;
    private final Content content;
    private final List<Cookie> cookies;
    private final boolean signedOut;

    private Reply(int status, Content content, List<Cookie> cookies, boolean signedOut) {
        this.status = status;
        this.content = content;
        this.cookies = List.copyOf(cookies);
        this.signedOut = signedOut;
    }

    private static Reply of(int status, Content content) {
        return new Reply(status, content, List.of(), false);
    }

    /// A page.
    ///
    /// @param template path below the templates' folder, a constant of ours
    /// @param model    the template's parameter `page`
    public static Reply page(String template, Object model) {
        return page(200, template, model);
    }

    public static Reply page(int status, String template, Object model) {
        return of(status, new Content.Page(template, model));
    }

    /// What went wrong, as a page.
    public static Reply trouble(Trouble trouble) {
        return page(trouble.status(), "server/trouble.jte", trouble);
    }

    /// A file that is not what was sealed, of which nothing was sent. The log holds the same reference.
    public static Reply damaged(Throwable damage) {
        return Faults.reply(damage, Trouble::damaged);
    }

    /// "Done; now look there", after a POST.
    ///
    /// @param path on this site, with its leading slash
    public static Reply seeOther(String path) {
        if (!path.startsWith("/") || path.startsWith("//") || path.contains("\\")) {
            throw new IllegalArgumentException("Not a path of this site");
        }
        return of(303, new Content.Redirect(path));
    }

    /// Plain text for programs.
    public static Reply text(String text) {
        return of(200, new Content.Text(text));
    }

    /// Octets for programs, for whoever asked and to be kept by nobody.
    public static Reply octets(byte[] octets) {
        return of(200, new Content.Octets(ByteBuffer.wrap(octets).asReadOnlyBuffer(), false));
    }

    /// Octets for programs that are public, and never others in the same place.
    public static Reply unchanging(byte[] octets) {
        return of(200, new Content.Octets(ByteBuffer.wrap(octets).asReadOnlyBuffer(), true));
    }

    /// A file to keep, never shown in the browser.
    ///
    /// @param sizeBytes exactly what the body will write
    /// @param body      written at most once and always closed
    public static Reply attachment(String fileName, long sizeBytes, AttachmentBody body) {
        return of(200, new Content.Attachment(fileName, OptionalLong.of(sizeBytes), body));
    }

    /// A file to keep whose length is known only when it is written.
    ///
    /// @param body written at most once and always closed
    public static Reply attachment(String fileName, AttachmentBody body) {
        return of(200, new Content.Attachment(fileName, OptionalLong.empty(), body));
    }

    static Reply fixed(Assets.Asset asset) {
        return of(200, new Content.Fixed(asset));
    }

    /// This reply, and from now on the browser's requests carry the session.
    public Reply signingIn(Surface surface, SessionToken token) {
        return with(new Cookie(surface.sessionCookie(), token.text(), surface.sameSite()))
                .with(new Cookie(surface.formCookie(), "", "Strict"));
    }

    /// This reply, and the browser forgets the session and what it kept of this site.
    public Reply signingOut(Surface surface) {
        Reply without = with(new Cookie(surface.sessionCookie(), "", surface.sameSite()));
        return new Reply(without.status, without.content, without.cookies, true);
    }

    Reply with(Cookie cookie) {
        List<Cookie> more = new ArrayList<>(cookies);
        more.add(cookie);
        return new Reply(status, content, more, signedOut);
    }

    int status() {
        return status;
    }

    Content content() {
        return content;
    }

    List<Cookie> cookies() {
        return cookies;
    }

    boolean signedOut() {
        return signedOut;
    }
}
