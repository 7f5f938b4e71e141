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

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.Partnership;
import org.casegate.policy.release.InboxLine;
import org.casegate.policy.release.NoLongerAvailable;
import org.casegate.policy.release.Opened;
import org.casegate.policy.release.ReleaseRefused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How a sender takes a pack back.
class WithdrawalTest {
    private static final String REASON = "reason: The child's name was wrong in it\n";
    private static final Reason WRONG = new Reason("The child's name was wrong in it");

    @TempDir
    Path home;
    private Partnership partnership;
    private SenderPack pack;

    @BeforeEach
    void send() throws Exception {
        partnership = Partnership.at(home);
        partnership.edit(Partnership::appointed);
        pack = partnership.pack("chronology");
        partnership.sendAccepted(pack);
        partnership.release().acknowledge(partnership.person(RECIPIENT), pack.id());
    }

    /// Every test ends by verifying the ledger.
    @AfterEach
    void verify() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    @Test
    @DisplayName("OB-072 D-05: withdraw.yaml stops downloads at once; the answer says who had opened what and when; no key is left")
    void withdrawsByAFile() throws Exception {
        partnership.download(RECIPIENT, pack, 2);
        partnership.pass(Duration.ofMinutes(5));
        partnership.download(RECIPIENT, pack, 2);
        partnership.download(RECIPIENT, pack, 1);
        partnership.pass(Duration.ofHours(1));

        Answer answer = partnership.send(pack, "withdraw.yaml", REASON);

        String said = "This pack was withdrawn at 11:05 on 6 May 2026. Nobody can open it any more. "
                + "scc-safeguarding-lead of Staffordshire County Council had opened part 1 at 10:05 on 6 May 2026, "
                + "part 2 at 10:00 on 6 May 2026. What they have downloaded is out of this gateway's reach: tell them what to do with it.";
        assertThat(answer).isEqualTo(new Answer.Withdrawn(said));
        assertThatThrownBy(() -> partnership.download(RECIPIENT, pack, 1)).isInstanceOfSatisfying(ReleaseRefused.class,
                refused -> {
                    assertThat(refused.code()).isEqualTo("NOT-AVAILABLE");
                    assertThat(refused.sentence())
                            .isEqualTo("You cannot open this pack because it was withdrawn on 6 May 2026.");
                });
        assertThat(partnership.inbox().packs(partnership.person(RECIPIENT))).singleElement()
                .isInstanceOfSatisfying(InboxLine.Shut.class,
                        line -> assertThat(line.sentence()).contains("withdrawn on"));
        assertThat(partnership.database().query().fetchCount(WRAP)).isZero();
        assertThat(partnership.objects()).isZero();
        assertThat(partnership.text(pack, "RECEIPT.txt")).startsWith("WITHDRAWN  11:05 on 6 May 2026")
                .contains("had opened part 1", "The reason given: " + WRONG.text(), "Before that: ACCEPTED",
                        "chronology.txt");
        assertThat(partnership.text(pack, "receipt.json")).contains("\"outcome\": \"ACCEPTED\"",
                "\"kind\":\"WITHDRAWN\"", "{\"account\":\"scc-safeguarding-lead\"");
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "ACKNOWLEDGED", "DOWNLOADED", "DOWNLOADED",
                "DOWNLOADED", "WITHDRAWN", "DOWNLOAD_REFUSED NOT-AVAILABLE");
        assertThat(body("WITHDRAWN")).contains("\"former\":\"ACCEPTED\"", "\"clauses\":[\"[project]\"]",
                "\"actor\":\"sp-review-officer\"").doesNotContain("child");
        assertThat(partnership.database().query().select(NOTICE.ACCOUNT).from(NOTICE)
                .where(NOTICE.KIND.eq("PACK_WITHDRAWN")).fetch(NOTICE.ACCOUNT)).containsExactly(RECIPIENT);
    }

    @Test
    @DisplayName("OB-072: a download that runs is cut before its next chunk, once what is known of its pack is a second old")
    void cutsARunningDownload() throws Exception {
        SenderPack large = partnership.pack("large");
        byte[] film = new byte[1_000_000];
        partnership.send(SENDER, large, "chronology.txt", film);
        partnership.send(large, "summary.txt", "In our opinion.");
        partnership.send(large, "manifest.yaml", Partnership.manifest());
        ByteArrayOutputStream got = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] octets, int from, int length) {
                super.write(octets, from, length);
                if (size() == length) {
                    withdrawMeanwhile(large);
                }
            }
        };

        try (Opened opened = partnership.release().open(partnership.person(RECIPIENT), large.id(), 1)) {
            assertThatThrownBy(() -> opened.copyTo(got)).isInstanceOf(NoLongerAvailable.class)
                    .hasMessage("You cannot open this pack because it was withdrawn on 6 May 2026.");
        }

        assertThat(got.size()).isLessThan(film.length / 2);
        assertThat(partnership.entries()).endsWith("DOWNLOADED", "WITHDRAWN", "DOWNLOAD_REFUSED NOT-AVAILABLE");
    }

    private void withdrawMeanwhile(SenderPack large) {
        try {
            partnership.intake().withdrawals().withdraw(partnership.actor("sp-second-officer"), transfer(large), WRONG);
            partnership.pass(Duration.ofSeconds(1));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void letsADownloadRunToItsEndWhereNothingHappened() throws Exception {
        SenderPack large = partnership.pack("large");
        byte[] film = new byte[1_000_000];
        partnership.send(SENDER, large, "chronology.txt", film);
        partnership.send(large, "summary.txt", "In our opinion.");
        partnership.send(large, "manifest.yaml", Partnership.manifest());
        ByteArrayOutputStream got = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] octets, int from, int length) {
                super.write(octets, from, length);
                partnership.pass(Duration.ofSeconds(1));
            }
        };

        try (Opened opened = partnership.release().open(partnership.person(RECIPIENT), large.id(), 1)) {
            opened.copyTo(got);
        }

        assertThat(got.toByteArray()).isEqualTo(film);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            "reson: Wrong child" | "line 1"
            "reason: Wrong child\\nconsent: WITHDRAWN" | "consent"
            "reason:" | "reason: is missing"
            "reason: '  '" | "reason: says nothing; a sentence is wanted"
            "just words" | "begins with"
            "reason: one\\nreason: two" | "reason"
            """)
    @DisplayName("formats.md 6: withdraw.yaml is read strictly: every mistake is named, nothing is withdrawn and nothing is recorded")
    void takesNoWithdrawalThatCannotBeRead(String text, String named) {
        assertThatThrownBy(() -> partnership.send(pack, "withdraw.yaml", text.replace("\\n", "\n")))
                .isInstanceOf(IntakeRefusal.class)
                .hasMessageStartingWith("withdraw.yaml was not taken, and nothing was withdrawn. withdraw.yaml")
                .hasMessageContaining(named);

        assertThat(partnership.entries()).containsExactly("ACCEPTED", "ACKNOWLEDGED");
        assertThatThrownBy(() -> partnership.send(SENDER, pack, "withdraw.yaml", new byte[20_000]))
                .isInstanceOf(IntakeRefusal.class).hasMessageContaining("at most 16384 bytes");
    }

    @Test
    @DisplayName("a withdrawal whose answer got lost is answered again in the same words, and recorded once")
    void answersTheSameWithdrawalAgain() throws Exception {
        Answer first = partnership.send(pack, "withdraw.yaml", REASON);
        partnership = partnership.restarted();
        partnership.pass(Duration.ofHours(1));

        assertThat(partnership.send(pack, "withdraw.yaml", REASON)).isEqualTo(first);
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "ACKNOWLEDGED", "WITHDRAWN");
        assertThat(
                partnership.intake().file(partnership.sender(SENDER), pack, "withdraw.yaml").orElseThrow().sizeBytes())
                .isEqualTo(REASON.length());
        assertThat(partnership.intake().files(partnership.sender(SENDER), pack)).extracting(PackFile::name)
                .contains("withdraw.yaml", "chronology.txt", "RECEIPT.txt");
        assertThatThrownBy(() -> partnership.send(pack, "manifest.yaml", Partnership.manifest()))
                .isInstanceOf(IntakeRefusal.class).hasMessageContaining("already WITHDRAWN at 10:00 on 6 May 2026");
    }

    @Test
    @DisplayName("a client that uploads under a temporary name withdraws when it renames")
    void withdrawsWhenItIsRenamed() throws Exception {
        for (String temporary : List.of("withdraw.yaml.filepart", "withdraw.yaml.a1b2c3d4.partial")) {
            SenderPack another = partnership.pack(temporary.replace('.', '-'));
            partnership.sendAccepted(another);

            assertThat(partnership.send(another, temporary, REASON)).isEqualTo(new Answer.Received());
            assertThat(
                    partnership.intake().file(partnership.sender(SENDER), another, temporary).orElseThrow().sizeBytes())
                    .isEqualTo(REASON.length());
            assertThat(partnership.intake().rename(partnership.sender(SENDER), another, temporary, "withdraw.yaml"))
                    .isInstanceOf(Answer.Withdrawn.class);
            assertThatThrownBy(() -> partnership.intake().rename(partnership.sender(SENDER), another, temporary,
                    "withdraw.yaml")).isInstanceOf(IntakeRefusal.class);
        }
        assertThat(partnership.entries()).filteredOn("WITHDRAWN"::equals).hasSize(2);
    }

    @Test
    @DisplayName("a pack on hold can be taken back too: nobody had seen it, and nobody is asked any more")
    void withdrawsAPackOnHold() throws Exception {
        SenderPack held = partnership.pack("held");
        partnership.send(held, "chronology.txt", "999 000 0018 and 999 000 0026");
        partnership.send(held, "summary.txt", "In our opinion.");
        partnership.send(held, "manifest.yaml", Partnership.manifest());
        long before = partnership.objects();

        Answer answer = partnership.send(held, "withdraw.yaml", REASON);

        assertThat(answer).isEqualTo(new Answer.Withdrawn("This pack was withdrawn at 10:00 on 6 May 2026. "
                + "Nobody can open it any more. Nobody had opened any of it."));
        assertThat(partnership.objects()).isEqualTo(before - 3);
        assertThat(partnership.intake().holds().list()).isEmpty();
        assertThat(body("WITHDRAWN")).contains("\"former\":\"HELD\"");
        assertThatThrownBy(
                () -> partnership.intake().holds().release(partnership.actor("sp-spoc"), transfer(held), WRONG))
                .isInstanceOf(TransferRefusal.class);
        partnership.pass(Duration.ofDays(5));
        partnership.destruction().run();
        assertThat(partnership.openings().readAll(held.id().value())).isEmpty();
        assertThat(partnership.openings().readAll(pack.id().value())).isNotEmpty();
    }

    @Test
    void hasNothingToWithdrawOfAPackThatIsNotDecided() throws Exception {
        SenderPack open = partnership.pack("open");
        partnership.send(open, "chronology.txt", "Contact.");

        assertThatThrownBy(() -> partnership.send(open, "withdraw.yaml", REASON)).isInstanceOf(IntakeRefusal.class)
                .hasMessageContaining("There is nothing to withdraw: this pack is not decided");
    }

    @Test
    @DisplayName("A-51: a colleague of the sending agency who may send withdraws by a command; others learn not even that it exists")
    void withdrawsByACommand() throws Exception {
        for (String other : List.of("uhnm-named-nurse", "sp-spoc", RECIPIENT, "scc-sysadmin")) {
            assertThatThrownBy(() -> partnership.intake().withdrawals().withdraw(partnership.actor(other),
                    transfer(pack),
                    WRONG)).isInstanceOf(TransferRefusal.class).hasMessage(
                            other + " has no transfer " + transfer(pack)
                                    + " to withdraw: it is withdrawn by an account of the sending agency that may send.");
        }

        Withdrawn withdrawn = partnership.intake().withdrawals().withdraw(partnership.actor("sp-second-officer"),
                transfer(pack), WRONG);

        assertThat(withdrawn.sentences()).contains("Nobody had opened any of it.");
        assertThat(body("WITHDRAWN")).contains("\"actor\":\"sp-second-officer\"", "\"machine_user\":\"os:operator\"");
        assertThatThrownBy(() -> partnership.intake().withdrawals().withdraw(partnership.actor("sp-second-officer"),
                transfer(pack), WRONG)).isInstanceOf(TransferRefusal.class)
                .hasMessageStartingWith("This pack was withdrawn");
        assertThat(partnership.intake().transfers().show(transfer(pack), Optional.empty()).orElseThrow())
                .satisfies(shown -> {
                    assertThat(shown.line().state()).isEqualTo("WITHDRAWN");
                    assertThat(shown.sentences()).first().asString().startsWith("This pack was withdrawn");
                    assertThat(shown.toString()).doesNotContain("chronology").doesNotContain("child")
                            .doesNotContain("SSCB");
                });
    }

    @Test
    @DisplayName("OB-140: name and digest stay for the receipt until the parts' last day, and go then")
    void forgetsTheWordsOnTheLastDay() throws Exception {
        partnership.send(pack, "withdraw.yaml", REASON);
        partnership.pass(Duration.ofDays(89));
        partnership.destruction().run();
        assertThat(partnership.text(pack, "RECEIPT.txt")).contains("chronology.txt");

        partnership.pass(Duration.ofDays(2));
        partnership.destruction().run();

        assertThat(partnership.entries()).endsWith("WITHDRAWN", "DESTROYED");
        assertThat(partnership.openings().readAll(pack.id().value())).isEmpty();
        assertThatThrownBy(() -> partnership.download(RECIPIENT, pack, 1)).isInstanceOf(ReleaseRefused.class)
                .hasMessageContaining("destroyed");
    }

    private String transfer(SenderPack of) {
        return PackRows.pack(partnership.database().query(), of.id()).orElseThrow().transfer().orElseThrow();
    }

    private String body(String kind) {
        return partnership.database().query().select(ENTRY.BODY).from(ENTRY).where(ENTRY.KIND.eq(kind))
                .fetchSingle(row -> new String(row.value1(), UTF_8));
    }
}
