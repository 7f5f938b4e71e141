// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.Partnership.SENDER;

import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.casegate.policy.Partnership;
import org.casegate.policy.intake.SenderPack;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.mail.BounceReport;
import org.casegate.policy.mail.Letter;
import org.casegate.policy.mail.Loopback;
import org.casegate.policy.mail.Relay;
import org.casegate.policy.mail.RelayAnswer;
import org.casegate.policy.mail.SmtpSink;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the queue to a mail server and into the ledger.
class DeliveryTest {
    @TempDir
    Path home;
    private Mailed mailed;
    private Partnership partnership;
    private SmtpSink sink;

    @BeforeEach
    void begin() throws Exception {
        mailed = Mailed.at(home);
        partnership = mailed.partnership();
        sink = mailed.sink();
    }

    @AfterEach
    void verify() throws Exception {
        mailed.close();
    }

    @Test
    @DisplayName("OB-098 a dead relay keeps what is queued, with growing pauses by the clock; when it answers again all is told")
    void waitsForADeadRelay() throws Exception {
        partnership.sendAccepted(partnership.pack("waiting"));
        int port = sink.port();
        sink.close();
        Delivery delivery = partnership.delivery(Loopback.relay(port));

        for (int minutes : List.of(1, 2, 4, 8, 16, 32, 60, 60)) {
            assertThat(delivery.deliver()).isZero();
            partnership.pass(Duration.ofMinutes(minutes).minusSeconds(1));
            int attempts = mailed.only().attempts();
            assertThat(delivery.deliver()).isZero();
            assertThat(mailed.only().attempts()).as("attempts while it pauses").isEqualTo(attempts);
            partnership.pass(Duration.ofSeconds(1));
        }
        assertThat(mailed.only()).satisfies(notice -> {
            assertThat(notice.state()).isEqualTo(Notice.State.QUEUED);
            assertThat(notice.attempts()).isEqualTo(8);
            assertThat(notice.lastAnswer()).contains("no answer");
        });
        assertThat(partnership.noticeBoard().standing().late()).isPresent();
        assertThat(partnership.entries()).containsExactly("ACCEPTED");

        sink = SmtpSink.start(SmtpSink.Tls.STARTTLS, Loopback.server(), "127.0.0.1", port);
        assertThat(delivery.deliver()).isEqualTo(1);
        assertThat(partnership.noticeBoard().standing().isTrouble()).isFalse();
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "NOTIFIED");
    }

    @Test
    @DisplayName("OB-098 a notice that the relay refuses for good is not tried again, stands as not delivered, and can be retried")
    void givesUpWhatIsRefused() throws Exception {
        partnership.sendAccepted(partnership.pack("refused"));
        sink.answer("RCPT", "550 5.1.1 <scc-safeguarding-lead@staffordshire-county-council.example> unknown");
        Delivery delivery = mailed.delivery();
        assertThat(delivery.deliver()).isZero();
        partnership.pass(Duration.ofDays(1));
        assertThat(delivery.deliver()).isZero();

        assertThat(mailed.only().state()).isEqualTo(Notice.State.NOT_DELIVERED);
        assertThat(mailed.only().attempts()).isEqualTo(1);
        assertThat(mailed.only().lastAnswer()).contains("550 5.1.1");
        assertThat(partnership.noticeBoard().standing().notDelivered()).isEqualTo(1);
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "NOTIFIED NOT-DELIVERED");
        assertThat(mailed.bodies("NOTIFIED").getFirst()).contains("\"answer\":\"550 5.1.1\"").doesNotContain("@");

        sink.behave();
        assertThat(partnership.noticeBoard().retry("os:admin")).isEqualTo(1);
        assertThat(delivery.deliver()).isEqualTo(1);
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "NOTIFIED NOT-DELIVERED", "NOTIFIED");
    }

    @Test
    @DisplayName("a notice that the relay took and that came back stands as not delivered, once, with its entry")
    void recordsABounce() throws Exception {
        partnership.sendAccepted(partnership.pack("bounced"));
        mailed.delivery().deliver();
        BounceReport report = new BounceReport(mailed.only().id(), "5.1.1");

        assertThat(partnership.noticeBoard().bounced(report, "os:admin")).isTrue();
        assertThat(partnership.noticeBoard().bounced(report, "os:admin")).isFalse();
        assertThat(partnership.noticeBoard().bounced(new BounceReport(UUID.randomUUID(), "5.1.1"), "os:admin"))
                .isFalse();

        assertThat(mailed.only().state()).isEqualTo(Notice.State.NOT_DELIVERED);
        assertThat(mailed.only().lastAnswer()).contains("came back 5.1.1");
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "NOTIFIED", "NOTIFIED NOT-DELIVERED");
    }

    @Test
    void triesAMailboxThatIsFullForFourDaysAndThenGivesUp() throws Exception {
        partnership.sendAccepted(partnership.pack("full"));
        sink.answer("RCPT", "452 4.2.2 full");
        Delivery delivery = mailed.delivery();
        for (int hours = 0; hours < 4 * 24 + 2; hours++) {
            delivery.deliver();
            partnership.pass(Duration.ofHours(1));
        }

        assertThat(mailed.only().state()).isEqualTo(Notice.State.NOT_DELIVERED);
        assertThat(mailed.only().lastAnswer()).contains("452 4.2.2");
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "NOTIFIED NOT-DELIVERED");
    }

    @Test
    @DisplayName("one mailbox that has to wait does not keep the others from being told; a relay in trouble is left alone for a minute")
    void tellsAMailboxFromTheRelay() throws Exception {
        SenderPack pack = partnership.pack("both");
        partnership.sendAccepted(pack);
        mailed.queue(NoticeKind.UPLOAD_EXPIRED, pack, SENDER);
        sink.answer("RCPT TO:<scc-", "450 4.2.0 later");
        Delivery delivery = mailed.delivery();
        assertThat(delivery.deliver()).isEqualTo(1);

        mailed.queue(NoticeKind.UPLOAD_EXPIRED, pack, SENDER);
        mailed.queue(NoticeKind.UPLOAD_EXPIRED, pack, SENDER);
        sink.answer("MAIL", "451 4.3.0 out of order");
        assertThat(delivery.deliver()).isZero();
        long tried = sink.said().stream().filter(said -> said.line().startsWith("MAIL")).count();
        assertThat(delivery.deliver()).isZero();
        assertThat(sink.said().stream().filter(said -> said.line().startsWith("MAIL")).count()).isEqualTo(tried);
        sink.behave();
        partnership.pass(Duration.ofMinutes(2));
        assertThat(delivery.deliver()).isEqualTo(3);
    }

    @Test
    @DisplayName("two nodes that deliver at the same time send no notice twice")
    void sharesTheQueue() throws Exception {
        SenderPack pack = partnership.pack("many");
        partnership.sendAccepted(pack);
        for (int more = 1; more < 40; more++) {
            mailed.queue(NoticeKind.UPLOAD_EXPIRED, pack, SENDER);
        }
        try (Database second = TestDatabase.again(partnership.database());
                Ledger itsLedger = partnership.ledgerOfNode(second);
                ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            Delivery other = partnership.delivery(second, itsLedger, Loopback.relay(sink.port()));
            CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> run(mailed.delivery()), both);
            CompletableFuture<Integer> two = CompletableFuture.supplyAsync(() -> run(other), both);

            assertThat(one.get() + two.get()).isEqualTo(40);
            assertThat(one.get()).isPositive();
            assertThat(two.get()).isPositive();
        }
        assertThat(mailed.mails()).hasSize(40).extracting(MimeMessage::getMessageID).doesNotHaveDuplicates();
        assertThat(mailed.bodies("NOTIFIED")).hasSize(40);
    }

    private static int run(Delivery delivery) {
        try {
            return delivery.deliver();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("a node that dies between sending and recording: after its lease it is sent again, with the same Message-ID")
    void sendsAtLeastOnce() throws Exception {
        partnership.sendAccepted(partnership.pack("crash"));
        Relay relay = Loopback.relay(sink.port());
        Delivery dying = partnership.delivery(new Relay() {
            @Override
            public RelayAnswer hand(Letter letter) {
                relay.hand(letter);
                throw new Dies();
            }

            @Override
            public RelayAnswer probe() {
                return relay.probe();
            }
        });
        assertThatThrownBy(dying::deliver).isInstanceOf(Dies.class);

        Delivery restarted = mailed.delivery();
        assertThat(restarted.deliver()).as("within the lease").isZero();
        partnership.pass(Duration.ofMinutes(15));
        assertThat(restarted.deliver()).isEqualTo(1);

        assertThat(mailed.mails()).hasSize(2);
        assertThat(mailed.mails().get(0).getMessageID()).isEqualTo(mailed.mails().get(1).getMessageID());
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "NOTIFIED");
        assertThat(mailed.only().attempts()).isEqualTo(2);
    }

    /// The process ends here.
    private static final class Dies extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    @DisplayName("an answer that the ledger cannot take is kept and recorded first the next time: nothing is sent twice for it")
    void keepsAnAnswerUntilItIsRecorded() throws Exception {
        SenderPack pack = partnership.pack("owed");
        partnership.sendAccepted(pack);
        mailed.queue(NoticeKind.UPLOAD_EXPIRED, pack, SENDER);
        try (Database second = TestDatabase.again(partnership.database())) {
            Ledger closed = partnership.ledgerOfNode(second);
            closed.close();
            Delivery unrecorded = partnership.delivery(second, closed, Loopback.relay(sink.port()));
            assertThatThrownBy(unrecorded::deliver).isInstanceOf(LedgerUnavailable.class);
            assertThatThrownBy(unrecorded::deliver).isInstanceOf(LedgerUnavailable.class);
        }

        assertThat(sink.letters()).hasSize(1);
        assertThat(partnership.entries()).containsExactly("ACCEPTED");
    }

    @Test
    void forgetsWhatWasSettledLongAgo() throws Exception {
        partnership.sendAccepted(partnership.pack("old"));
        Delivery delivery = mailed.delivery();
        delivery.deliver();
        partnership.pass(Duration.ofDays(39));
        delivery.tidy();
        assertThat(partnership.noticeBoard().newest(Optional.empty(), 10)).hasSize(1);
        partnership.pass(Duration.ofDays(2));
        delivery.tidy();

        assertThat(partnership.noticeBoard().newest(Optional.empty(), 10)).isEmpty();
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "NOTIFIED");
    }
}
