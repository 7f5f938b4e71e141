// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.Partnership.CASE;
import static org.casegate.policy.Partnership.SENDER;
import static org.casegate.policy.Partnership.STAFFORDSHIRE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.policy.Partnership;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.check.Limits;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
    private static final CaseRef OTHER_CASE = new CaseRef("SSCB-CSPR-2026-003");

    @TempDir
    Path home;
    private Partnership partnership;

    @BeforeEach
    void open() {
        partnership = Partnership.at(home);
    }

    /// Every test ends by verifying the ledger.
    @AfterEach
    void verify() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    @Test
    @DisplayName("S01 OB-103 a complete pack is accepted, recorded, answered, and its receipt can be read")
    void acceptsACompletePack() throws Exception {
        SenderPack pack = partnership.pack("chronology");

        assertThat(partnership.send(pack, "chronology.txt", "Contact on 3 March.")).isEqualTo(new Answer.Received());
        assertThat(partnership.send(pack, "summary.txt", "In our opinion.")).isEqualTo(new Answer.Received());
        Answer answer = partnership.send(pack, "manifest.yaml", Partnership.manifest());

        assertThat(answer).isInstanceOf(Answer.Accepted.class);
        assertThat(partnership.entries()).containsExactly("ACCEPTED");
        assertThat(partnership.text(pack, "RECEIPT.txt")).startsWith("ACCEPTED")
                .contains("Part 1 of 2   chronology.txt");
        assertThat(partnership.text(pack, "receipt.json")).contains("\"outcome\"", "\"ACCEPTED\"", "\"ledger_index\"",
                "\"transfer\":\"ST-2026-");
        assertThat(partnership.text(pack, "receipt.entry")).as("which text it was judged by, to the octet").contains(
                "\"agreement_sha256\":\""
                        + Agreements.bundled().find(new AgreementId("staffordshire")).orElseThrow().textSha256()
                        + "\"");
        assertThat(partnership.text(pack, "receipt.entry")).contains("\"kind\":\"ACCEPTED\"").doesNotContain(
                CASE.value(),
                "chronology");
        assertThat(partnership.objects()).as("two parts").isGreaterThanOrEqualTo(2);
    }

    @Test
    @DisplayName("S02 OB-037 a recipient that the agreement does not name is refused at ST-05, and the ciphertext goes at once")
    void refusesARecipientThatIsNotNamed() throws Exception {
        SenderPack pack = partnership.pack("to-transport-police");
        partnership.send(pack, "chronology.txt", "Contact on 3 March.");
        partnership.send(pack, "summary.txt", "In our opinion.");

        Answer answer = partnership.send(pack, "manifest.yaml", toTransportPolice());

        assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class, refused -> assertThat(refused.sentence())
                .contains("This upload was refused because British Transport Police is not an agency named in the "
                        + "Staffordshire agreement.")
                .contains("If a child may be at risk now, do not wait for this system: ring"));
        assertThat(partnership.entries()).containsExactly("REFUSED RECIPIENT-NOT-NAMED");
        partnership.intake().tidy();
        assertThat(partnership.objects()).isZero();
        assertThat(partnership.text(pack, "RECEIPT.txt")).startsWith("REFUSED");
    }

    @Test
    @DisplayName("S02 the manifest first: a stranger is refused before the parts are sent")
    void refusesAtTheManifestWhenItComesFirst() throws Exception {
        SenderPack pack = partnership.pack("manifest-first");

        Answer answer = partnership.send(pack, "manifest.yaml", toTransportPolice());

        assertThat(answer).isInstanceOf(Answer.Refused.class);
        assertThat(partnership.entries()).containsExactly("REFUSED RECIPIENT-NOT-NAMED");
    }

    private static String toTransportPolice() {
        return Partnership.manifest()
                .replace("agency: staffordshire-county-council", "agency: british-transport-police")
                .replace("account: scc-safeguarding-lead", "account: btp-officer");
    }

    @Test
    void acceptsWhenTheManifestComesFirst() throws Exception {
        SenderPack pack = partnership.pack("manifest-first");

        assertThat(partnership.send(pack, "manifest.yaml", Partnership.manifest())).isEqualTo(
                new Answer.Waiting("manifest.yaml was taken. Waiting for chronology.txt, summary.txt."));
        assertThat(partnership.send(pack, "summary.txt", "In our opinion.")).isEqualTo(new Answer.Received());

        assertThat(partnership.send(pack, "chronology.txt", "Contact.")).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    @DisplayName("S07 content faults are reported together, and a corrected manifest mends the pack without its parts again")
    void waitsForACorrectedManifest() throws Exception {
        SenderPack pack = partnership.pack("mended");
        partnership.send(pack, "chronology.txt", "Contact.");
        partnership.send(pack, "summary.txt", "In our opinion.");

        Answer refused = partnership.send(pack, "manifest.yaml", Partnership.manifest()
                .replace("categories: [NAME,", "categories: [GENETIC, NAME,")
                .replace("{ file: chronology.txt, nature: FACT,", "{ file: chronology.txt,"));
        Answer accepted = partnership.send(pack, "manifest.yaml", Partnership.manifest());

        assertThat(refused).isInstanceOfSatisfying(Answer.Refused.class,
                answer -> assertThat(answer.sentence()).containsSubsequence("is not a type of information listed",
                        "does not say whether it is fact, opinion or both"));
        assertThat(accepted).isInstanceOf(Answer.Accepted.class);
        assertThat(partnership.entries()).containsExactly("REFUSED CATEGORY-NOT-LISTED", "ACCEPTED");
        assertThat(partnership.text(pack, "receipt.json")).contains("\"attempt\":2");
    }

    @Test
    @DisplayName("retries of the same octets are one attempt, refused for good, refused for now and accepted alike")
    void answersTheSameOctetsAsBefore() throws Exception {
        SenderPack refusedPack = partnership.pack("refused");
        partnership.send(refusedPack, "manifest.yaml", toTransportPolice());
        partnership.send(refusedPack, "manifest.yaml", toTransportPolice());
        SenderPack waiting = partnership.pack("waiting");
        String late = Partnership.manifest().replace("as_at: 2026-05-04", "as_at:");
        partnership.send(waiting, "chronology.txt", "Contact.");
        partnership.send(waiting, "summary.txt", "In our opinion.");
        Answer first = partnership.send(waiting, "manifest.yaml", late);
        assertThat(partnership.send(waiting, "manifest.yaml", late)).isEqualTo(first);
        SenderPack accepted = partnership.pack("accepted");
        Answer yes = partnership.sendAccepted(accepted);
        assertThat(partnership.send(accepted, "manifest.yaml", Partnership.manifest())).isEqualTo(yes);
        assertThat(partnership.send(accepted, "chronology.txt", "Contact on 3 March.")).isEqualTo(yes);

        assertThat(partnership.entries()).containsExactly("REFUSED RECIPIENT-NOT-NAMED", "REFUSED AS-AT-MISSING",
                "ACCEPTED");
    }

    @Test
    void closesAnAcceptedPackToAnythingElse() throws Exception {
        SenderPack pack = partnership.pack("closed");
        partnership.sendAccepted(pack);

        assertThatThrownBy(() -> partnership.send(pack, "chronology.txt", "Something else."))
                .isInstanceOf(IntakeRefusal.class)
                .hasMessageContaining("This pack was already ACCEPTED at")
                .hasMessageContaining("send a correction");
        assertThatThrownBy(() -> partnership.send(pack, "more.txt", "More.")).isInstanceOf(IntakeRefusal.class);
        assertThatThrownBy(() -> partnership.intake().remove(partnership.sender(SENDER), pack, "summary.txt"))
                .isInstanceOf(IntakeRefusal.class);
        assertThatThrownBy(() -> partnership.intake().rename(partnership.sender(SENDER), pack, "summary.txt", "s.txt"))
                .isInstanceOf(IntakeRefusal.class);
    }

    @Test
    @DisplayName("a manifest that cannot be read is no decision: its parts stay, the sentence names line, key and what is accepted")
    void keepsThePartsOfAManifestThatCannotBeRead() throws Exception {
        SenderPack pack = partnership.pack("typo");
        partnership.send(pack, "chronology.txt", "Contact.");
        partnership.send(pack, "summary.txt", "In our opinion.");

        assertThatThrownBy(() -> partnership.send(pack, "manifest.yaml",
                Partnership.manifest().replace("phase: PRE_MEETING", "phaze: PRE_MEETING")))
                .isInstanceOf(IntakeRefusal.class)
                .hasMessageContaining("manifest.yaml, line 6")
                .hasMessageContaining("phaze");
        assertThat(partnership.entries()).containsExactly("REFUSED MANIFEST-INVALID");
        assertThat(partnership.send(pack, "manifest.yaml", Partnership.manifest())).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void refusesAManifestOfAnotherCase() throws Exception {
        SenderPack pack = partnership.pack("elsewhere");

        assertThatThrownBy(() -> partnership.send(pack, "manifest.yaml",
                Partnership.manifest().replace(CASE.value(), OTHER_CASE.value())))
                .isInstanceOf(IntakeRefusal.class)
                .hasMessageContaining("case_ref");
    }

    @Test
    @DisplayName("OB-084 a part that the manifest does not list refuses the pack")
    void refusesAnUndeclaredPart() throws Exception {
        SenderPack pack = partnership.pack("undeclared");
        partnership.send(pack, "notes.txt", "Not declared.");

        Answer answer = partnership.sendAccepted(pack);

        assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class,
                refused -> assertThat(refused.sentence()).contains("notes.txt"));
        partnership.intake().remove(partnership.sender(SENDER), pack, "notes.txt");
        assertThat(partnership.send(pack, "summary.txt", "In our opinion the plan holds."))
                .isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void judgesAFileUnderATemporaryNameOnlyWhenItIsRenamed() throws Exception {
        SenderPack pack = partnership.pack("winscp");
        partnership.send(pack, "chronology.txt", "Contact.");
        partnership.send(pack, "manifest.yaml", Partnership.manifest());
        assertThat(partnership.send(pack, "summary.txt.filepart", "In our opinion.")).isEqualTo(new Answer.Received());

        Answer answer = partnership.intake().rename(partnership.sender(SENDER), pack, "summary.txt.filepart",
                "summary.txt");

        assertThat(answer).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    @DisplayName("a cut connection commits nothing, and the client goes on where it was")
    void goesOnAfterACut() throws Exception {
        SenderPack pack = partnership.pack("cut");
        byte[] content = "Contact on 3 March, by telephone.".getBytes(UTF_8);
        PartUpload cut = partnership.intake().receive(partnership.sender(SENDER), pack, "chronology.txt",
                Intake.Mode.START_OVER);
        cut.append(content, 0, 10);
        cut.suspend();
        partnership.send(pack, "summary.txt", "In our opinion.");
        assertThat(partnership.send(pack, "manifest.yaml", Partnership.manifest())).isEqualTo(
                new Answer.Waiting("manifest.yaml was taken. Not finished yet: chronology.txt."));

        PartUpload again = partnership.intake().receive(partnership.sender(SENDER), pack, "chronology.txt",
                Intake.Mode.CONTINUE);
        assertThat(again.received()).isEqualTo(10);
        again.append(content, 10, content.length - 10);

        assertThat(again.close()).isInstanceOf(Answer.Accepted.class);
        assertThat(partnership.text(pack, "RECEIPT.txt")).contains(Integer.toString(content.length) + " bytes");
    }

    @Test
    void takesAFileAgainFromItsBeginningAfterACut() throws Exception {
        SenderPack pack = partnership.pack("restart");
        PartUpload cut = partnership.intake().receive(partnership.sender(SENDER), pack, "chronology.txt",
                Intake.Mode.START_OVER);
        cut.append(new byte[100], 0, 100);
        cut.suspend();

        PartUpload again = partnership.intake().receive(partnership.sender(SENDER), pack, "chronology.txt",
                Intake.Mode.CONTINUE);
        again.restart();
        assertThat(again.received()).isZero();
        again.append("Contact.".getBytes(UTF_8), 0, 8);

        assertThat(again.close()).isEqualTo(new Answer.Received());
        assertThat(
                partnership.intake().file(partnership.sender(SENDER), pack, "chronology.txt").orElseThrow().sizeBytes())
                .isEqualTo(8);
    }

    @Test
    @DisplayName("V7 a case one may not send to answers as one that does not exist, and packs are private to the account")
    void showsNobodyElsesPacks() throws Exception {
        SenderPack pack = partnership.pack("private");
        var nurse = partnership.sender("uhnm-named-nurse");

        assertThat(partnership.packs().packs(nurse, STAFFORDSHIRE, CASE).next()).isEmpty();
        assertThat(partnership.packs().cases(nurse, STAFFORDSHIRE).next()).containsExactly(CASE);
        assertThat(partnership.packs().find(nurse, STAFFORDSHIRE, OTHER_CASE, "x")).isEmpty();
        assertThatThrownBy(() -> partnership.packs().create(nurse, STAFFORDSHIRE, OTHER_CASE, "x"))
                .isInstanceOfSatisfying(IntakeRefusal.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(IntakeRefusal.Kind.NOT_FOUND));
        assertThatThrownBy(() -> partnership.intake().files(nurse, pack)).isInstanceOf(IntakeRefusal.class);
        assertThat(partnership.packs().packs(partnership.sender(SENDER), STAFFORDSHIRE, CASE).next())
                .extracting(SenderPack::name)
                .containsExactly("private");
    }

    @Test
    void givesATemplateBeforeAndNoPartBack() throws Exception {
        SenderPack pack = partnership.pack("template");
        partnership.send(pack, "chronology.txt", "Contact.");

        assertThat(partnership.text(pack, "manifest-template.yaml")).contains("case_ref: " + CASE.value(),
                "chronology.txt", "scc-safeguarding-lead");
        assertThatThrownBy(() -> partnership.text(pack, "chronology.txt")).isInstanceOfSatisfying(IntakeRefusal.class,
                refusal -> assertThat(refusal.kind()).isEqualTo(IntakeRefusal.Kind.NEVER));
    }

    @Test
    @DisplayName("what was acknowledged survives the process; what was not leaves an entry and nothing else")
    void comesBackAfterACrash() throws Exception {
        SenderPack pack = partnership.pack("crash");
        partnership.send(pack, "chronology.txt", "Contact.");
        PartUpload lost = partnership.intake().receive(partnership.sender(SENDER), pack, "summary.txt",
                Intake.Mode.START_OVER);
        lost.append(new byte[70_000], 0, 70_000);

        partnership = partnership.restarted();

        assertThat(partnership.entries()).containsExactly("ABANDONED UNFINISHED");
        assertThat(partnership.intake().files(partnership.sender(SENDER), pack))
                .extracting(PackFile::name)
                .containsExactly("STATUS.txt", "chronology.txt", "manifest-template.yaml");
        assertThat(partnership.objects()).isEqualTo(1);
        partnership.send(pack, "summary.txt", "In our opinion.");
        assertThat(partnership.send(pack, "manifest.yaml", Partnership.manifest())).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void judgesAtStartWhatWasCompleteWhenTheProcessEnded() throws Exception {
        SenderPack pack = partnership.pack("undecided");
        partnership.send(pack, "chronology.txt", "Contact.");
        partnership.send(pack, "summary.txt", "In our opinion.");
        partnership.send(pack, "manifest.yaml.part", Partnership.manifest());
        PartRow manifest = PackRows.parts(partnership.database().query(), pack.id())
                .stream()
                .filter(PartRow::temporary)
                .findFirst()
                .orElseThrow();
        try (MasterKey master = MasterKey.read(home.resolve("master.key"))) {
            var token = new KeyedToken(master).of("part", pack.id().toString(), FileName.MANIFEST);
            partnership.database()
                    .query()
                    .execute(PackRows.rename(manifest.id(), FileName.parse(FileName.MANIFEST), token));
        }

        partnership = partnership.restarted();

        assertThat(partnership.entries()).containsExactly("ACCEPTED");
    }

    @Test
    void expiresAnUnfinishedPackAfterItsTime() throws Exception {
        SenderPack pack = partnership.pack("forgotten");
        partnership.send(pack, "chronology.txt", "Contact.");

        partnership.pass(Duration.ofHours(73));
        partnership.intake().tidy();

        assertThat(partnership.entries()).containsExactly("ABANDONED EXPIRED");
        assertThat(partnership.objects()).isZero();
        assertThat(partnership.packs().packs(partnership.sender(SENDER), STAFFORDSHIRE, CASE).next()).isEmpty();
    }

    @Test
    @DisplayName("lesson 1 limits hold at each write, whatever was announced")
    void refusesWhatIsTooLarge() throws Exception {
        partnership.close();
        Quotas small = new Quotas(new Limits(2, 1_000, Duration.ofDays(3)), 2, 5_000, 5_000,
                0, Duration.ofMinutes(5));
        partnership = Partnership.at(home.resolve("small").toFile().mkdir() ? home.resolve("small") : home, small);
        SenderPack pack = partnership.pack("large");
        PartUpload upload = partnership.intake().receive(partnership.sender(SENDER), pack, "film.mp4",
                Intake.Mode.START_OVER);
        upload.append(new byte[1_000], 0, 1_000);

        assertThatThrownBy(() -> upload.append(new byte[1], 0, 1)).isInstanceOf(IntakeRefusal.class)
                .hasMessageContaining("film.mp4 is larger than");
        assertThatThrownBy(upload::close).isInstanceOf(IntakeRefusal.class);
        assertThat(partnership.entries()).containsExactly("REFUSED TOO-LARGE");
        partnership.pack("second");
        assertThatThrownBy(() -> partnership.pack("third")).isInstanceOf(IntakeRefusal.class)
                .hasMessageContaining("2 unfinished packs");
        partnership.intake().tidy();
        assertThat(partnership.objects()).isZero();
    }

    @Test
    @DisplayName("OB-114 ST-08 what comes from an address whose place nobody knows is refused")
    void refusesWhatComesFromAnUnknownPlace() throws Exception {
        SenderPack pack = partnership.pack("abroad");
        partnership.edit(register -> register.replace(", 198.51.100.0/24", ""));

        assertThat(partnership.sendAccepted(pack)).isInstanceOf(Answer.Refused.class);

        assertThat(partnership.entries()).containsExactly("REFUSED TERRITORY");
    }

    @Test
    void tellsWhoeverIsStillSendingThatTheManifestWasRefused() throws Exception {
        SenderPack pack = partnership.pack("early");
        PartUpload upload = partnership.intake()
                .receive(partnership.sender(SENDER), pack, "chronology.txt", Intake.Mode.START_OVER);
        upload.append(new byte[10], 0, 10);

        partnership.send(pack, "manifest.yaml", toTransportPolice());

        assertThatThrownBy(() -> upload.append(new byte[10], 0, 10)).isInstanceOf(IntakeRefusal.class)
                .hasMessageContaining("British Transport Police");
        assertThat(partnership.objects()).isZero();
    }

    @Test
    void takesNoManifestThatIsTooLargeUnderAnotherName() throws Exception {
        SenderPack pack = partnership.pack("large-manifest");
        partnership.send(SENDER, pack, "manifest.yaml.part", new byte[300_000]);

        assertThatThrownBy(() -> partnership.intake()
                .rename(partnership.sender(SENDER), pack, "manifest.yaml.part", "manifest.yaml"))
                .isInstanceOf(IntakeRefusal.class)
                .hasMessageContaining("262144 bytes");
    }

    @Test
    void makesAndRemovesEmptyPacksOnly() throws Exception {
        SenderPack pack = partnership.pack("empty");
        partnership.send(pack, "chronology.txt", "Contact.");
        var sender = partnership.sender(SENDER);

        assertThatThrownBy(() -> partnership.packs().remove(sender, pack)).isInstanceOf(IntakeRefusal.class);
        partnership.intake().remove(sender, pack, "chronology.txt");
        partnership.packs().remove(sender, pack);

        assertThat(partnership.packs().find(sender, STAFFORDSHIRE, CASE, "empty")).isEmpty();
        assertThat(partnership.entries()).isEqualTo(List.of());
    }
}
