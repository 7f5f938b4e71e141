// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.recipient;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.casegate.crypto.seal.Damaged;
import org.casegate.policy.intake.PackId;
import org.casegate.policy.release.CoverPage;
import org.casegate.policy.release.Inbox;
import org.casegate.policy.release.Opened;
import org.casegate.policy.release.Release;
import org.casegate.policy.release.ReleaseRefused;
import org.casegate.web.server.AttachmentBody;
import org.casegate.web.server.Reply;
import org.casegate.web.server.Trouble;
import org.casegate.web.server.Visit;

/// The pages of a recipient.
public final class RecipientPages {
    private static final String NOT_THE_RECIPIENT = "NOT-THE-RECIPIENT";

    private final Inbox inbox;
    private final Release release;

    public RecipientPages(Inbox inbox, Release release) {
        this.inbox = inbox;
        this.release = release;
    }

    /// The packs addressed to this account, and nothing else.
    public Reply inbox(Visit visit) throws IOException {
        return Reply.page("recipient/inbox.jte", inbox.packs(visit.who()));
    }

    /// The cover page of one of them, where the gate lets it be seen.
    public Reply cover(Visit visit) throws IOException {
        Optional<PackId> pack = pack(visit);
        if (pack.isEmpty()) {
            return notForYou();
        }
        try {
            return Reply.page("recipient/cover.jte", inbox.cover(visit.who(), pack.get()));
        } catch (ReleaseRefused refused) {
            return refusal(refused);
        }
    }

    /// Accepts the confidentiality reminder for one pack (D-06).
    public Reply accept(Visit visit) {
        Optional<PackId> pack = pack(visit);
        if (pack.isEmpty()) {
            return notForYou();
        }
        if (!visit.form().text("read").equals("yes")) {
            return Reply.seeOther("/packs/" + pack.get());
        }
        try {
            release.acknowledge(visit.who(), pack.get());
            return Reply.seeOther("/packs/" + pack.get());
        } catch (ReleaseRefused refused) {
            return refusal(refused);
        }
    }

    /// Gives out one part. A POST, because it is no mere look: it is judged, recorded and told to the sender, so neither a
    /// browser that fetches ahead nor a link on another site may cause it.
    public Reply download(Visit visit) throws IOException {
        Optional<PackId> pack = pack(visit);
        Optional<Integer> part = part(visit);
        if (pack.isEmpty() || part.isEmpty()) {
            return notForYou();
        }
        try {
            Opened opened = release.open(visit.who(), pack.get(), part.get());
            return Reply.attachment(opened.fileName(), opened.sizeBytes(), new Outgoing(opened));
        } catch (ReleaseRefused refused) {
            return refusal(refused);
        } catch (Damaged damaged) {
            return Reply.damaged(damaged);
        }
    }

    /// Each clause once, although several steps may rely on the same one.
    static String clauses(CoverPage cover) {
        return cover.clauses().stream().flatMap(step -> Arrays.stream(step.split(";", -1))).map(String::strip)
                .distinct()
                .collect(Collectors.joining(" · "));
    }

    private static Optional<PackId> pack(Visit visit) {
        try {
            return Optional.of(PackId.parse(visit.parameter("pack")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> part(Visit visit) {
        String number = visit.parameter("number");
        return number.matches("[1-9][0-9]{0,3}") ? Optional.of(Integer.valueOf(number)) : Optional.empty();
    }

    /// The same page, word for word, whether there is no such pack or it is somebody else's.
    private static Reply notForYou() {
        return Reply.trouble(Trouble.refused(404, "You cannot open this pack because it was not addressed to you.",
                NOT_THE_RECIPIENT));
    }

    private static Reply refusal(ReleaseRefused refused) {
        if (refused.code().equals(NOT_THE_RECIPIENT)) {
            return notForYou();
        }
        return Reply.trouble(Trouble.refused(403, refused.sentence(), refused.clause() + " · " + refused.code()));
    }

    /// An opened part on its way out.
    private record Outgoing(Opened opened) implements AttachmentBody {
        @Override
        public void copyTo(OutputStream out) throws IOException {
            opened.copyTo(out);
        }

        @Override
        public void close() throws IOException {
            opened.close();
        }
    }
}
