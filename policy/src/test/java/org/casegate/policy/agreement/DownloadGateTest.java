// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.agreement.Judged.STAFFORDSHIRE;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.DownloadFacts;
import org.casegate.policy.check.DownloadFacts.State;
import org.casegate.policy.check.DownloadRefusal;
import org.casegate.policy.check.Recipient;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Registers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The download gate of the Staffordshire agreement, step by step, with clauses and sentences to the letter.
class DownloadGateTest {

    private static final Instant NOW = Instant.parse("2026-05-08T09:00:00Z");
    private static final Recipient LEAD = new Recipient(new AgencyId("staffordshire-county-council"),
            new AccountId("scc-safeguarding-lead"));
    private static final DownloadFacts READY = new DownloadFacts(LEAD.account(), true, Place.UK, List.of(LEAD),
            State.AVAILABLE, NOW, Optional.of(LocalDate.of(2026, 8, 4)), true, Optional.empty(), NOW);

    @Test
    @DisplayName("S01: the named officer may open the pack")
    void letsTheRecipientOpen() {
        assertThat(STAFFORDSHIRE.release(READY, Registers.allSigned().register())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"scc-deputy, true", "nobody-known, true", "scc-safeguarding-lead, false"})
    @DisplayName("S01, OB-039: D-01 refuses another account of the same agency, and a password alone")
    void refusesAnotherAccount(String account, boolean secondFactor) {
        refused(facts(account, secondFactor, Place.UK, State.AVAILABLE, true), "D-01", Code.NOT_THE_RECIPIENT, "ST 5.1",
                "You cannot open this pack because it was not addressed to you.", false);
    }

    @Test
    void letsAHolderOpenWhatIsAddressedToItsRole() {
        Recipient role = new Recipient(LEAD.agency(), new AccountId("scc-front-door"));
        DownloadFacts asDeputy = new DownloadFacts(new AccountId("scc-deputy"), true, Place.UK, List.of(role),
                State.AVAILABLE, NOW, Optional.empty(), true, Optional.empty(), NOW);

        assertThat(STAFFORDSHIRE.release(asDeputy, Registers.allSigned().register())).isEmpty();
        assertThat(STAFFORDSHIRE.release(asDeputy,
                Registers.allSigned().edited("holders: [scc-deputy]", "holders: []").register())).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "effective: , scope: , by: | effective: 2026-05-08, scope: ALL, by:",
            "effective: , scope: , by: | effective: 2026-05-08, scope: PARTY, by: staffordshire-county-council",
            "state: ACTIVE | state: DRAFT",
            "agency: staffordshire-county-council, signed: { on: 2023-09-19, version: \"1.0\" } | agency: staffordshire-county-council"})
    @DisplayName("OB-012: D-02 refuses once the agreement has ended for the recipient")
    void refusesOnceTheAgreementHasEnded(String before, String after) {
        refused(READY, registers -> registers.edited(before, after), "D-02", Code.AGREEMENT_ENDED, "ST 9.0",
                "You cannot open this pack because your agency is no longer covered by the agreement it was sent under.",
                true);
    }

    @Test
    @DisplayName("OB-026: D-02 refuses a suspended body")
    void refusesASuspendedBody() {
        String member = "{ agreement: staffordshire, agency: staffordshire-county-council, ";

        refused(READY, registers -> registers.edited(member, member + "suspended: { from: 2026-05-07 }, "), "D-02",
                Code.AGENCY_SUSPENDED, "ST 9.0",
                "You cannot open this pack because Staffordshire County Council has been suspended from sharing under this agreement since 7 May 2026.",
                true);
    }

    @Test
    @DisplayName("OB-119: D-03 refuses an account whose training is not recorded")
    void refusesWithoutTraining() {
        refused(READY, registers -> registers.edited(", trained_on: 2026-01-11", ""), "D-03", Code.PERSON_NOT_TRAINED,
                "ST 6.0", "You cannot open this pack until your training or checks are recorded.", false);
    }

    @ParameterizedTest
    @CsvSource({"FR, France", "IE, Ireland", "NO, Norway", "CY, Cyprus", "IM, the Isle of Man", "JE, Jersey",
            "GG, Guernsey", "GI, Gibraltar", "CH, Switzerland", "XQ, the Sovereign Base Areas", "US, the United States",
            "TR, Türkiye", "??, an unknown place"})
    @DisplayName("OB-114, Annex A: D-04 refuses every address outside the United Kingdom, and one whose place is unknown")
    void refusesFromAbroad(String place, String name) {
        refused(facts("scc-safeguarding-lead", true, new Place(place), State.AVAILABLE, true), "D-04", Code.TERRITORY,
                "ST 6.0", "You cannot open this pack from " + name + ".", true);
    }

    @ParameterizedTest
    @CsvSource({"WITHDRAWN, [project], it was withdrawn", "REPLACED, ST 2.2 b5, it was replaced",
            "RETURNED, [project], it was returned", "ON_HOLD, [project], it was put on hold",
            "PURPOSE_CHANGED, ST 3.1, its purpose was changed", "DESTROYED, ST 6.1, it was destroyed"})
    @DisplayName("OB-089, OB-057, OB-140: D-05 refuses what is no longer to be had")
    void refusesWhatIsNoLongerToBeHad(State state, String clause, String reason) {
        refused(facts("scc-safeguarding-lead", true, Place.UK, state, true), "D-05", Code.NOT_AVAILABLE, clause,
                "You cannot open this pack because " + reason + " on 8 May 2026.", false);
    }

    @Test
    @DisplayName("OB-140: D-05 refuses a due part from the first second of its date in London, before anything is destroyed")
    void refusesADuePart() {
        Instant start = Instant.parse("2026-08-03T23:00:00Z");

        assertThat(STAFFORDSHIRE.release(at(start.minusSeconds(1)), Registers.allSigned().register())).isEmpty();
        assertThat(STAFFORDSHIRE.release(at(start), Registers.allSigned().register()))
                .hasValue(new DownloadRefusal("D-05", Code.NOT_AVAILABLE, ClauseRef.parse("ST 6.1"),
                        "You cannot open this pack because it was destroyed on 4 August 2026.", false));
    }

    @Test
    @DisplayName("S01, OB-123: D-06 refuses until the confidentiality reminder is accepted")
    void asksForTheReminder() {
        refused(facts("scc-safeguarding-lead", true, Place.UK, State.AVAILABLE, false), "D-06", Code.REMINDER,
                "ST 11.0", "Please read and accept the confidentiality reminder before opening this pack.", false);
    }

    @Test
    void saysWhatIsSaidWhenTheDownloadCannotBeRecorded() {
        assertThat(STAFFORDSHIRE.unrecordedDownload()).isEqualTo(new DownloadRefusal("D-08", Code.LEDGER,
                ClauseRef.PROJECT, "You cannot open this pack because the gateway could not record the download.",
                false));
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void asksInTheOrderOfTheGate(State state) {
        assertThat(STAFFORDSHIRE.release(facts("scc-deputy", true, Place.UNKNOWN, state, false),
                Registers.allSigned().edited("state: ACTIVE", "state: DRAFT").register()))
                .hasValueSatisfying(refusal -> assertThat(refusal.step()).isEqualTo("D-01"));
    }

    private static DownloadFacts facts(String account, boolean secondFactor, Place place, State state,
            boolean reminder) {
        return new DownloadFacts(new AccountId(account), secondFactor, place, List.of(LEAD), state, NOW,
                READY.destroyOn(), reminder, Optional.empty(), NOW);
    }

    private static DownloadFacts at(Instant now) {
        return new DownloadFacts(LEAD.account(), true, Place.UK, List.of(LEAD), State.AVAILABLE, NOW,
                READY.destroyOn(), true, Optional.empty(), now);
    }

    private static void refused(DownloadFacts facts, String step, Code code, String clause, String text,
            boolean tellsSender) {
        refused(facts, UnaryOperator.identity(), step, code, clause, text, tellsSender);
    }

    private static void refused(DownloadFacts facts, UnaryOperator<Registers> change, String step, Code code,
            String clause, String text, boolean tellsSender) {
        assertThat(STAFFORDSHIRE.release(facts, change.apply(Registers.allSigned()).register()))
                .hasValue(new DownloadRefusal(step, code, ClauseRef.parse(clause), text, tellsSender));
    }
}
