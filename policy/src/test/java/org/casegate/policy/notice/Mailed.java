// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.Partnership.STAFFORDSHIRE;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.casegate.policy.Partnership;
import org.casegate.policy.event.SomeEvents;
import org.casegate.policy.intake.SenderPack;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.mail.Loopback;
import org.casegate.policy.mail.SmtpSink;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;

/// A partnership whose notices go to a mail server that keeps them.
final class Mailed implements AutoCloseable {
    private final Partnership partnership;
    private final SmtpSink sink;

    private Mailed(Partnership partnership, SmtpSink sink) {
        this.partnership = partnership;
        this.sink = sink;
    }

    static Mailed at(Path home) throws Exception {
        return new Mailed(Partnership.at(home), SmtpSink.start(SmtpSink.Tls.STARTTLS, Loopback.server()));
    }

    Partnership partnership() {
        return partnership;
    }

    SmtpSink sink() {
        return sink;
    }

    Delivery delivery() {
        return partnership.delivery(Loopback.relay(sink.port()));
    }

    void queue(NoticeKind kind, SenderPack pack, String to) throws LedgerUnavailable, Conflict {
        NoticeMatter matter = NoticeMatter
                .of(STAFFORDSHIRE, partnership.caseId(), pack.id().value(), new AgencyId("staffordshire-police"))
                .by(partnership.now().plus(Duration.ofDays(1)));
        partnership.ledger().append(Draft.of(SomeEvents.registerLoaded()),
                Notices.queue(kind, matter, Addressee.accounts(List.of(new AccountId(to))), partnership.now()));
    }

    Notice only() {
        List<Notice> all = partnership.noticeBoard().newest(Optional.empty(), 10);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    List<MimeMessage> mails() throws Exception {
        List<MimeMessage> mails = new ArrayList<>();
        for (String letter : sink.letters()) {
            mails.add(new MimeMessage(Session.getInstance(new Properties()),
                    new ByteArrayInputStream(letter.getBytes(StandardCharsets.ISO_8859_1))));
        }
        return mails;
    }

    static String text(MimeMessage mail) throws Exception {
        return String.valueOf(mail.getContent());
    }

    List<String> bodies(String kind) {
        return partnership.database().query()
                .select(ENTRY.BODY)
                .from(ENTRY)
                .where(ENTRY.KIND.eq(kind))
                .orderBy(ENTRY.INDEX)
                .fetch(row -> new String(row.value1(), StandardCharsets.UTF_8));
    }

    /// Verifies the ledger first.
    @Override
    public void close() throws IOException {
        assertThat(partnership.audit().findings()).isEmpty();
        sink.close();
        partnership.close();
    }
}
