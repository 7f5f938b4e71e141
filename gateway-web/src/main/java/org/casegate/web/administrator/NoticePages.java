// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.administrator;

import java.util.List;
import java.util.Optional;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.notice.NoticeBoard;
import org.casegate.web.server.InWords;
import org.casegate.web.server.Reply;
import org.casegate.web.server.Trouble;
import org.casegate.web.server.ViewSeal;
import org.casegate.web.server.Visit;

/// Who was told by mail and who was not. It shows no address, no case and no words of a notice.
public final class NoticePages {
    private static final int MOST = 200;

    private final NoticeBoard board;

    public NoticePages(NoticeBoard board) {
        this.board = board;
    }

    /// The newest notices.
    public Reply list(Visit visit) {
        String done = ViewSeal.open(visit.signedIn(), visit.query().text("done")).orElse("");
        return Reply.page("administrator/notices.jte",
                new NoticePage(board.newest(Optional.empty(), MOST), board.standing().notDelivered(), done));
    }

    /// Has everything tried again that was not delivered.
    public Reply retry(Visit visit) {
        try {
            int again = board.retry(visit.who().account().value());
            return Reply.seeOther("/notices?done=" + ViewSeal.seal(visit.signedIn(),
                    InWords.count(again, "notice") + " queued again."));
        } catch (LedgerUnavailable e) {
            return Reply.trouble(new Trouble(503, "This could not be recorded", List.of(
                    "Another try is written into the ledger with it. That could not be done.",
                    "Try again in a few minutes."), Optional.of("LEDGER")));
        }
    }
}
