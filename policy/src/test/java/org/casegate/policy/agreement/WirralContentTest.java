// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.casegate.policy.agreement.JudgedBy.WIRRAL;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Packs;
import org.casegate.policy.inspect.PartFindings.Lock;
import org.casegate.policy.inspect.PartFindings;
import org.casegate.policy.manifest.PartName;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RetentionClass;
import org.casegate.policy.register.RetentionClassId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// WI-17 to WI-24: what the pack holds and how long it stays; clause and sentence to the letter.
class WirralContentTest {

    @Test
    @DisplayName("OB-084, OB-102: WI-17 holds what names too many people and refuses what it cannot look into")
    void matchesContentAndManifest() {
        WIRRAL.held(WIRRAL.pack().naming(5), "WI-17", Code.TOO_MANY_SUBJECTS, "WI Principles b1",
                "This upload is on hold because it appears to contain 5 people and you declared 2.");
        WIRRAL.objected(WIRRAL.pack().seen(new PartFindings(Optional.of(Lock.ENCRYPTED_ZIP), Set.of(), Set.of())),
                "WI-17", Code.UNREADABLE, "WI Principles b1; [project]",
                "This upload was refused because chronology.csv is locked with a password and cannot be checked; this gateway encrypts it for you.");
    }

    @Test
    @DisplayName("OB-091, A-45: WI-18 asks that fact be told from opinion, in the text where both are there")
    void asksToTellFactFromOpinion() {
        WIRRAL.objected(WIRRAL.pack().edited("nature: FACT, ", ""), "WI-18", Code.NATURE_MISSING,
                "WI Principles b4; WI How b2; WI 4.3 b3",
                "This upload was refused because chronology.csv does not tell fact from opinion.");
        WIRRAL.objected(WIRRAL.pack().edited("nature: FACT", "nature: MIXED"), "WI-18", Code.NATURE_MISSING,
                "WI Principles b4; WI How b2; WI 4.3 b3",
                "This upload was refused because chronology.csv does not tell fact from opinion.");
        WIRRAL.accepts(WIRRAL.pack().edited("nature: FACT", "nature: OPINION"));
        WIRRAL.accepts(WIRRAL.pack().edited("nature: FACT", "nature: MIXED"),
                WIRRAL.setting("nature.mixed_needs_marking", "\"no\""));
        WIRRAL.accepts(WIRRAL.pack().edited("nature: FACT, ", ""), WIRRAL.setting("wi.guidance_binds", "\"no\""));
    }

    @Test
    @DisplayName("OB-089: WI-18 asks for the date to which it is up to date")
    void asksForTheAsAtDate() {
        WIRRAL.objected(WIRRAL.pack().without("as_at"), "WI-18", Code.AS_AT_MISSING,
                "WI Principles b4; WI How b2; WI 4.3 b3",
                "This upload was refused because you did not give the date to which the information is up to date.");
    }

    @Test
    @DisplayName("B15, OB-090, A-53: WI-19 asks to explain historical information")
    void asksToExplainHistory() {
        WIRRAL.objected(WIRRAL.pack().edited("nature: FACT, ", "nature: FACT, historical: true, "), "WI-19",
                Code.HISTORICAL_UNEXPLAINED, "WI Principles b4",
                "This upload was refused because chronology.csv is historical and you did not explain that.");
        WIRRAL.accepts(WIRRAL.pack().edited("nature: FACT, ",
                "nature: FACT, historical: true, historical_note: From the years before the move, "));
        WIRRAL.accepts(WIRRAL.pack().edited("nature: FACT, ", "nature: FACT, historical: true, "),
                WIRRAL.setting("wi.guidance_binds", "\"no\""));
    }

    @Test
    @DisplayName("OB-092: WI-20 asks who made the information, and when")
    void asksForTheOriginator() {
        Packs single = WIRRAL.pack().edited(
                "  - { file: clinical summary.txt, nature: MIXED, distinguished_in_text: true, court_material: false, retention_class: case-pack }\n",
                "");
        assertThat(WIRRAL.judge(single.without("originator_agency")).findings())
                .extracting(Finding::step, Finding::code, Finding::clause, Finding::text)
                .containsExactly(tuple("WI-20", Code.ORIGINATOR_MISSING, ClauseRef.parse("WI 6.1"),
                        "This upload was refused because chronology.csv does not show who created it and when."));
        assertThat(WIRRAL.judge(single.without("originated_on")).findings())
                .extracting(Finding::step, Finding::code, Finding::clause, Finding::text)
                .containsExactly(tuple("WI-20", Code.ORIGINATOR_MISSING, ClauseRef.parse("WI 6.1"),
                        "This upload was refused because chronology.csv does not show who created it and when."));
        WIRRAL.objected(WIRRAL.pack().without("originated_on"), "WI-20", Code.ORIGINATOR_MISSING, "WI 6.1",
                "This upload was refused because the pack does not show who created it and when.");
    }

    @Test
    @DisplayName("OB-127, OB-082, OB-073: WI-21 asks for the reasons, the wellbeing considered and whether the person was told")
    void asksForTheReasons() {
        WIRRAL.objected(WIRRAL.pack().without("reason"), "WI-21", Code.REASON_MISSING,
                "WI Principles b7; WI GR5; WI GR7; WI 4.3 b10; WI How b5",
                "This upload was refused because the reasons for sharing, which must be recorded, are missing.");
        WIRRAL.objected(WIRRAL.pack().without("wellbeing"), "WI-21", Code.REASON_MISSING,
                "WI Principles b7; WI GR5; WI GR7; WI 4.3 b10; WI How b5",
                "This upload was refused because the reasons for sharing, which must be recorded, are missing: say how safety and wellbeing were considered.");
        WIRRAL.objected(WIRRAL.pack().without("informed"), "WI-21", Code.REASON_MISSING,
                "WI Principles b7; WI GR5; WI GR7; WI 4.3 b10; WI How b5",
                "This upload was refused because the reasons for sharing, which must be recorded, are missing: say whether the person has been told, or why not.");
    }

    @Test
    @DisplayName("OB-058, OB-150, A-51: WI-22 holds what was shared for another purpose")
    void holdsWhatWasSharedForAnother() {
        WIRRAL.held(WIRRAL.pack().receivedFrom("cafcass"), "WI-22", Code.REUSE, "WI 8.1; WI 4.3 b2",
                "This upload is on hold because chronology.csv was shared with you for a specific purpose and must not be passed on for another.");
    }

    @Test
    @DisplayName("OB-141, OB-144, A-24: WI-23 asks for a class, and keeps without end only under review")
    void keepsWithoutEndOnlyUnderReview() {
        WIRRAL.objected(
                WIRRAL.pack().edited("nature: FACT, court_material: false, retention_class: case-pack", "nature: FACT"),
                "WI-23", Code.RETENTION_MISSING, "WI Principles b7; WI 4.3 b11; WI 8.1",
                "This upload was refused because chronology.csv has no retention class.");
        Packs kept = WIRRAL.pack().edited("nature: FACT, court_material: false, retention_class: case-pack",
                "nature: FACT, retention_class: kept-pack");
        assertThat(WIRRAL.judge(kept)).isInstanceOfSatisfying(Outcome.Accepted.class,
                accepted -> assertThat(accepted.destroyOn()).containsOnlyKeys(new PartName("clinical summary.txt")));
        Register unreviewed = WIRRAL.registers().register();
        AgreementRegistration schedule = unreviewed.agreement(new AgreementId("wirral")).orElseThrow();
        RetentionClass whole = Objects.requireNonNull(schedule.retention().get(new RetentionClassId("kept-pack")));
        RetentionClass endless = new RetentionClass(whole.id(), whole.trigger(), whole.period(), whole.action(),
                whole.owner(), whole.reason(), Optional.empty());
        assertThat(WIRRAL.agreement().judge(kept.facts(), unreviewed.with(schedule.with(endless))).findings())
                .extracting(Finding::step, Finding::code, Finding::clause, Finding::text)
                .containsExactly(tuple("WI-23", Code.INDEFINITE_NO_REVIEW,
                        ClauseRef.parse("WI Principles b7; WI 4.3 b11; WI 8.1"),
                        "This upload was refused because keeping chronology.csv indefinitely needs a reason and a regular review."));
    }

    @Test
    @DisplayName("WI-24 says what is said when the ledger cannot be written")
    void saysWhatIsSaidWithoutALedger() {
        assertThat(WIRRAL.agreement().unrecorded().findings())
                .containsExactly(new Finding("WI-24", Code.LEDGER, ClauseRef.parse("WI 4.3 b4; WI 4.3 b10"),
                        "This upload was refused because the gateway could not record it, and nothing was kept."));
    }
}
