// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.Partnership.RECIPIENT;
import static org.casegate.policy.Partnership.SENDER;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.pack.Tables.NOTICE;
import static org.casegate.schema.tables.pack.Tables.WRAP;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.casegate.policy.Partnership;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.intake.HoldAnswer.Became;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.release.ReleaseRefused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packs that wait for somebody's decision, from the hold to what became of it.
class HoldsTest {
    /// Five valid numbers that belong to nobody.
    private static final String FIVE_PEOPLE = "999 000 0018, 999 000 0026, 999 000 0034, 999 000 0042, 999 000 0050";
    private static final Reason SIBLINGS = new Reason("Checked with the author: all five live in the household");

    @TempDir
    Path home;
    private Partnership partnership;

    @BeforeEach
    void open() {
        partnership = Partnership.at(home);
        partnership.edit(Partnership::appointed);
    }

    /// Every test ends by verifying the ledger.
    @AfterEach
    void verify() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    @Test
    @DisplayName("B09 OB-084: five NHS numbers, two subjects: held, seen by nobody, released by the sender's SPoC, downloaded")
    void releasesAPackToItsRecipient() throws Exception {
        SenderPack pack = partnership.pack("crowd");

        Answer answer = sendCrowd(pack);

        assertThat(answer).isInstanceOfSatisfying(Answer.Held.class, held -> assertThat(held.sentence()).startsWith(
                "This upload is on hold because it appears to contain 5 people and you declared 2. "
                        + "Nobody can see it yet. The single point of contact of Staffordshire Police decides by 10:00 on 7 May 2026. "
                        + "Do not send it again."));
        assertThat(partnership.text(pack, "RECEIPT.txt"))
                .startsWith("TOO-MANY-SUBJECTS: the single point of contact of "
                        + "Staffordshire Police has not decided yet; the target is 10:00 on 7 May 2026.\n\nHELD  10:00 on 6 May 2026")
                .contains("Nobody can see it yet", "Do not send it again");
        nobodySees(pack);

        partnership.pass(Duration.ofHours(2));
        HoldAnswer released = partnership.intake().holds().release(partnership.actor("sp-spoc"), transfer(pack),
                SIBLINGS);

        assertThat(released.became()).isEqualTo(Became.ACCEPTED);
        assertThat(partnership.entries()).containsExactly("HELD TOO-MANY-SUBJECTS", "RELEASED TOO-MANY-SUBJECTS",
                "ACCEPTED");
        assertThat(partnership.intake().holds().list()).isEmpty();
        assertThat(partnership.inbox().packs(partnership.person(RECIPIENT))).hasSize(1);
        partnership.release().acknowledge(partnership.person(RECIPIENT), pack.id());
        assertThat(partnership.download(RECIPIENT, pack, 1)).isEqualTo(FIVE_PEOPLE.getBytes(UTF_8));
        assertThat(partnership.text(pack, "RECEIPT.txt")).startsWith(
                "TOO-MANY-SUBJECTS: let go by the single point of contact of Staffordshire Police at 12:00 on 6 May 2026 (ledger entry ")
                .contains("ACCEPTED  12:00 on 6 May 2026");
        assertThat(partnership.text(pack, "receipt.json")).contains("\"outcome\": \"ACCEPTED\"",
                "\"answer\":\"RELEASED\"");
        assertThat(partnership.database().query().fetchValues(NOTICE.KIND)).contains("PACK_HELD", "HOLD_RELEASED",
                "PACK_TO_COLLECT");
    }

    @Test
    @DisplayName("OB-148: the reason is sealed beside the entry, which names account and machine's user and holds no word of it")
    void keepsTheReasonOutOfTheEntry() throws Exception {
        SenderPack pack = partnership.pack("crowd");
        sendCrowd(pack);
        partnership.intake().holds().release(partnership.actor("sp-spoc"), transfer(pack), SIBLINGS);

        assertThat(bodies("RELEASED")).singleElement().satisfies(body -> assertThat(body)
                .contains("\"actor\":\"sp-spoc\"", "\"agency\":\"staffordshire-police\"",
                        "\"machine_user\":\"os:operator\"", "\"outstanding\":0", "\"released/1/1\":\"")
                .doesNotContain("household"));
        assertThat(partnership.openings().readAll(pack.id().value())).containsEntry("released/1/1", SIBLINGS.text());
        assertThat(bodies("HELD")).singleElement().satisfies(body -> assertThat(body)
                .contains("\"asked\":[\"staffordshire-police/SPOC\"]", "\"decide_by\":\"2026-05-07T09:00:00Z\""));
    }

    @Test
    @DisplayName("A-37 OB-084: nobody else decides: not the sender himself, another agency's SPoC, a sysadmin or the machine's user")
    void refusesWhoeverWasNotAsked() throws Exception {
        partnership.edit(yaml -> Partnership.appointed(yaml).replace("roles: [SENDER, RECIPIENT]\n    email: sp-review",
                "roles: [SENDER, RECIPIENT, SPOC]\n    email: sp-review"));
        SenderPack pack = partnership.pack("crowd");
        sendCrowd(pack);

        for (String other : List.of("uhnm-spoc", "sp-second-officer", "scc-sysadmin", RECIPIENT)) {
            assertThatThrownBy(() -> partnership.intake().holds().release(partnership.actor(other), transfer(pack),
                    SIBLINGS)).isInstanceOf(TransferRefusal.class).hasMessage("This is not for " + other
                            + " to decide. It waits for the single point of contact of Staffordshire Police.");
            assertThatThrownBy(() -> partnership.intake().holds().refuse(partnership.actor(other), transfer(pack),
                    SIBLINGS)).isInstanceOf(TransferRefusal.class);
        }
        assertThatThrownBy(() -> partnership.intake().holds().release(partnership.actor(SENDER), transfer(pack),
                SIBLINGS)).isInstanceOf(TransferRefusal.class)
                .hasMessageContaining("Whoever sent a pack does not decide on it.");
        assertThatThrownBy(() -> partnership.intake().holds().release(
                Actor.onMachine("os:root"), transfer(pack), SIBLINGS))
                .isInstanceOf(TransferRefusal.class);
        assertThatThrownBy(() -> partnership.intake().holds().release(partnership.actor("sp-spoc"), "ST-2026-999999",
                SIBLINGS)).isInstanceOf(TransferRefusal.class)
                .hasMessage("No pack is on hold under the id ST-2026-999999.");
        assertThat(partnership.intake().holds().list()).singleElement().satisfies(held -> {
            assertThat(held.transfer()).isEqualTo(transfer(pack));
            assertThat(held.asked()).singleElement().satisfies(
                    asked -> assertThat(asked.deciders()).containsExactly(new AccountId("sp-spoc")));
        });
        assertThat(partnership.entries()).containsExactly("HELD TOO-MANY-SUBJECTS");
    }

    @Test
    @DisplayName("OB-058 OB-084: held for two reasons, it waits until both who were asked have let it go")
    void waitsForEverybodyWhoWasAsked() throws Exception {
        SenderPack pack = twice();

        HoldAnswer first = partnership.intake().holds().release(partnership.actor("uhnm-spoc"), transfer(pack),
                new Reason("Agreed"));

        assertThat(first.became()).isEqualTo(Became.WAITING);
        assertThat(first.sentences())
                .containsExactly("It waits for the single point of contact of Staffordshire Police.");
        nobodySees(pack);
        assertThat(partnership.text(pack, "RECEIPT.txt"))
                .contains(
                        "REUSE: let go by the single point of contact of University Hospitals of North Midlands NHS Trust",
                        "TOO-MANY-SUBJECTS: the single point of contact of Staffordshire Police has not decided yet");
        assertThatThrownBy(() -> partnership.intake().holds().release(partnership.actor("uhnm-spoc"), transfer(pack),
                new Reason("Again"))).isInstanceOf(TransferRefusal.class);
        partnership = partnership.restarted();
        assertThat(partnership.intake().holds().release(partnership.actor("sp-spoc"), transfer(pack), SIBLINGS)
                .became()).isEqualTo(Became.ACCEPTED);
        assertThat(bodies("RELEASED")).extracting(body -> body.contains("\"outstanding\":1")).containsExactly(true,
                false);
    }

    @Test
    @DisplayName("two who decide at the same moment never leave a pack that everybody has let go and nobody can see")
    void letsTheLastOfTwoFinish() throws Exception {
        SenderPack pack = twice();
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HoldAnswer>> answers = List.of("uhnm-spoc", "sp-spoc").stream()
                    .map(account -> both.submit(() -> partnership.intake().holds().release(
                            partnership.actor(account), transfer(pack), SIBLINGS)))
                    .toList();
            List<Became> became = List.of(answers.get(0).get().became(), answers.get(1).get().became());
            assertThat(became).containsExactlyInAnyOrder(Became.WAITING, Became.ACCEPTED);
        }
        assertThat(partnership.intake().holds().list()).isEmpty();
    }

    @Test
    @DisplayName("OB-026: a release judges by today's register; what it refuses waits for a correction, from then on 72 hours")
    void judgesAgainByTodaysRegister() throws Exception {
        SenderPack pack = partnership.pack("crowd");
        sendCrowd(pack, outsideAMeeting());
        partnership.pass(Duration.ofDays(4));
        partnership.intake().tidy();
        partnership.edit(yaml -> Partnership.appointed(yaml).replace("{ class: case-pack,", "{ class: other-pack,"));

        HoldAnswer answer = partnership.intake().holds().release(partnership.actor("sp-spoc"), transfer(pack),
                SIBLINGS);

        assertThat(answer.became()).isEqualTo(Became.REFUSED);
        assertThat(answer.sentences().getFirst()).contains("part 1 of 2").doesNotContain("chronology");
        assertThat(partnership.entries()).containsExactly("HELD TOO-MANY-SUBJECTS", "RELEASED TOO-MANY-SUBJECTS",
                "REFUSED RETENTION-MISSING");
        nobodySees(pack);
        partnership.pass(Duration.ofHours(71));
        partnership.intake().tidy();
        assertThat(
                partnership.send(pack, "manifest.yaml", two(outsideAMeeting()).replace("case-pack", "other-pack")))
                .isInstanceOf(Answer.Held.class);
        assertThat(partnership.intake().holds().release(partnership.actor("sp-spoc"), transfer(pack), SIBLINGS)
                .became()).isEqualTo(Became.ACCEPTED);
    }

    @Test
    void destroysWhatTodaysRegisterKnowsNoMore() throws Exception {
        SenderPack pack = partnership.pack("crowd");
        sendCrowd(pack);
        partnership.directory().load(Partnership.suspended(partnership.directory().directory().current(),
                "staffordshire-police"));

        assertThat(partnership.intake().holds().release(partnership.actor("sp-spoc"), transfer(pack), SIBLINGS)
                .became()).isEqualTo(Became.REFUSED);

        assertThat(partnership.entries()).endsWith("RELEASED TOO-MANY-SUBJECTS", "REFUSED AGENCY-SUSPENDED");
        assertThat(partnership.objects()).isZero();
    }

    @Test
    @DisplayName("0.1: a decider's no is DECLINED, never the gateway's REFUSED: keys and content go, the sender reads why")
    void endsAPackThatIsNotLetGo() throws Exception {
        SenderPack pack = partnership.pack("crowd");
        sendCrowd(pack);
        Reason reason = new Reason("Three of them are of another family");

        HoldAnswer answer = partnership.intake().holds().refuse(partnership.actor("sp-spoc"), transfer(pack), reason);

        assertThat(answer.became()).isEqualTo(Became.DECLINED);
        assertThat(partnership.entries()).containsExactly("HELD TOO-MANY-SUBJECTS", "DECLINED TOO-MANY-SUBJECTS");
        assertThat(bodies("DECLINED")).singleElement().satisfies(
                body -> assertThat(body).contains("\"clauses\":[\"ST 5.1\"]").doesNotContain("family"));
        assertThat(partnership.objects()).isZero();
        assertThat(partnership.database().query().fetchCount(WRAP)).isZero();
        assertThat(partnership.text(pack, "RECEIPT.txt")).startsWith("DECLINED  10:00 on 6 May 2026")
                .contains("This pack was declined at 10:00 on 6 May 2026 for Staffordshire Police",
                        "The reason given: " + reason.text(), "Before that: HELD", "chronology.txt");
        assertThatThrownBy(() -> partnership.send(pack, "manifest.yaml", two(Partnership.manifest())))
                .isInstanceOf(IntakeRefusal.class)
                .hasMessageContaining("This pack was already DECLINED at 10:00 on 6 May 2026");
        assertThatThrownBy(() -> partnership.intake().holds().release(partnership.actor("sp-spoc"), transfer(pack),
                SIBLINGS)).isInstanceOf(TransferRefusal.class);
        nobodySees(pack);

        partnership.pass(Duration.ofDays(5));
        partnership.destruction().run();
        assertThat(partnership.entries()).endsWith("DESTROYED");
        assertThat(partnership.openings().readAll(pack.id().value())).isEmpty();
        assertThat(bodies("DESTROYED")).singleElement().satisfies(
                body -> assertThat(body).contains("\"clauses\":[\"[project]\"]"));
    }

    @Test
    @DisplayName("a hold survives restart and time: nothing expires it, a missed target is shown and decides nothing")
    void staysOnHoldUntilSomebodyDecides() throws Exception {
        SenderPack pack = partnership.pack("crowd");
        sendCrowd(pack, outsideAMeeting());
        partnership = partnership.restarted();
        assertThat(partnership.intake().holds().list().getFirst().overdue(partnership.now())).isFalse();

        partnership.pass(Duration.ofDays(100));
        partnership.intake().tidy();
        partnership.destruction().run();
        partnership.roll().run();

        assertThat(partnership.intake().holds().list()).singleElement().satisfies(held -> {
            assertThat(held.overdue(partnership.now())).isTrue();
            assertThat(held.asked().getFirst().code()).isEqualTo("TOO-MANY-SUBJECTS");
        });
        assertThat(partnership.entries()).containsExactly("HELD TOO-MANY-SUBJECTS");
        assertThat(partnership.intake().holds().release(partnership.actor("sp-spoc"), transfer(pack), SIBLINGS)
                .became()).isEqualTo(Became.ACCEPTED);
        partnership.release().acknowledge(partnership.person(RECIPIENT), pack.id());
        assertThat(partnership.download(RECIPIENT, pack, 1)).isEqualTo(FIVE_PEOPLE.getBytes(UTF_8));
    }

    @Test
    @DisplayName("A-44 OB-102: a locked file that the partnership has held is let go by the sender's SPoC, unchecked")
    void holdsALockedFileWhereThePartnershipSaysSo() throws Exception {
        partnership.edit(yaml -> Partnership.appointed(yaml).replace("    reviewed: [2026-03-19]\n",
                "    reviewed: [2026-03-19]\n    settings: { locked_files: HOLD }\n"));
        SenderPack pack = partnership.pack("locked");
        partnership.send(pack, "chronology.txt", "Contact.");
        partnership.send(SENDER, pack, "summary.txt", lockedZip());
        assertThat(partnership.send(pack, "manifest.yaml", Partnership.manifest())).isInstanceOf(Answer.Held.class);

        assertThat(partnership.intake().holds().list().getFirst().asked()).extracting(HeldPack.Asked::code)
                .containsExactly("UNREADABLE");
        assertThat(partnership.intake().holds().release(partnership.actor("sp-spoc"), transfer(pack),
                new Reason("The password went by telephone")).became()).isEqualTo(Became.ACCEPTED);
    }

    @Test
    @DisplayName("A-37: whoever holds a role account of the agency that was asked answers in it, and the entry names both")
    void answersInARoleThatHeHolds() throws Exception {
        partnership.edit(yaml -> Partnership.appointed(yaml).replace(
                "  - { id: sp-spoc, agency: staffordshire-police, kind: PERSON, roles: [SPOC] }\n",
                "  - { id: sp-desk, agency: staffordshire-police, kind: ROLE, roles: [SPOC], holders: [scc-spoc] }\n"));
        SenderPack pack = partnership.pack("crowd");
        sendCrowd(pack);

        partnership.intake().holds().release(partnership.actor("scc-spoc"), transfer(pack), SIBLINGS);

        assertThat(bodies("RELEASED")).singleElement().satisfies(body -> assertThat(body)
                .contains("\"actor\":\"scc-spoc\"", "\"role\":\"sp-desk\""));
    }

    private Answer sendCrowd(SenderPack pack) throws Exception {
        return sendCrowd(pack, Partnership.manifest());
    }

    private Answer sendCrowd(SenderPack pack, String manifest) throws Exception {
        partnership.send(pack, "chronology.txt", FIVE_PEOPLE);
        partnership.send(pack, "summary.txt", "In our opinion the plan holds.");
        return partnership.send(pack, "manifest.yaml", two(manifest));
    }

    /// What is late for a meeting is refused when it is judged again.
    private static String outsideAMeeting() {
        return Partnership.manifest().replace("PRE_MEETING", "NO_MEETING").replaceAll("meeting_(ref|at): .*\\n", "");
    }

    /// A pack that names too many people, one part of which came from the hospital.
    private SenderPack twice() throws Exception {
        String summary = "In the hospital's opinion the plan holds.";
        SenderPack received = partnership.pack("uhnm-named-nurse", Partnership.CASE, "from-the-hospital");
        partnership.send("uhnm-named-nurse", received, "summary.txt", summary.getBytes(UTF_8));
        partnership.send("uhnm-named-nurse", received, "manifest.yaml", toThePolice().getBytes(UTF_8));
        SenderPack pack = partnership.pack("crowd");
        partnership.send(pack, "chronology.txt", FIVE_PEOPLE);
        partnership.send(pack, "summary.txt", summary);
        assertThat(partnership.send(pack, "manifest.yaml", two(Partnership.manifest())))
                .isInstanceOf(Answer.Held.class);
        return pack;
    }

    static String toThePolice() {
        return Partnership.manifest()
                .replace("originator_agency: staffordshire-police",
                        "originator_agency: university-hospitals-of-north-midlands-nhs-trust")
                .replace("agency: staffordshire-county-council", "agency: staffordshire-police")
                .replace("account: scc-safeguarding-lead", "account: sp-review-officer")
                .replace("  - { file: chronology.txt, nature: FACT, retention_class: case-pack }\n", "");
    }

    private static String two(String manifest) {
        return manifest.replace("categories:",
                "  - { key: sibling-1, living: true, relation: FAMILY, adult: false }\ncategories:");
    }

    private static byte[] lockedZip() {
        byte[] zip = new byte[100];
        byte[] header = {'P', 'K', 3, 4, 20, 0, 1, 0, 8, 0};
        System.arraycopy(header, 0, zip, 0, header.length);
        zip[26] = 5;
        System.arraycopy("a.txt".getBytes(UTF_8), 0, zip, 30, 5);
        return zip;
    }

    private void nobodySees(SenderPack pack) {
        assertThat(partnership.inbox().packs(partnership.person(RECIPIENT))).isEmpty();
        assertThatThrownBy(() -> partnership.download(RECIPIENT, pack, 1)).isInstanceOf(ReleaseRefused.class)
                .hasMessage("You cannot open this pack because it was not addressed to you.");
    }

    private String transfer(SenderPack pack) {
        return PackRows.pack(partnership.database().query(), pack.id()).orElseThrow().transfer().orElseThrow();
    }

    private List<String> bodies(String kind) {
        return partnership.database().query().select(ENTRY.BODY).from(ENTRY).where(ENTRY.KIND.eq(kind))
                .orderBy(ENTRY.INDEX).fetch(row -> new String(row.value1(), UTF_8));
    }
}
