// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.Partnership.RECIPIENT;
import static org.casegate.policy.Partnership.STAFFORDSHIRE;
import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.PART;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.stream.Stream;
import org.casegate.crypto.seal.Damaged;
import org.casegate.policy.Partnership;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.intake.SenderPack;
import org.casegate.policy.register.RetentionClassId;
import org.casegate.policy.retention.DestructionRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {
    private static final RetentionClassId CLASS = new RetentionClassId("case-pack");

    @TempDir
    Path home;
    private Partnership partnership;
    private SenderPack pack;

    @BeforeEach
    void send() throws Exception {
        partnership = Partnership.at(home);
        pack = partnership.pack("chronology");
        partnership.sendAccepted(pack);
    }

    @AfterEach
    void verify() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    @Test
    @DisplayName("S01 OB-123 the reminder first, then DOWNLOADED, then the content as it was sent")
    void releasesToTheNamedRecipient() throws Exception {
        assertThatThrownBy(() -> partnership.download(RECIPIENT, pack, 1)).isInstanceOfSatisfying(ReleaseRefused.class,
                refused -> assertThat(refused.code()).isEqualTo("REMINDER"));
        partnership.release().acknowledge(partnership.person(RECIPIENT), pack.id());

        assertThat(partnership.download(RECIPIENT, pack, 1)).isEqualTo("Contact on 3 March.".getBytes(UTF_8));
        assertThat(partnership.download(RECIPIENT, pack, 2))
                .isEqualTo("In our opinion the plan holds.".getBytes(UTF_8));
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "DOWNLOAD_REFUSED REMINDER", "ACKNOWLEDGED",
                "DOWNLOADED", "DOWNLOADED");
    }

    @Test
    @DisplayName("S01 OB-039 another account of the same agency gets NOT-THE-RECIPIENT, and sees nothing of the pack")
    void refusesAnotherAccountOfTheAgency() throws Exception {
        assertThatThrownBy(() -> partnership.download("scc-review-manager", pack, 1)).isInstanceOfSatisfying(
                ReleaseRefused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("NOT-THE-RECIPIENT");
                    assertThat(refused.sentence())
                            .isEqualTo("You cannot open this pack because it was not addressed to you.");
                });

        assertThat(partnership.inbox().packs(partnership.person("scc-review-manager"))).isEmpty();
        coverRefused("scc-review-manager", "NOT-THE-RECIPIENT");
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "DOWNLOAD_REFUSED NOT-THE-RECIPIENT",
                "DOWNLOAD_REFUSED NOT-THE-RECIPIENT");
    }

    @Test
    @DisplayName("OB-092 the cover page shows originator, dates, nature of each part, clauses relied on")
    void showsTheCoverPage() throws Exception {
        CoverPage cover = partnership.inbox().cover(partnership.person(RECIPIENT), pack.id());

        assertThat(cover.originator()).isEqualTo("Staffordshire Police");
        assertThat(cover.originatedOn()).isEqualTo("2026-05-05");
        assertThat(cover.asAt()).isEqualTo("2026-05-04");
        assertThat(cover.whyNeeded()).isEqualTo("Chairs the rapid review");
        assertThat(cover.parts()).extracting(CoverPart::nature).containsExactly("FACT", "MIXED");
        assertThat(cover.parts()).extracting(CoverPart::name).containsExactly("chronology.txt", "summary.txt");
        assertThat(cover.clauses()).contains("ST 2.2 b7").doesNotHaveDuplicates();
        assertThat(cover.pack().caseRef()).isEqualTo("SSCB-RR-2026-014");
        assertThat(cover.parts()).allSatisfy(part -> assertThat(part.destroyOn()).hasValue(LocalDate.of(2026, 8, 4)));
    }

    @Test
    @DisplayName("V17 a tampered or truncated object yields an error and not an octet")
    void releasesNothingOfADamagedObject() throws Exception {
        partnership.release().acknowledge(partnership.person(RECIPIENT), pack.id());
        for (Path object : objects()) {
            byte[] octets = Files.readAllBytes(object);
            octets[octets.length - 20] ^= 1;
            Files.write(object, octets);
        }

        assertThatThrownBy(() -> partnership.download(RECIPIENT, pack, 1)).isInstanceOf(Damaged.class);
        assertThat(partnership.entries()).doesNotContain("DOWNLOADED");
    }

    private List<Path> objects() throws Exception {
        try (Stream<Path> files = Files.walk(home.resolve("objects"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    @DisplayName("OB-140 a due part cannot be opened one second later, run or no run; then it is destroyed and verifies")
    void destroysOnTime() throws Exception {
        partnership.release().acknowledge(partnership.person(RECIPIENT), pack.id());
        partnership.at(Instant.parse("2026-08-03T22:59:59Z"));
        assertThat(partnership.download(RECIPIENT, pack, 1)).isNotEmpty();

        partnership.pass(Duration.ofSeconds(1));
        assertThatThrownBy(() -> partnership.download(RECIPIENT, pack, 1)).isInstanceOfSatisfying(ReleaseRefused.class,
                refused -> assertThat(refused.code()).isEqualTo("NOT-AVAILABLE"));
        assertThat(partnership.destruction().run()).isEqualTo(new DestructionRun.Destroyed(1, 2));
        assertThat(partnership.destruction().run()).isEqualTo(new DestructionRun.Destroyed(0, 0));

        assertThat(partnership.entries()).contains("DESTROYED");
        assertThat(partnership.objects()).isZero();
        assertThat(partnership.inbox().packs(partnership.person(RECIPIENT))).isEmpty();
        assertThat(partnership.openings().readAll(pack.id().value())).isEmpty();
        assertThatThrownBy(() -> partnership.download(RECIPIENT, pack, 1)).isInstanceOf(ReleaseRefused.class);
        assertThat(partnership.text(pack, "RECEIPT.txt")).contains("Ledger index").doesNotContain("chronology");
    }

    @Test
    @DisplayName("A-46 shortening holds at once for what is here; lengthening waits for the three partners (OB-001)")
    void shortensAtOnceAndAsksBeforeItLengthens() throws Exception {
        Actor administrator = Actor.onMachine("os:root");
        var set = partnership.schedule().set(administrator, STAFFORDSHIRE, CLASS, Period.ofDays(1));

        assertThat(set.parts()).isEqualTo(2);
        assertThat(partnership.inbox().cover(partnership.person(RECIPIENT), pack.id()).parts())
                .allSatisfy(part -> assertThat(part.destroyOn()).hasValue(LocalDate.of(2026, 5, 7)));
        var longer = partnership.schedule().set(administrator, STAFFORDSHIRE, CLASS, Period.ofDays(2));
        assertThat(longer.index()).isEmpty();
        assertThat(partnership.amendments().waiting()).singleElement().satisfies(proposal -> {
            assertThat(longer.proposal()).contains(proposal.id());
            assertThat(proposal.outstanding()).hasSize(3);
        });
        assertThat(partnership.schedule().find(STAFFORDSHIRE, CLASS).period()).contains(Period.ofDays(1));
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "RETENTION_SET");
    }

    @Test
    void keepsWhatLivesReadableOverTheWeeklyRoll() throws Exception {
        partnership.release().acknowledge(partnership.person(RECIPIENT), pack.id());
        for (int week = 0; week < 4; week++) {
            partnership.pass(Duration.ofDays(7));
            partnership.roll().run();
        }

        assertThat(partnership.download(RECIPIENT, pack, 1)).isNotEmpty();
    }

    @Test
    @DisplayName("OB-026 a suspension between acceptance and download refuses the download")
    void judgesAgainAtEachDownload() throws Exception {
        partnership.release().acknowledge(partnership.person(RECIPIENT), pack.id());
        var register = partnership.directory().directory().current();
        partnership.directory().load(register.atRevision(register.revision()));
        assertThat(partnership.download(RECIPIENT, pack, 1)).isNotEmpty();

        partnership.directory().load(Partnership.suspended(register, "staffordshire-county-council"));

        assertThatThrownBy(() -> partnership.download(RECIPIENT, pack, 1)).isInstanceOfSatisfying(ReleaseRefused.class,
                refused -> assertThat(refused.code()).isIn("AGENCY-SUSPENDED", "AGREEMENT-ENDED"));
    }

    @Test
    @DisplayName("D-01 to D-05 stand before the cover page: a pack that was withdrawn, whose agency is suspended, or that is "
            + "asked for from elsewhere or without training, shows nothing of itself, and the attempt is recorded")
    void showsNothingOfAPackThatTheGateRefuses() throws Exception {
        partnership.edit(register -> register.replace("    trained_on: 2026-01-10\n  - id: scc-review-manager",
                "  - id: scc-review-manager"));
        coverRefused(RECIPIENT, "PERSON-NOT-TRAINED");
        partnership.edit(register -> register.replace(", 198.51.100.0/24", ""));
        coverRefused(RECIPIENT, "TERRITORY");
        partnership.edit(register -> register);
        var register = partnership.directory().directory().current();
        partnership.directory().load(Partnership.suspended(register, "staffordshire-county-council"));
        coverRefused(RECIPIENT, "AGENCY-SUSPENDED");
        partnership.directory().load(register);
        state("WITHDRAWN");
        coverRefused(RECIPIENT, "NOT-AVAILABLE");

        assertThat(partnership.inbox().packs(partnership.person(RECIPIENT))).singleElement()
                .isInstanceOfSatisfying(InboxLine.Shut.class, shut -> assertThat(shut.sentence())
                        .isEqualTo("You cannot open this pack because it was withdrawn on 6 May 2026."));
        assertThatThrownBy(() -> partnership.release().acknowledge(partnership.person(RECIPIENT), pack.id()))
                .isInstanceOf(ReleaseRefused.class);
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "DOWNLOAD_REFUSED PERSON-NOT-TRAINED",
                "DOWNLOAD_REFUSED TERRITORY", "DOWNLOAD_REFUSED AGENCY-SUSPENDED", "DOWNLOAD_REFUSED NOT-AVAILABLE",
                "DOWNLOAD_REFUSED NOT-AVAILABLE");
        state("ACCEPTED");
        assertThat(partnership.inbox().packs(partnership.person(RECIPIENT))).singleElement()
                .isInstanceOf(InboxLine.Open.class);
    }

    @Test
    @DisplayName("D-05 one part of a pack is gone, on the day that its period ended: the others are still shown and opened")
    void showsWhatIsLeftOfAPack() throws Exception {
        partnership.release().acknowledge(partnership.person(RECIPIENT), pack.id());
        partnership.database().query().update(PART).set(PART.DESTROY_ON, LocalDate.of(2026, 5, 8))
                .where(PART.NUMBER.eq(1)).execute();
        partnership.at(Instant.parse("2026-05-09T09:00:00Z"));
        partnership.destruction().run();

        assertThat(partnership.inbox().cover(partnership.person(RECIPIENT), pack.id()).parts())
                .extracting(part -> part.unavailable().isPresent()).containsExactly(true, false);
        assertThatThrownBy(() -> partnership.download(RECIPIENT, pack, 1)).isInstanceOf(ReleaseRefused.class)
                .hasMessage("You cannot open this pack because it was destroyed on 8 May 2026.");
        assertThat(partnership.download(RECIPIENT, pack, 2)).isNotEmpty();
    }

    private void coverRefused(String account, String code) {
        assertThatThrownBy(() -> partnership.inbox().cover(partnership.person(account), pack.id()))
                .isInstanceOfSatisfying(ReleaseRefused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private void state(String state) {
        partnership.database().query().update(CASE_PACK).set(CASE_PACK.STATE, state).execute();
    }
}
