// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.agreement.JudgedBy.PAN_DORSET;
import static org.casegate.policy.agreement.JudgedBy.SOLIHULL;
import static org.casegate.policy.agreement.JudgedBy.WIRRAL;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.DownloadFacts;
import org.casegate.policy.check.DownloadFacts.AccessGround;
import org.casegate.policy.check.DownloadFacts.State;
import org.casegate.policy.check.DownloadRefusal;
import org.casegate.policy.check.Warning;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Registers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/// The download gate (4.7) of every agreement: the same steps in the same order, each with its agreement's passage.
class DownloadGatesTest {

    static final List<JudgedBy> ALL = JudgedBy.ALL;

    @ParameterizedTest(name = "{0}")
    @FieldSource("ALL")
    @DisplayName("S01, 4.7: nothing wrong, and the part goes out")
    void letsTheRecipientOpen(JudgedBy by) {
        assertThat(by.agreement().release(by.download(), by.registers().register())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"staffordshire | ST 5.1", "solihull | SO 3.4.5.6", "wirral | WI 6.1",
            "pan-dorset | PD PRINCIPLES b6", "coventry | CO 3.4.5.6"})
    @DisplayName("OB-039, OB-103: D-01 refuses another account, and a password alone")
    void refusesAnotherAccount(String id, String clause) {
        JudgedBy by = by(id);
        DownloadFacts facts = by.download();

        refused(by, with(facts, new AccountId("somebody-else"), true), by.registers(), "D-01", Code.NOT_THE_RECIPIENT,
                clause, "You cannot open this pack because it was not addressed to you.", false);
        refused(by, with(facts, facts.account(), false), by.registers(), "D-01", Code.NOT_THE_RECIPIENT, clause,
                "You cannot open this pack because it was not addressed to you.", false);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"staffordshire | ST 9.0", "solihull | [project]", "wirral | [project]",
            "pan-dorset | [project]", "coventry | [project]"})
    @DisplayName("OB-012, A-11: D-02 refuses once the agreement has ended, unless the partnership lets what was sent finish")
    void refusesOnceTheAgreementHasEnded(String id, String clause) {
        JudgedBy by = by(id);
        String open = "terminated: { effective: , scope: , by: }";
        Registers ended = by.registers().edited(open, "terminated: { effective: 2026-05-07, scope: ALL, by: }");

        refused(by, by.download(), ended, "D-02", Code.AGREEMENT_ENDED, clause,
                "You cannot open this pack because your agency is no longer covered by the agreement it was sent under.",
                true);
        assertThat(by.agreement().release(by.download(),
                ended.setting("termination.pending", "LET_FINISH").register())).isEmpty();
        refused(by, by.download(), by.registers().edited("state: ACTIVE", "state: DRAFT"), "D-02",
                Code.AGREEMENT_ENDED, clause,
                "You cannot open this pack because your agency is no longer covered by the agreement it was sent under.",
                true);
    }

    @Test
    @DisplayName("OB-026: D-02 refuses a suspended body, and one that is no longer admitted")
    void refusesASuspendedBody() {
        refused(SOLIHULL, SOLIHULL.download(),
                SOLIHULL.member("solihull-metropolitan-borough-council", "suspended: { from: 2026-05-08 }"), "D-02",
                Code.AGENCY_SUSPENDED, "[project]",
                "You cannot open this pack because Solihull Metropolitan Borough Council has been suspended from sharing under this agreement since 8 May 2026.",
                true);
        refused(PAN_DORSET, PAN_DORSET.download(), PAN_DORSET.without("dorset-council", "signed"), "D-02",
                Code.AGREEMENT_ENDED, "[project]",
                "You cannot open this pack because your agency is no longer covered by the agreement it was sent under.",
                true);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"staffordshire | PERSON-NOT-TRAINED | ST 6.0",
            "wirral | PERSON-NOT-CHECKED | WI 7.1", "pan-dorset | PERSON-NOT-TRAINED | PD EMPLOYEE DEVELOPMENT",
            "solihull | |", "coventry | |"})
    @DisplayName("OB-119, OB-120: D-03 asks for training in Staffordshire and Pan-Dorset, for checks in Wirral")
    void asksForTrainingOrChecks(String id, String code, String clause) {
        JudgedBy by = by(id);
        Registers bare = Registers.of(by.registers().text().replaceAll(", (trained|checked)_on: [0-9-]+", ""));

        if (code == null) {
            assertThat(by.agreement().release(by.download(), bare.register())).isEmpty();
        } else {
            refused(by, by.download(), bare, "D-03", Code.find(code).orElseThrow(), clause,
                    "You cannot open this pack until your training or checks are recorded.", false);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"staffordshire | ST 6.0", "solihull | [project]", "wirral | [project]",
            "pan-dorset | [project]", "coventry | CO 5.4.7"})
    @DisplayName("OB-114, OB-115, OB-116, OB-117, OB-118: D-04 refuses an address abroad and tells the sender")
    void refusesAnAddressAbroad(String id, String clause) {
        JudgedBy by = by(id);

        refused(by, from(by.download(), "US"), by.registers(), "D-04", Code.TERRITORY, clause,
                "You cannot open this pack from the United States.", true);
        refused(by, from(by.download(), "??"), by.registers(), "D-04", Code.TERRITORY, clause,
                "You cannot open this pack from an unknown place.", true);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', value = {"solihull | WITHDRAWN | withdrawn | SO flowchart note 1",
            "solihull | REPLACED | replaced | SO 5.3.3", "solihull | RETURNED | returned | [project]",
            "solihull | ON_HOLD | put on hold | [project]", "solihull | PURPOSE_CHANGED | its purpose | SO 5.3.2",
            "solihull | DESTROYED | destroyed | SO 5.3.11", "wirral | WITHDRAWN | withdrawn | [project]",
            "wirral | REPLACED | replaced | WI 4.3 b3", "wirral | RETURNED | returned | WI 3.7",
            "wirral | ON_HOLD | put on hold | [project]", "wirral | PURPOSE_CHANGED | its purpose | WI 8.1",
            "wirral | DESTROYED | destroyed | WI 8.1; WI 4.3 b11", "pan-dorset | WITHDRAWN | withdrawn | [project]",
            "pan-dorset | REPLACED | replaced | PD PRINCIPLES b5", "pan-dorset | RETURNED | returned | [project]",
            "pan-dorset | PURPOSE_CHANGED | its purpose | PD PURPOSES a)",
            "pan-dorset | DESTROYED | destroyed | PD SECURE STORAGE a)",
            "coventry | WITHDRAWN | withdrawn | [project]", "coventry | REPLACED | replaced | CO 5.4.3",
            "coventry | RETURNED | returned | [project]", "coventry | PURPOSE_CHANGED | its purpose | CO 5.4.2",
            "coventry | DESTROYED | destroyed | CO 5.4.11; CO 5.5.5"})
    @DisplayName("OB-072, OB-089, OB-057, OB-135, OB-140: D-05 refuses what is no longer to be had, and says since when")
    void refusesWhatIsNoLongerToBeHad(String id, State state, String word, String clause) {
        JudgedBy by = by(id);
        DownloadFacts facts = by.download();
        String text = word.equals("its purpose")
                ? "You cannot open this pack because its purpose was changed on 8 May 2026."
                : "You cannot open this pack because it was " + word + " on 8 May 2026.";

        refused(by, new DownloadFacts(facts.account(), true, facts.place(), facts.recipients(), state,
                facts.stateSince(), facts.destroyOn(), true, facts.ground(), facts.now()), by.registers(), "D-05",
                Code.NOT_AVAILABLE, clause, text, false);
    }

    @Test
    @DisplayName("OB-142, OB-140: D-05 refuses a part whose own period is over")
    void refusesAPartWhosePeriodIsOver() {
        DownloadFacts facts = PAN_DORSET.download();

        refused(PAN_DORSET, new DownloadFacts(facts.account(), true, facts.place(), facts.recipients(), facts.state(),
                facts.stateSince(), Optional.of(LocalDate.of(2026, 5, 8)), true, facts.ground(), facts.now()),
                PAN_DORSET.registers(), "D-05", Code.NOT_AVAILABLE, "PD SECURE STORAGE a)",
                "You cannot open this pack because it was destroyed on 8 May 2026.", false);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"staffordshire | ST 11.0", "pan-dorset | PD SIGNATORIES", "solihull |",
            "wirral |", "coventry |"})
    @DisplayName("OB-123: D-06 asks for the confidentiality reminder in Staffordshire and Pan-Dorset; elsewhere it is only shown")
    void asksForTheReminder(String id, String clause) {
        JudgedBy by = by(id);
        DownloadFacts facts = by.download();
        DownloadFacts unread = new DownloadFacts(facts.account(), true, facts.place(), facts.recipients(),
                facts.state(), facts.stateSince(), facts.destroyOn(), false, facts.ground(), facts.now());

        if (clause == null) {
            assertThat(by.agreement().release(unread, by.registers().register())).isEmpty();
        } else {
            refused(by, unread, by.registers(), "D-06", Code.REMINDER, clause,
                    "Please read and accept the confidentiality reminder before opening this pack.", false);
        }
    }

    @Test
    @DisplayName("OB-041: D-07 asks in Wirral, and only there, for one of three grounds")
    void asksForAGround() {
        refused(WIRRAL, grounded(WIRRAL, Optional.empty()), WIRRAL.registers(), "D-07", Code.ACCESS_GROUND, "WI 7.2",
                "Please say why you need to open this pack.", false);
        ALL.stream().filter(by -> !by.equals(WIRRAL)).forEach(by -> assertThat(
                by.agreement().release(grounded(by, Optional.empty()), by.registers().register())).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(AccessGround.class)
    @DisplayName("OB-041: each of exactly three grounds opens a Wirral pack")
    void opensOnEachGround(AccessGround ground) {
        assertThat(AccessGround.values()).hasSize(3);
        assertThat(WIRRAL.agreement().release(grounded(WIRRAL, Optional.of(ground)), WIRRAL.registers().register()))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"staffordshire | [project] | ST 6.1", "solihull | SO 5.3.10 | [project]",
            "wirral | WI 4.3 b10 | WI 7.5", "pan-dorset | [project] | PD ARRANGEMENTS para 3; PD SECURE STORAGE",
            "coventry | CO 5.4.10 | [project]"})
    @DisplayName("OB-107, OB-127: D-08 refuses what cannot be recorded, and D-09 says where to keep it")
    void recordsAndFiles(String id, String recorded, String filed) {
        Agreement agreement = by(id).agreement();

        assertThat(agreement.unrecordedDownload()).isEqualTo(new DownloadRefusal("D-08", Code.LEDGER,
                ClauseRef.parse(recorded),
                "You cannot open this pack because the gateway could not record the download.", false));
        assertThat(agreement.afterDownload()).hasValue(new Warning(Code.FILING, ClauseRef.parse(filed),
                "Save this in your case system, not in email, and confirm when you have."));
    }

    private static void refused(JudgedBy by, DownloadFacts facts, Registers known, String step, Code code,
            String clause, String text, boolean tellsSender) {
        assertThat(by.agreement().release(facts, known.register())).hasValue(
                new DownloadRefusal(step, code, ClauseRef.parse(clause), text, tellsSender));
    }

    private static JudgedBy by(String id) {
        return ALL.stream().filter(each -> each.toString().equals(id)).findFirst().orElseThrow();
    }

    private static DownloadFacts with(DownloadFacts facts, AccountId account, boolean secondFactor) {
        return new DownloadFacts(account, secondFactor, facts.place(), facts.recipients(), facts.state(),
                facts.stateSince(), facts.destroyOn(), true, facts.ground(), facts.now());
    }

    private static DownloadFacts from(DownloadFacts facts, String place) {
        return new DownloadFacts(facts.account(), true, new Place(place), facts.recipients(), facts.state(),
                facts.stateSince(), facts.destroyOn(), true, facts.ground(), facts.now());
    }

    private static DownloadFacts grounded(JudgedBy by, Optional<AccessGround> ground) {
        DownloadFacts facts = by.download();
        return new DownloadFacts(facts.account(), true, facts.place(), facts.recipients(), facts.state(),
                facts.stateSince(), facts.destroyOn(), true, ground, facts.now());
    }
}
