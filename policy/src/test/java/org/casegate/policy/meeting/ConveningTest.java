// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.meeting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.casegate.policy.Partnership.STAFFORDSHIRE;
import static org.casegate.policy.meeting.Conveners.CASE;
import static org.casegate.policy.meeting.Conveners.CONVENER;
import static org.casegate.policy.meeting.Conveners.as;
import static org.casegate.policy.meeting.Conveners.proposal;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.pack.Tables.CASE_FILE;
import static org.casegate.schema.tables.pack.Tables.MEETING;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.casegate.policy.Partnership;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.document.Complaint;
import org.casegate.policy.intake.Answer;
import org.casegate.policy.intake.IntakeRefusal;
import org.casegate.policy.intake.SenderPack;
import org.casegate.policy.ledger.LedgerQuery;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.CaseRef;
import org.casegate.policy.register.MeetingRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What conveners do with cases and meetings, and what it means for packs.
class ConveningTest {
    private static final CaseRef REF = new CaseRef("SSCB-RR-2026-020");
    private static final MeetingRef FIRST = new MeetingRef("SSCB-MTG-2026-050");
    private static final String SHORT = """
            manifest: 1
            agreement: staffordshire
            case_ref: SSCB-RR-2026-020
            regime: UK_GDPR
            as_at: 2026-05-04
            identifiability: IDENTIFIABLE
            subjects: [{ key: child-1, living: true, relation: SUBJECT_CHILD }]
            categories: [NAME]
            necessity: The last two years and no more
            parts: [{ file: chronology.txt, nature: FACT }]
            """;

    @TempDir
    Path folder;

    private Partnership partnership;
    private Actor convener;

    @BeforeEach
    void open() {
        partnership = Partnership.at(folder);
        Conveners.join(partnership);
        convener = as(partnership, CONVENER);
    }

    @AfterEach
    void close() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    @Test
    @DisplayName("S01: a case opened by its convener takes a pack that says only what is the sender's, and its cover page says why")
    void takesAShortManifest() throws Exception {
        Convened opened = partnership.convening().open(convener, proposal(CASE));
        assertThat(opened.warnings()).isEmpty();

        SenderPack pack = send("pack", SHORT);

        assertThat(partnership.entries()).containsExactly("ACCEPTED");
        assertThat(partnership.inbox().cover(partnership.person(Partnership.RECIPIENT), pack.id()).whyNeeded())
                .isEqualTo(Conveners.SECRET_WHY);
        assertThat(partnership.convening().cases(convener)).extracting(file -> file.record().caseRef())
                .containsExactly(new CaseRef("SSCB-CSPR-2026-003"), Partnership.CASE, REF);
    }

    @Test
    @DisplayName("S01, OB-028: the entry of each act names convener, agency and machine's user, and commits to the words without telling them")
    void recordsEachAct() throws Exception {
        partnership.convening().open(convener, proposal(CASE));
        partnership.convening().openMeeting(convener, STAFFORDSHIRE, REF, meeting("SSCB-MTG-2026-051", "2026-05-20"));
        partnership.convening().move(convener, STAFFORDSHIRE, REF, meeting("SSCB-MTG-2026-051", "2026-05-21"));
        partnership.convening().cancel(convener, STAFFORDSHIRE, REF, new MeetingRef("SSCB-MTG-2026-051"));
        partnership.convening().amend(convener, proposal(CASE.replace("art6: e", "art6: c")));
        partnership.convening().close(convener, STAFFORDSHIRE, REF);

        List<String> bodies = partnership.database().query().select(ENTRY.BODY).from(ENTRY)
                .where(ENTRY.ACTOR.eq(CONVENER)).orderBy(ENTRY.INDEX)
                .fetch(row -> new String(row.value1(), UTF_8));
        assertThat(bodies).hasSize(6).allSatisfy(body -> assertThat(body)
                .contains("\"agency\":\"staffordshire-county-council\"", "\"machine_user\":\"os:sysadmin\"",
                        "\"kind\":\"CONFIG_CHANGED\"", "\"version\":\"1.1\"", "\"sealed\":{\"case\":")
                .doesNotContain(Conveners.SECRET_WHY, REF.value(), "SSCB-MTG"));
        assertThat(bodies).extracting(body -> body.replaceFirst(".*\"code\":\"([A-Z-]+)\".*", "$1"))
                .containsExactly("CASE-OPENED", "MEETING-OPENED", "MEETING-MOVED", "MEETING-CANCELLED",
                        "CASE-AMENDED", "CASE-CLOSED");
        assertThat(bodies.get(2)).contains("\"former\":\"2026-05-20T09:00:00Z\"", "\"at\":\"2026-05-21T09:00:00Z\"");
        assertThat(partnership.queries().run("an-auditor", Optional.empty(),
                LedgerQuery.all().aboutCase(REF.value()))).hasSize(6);
        assertThat(partnership.database().query().fetch(CASE_FILE).format() + partnership.database().query()
                .fetch(MEETING).format()).doesNotContain("SSCB", "home");
    }

    @Test
    @DisplayName("only a convener of a body that shares under the agreement opens a case, and only for accounts and bodies that there are")
    void refusesWhoeverMayNotConvene() {
        refused(() -> partnership.convening().open(as(partnership, Partnership.RECIPIENT), proposal(CASE)),
                "scc-safeguarding-lead is not a convener.");
        refused(() -> partnership.convening().open(Actor.onMachine("os:root"), proposal(CASE)),
                "os:root is not a convener.");
        refused(() -> partnership.convening().open(as(partnership, Conveners.STRANGER), proposal(CASE)),
                "British Transport Police has not signed the Staffordshire agreement and has not been admitted under it.");
        refused(() -> partnership.convening().cases(as(partnership, Conveners.STRANGER)),
                "btp-convener convenes under no agreement.");
        refused(() -> partnership.convening().open(convener, proposal(CASE
                .replace("account: scc-safeguarding-lead", "account: scc-auditor")
                .replace("senders: [staffordshire-police", "senders: [ministry-of-silly-walks"))),
                "senders: the register has no agency ministry-of-silly-walks; recipients: scc-auditor may not receive information; the account has not the role RECIPIENT.");
        assertThat(partnership.cases().find(STAFFORDSHIRE, REF)).isEmpty();
    }

    @Test
    @DisplayName("a convener is told what every pack of the case would be refused for; the case is his to open all the same")
    void remarksOnWhatTheAgreementWillRefuse() throws Exception {
        Convened opened = partnership.convening().open(convener, proposal(CASE.replace("RAPID-REVIEW", "DEMAND")
                .replace("art6: e", "art6: a").replace("CHILDREN-ACT-1989-AND-2004", "MAGNA-CARTA")
                .replace("case-pack", "no-such-class")
                .replaceFirst("\\[staffordshire-police", "[british-transport-police")));

        assertThat(opened.warnings()).containsExactly(
                "DEMAND is not a purpose of the Staffordshire agreement, so only anonymised packs will be accepted.",
                "art6 a is not relied on by the Staffordshire agreement; it has c, e.",
                "legal_gateway MAGNA-CARTA is not listed in the Staffordshire agreement.",
                "There is no retention class no-such-class; there are case-pack.",
                "British Transport Police has not signed the Staffordshire agreement and has not been admitted under it. Packs from or to it will be refused until then.");
    }

    @Test
    @DisplayName("what is wrong in the text of a case is said all together, with line and key")
    void complainsOfABadText() {
        assertThat(Proposal.parse("""
                case: 1
                agreement: staffordshire
                case_ref: anna jones
                senders: [staffordshire-police]
                recipients: [{ agency: staffordshire-county-council, why_needed: Chairs }]
                consent: { state: OBTAINED }
                """.getBytes(UTF_8)).complaints()).extracting(Complaint::line, Complaint::key)
                .contains(tuple(3, "case_ref"),
                        tuple(5, "recipients"),
                        tuple(6, "consent"))
                .extracting(complaint -> complaint.toList().get(1)).contains("purpose");
    }

    @Test
    @DisplayName("a reference is used once; what is not there, cancelled or closed is named")
    void refusesWhatIsNotThere() throws Exception {
        Convening convening = partnership.convening();
        convening.open(convener, proposal(CASE));
        refused(() -> convening.open(convener, proposal(CASE)),
                "The case SSCB-RR-2026-020 is open already, or was. Amend it, or choose another reference.");
        refused(() -> convening.openMeeting(convener, STAFFORDSHIRE, REF, meeting(FIRST.value(), "2026-05-20")),
                "The case SSCB-RR-2026-020 has a meeting SSCB-MTG-2026-050 already. Move it, or choose another reference.");
        refused(() -> convening.move(convener, STAFFORDSHIRE, REF, meeting(FIRST.value(), "2026-05-01")),
                "A meeting is opened or moved to a time to come; 10:00 on 1 May 2026 is over.");
        refused(() -> convening.move(convener, STAFFORDSHIRE, REF, meeting("NONE-1", "2026-05-20")),
                "The case SSCB-RR-2026-020 has no meeting NONE-1.");
        convening.cancel(convener, STAFFORDSHIRE, REF, FIRST);
        refused(() -> convening.cancel(convener, STAFFORDSHIRE, REF, FIRST),
                "The meeting SSCB-MTG-2026-050 was cancelled. Open one under another reference.");
        refused(() -> convening.amend(convener, proposal(CASE.replace("RAPID-REVIEW", "AUDIT"))),
                "The case SSCB-RR-2026-020 is open for the purpose RAPID-REVIEW, which stays. Another purpose is another case.");
        convening.close(convener, STAFFORDSHIRE, REF);
        refused(() -> convening.openMeeting(convener, STAFFORDSHIRE, REF, meeting("SSCB-MTG-2026-052", "2026-05-20")),
                "The case SSCB-RR-2026-020 was closed at 10:00 on 6 May 2026.");
    }

    @Test
    @DisplayName("OB-101: the same manifest is judged again once its meeting was moved, and again once it was cancelled")
    void judgesAgainByWhatTheCaseNowSettles() throws Exception {
        partnership.convening().open(convener, proposal(CASE));
        String named = SHORT + """
                phase: PRE_MEETING
                meeting_ref: SSCB-MTG-2026-050
                meeting_at: 2026-05-20T10:00:00+01:00
                """;
        SenderPack pack = send("pack", named);
        assertThat(partnership.entries()).containsExactly("REFUSED MANIFEST-INVALID");
        assertThat(partnership.send(pack, "manifest.yaml", named)).isInstanceOf(Answer.Refused.class);
        assertThat(partnership.entries()).hasSize(1);

        partnership.convening().cancel(convener, STAFFORDSHIRE, REF, FIRST);
        assertThat(partnership.send(pack, "manifest.yaml", named)).isInstanceOfSatisfying(Answer.Refused.class,
                refused -> assertThat(refused.sentence()).contains("was cancelled"));

        partnership.convening().openMeeting(convener, STAFFORDSHIRE, REF, meeting("SSCB-MTG-2026-051", "2026-05-20"));
        assertThat(partnership.send(pack, "manifest.yaml", named.replace("050", "051")))
                .isInstanceOf(Answer.Accepted.class);
        assertThat(partnership.entries()).containsExactly("REFUSED MANIFEST-INVALID", "REFUSED MANIFEST-INVALID",
                "ACCEPTED");
    }

    @Test
    @DisplayName("a meeting that is moved leaves what was accepted, and its dates, as they were; the convener is told what ends before it")
    void leavesAcceptedPacksAsTheyWere() throws Exception {
        partnership.edit(register -> Conveners.joined(register).replace("trigger: RECEIVED, period: P90D",
                "trigger: MEETING, period: P10D"));
        partnership.convening().open(convener, proposal(CASE));
        SenderPack pack = send("pack", SHORT);
        String receipt = partnership.text(pack, "receipt.json");
        assertThat(receipt).contains("\"chronology.txt\": \"2026-05-24\"");

        Convened moved = partnership.convening().move(convener, STAFFORDSHIRE, REF,
                meeting(FIRST.value(), "2026-06-15"));

        assertThat(moved.warnings()).containsExactly("1 part sent for this meeting will be destroyed before it takes "
                + "place, on the date that the sender was told. Ask for it again.");
        assertThat(partnership.text(pack, "receipt.json")).isEqualTo(receipt);
        partnership.at(Instant.parse("2026-05-23T23:00:01Z"));
        assertThat(partnership.destruction().run().parts()).isEqualTo(1);
    }

    @Test
    @DisplayName("a closed case takes nothing more; whoever sent to it still finds his receipts, nobody else finds it")
    void closes() throws Exception {
        partnership.convening().open(convener, proposal(CASE));
        SenderPack pack = send("pack", SHORT);
        SenderPack waiting = partnership.pack(Partnership.SENDER, REF, "waiting");
        partnership.send(waiting, "chronology.txt", "Contact on 3 March.");

        partnership.convening().close(convener, STAFFORDSHIRE, REF);

        assertThatThrownBy(() -> partnership.pack(Partnership.SENDER, REF, "late")).isInstanceOf(IntakeRefusal.class);
        assertThat(partnership.send(waiting, "manifest.yaml", SHORT)).isInstanceOf(Answer.Refused.class);
        assertThat(partnership.text(pack, "RECEIPT.txt")).startsWith("ACCEPTED");
        assertThat(partnership.packs().cases(partnership.sender(Partnership.SENDER), STAFFORDSHIRE).next())
                .contains(REF);
        assertThat(partnership.packs().cases(partnership.sender("uhnm-named-nurse"), STAFFORDSHIRE).next())
                .doesNotContain(REF);
    }

    @Test
    @DisplayName("V17: the words of a closed case go, each with its entry, once nothing that was sent to it is left; the ledger still verifies")
    void ends() throws Exception {
        partnership.convening().open(convener, proposal(CASE));
        send("pack", SHORT);
        UUID id = partnership.cases().find(STAFFORDSHIRE, REF).orElseThrow().id();
        partnership.pass(Duration.ofDays(91));
        partnership.destruction().run();
        assertThat(partnership.caseEnd().run()).isZero();
        partnership.convening().close(convener, STAFFORDSHIRE, REF);
        assertThat(partnership.caseEnd().run()).isZero();

        partnership.pass(Duration.ofDays(3));
        assertThat(partnership.caseEnd().run()).isEqualTo(1);
        assertThat(partnership.caseEnd().run()).isZero();

        assertThat(partnership.entries()).endsWith("DESTROYED MEETING-ENDED", "DESTROYED CASE-ENDED");
        assertThat(partnership.openings().readAll(id)).isEmpty();
        assertThat(partnership.cases().find(STAFFORDSHIRE, REF)).isEmpty();
        assertThat(partnership.convening().cases(convener)).extracting(file -> file.record().caseRef())
                .doesNotContain(REF);
    }

    @Test
    @DisplayName("a closed case keeps its words while a pack of it is left")
    void staysWhileAPackIsLeft() throws Exception {
        partnership.convening().open(convener, proposal(CASE));
        SenderPack pack = send("pack", SHORT);
        partnership.convening().close(convener, STAFFORDSHIRE, REF);
        partnership.pass(Duration.ofDays(4));

        assertThat(partnership.caseEnd().run()).isZero();
        assertThat(partnership.text(pack, "RECEIPT.txt")).startsWith("ACCEPTED");
    }

    private SenderPack send(String name, String manifest) throws Exception {
        SenderPack pack = partnership.pack(Partnership.SENDER, REF, name);
        partnership.send(pack, "chronology.txt", "Contact on 3 March.");
        partnership.send(pack, "manifest.yaml", manifest);
        return pack;
    }

    private static CaseRecord.Meeting meeting(String ref, String day) {
        return new CaseRecord.Meeting(new MeetingRef(ref), Instant.parse(day + "T09:00:00Z"));
    }

    private interface Refusable {
        void attempt() throws Exception;
    }

    private static void refused(Refusable act, String sentence) {
        assertThatThrownBy(act::attempt).isInstanceOf(ConveningRefused.class).hasMessage(sentence);
    }
}
