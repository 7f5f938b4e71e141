// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.Partnership.RECIPIENT;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.Partnership;
import org.casegate.policy.event.SomeEvents;
import org.casegate.policy.intake.Answer;
import org.casegate.policy.intake.SenderPack;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.mail.SmtpSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands in a letter and who gets it.
class LettersTest {
    private static final String CHILD = "Rosalind Example";

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
    @DisplayName("S01 two notices go out with case reference and a link and no name or file name, each with its NOTIFIED")
    void notifiesBothOfficers() throws Exception {
        SenderPack pack = partnership.pack("uhnm-named-nurse", Partnership.CASE, "rapid-review");
        assertThat(sendRapidReview(pack, "chronology.txt")).isInstanceOf(Answer.Accepted.class);

        assertThat(mailed.delivery().deliver()).isEqualTo(2);

        assertThat(mailed.mails()).extracting(mail -> mail.getAllRecipients()[0].toString()).containsExactlyInAnyOrder(
                "scc-safeguarding-lead@staffordshire-county-council.example",
                "sp-review-officer@staffordshire-police.example");
        assertThat(mailed.mails()).allSatisfy(mail -> {
            assertThat(mail.getSubject()).isEqualTo("A case pack is waiting to be collected");
            assertThat(Mailed.text(mail))
                    .contains("University Hospitals of North Midlands NHS Trust", "SSCB-RR-2026-014",
                            "https://gateway.example/packs/" + pack.id(), "01632 960999")
                    .doesNotContain("chronology", "summary", "rapid-review", RECIPIENT, "nurse");
            assertThat(mail.getContentType()).startsWith("text/plain");
        });
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "NOTIFIED", "NOTIFIED");
        assertThat(mailed.bodies("NOTIFIED")).allSatisfy(body -> assertThat(body)
                .contains("\"notice\":\"PACK_TO_COLLECT\"", "\"answer\":\"250 2.6.0\"",
                        "\"subject\":\"" + pack.id() + "\"",
                        "\"agreement\":\"staffordshire\"", "\"version\":\"1.1\"", "\"sealed\":{\"case\":")
                .doesNotContain("@", "SSCB"));
        assertThat(mailed.delivery().deliver()).isZero();
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
        mailed.delivery().deliver();
        Set<NoticeKind> ofPacks = EnumSet
                .complementOf(EnumSet.of(NoticeKind.MONTHLY_DIGEST, NoticeKind.CHECKPOINT_TO_KEEP));
        for (NoticeKind kind : ofPacks) {
            mailed.queue(kind, pack, RECIPIENT);
        }
        mailed.delivery().deliver();

        assertThat(sink.letters()).hasSize(1 + ofPacks.size()).allSatisfy(letter -> assertThat(letter)
                .contains("SSCB-RR-2026-014", "Staffordshire Police")
                .doesNotContainIgnoringCase("Rosalind")
                .doesNotContainIgnoringCase("multipart"));
        assertThat(String.join("", mailed.bodies("NOTIFIED"))).doesNotContain("Rosalind");
    }

    @Test
    @DisplayName("a recipient without an address: the agency's single point of contact is told; without one nobody is, and it shows")
    void fallsBackToThePointOfContact() throws Exception {
        SenderPack pack = partnership.pack("no-address");
        partnership.sendAccepted(pack);
        partnership.edit(yaml -> yaml.replace(
                "    email: scc-safeguarding-lead@staffordshire-county-council.example\n", ""));
        assertThat(mailed.delivery().deliver()).isEqualTo(1);
        assertThat(mailed.mails().getFirst().getAllRecipients()[0].toString())
                .isEqualTo("spoc@staffordshire-county-council.example");

        partnership.edit(yaml -> yaml.replace(
                "    email: scc-safeguarding-lead@staffordshire-county-council.example\n", "")
                .replace(" email: spoc@staffordshire-county-council.example,", ""));
        mailed.queue(NoticeKind.PACK_WITHDRAWN, pack, RECIPIENT);
        assertThat(mailed.delivery().deliver()).isZero();
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

        assertThat(mailed.delivery().deliver()).isEqualTo(1);

        assertThat(Mailed.text(mailed.mails().getFirst())).contains("SSCB-RR-2026-014", "https://gateway.example/")
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

        assertThat(mailed.delivery().deliver()).isZero();

        assertThat(mailed.only().lastAnswer()).contains("the case is gone");
        assertThat(sink.letters()).isEmpty();
    }

    @Test
    @DisplayName("V6 OB-099 an agency's name cannot add a header, a recipient or a gap")
    void keepsAnAgencysNameInItsPlace() throws Exception {
        partnership.edit(yaml -> yaml.replace("name: Staffordshire Police",
                "name: 'Bcc: thief@evil.example, {case}{link} . MAIL FROM:<thief@evil.example>'"));
        SenderPack pack = partnership.pack("injected");
        mailed.queue(NoticeKind.PACK_TO_COLLECT, pack, RECIPIENT);

        assertThat(mailed.delivery().deliver()).isEqualTo(1);

        assertThat(sink.letters()).hasSize(1);
        assertThat(sink.said()).extracting(SmtpSink.Said::line)
                .noneMatch(line -> line.contains("thief"));
        assertThat(mailed.mails().getFirst().getHeader("Bcc")).isNull();
        assertThat(Mailed.text(mailed.mails().getFirst()).lines()).filteredOn(line -> line.contains("thief")).hasSize(1)
                .allSatisfy(line -> assertThat(line).contains("{case}{link}"));
    }
}
