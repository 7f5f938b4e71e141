// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.administrator;

import java.util.Locale;
import org.casegate.policy.notice.Addressee;
import org.casegate.policy.notice.Notice;
import org.casegate.policy.notice.NoticeBoard;
import org.casegate.policy.notice.NoticeKind;
import org.casegate.web.server.InWords;

/// Notices as people read of them: never an address, and never which case.
public final class NoticesInWords {
    private NoticesInWords() {}

    /// What a page says of them where something is wrong; "" where nothing is.
    public static String trouble(NoticeBoard.Standing standing) {
        StringBuilder sentence = new StringBuilder();
        if (standing.notDelivered() > 0) {
            sentence.append(standing.notDelivered() == 1
                    ? "A notice was not delivered: somebody was not told by mail."
                    : standing.notDelivered() + " notices were not delivered: people were not told by mail.");
        }
        standing.late().ifPresent(late -> sentence.append(sentence.isEmpty() ? "" : " ")
                .append("Notices have been waiting for the mail relay since ")
                .append(InWords.moment(late.queuedAt()))
                .append(late.lastAnswer().map(answer -> " (" + answer + ")").orElse(""))
                .append('.'));
        return sentence.toString();
    }

    /// Such as "Pack to collect".
    public static String of(NoticeKind kind) {
        String words = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    public static String of(Notice.State state) {
        return switch (state) {
            case QUEUED -> "Waits";
            case TAKEN -> "Taken by the relay";
            case NOT_DELIVERED -> "Notice not delivered";
        };
    }

    public static String of(Addressee to) {
        return switch (to) {
            case Addressee.Holder(var account) -> account.value();
            case Addressee.Spoc(var agency) -> "point of contact of " + agency.value();
        };
    }
}
