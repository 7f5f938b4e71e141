// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.Partnership.CASE;
import static org.casegate.policy.Partnership.STAFFORDSHIRE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.casegate.policy.Partnership;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.AgreementParser;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.agreement.CheckAnswer;
import org.casegate.policy.intake.ReplayReport.Difference;
import org.casegate.policy.intake.ReplayReport.Lost;
import org.casegate.policy.intake.ReplayReport.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A draft is tried on the packs that were decided, before anybody approves it.
class ReplayTest {

    private static final Instant START = Instant.parse("2026-05-06T00:00:00Z");
    private static final String IN_FORCE = new String(
            Agreements.bundled().find(STAFFORDSHIRE).orElseThrow().text().octets(), UTF_8);
    private static final String CLOSED_PURPOSE = "  - { code: RAPID-REVIEW, clause: ST 2.2 b6, words: rapid reviews }\n";

    @TempDir
    Path home;

    private Partnership partnership;

    @BeforeEach
    void open() {
        partnership = Partnership.at(home);
    }

    @AfterEach
    void close() {
        assertThat(partnership.audit().ok()).isTrue();
        partnership.close();
    }

    @Test
    @DisplayName("lists what a draft would have decided differently, and by which clause")
    void listsWhatADraftWouldHaveChanged() throws Exception {
        partnership.sendAccepted(partnership.pack("accepted"));
        refuse(partnership.pack("refused"));

        ReplayReport report = partnership.replay().run("os:root", draft(CLOSED_PURPOSE, ""), START);

        assertThat(report.judged()).isEqualTo(2);
        assertThat(report.lost()).isEmpty();
        assertThat(report.differences()).hasSize(2).first().satisfies(difference -> {
            assertThat(difference.then().outcome()).isEqualTo("ACCEPTED");
            assertThat(difference.draft().outcome()).isEqualTo("REFUSED");
            assertThat(difference.draft().reasons()).containsExactly(new Reason("ST-10", "PURPOSE-NOT-LISTED",
                    "ST 3.2; ST 1.2; ST 2.2 b6, b5",
                    "This upload was refused because RAPID-REVIEW is not a purpose of the "
                            + "Staffordshire agreement, so only anonymised information may be sent for it."));
            assertThat(difference.agency()).isEqualTo("staffordshire-police");
            assertThat(difference.transfer()).startsWith("ST-2026-");
        });
        assertThat(report.differences().getLast().draft().reasons()).extracting(Reason::code)
                .containsExactly("PURPOSE-NOT-LISTED", "AS-AT-MISSING");
    }

    @Test
    @DisplayName("a draft with the same rules changes nothing, whatever its version is called")
    void findsNothingWhereNothingChanged() throws Exception {
        partnership.sendAccepted(partnership.pack("accepted"));
        refuse(partnership.pack("refused"));
        holdBack(partnership.pack("held"));

        ReplayReport report = partnership.replay().run("os:root", draft("# OB-001", "# OB-001"), START);

        assertThat(report.judged()).isEqualTo(3);
        assertThat(report.differences()).isEmpty();
    }

    @Test
    @DisplayName("a pack that waits is judged too: what was held would have been refused")
    void judgesWhatIsHeld() throws Exception {
        holdBack(partnership.pack("held"));

        ReplayReport report = partnership.replay().run("os:root", draft("""
                      - code: TOO-MANY-SUBJECTS
                        effect: HOLD
                """, """
                      - code: TOO-MANY-SUBJECTS
                        effect: REFUSE
                """), START);

        assertThat(report.differences()).extracting(Difference::then, Difference::draft).singleElement()
                .satisfies(pair -> assertThat(pair.toString()).contains("HELD", "REFUSED", "TOO-MANY-SUBJECTS"));
    }

    @Test
    @DisplayName("what was destroyed, or replaced by its sender, is counted and not guessed")
    void countsWhatCannotBeJudgedAgain() throws Exception {
        SenderPack stranger = partnership.pack("stranger");
        partnership.send(stranger, "manifest.yaml", Partnership.manifest()
                .replace("agency: staffordshire-county-council", "agency: british-transport-police")
                .replace("account: scc-safeguarding-lead", "account: btp-officer"));
        SenderPack mended = partnership.pack("mended");
        refuse(mended);
        partnership.send(mended, "manifest.yaml", Partnership.manifest());

        ReplayReport before = partnership.replay().run("os:root", draft(CLOSED_PURPOSE, ""), START);
        partnership.pass(Duration.ofDays(120));
        partnership.destruction().run();
        ReplayReport after = partnership.replay().run("os:root", draft(CLOSED_PURPOSE, ""), START);

        assertThat(before.judged()).isOne();
        assertThat(before.lost()).isEqualTo(Map.of(Lost.DESTROYED, 1, Lost.REPLACED, 1));
        assertThat(after.judged()).isZero();
        assertThat(after.lost()).isEqualTo(Map.of(Lost.DESTROYED, 3));
        assertThat(after.decisions()).isEqualTo(3);
    }

    @Test
    @DisplayName("decisions before the date, and those of other agreements, are left alone")
    void looksAtItsOwnTimeAndAgreementOnly() throws Exception {
        partnership.sendAccepted(partnership.pack("accepted"));

        Agreement solihull = Agreements.bundled().all().stream()
                .filter(each -> each.version().agreement().value().equals("solihull")).findFirst().orElseThrow();

        assertThat(partnership.replay().run("os:root", draft(CLOSED_PURPOSE, ""), START.plus(Duration.ofDays(1)))
                .decisions()).isZero();
        assertThat(partnership.replay().run("os:root", solihull, START).decisions()).isZero();
    }

    @Test
    @DisplayName("OB-020: asking is an entry, which names the draft by its text; the answer holds no case text")
    void recordsTheQuestionAndTellsNoCase() throws Exception {
        partnership.sendAccepted(partnership.pack("accepted"));
        Agreement draft = draft(CLOSED_PURPOSE, "");

        ReplayReport report = partnership.replay().run("os:root", draft, START);

        assertThat(partnership.entries()).last().isEqualTo("QUERIED");
        assertThat(report.toString()).doesNotContain(CASE.value(), "chronology", "summary");
    }

    @Test
    @DisplayName("OB-020: one decision is explained as it was: register, version, facts, and each check with its clause and answer")
    void explainsOneDecision() throws Exception {
        partnership.sendAccepted(partnership.pack("accepted"));
        long accepted = partnership.ledger().publish().checkpoint().size() - 1;
        refuse(partnership.pack("refused"));
        long refused = partnership.ledger().publish().checkpoint().size() - 1;

        DecisionTrail yes = partnership.replay().decision(accepted).orElseThrow();
        DecisionTrail no = partnership.replay().decision(refused).orElseThrow();

        assertThat(yes.version()).contains("1.1");
        assertThat(yes.lost()).isEmpty();
        assertThat(yes.facts()).containsEntry("purpose", "RAPID-REVIEW").containsEntry("agency", "staffordshire-police")
                .containsKeys("sender", "recipients", "categories", "parts");
        assertThat(yes.checks()).hasSizeGreaterThan(15).extracting(CheckAnswer::said)
                .contains(CheckAnswer.Said.KEPT).doesNotContain(CheckAnswer.Said.BROKEN);
        assertThat(yes.checks()).filteredOn(check -> check.step().equals("ST-05")).singleElement()
                .satisfies(check -> assertThat(check.clause().toString()).isEqualTo("ST front page; ST 4.0"));
        assertThat(no.checks()).filteredOn(check -> check.said() == CheckAnswer.Said.BROKEN).singleElement()
                .satisfies(check -> assertThat(check.sentences()).singleElement().asString()
                        .startsWith("This upload was refused because"));
        assertThat(yes.toString() + no).doesNotContain(CASE.value(), "chronology", "summary");
        assertThat(partnership.replay().decision(0)).isEmpty();
    }

    @Test
    @DisplayName("a decision of which something was destroyed is not guessed")
    void doesNotGuessAtADecision() throws Exception {
        partnership.sendAccepted(partnership.pack("accepted"));
        long accepted = partnership.ledger().publish().checkpoint().size() - 1;
        partnership.pass(Duration.ofDays(120));
        partnership.destruction().run();

        DecisionTrail gone = partnership.replay().decision(accepted).orElseThrow();

        assertThat(gone.lost()).contains(Lost.DESTROYED);
        assertThat(gone.checks()).isEmpty();
    }

    /// The agreement in force, called 1.2, with one passage changed.
    private static Agreement draft(String from, String to) {
        String text = IN_FORCE.replace("version: \"1.1\"\n\n", "version: \"1.2\"\n\n");
        assertThat(text).isNotEqualTo(IN_FORCE);
        String changed = text.replace(from, to);
        assertThat(changed.equals(text)).isEqualTo(from.equals(to));
        return AgreementParser.parse(changed.getBytes(UTF_8)).orThrow();
    }

    private void refuse(SenderPack pack) throws Exception {
        partnership.send(pack, "chronology.txt", "Contact.");
        partnership.send(pack, "summary.txt", "In our opinion.");
        partnership.send(pack, "manifest.yaml", Partnership.manifest().replace("as_at: 2026-05-04", "as_at:"));
    }

    private void holdBack(SenderPack pack) throws Exception {
        partnership.send(pack, "chronology.txt", "9990000018, 9990000026");
        partnership.send(pack, "summary.txt", "In our opinion.");
        partnership.send(pack, "manifest.yaml", Partnership.manifest());
    }
}
