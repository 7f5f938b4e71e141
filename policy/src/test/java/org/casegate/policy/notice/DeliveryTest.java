// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.Partnership.RECIPIENT;
import static org.casegate.policy.Partnership.SENDER;
import static org.casegate.policy.Partnership.STAFFORDSHIRE;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.casegate.policy.Partnership;
import org.casegate.policy.intake.Answer;
import org.casegate.policy.intake.SenderPack;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.event.SomeEvents;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.mail.BounceReport;
import org.casegate.policy.mail.Letter;
import org.casegate.policy.mail.Loopback;
import org.casegate.policy.mail.Relay;
import org.casegate.policy.mail.RelayAnswer;
import org.casegate.policy.mail.SmtpSink;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the queue to a mail server and into the ledger.
class DeliveryTest {
    private static final String CHILD = "Rosalind Example";

    @TempDir
    Path home;
    private Partnership partnership;
    private SmtpSink sink;

    @BeforeEach
    void begin() throws Exception {
        partnership = Partnership.at(home);
        sink = SmtpSink.start(SmtpSink.Tls.STARTTLS, Loopback.server());
    }

    @AfterEach
    void verify() throws Exception {
        assertThat(partnership.audit().findings()).isEmpty();
        sink.close();
        partnership.close();
    }

    private Delivery delivery() {
        return partnership.delivery(Loopback.relay(sink.port()));
    }

    @Test
    @DisplayName("S01 two notices go out with case reference and a link and no name or file name, each with its NOTIFIED")
    void notifiesBothOfficers() throws Exception {
        SenderPack pack = partnership.pack("uhnm-named-nurse", Partnership.CASE, "rapid-review");
        assertThat(sendRapidReview(pack, "chronology.txt")).isInstanceOf(Answer.Accepted.class);

        assertThat(delivery().deliver()).isEqualTo(2);

        assertThat(mails()).extracting(mail -> mail.getAllRecipients()[0].toString()).containsExactlyInAnyOrder(
                "scc-safeguarding-lead@staffordshire-county-council.example",
                "sp-review-officer@staffordshire-police.example");
        assertThat(mails()).allSatisfy(mail -> {
            assertThat(mail.getSubject()).isEqualTo("A case pack is waiting to be collected");
            assertThat(text(mail)).contains("University Hospitals of North Midlands NHS Trust", "SSCB-RR-2026-014",
                    "https://gateway.example/packs/" + pack.id(), "01632 960999")
                    .doesNotContain("chronology", "summary", "rapid-review", RECIPIENT, "nurse");
            assertThat(mail.getContentType()).startsWith("text/plain");
        });
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "NOTIFIED", "NOTIFIED");
        assertThat(bodies("NOTIFIED")).allSatisfy(body -> assertThat(body)
                .contains("\"notice\":\"PACK_TO_COLLECT\"", "\"answer\":\"250 2.6.0\"",
                        "\"subject\":\"" + pack.id() + "\"",
                        "\"agreement\":\"staffordshire\"", "\"version\":\"1.1\"", "\"sealed\":{\"case\":")
                .doesNotContain("@", "SSCB"));
        assertThat(delivery().deliver()).isZero();
    }

    private Answer sendRapidReview(SenderPack pack, String part) throws Exception {
        String manifest = Partnership.manifest()
                .replace("originator_agency: staffordshire-police",
                        "originator_agency: university-hospitals-of-north-midlands-nhs-trust")
                .replace("identifiability:", """
                          - agency: staffordshire-police
                            account: sp-review-officer
                            why_needed: Leads the police's part of the review
                        identifiability:""".replaceAll("(?m)^ {10}", "  "))
                .replace("chronology.txt", "'" + part + "'");
        partnership.send("uhnm-named-nurse", pack, part, "Contact on 3 March.".getBytes(StandardCharsets.UTF_8));
        partnership.send("uhnm-named-nurse", pack, "summary.txt", "In our opinion.".getBytes(StandardCharsets.UTF_8));
        return partnership.send("uhnm-named-nurse", pack, "manifest.yaml", manifest.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("B27 OB-099 V22 a child's name in a file's name, a folder's name and the manifest's texts is in no mail")
    void namesNoChild() throws Exception {
        SenderPack pack = partnership.pack(CHILD);
        String part = CHILD + ".txt";
        partnership.send(pack, part, CHILD);
        partnership.send(pack, "summary.txt", "In our opinion.");
        partnership.send(pack, "manifest.yaml", Partnership.manifest().replace("chronology.txt", part)
                .replace("Chairs the rapid review", "Chairs the review of " + CHILD)
                .replace("reason: Rapid review of a serious incident", "reason: " + CHILD));
        delivery().deliver();
        Set<NoticeKind> ofPacks = EnumSet
                .complementOf(EnumSet.of(NoticeKind.MONTHLY_DIGEST, NoticeKind.CHECKPOINT_TO_KEEP));
        for (NoticeKind kind : ofPacks) {
            queue(kind, pack, RECIPIENT);
        }
        delivery().deliver();

        assertThat(sink.letters()).hasSize(1 + ofPacks.size()).allSatisfy(letter -> assertThat(letter)
                .contains("SSCB-RR-2026-014", "Staffordshire Police")
                .doesNotContainIgnoringCase("Rosalind")
                .doesNotContainIgnoringCase("multipart"));
        assertThat(String.join("", bodies("NOTIFIED"))).doesNotContain("Rosalind");
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
            int attempts = only().attempts();
            assertThat(delivery.deliver()).isZero();
            assertThat(only().attempts()).as("attempts while it pauses").isEqualTo(attempts);
            partnership.pass(Duration.ofSeconds(1));
        }
        assertThat(only()).satisfies(notice -> {
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
        Delivery delivery = delivery();
        assertThat(delivery.deliver()).isZero();
        partnership.pass(Duration.ofDays(1));
        assertThat(delivery.deliver()).isZero();

        assertThat(only().state()).isEqualTo(Notice.State.NOT_DELIVERED);
        assertThat(only().attempts()).isEqualTo(1);
        assertThat(only().lastAnswer()).contains("550 5.1.1");
        assertThat(partnership.noticeBoard().standing().notDelivered()).isEqualTo(1);
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "NOTIFIED NOT-DELIVERED");
        assertThat(bodies("NOTIFIED").getFirst()).contains("\"answer\":\"550 5.1.1\"").doesNotContain("@");

        sink.behave();
        assertThat(partnership.noticeBoard().retry("os:admin")).isEqualTo(1);
        assertThat(delivery.deliver()).isEqualTo(1);
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "NOTIFIED NOT-DELIVERED", "NOTIFIED");
    }

    @Test
    @DisplayName("a notice that the relay took and that came back stands as not delivered, once, with its entry")
    void recordsABounce() throws Exception {
        partnership.sendAccepted(partnership.pack("bounced"));
        delivery().deliver();
        BounceReport report = new BounceReport(only().id(), "5.1.1");

        assertThat(partnership.noticeBoard().bounced(report, "os:admin")).isTrue();
        assertThat(partnership.noticeBoard().bounced(report, "os:admin")).isFalse();
        assertThat(partnership.noticeBoard().bounced(new BounceReport(UUID.randomUUID(), "5.1.1"), "os:admin"))
                .isFalse();

        assertThat(only().state()).isEqualTo(Notice.State.NOT_DELIVERED);
        assertThat(only().lastAnswer()).contains("came back 5.1.1");
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "NOTIFIED", "NOTIFIED NOT-DELIVERED");
    }

    @Test
    void triesAMailboxThatIsFullForFourDaysAndThenGivesUp() throws Exception {
        partnership.sendAccepted(partnership.pack("full"));
        sink.answer("RCPT", "452 4.2.2 full");
        Delivery delivery = delivery();
        for (int hours = 0; hours < 4 * 24 + 2; hours++) {
            delivery.deliver();
            partnership.pass(Duration.ofHours(1));
        }

        assertThat(only().state()).isEqualTo(Notice.State.NOT_DELIVERED);
        assertThat(only().lastAnswer()).contains("452 4.2.2");
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "NOTIFIED NOT-DELIVERED");
    }

    @Test
    @DisplayName("one mailbox that has to wait does not keep the others from being told; a relay in trouble is left alone for a minute")
    void tellsAMailboxFromTheRelay() throws Exception {
        SenderPack pack = partnership.pack("both");
        partnership.sendAccepted(pack);
        queue(NoticeKind.UPLOAD_EXPIRED, pack, SENDER);
        sink.answer("RCPT TO:<scc-", "450 4.2.0 later");
        Delivery delivery = delivery();
        assertThat(delivery.deliver()).isEqualTo(1);

        queue(NoticeKind.UPLOAD_EXPIRED, pack, SENDER);
        queue(NoticeKind.UPLOAD_EXPIRED, pack, SENDER);
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
            queue(NoticeKind.UPLOAD_EXPIRED, pack, SENDER);
        }
        try (Database second = TestDatabase.again(partnership.database());
                Ledger itsLedger = partnership.ledgerOfNode(second);
                ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            Delivery other = partnership.delivery(second, itsLedger, Loopback.relay(sink.port()));
            CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> run(delivery()), both);
            CompletableFuture<Integer> two = CompletableFuture.supplyAsync(() -> run(other), both);

            assertThat(one.get() + two.get()).isEqualTo(40);
            assertThat(one.get()).isPositive();
            assertThat(two.get()).isPositive();
        }
        assertThat(mails()).hasSize(40).extracting(MimeMessage::getMessageID).doesNotHaveDuplicates();
        assertThat(bodies("NOTIFIED")).hasSize(40);
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

        Delivery restarted = delivery();
        assertThat(restarted.deliver()).as("within the lease").isZero();
        partnership.pass(Duration.ofMinutes(15));
        assertThat(restarted.deliver()).isEqualTo(1);

        assertThat(mails()).hasSize(2);
        assertThat(mails().get(0).getMessageID()).isEqualTo(mails().get(1).getMessageID());
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "NOTIFIED");
        assertThat(only().attempts()).isEqualTo(2);
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
        queue(NoticeKind.UPLOAD_EXPIRED, pack, SENDER);
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
    @DisplayName("a recipient without an address: the agency's single point of contact is told; without one nobody is, and it shows")
    void fallsBackToThePointOfContact() throws Exception {
        SenderPack pack = partnership.pack("no-address");
        partnership.sendAccepted(pack);
        partnership.edit(yaml -> yaml.replace(
                "    email: scc-safeguarding-lead@staffordshire-county-council.example\n", ""));
        assertThat(delivery().deliver()).isEqualTo(1);
        assertThat(mails().getFirst().getAllRecipients()[0].toString())
                .isEqualTo("spoc@staffordshire-county-council.example");

        partnership.edit(yaml -> yaml.replace(
                "    email: scc-safeguarding-lead@staffordshire-county-council.example\n", "")
                .replace(" email: spoc@staffordshire-county-council.example,", ""));
        queue(NoticeKind.PACK_WITHDRAWN, pack, RECIPIENT);
        assertThat(delivery().deliver()).isZero();
        assertThat(partnership.noticeBoard().newest(Optional.of(Notice.State.NOT_DELIVERED), 10))
                .singleElement()
                .satisfies(notice -> assertThat(notice.lastAnswer()).contains("no address"));
    }

    @Test
    @DisplayName("formats.md 6: the notice of an expired upload names its case, although the pack's own words are erased")
    void namesTheCaseOfAnExpiredUpload() throws Exception {
        SenderPack pack = partnership.pack(CHILD);
        partnership.send(pack, "chronology.txt", "Contact.");
        partnership.pass(Duration.ofHours(73));
        partnership.intake().tidy();
        assertThat(partnership.openings().readAll(pack.id().value())).isEmpty();

        assertThat(delivery().deliver()).isEqualTo(1);

        assertThat(text(mails().getFirst())).contains("SSCB-RR-2026-014", "https://gateway.example/")
                .doesNotContain(pack.id().toString());
        assertThat(partnership.entries()).containsExactly("ABANDONED EXPIRED", "NOTIFIED");
    }

    @Test
    @DisplayName("a notice about a case that has ended is not sent: nothing knows its reference any more")
    void sendsNothingOfACaseThatIsGone() throws Exception {
        SenderPack pack = partnership.pack("late");
        partnership.send(pack, "chronology.txt", "Contact.");
        partnership.pass(Duration.ofHours(73));
        partnership.intake().tidy();
        partnership.ledger().append(
                Draft.of(SomeEvents.destroyed(partnership.caseId(), List.of(partnership.caseId()))),
                StateChange.none().withAll(partnership.openings().erase(partnership.caseId())));

        assertThat(delivery().deliver()).isZero();

        assertThat(only().lastAnswer()).contains("the case is gone");
        assertThat(sink.letters()).isEmpty();
    }

    @Test
    @DisplayName("V6 OB-099 an agency's name cannot add a header, a recipient or a gap")
    void keepsAnAgencysNameInItsPlace() throws Exception {
        partnership.edit(yaml -> yaml.replace("name: Staffordshire Police",
                "name: 'Bcc: thief@evil.example, {case}{link} . MAIL FROM:<thief@evil.example>'"));
        SenderPack pack = partnership.pack("injected");
        queue(NoticeKind.PACK_TO_COLLECT, pack, RECIPIENT);

        assertThat(delivery().deliver()).isEqualTo(1);

        assertThat(sink.letters()).hasSize(1);
        assertThat(sink.said()).extracting(SmtpSink.Said::line)
                .noneMatch(line -> line.contains("thief"));
        assertThat(mails().getFirst().getHeader("Bcc")).isNull();
        assertThat(text(mails().getFirst()).lines()).filteredOn(line -> line.contains("thief")).hasSize(1)
                .allSatisfy(line -> assertThat(line).contains("{case}{link}"));
    }

    @Test
    void forgetsWhatWasSettledLongAgo() throws Exception {
        partnership.sendAccepted(partnership.pack("old"));
        Delivery delivery = delivery();
        delivery.deliver();
        partnership.pass(Duration.ofDays(39));
        delivery.tidy();
        assertThat(partnership.noticeBoard().newest(Optional.empty(), 10)).hasSize(1);
        partnership.pass(Duration.ofDays(2));
        delivery.tidy();

        assertThat(partnership.noticeBoard().newest(Optional.empty(), 10)).isEmpty();
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "NOTIFIED");
    }

    private void queue(NoticeKind kind, SenderPack pack, String to) throws LedgerUnavailable, Conflict {
        NoticeMatter matter = NoticeMatter
                .of(STAFFORDSHIRE, partnership.caseId(), pack.id().value(), new AgencyId("staffordshire-police"))
                .by(partnership.now().plus(Duration.ofDays(1)));
        partnership.ledger().append(Draft.of(SomeEvents.registerLoaded()),
                Notices.queue(kind, matter, Addressee.accounts(List.of(new AccountId(to))), partnership.now()));
    }

    private Notice only() {
        List<Notice> all = partnership.noticeBoard().newest(Optional.empty(), 10);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private List<MimeMessage> mails() throws Exception {
        List<MimeMessage> mails = new ArrayList<>();
        for (String letter : sink.letters()) {
            mails.add(new MimeMessage(Session.getInstance(new Properties()),
                    new ByteArrayInputStream(letter.getBytes(StandardCharsets.ISO_8859_1))));
        }
        return mails;
    }

    private static String text(MimeMessage mail) throws Exception {
        return String.valueOf(mail.getContent());
    }

    private List<String> bodies(String kind) {
        return partnership.database().query()
                .select(ENTRY.BODY)
                .from(ENTRY)
                .where(ENTRY.KIND.eq(kind))
                .orderBy(ENTRY.INDEX)
                .fetch(row -> new String(row.value1(), StandardCharsets.UTF_8));
    }
}
