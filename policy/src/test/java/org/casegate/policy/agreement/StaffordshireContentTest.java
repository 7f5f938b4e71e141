// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.casegate.policy.agreement.Judged.STAFFORDSHIRE;
import static org.casegate.policy.agreement.Judged.finding;
import static org.casegate.policy.agreement.Judged.findings;
import static org.casegate.policy.agreement.Judged.judge;
import static org.casegate.policy.agreement.Judged.objected;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Effect;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Packs;
import org.casegate.policy.check.Question;
import org.casegate.policy.inspect.PartFindings;
import org.casegate.policy.inspect.PartFindings.Lock;
import org.casegate.policy.manifest.PartName;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Registers;
import org.casegate.policy.register.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// ST-16 to ST-23: what the pack holds, when it is sent, how long it stays; clause and sentence to the letter.
class StaffordshireContentTest {

    @Test
    @DisplayName("OB-084: ST-16 refuses without a statement of necessity")
    void refusesWithoutNecessity() {
        objected(Packs.rapidReview().without("necessity"), "ST-16", Code.NECESSITY, "ST 5.1; ST 2.2 b6; ST 1.1",
                "This upload was refused because you did not say why this is the minimum needed for RAPID-REVIEW.");
    }

    @Test
    @DisplayName("OB-102, A-44: ST-17 refuses a locked part; a setting holds it, or takes it with a warning")
    void refusesALockedPart() {
        Packs locked = Packs.rapidReview().seen(
                new PartFindings(Optional.of(Lock.ENCRYPTED_OFFICE), Set.of(), Set.of()));

        objected(locked, "ST-17", Code.UNREADABLE, "ST 5.1; ST 4.0",
                "This upload was refused because chronology.csv is locked with a password and cannot be checked; this gateway encrypts it for you.");
        assertThat(judge(locked, Registers.allSigned().setting("locked_files", "HOLD")))
                .isInstanceOf(Outcome.Held.class);
        assertThat(judge(locked, Registers.allSigned().setting("locked_files", "ACCEPT_UNCHECKED")).warnings())
                .extracting(warning -> warning.code()).containsExactly(Code.UNCHECKED);
    }

    @Test
    @DisplayName("B09, OB-084: ST-17 holds a pack that names more people than it declares")
    void holdsAPackWithTooManyPeople() {
        Outcome outcome = judge(Packs.rapidReview().naming(5));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Held.class, held -> {
            assertThat(held.findings()).extracting(Finding::effect, Finding::clause, Finding::text).containsExactly(
                    tuple(Effect.HOLD, ClauseRef.parse("ST 5.1"),
                            "This upload is on hold because it appears to contain 5 people and you declared 2."));
            assertThat(held.questions()).containsExactly(new Question("ST-17", Code.TOO_MANY_SUBJECTS, Optional.empty(),
                    new AgencyId("university-hospitals-of-north-midlands-nhs-trust"),
                    "University Hospitals of North Midlands NHS Trust", Role.SPOC,
                    Instant.parse("2026-05-07T09:00:00Z")));
        });
        assertThat(judge(Packs.rapidReview().naming(2))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    @DisplayName("OB-091: ST-18 refuses a part that does not say what it is")
    void refusesAPartWithoutItsNature() {
        objected(Packs.rapidReview().edited("chronology.csv, nature: FACT", "chronology.csv"), "ST-18",
                Code.NATURE_MISSING, "ST 2.2 b7",
                "This upload was refused because chronology.csv does not say whether it is fact, opinion or both.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FACT", "OPINION", "MIXED"})
    @DisplayName("B07, OB-091, A-45: a mixture of fact and opinion is an answer")
    void acceptsEveryNature(String nature) {
        assertThat(judge(Packs.rapidReview().edited("nature: FACT", "nature: " + nature)))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    @DisplayName("OB-089: ST-19 refuses without the date to which the information is up to date")
    void refusesWithoutAnAsAtDate() {
        objected(Packs.rapidReview().without("as_at"), "ST-19", Code.AS_AT_MISSING, "ST 2.2 b5",
                "This upload was refused because you did not give the date to which the information is up to date.");
        objected(Packs.rapidReview().edited("as_at: 2026-05-04", "as_at: 2026-05-07"), "ST-19", Code.AS_AT_MISSING,
                "ST 2.2 b5",
                "This upload was refused because the date to which the information is up to date is still to come.");
    }

    @Test
    @DisplayName("B11, OB-101: ST-20 refuses what is sent after a meeting without the action that requires it")
    void asksForTheActionAfterAMeeting() {
        Packs after = Packs.rapidReview().edited("phase: PRE_MEETING", "phase: POST_MEETING");

        objected(after, "ST-20", Code.PHASE, "ST 4.0",
                "This upload was refused because information sent after a meeting must name the action that requires it.");
        assertThat(judge(after.edited("meeting_ref:", "action_ref: ACTION-7\nmeeting_ref:")))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"meeting_ref", "meeting_at"})
    @DisplayName("OB-101: ST-20 asks for the meeting and its time beforehand")
    void asksForTheMeetingBeforehand(String key) {
        objected(Packs.rapidReview().without(key), "ST-20", Code.PHASE, "ST 4.0",
                "This upload was refused because information sent before a meeting must name the meeting and its time, which must be still to come.");
    }

    @Test
    @DisplayName("OB-101: ST-20 refuses once the meeting has begun")
    void refusesOnceTheMeetingHasBegun() {
        assertThat(judge(Packs.rapidReview().at("2026-05-12T08:59:59Z"))).isInstanceOf(Outcome.Accepted.class);
        assertThat(findings(judge(Packs.rapidReview().at("2026-05-12T09:00:00Z")))).extracting(Finding::step)
                .containsExactly("ST-20");
    }

    @Test
    @DisplayName("A-58: ST-20 allows information without a meeting for three purposes only")
    void allowsThreePurposesWithoutAMeeting() {
        Packs without = Packs.rapidReview().edited("phase: PRE_MEETING", "phase: NO_MEETING");

        assertThat(judge(without)).isInstanceOf(Outcome.Accepted.class);
        objected(without.edited("purpose: RAPID-REVIEW", "purpose: AUDIT"), "ST-20", Code.PHASE, "ST 4.0",
                "This upload was refused because information for AUDIT is sent for a meeting; name the meeting, or the action after it.");
        objected(Packs.rapidReview().without("phase"), "ST-20", Code.PHASE, "ST 4.0",
                "This upload was refused because you did not say whether it is sent before a meeting, after one, or without one.");
    }

    @Test
    @DisplayName("OB-140: ST-21 refuses a part without a retention class")
    void refusesAPartWithoutARetentionClass() {
        objected(Packs.rapidReview().edited("nature: FACT, retention_class: case-pack", "nature: FACT"), "ST-21",
                Code.RETENTION_MISSING, "ST 6.1",
                "This upload was refused because chronology.csv has no retention class.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "no-such | ST 6.1 | chronology.csv names the retention class no-such, which is not in the Staffordshire schedule.",
            "kept-pack | ST 6.1 | chronology.csv has the retention class kept-pack, which has no end.",
            "filed-pack | [project] | this gateway cannot yet tell when the retention class filed-pack of chronology.csv begins to count."})
    @DisplayName("OB-140, OB-144: ST-21 refuses a class that gives the gateway copy no end")
    void refusesARetentionClassWithoutAnEnd(String name, String clause, String reason) {
        objected(Packs.rapidReview().edited("nature: FACT, retention_class: case-pack",
                "nature: FACT, retention_class: " + name), "ST-21", Code.RETENTION_MISSING, clause,
                "This upload was refused because " + reason);
    }

    @Test
    @DisplayName("OB-147: a period may count from the meeting, and clamps to the month")
    void countsFromTheMeeting() {
        Packs fromMeeting = Packs.rapidReview().edited("nature: FACT, retention_class: case-pack",
                "nature: FACT, retention_class: meeting-pack").edited("2026-05-12T10:00:00+01:00",
                        "2026-05-31T23:30:00+01:00");

        assertThat(judge(fromMeeting)).isInstanceOfSatisfying(Outcome.Accepted.class,
                accepted -> assertThat(accepted.destroyOn()).containsEntry(new PartName("chronology.csv"),
                        LocalDate.of(2026, 6, 30)));
    }

    @Test
    @DisplayName("OB-058: ST-22 holds a part that was received from somebody else")
    void holdsWhatWasReceivedFromSomebodyElse() {
        Outcome outcome = judge(Packs.rapidReview().receivedFrom("west-midlands-police"));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Held.class, held -> {
            assertThat(held.findings()).extracting(Finding::step, Finding::text, Finding::neutralText).containsExactly(
                    tuple("ST-22",
                            "This upload is on hold because chronology.csv was received from West Midlands Police and this gateway needs that agency's agreement before it is sent on.",
                            "This upload is on hold because part 1 of 2 was received from West Midlands Police and this gateway needs that agency's agreement before it is sent on."));
            assertThat(held.questions()).containsExactly(new Question("ST-22", Code.REUSE,
                    Optional.of(new PartName("chronology.csv")), new AgencyId("west-midlands-police"),
                    "West Midlands Police", Role.SPOC, Instant.parse("2026-05-07T09:00:00Z")));
        });
        assertThat(judge(Packs.rapidReview().receivedFrom("university-hospitals-of-north-midlands-nhs-trust")))
                .isInstanceOf(Outcome.Accepted.class);
        assertThat(judge(Packs.rapidReview().receivedFrom("west-midlands-police"),
                Registers.allSigned().setting("reuse.check", "off"))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void saysWhatIsSaidWhenTheLedgerCannotBeWritten() {
        assertThat(STAFFORDSHIRE.unrecorded().findings()).containsExactly(new Finding("ST-23", Code.LEDGER,
                ClauseRef.parse("ST 6.0; [project]"),
                "This upload was refused because the gateway could not record it, and nothing was kept."));
        assertThat(STAFFORDSHIRE.unrecorded().parts()).isEqualTo(Outcome.Refused.Parts.DESTROY);
    }

    @Test
    @DisplayName("S07: two content faults are reported together, in table order")
    void reportsContentFaultsTogether() {
        Packs pack = Packs.rapidReview().sentBy("mpft-review-lead")
                .to("staffordshire-county-council/scc-safeguarding-lead")
                .edited("SSCB-RR-2026-014", "SSCB-CSPR-2026-005")
                .edited("[NAME,", "[NAME, GENETIC,").edited("chronology.csv, nature: FACT", "chronology.csv");

        assertThat(judge(pack)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.findings()).containsExactly(
                    new Finding("ST-15", Code.CATEGORY_NOT_LISTED, ClauseRef.parse("ST 4.1"),
                            "This upload was refused because genetic data is not a type of information listed in the Staffordshire agreement."),
                    finding("ST-18", Code.NATURE_MISSING, Effect.REFUSE, "ST 2.2 b7",
                            "This upload was refused because chronology.csv does not say whether it is fact, opinion or both."));
            assertThat(refused.parts()).isEqualTo(Outcome.Refused.Parts.WAIT);
        });
    }

    @Test
    @DisplayName("OB-126, OB-024: missing contacts and registrations are remarks only")
    void remarksOnMissingContacts() {
        Outcome outcome = judge(Packs.rapidReview(), Registers.allSigned()
                .edited("    spoc: { role: Safeguarding lead }\n", "").edited("2027-03-31", "2026-03-31"));

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        assertThat(outcome.warnings()).extracting(warning -> warning.code() + " " + warning.clause())
                .containsExactly("SPOC-MISSING ST 10.0", "ICO-REGISTRATION ST 9.0");
    }
}
