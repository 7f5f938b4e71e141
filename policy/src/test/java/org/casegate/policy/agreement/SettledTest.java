// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.casegate.policy.agreement.JudgedBy.COVENTRY;
import static org.casegate.policy.agreement.JudgedBy.SOLIHULL;
import static org.casegate.policy.agreement.JudgedBy.STAFFORDSHIRE;
import static org.casegate.policy.agreement.JudgedBy.WIRRAL;

import java.util.Arrays;
import java.util.List;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.DownloadFacts;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Packs;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Registers;
import org.casegate.policy.register.Setting;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What partnerships may settle, and what holds until they do.
class SettledTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {
            "A-01 | territory.allowed | UK | UK+EEA+MECHANISM | UK+EEA | UK | UK",
            "A-02 | territory.eea_means | | UK_AND_EEA | UK_AND_EEA | |",
            "A-03 | territory.applies_to | ALL | ALL | ALL | ALL | ALL",
            "A-04 | territory.remote_access | REFUSE | REFUSE | REFUSE | REFUSE | REFUSE",
            "A-05 | territory.includes_anonymised | yes | yes | yes | yes | yes",
            "A-07 | review.overdue | CONTINUE | WARN | WARN | WARN | WARN",
            "A-08 | version.signatures_carry_over | yes | yes | yes | yes | yes",
            "A-09 | review.cadence | FIXED | FIXED | FIXED | FIXED | FIXED",
            "A-10 | date.month_only | | | LAST | | LAST",
            "A-11 | termination.scope | PARTY | PARTY | PARTY | PARTY | PARTY",
            "A-11 | termination.pending | STOP | STOP | STOP | STOP | STOP",
            "A-12 | so.partner_agencies | | THREE_PLUS_ADMITTED | | |",
            "A-13 | wi.members | | | APPENDIX+SAFEGUARDING_PARTNERS | |", "A-14 | change.quorum | | | | | ALL_ADMITTED",
            "A-15, A-16 | admission.statutory | SIGNATURE | SIGNATURE | MEMBER | SIGNATURE | SIGNATURE",
            "A-15, A-16 | admission.named | SIGNATURE | ADMITTED | APPENDIX | NOTICE | SIGNATURE",
            "A-16 | admission.others | | ADMITTED | APPENDIX | NOTICE | ADMITTED",
            "A-17 | st.other_bodies | REFUSE | | | |", "A-19 | pd.lead_body | | | | |",
            "A-20 | controller.default | ORIGINATOR | ORIGINATOR | ORIGINATOR | ORIGINATOR | ORIGINATOR",
            "A-29 | minimum.checks | SUBJECTS | SUBJECTS | SUBJECTS | SUBJECTS | SUBJECTS",
            "A-30 | st.edi | ALLOW_FLAGGED | | | |", "A-31 | st.categories_closed | yes | | | |",
            "A-32 | purpose.templates | | off | off | off | off",
            "A-33 | basis.closed | yes | | | yes |", "A-34 | special.accept | | TEN | FOUR | | FOUR",
            "A-35 | consent.rule | | FREE_CHOICE | RESPECTED,OR_REASON | | CONSIDERED,RESPECTED",
            "A-36 | consent.p18_conflict | WARN | WARN | WARN | WARN | WARN",
            "A-37 | co.adult_only_pack | | | | | ALLOW_3.1", "A-38 | deceased.same_protection | | yes | yes | | yes",
            "A-39 | lawenf.mode | REFUSE | REFUSE | REFUSE | REFUSE | REFUSE", "A-40 | pd.additional | | | | HOLD |",
            "A-42 | external.bodies | NONE | NONE | NONE | NONE | NONE",
            "A-44 | locked_files | REFUSE | REFUSE | REFUSE | REFUSE | REFUSE",
            "A-45 | nature.mixed_needs_marking | no | no | yes | no | no",
            "A-48 | spoc.missing | WARN | BLOCK_SEND | BLOCK_SEND | WARN | BLOCK_SEND",
            "A-51 | reuse.check | on | on | on | on | on",
            "A-52 | emergency.release | REVIEW,SPOC,TRAINING,PHASE,HISTORICAL | REVIEW,SPOC,TRAINING,PHASE,HISTORICAL | REVIEW,SPOC,TRAINING,PHASE,HISTORICAL | REVIEW,SPOC,TRAINING,PHASE,HISTORICAL | REVIEW,SPOC,TRAINING,PHASE,HISTORICAL",
            "A-53 | wi.guidance_binds | | | yes | |",
            "A-58 | phase.no_meeting_purposes | SIN,RAPID-REVIEW,MALTREATMENT | | | |"})
    @DisplayName("A-01 to A-58: what holds until the partnership settles otherwise")
    void holdsUntilThePartnershipSettlesOtherwise(String row, String key, String st, String so, String wi, String pd,
            String co) {
        Setting setting = Setting.find(key).orElseThrow();
        List<String> defaults = Arrays.asList(st, so, wi, pd, co);

        for (int index = 0; index < defaults.size(); index++) {
            assertThat(JudgedBy.ALL.get(index).agreement().settings().value(setting).orElse(null))
                    .as("%s, %s", row, JudgedBy.ALL.get(index)).isEqualTo(defaults.get(index));
        }
    }

    @Test
    @DisplayName("A-04: a place that the partnership adds is allowed, below the ceiling")
    void allowsAnAddedPlace() {
        Registers jersey = JudgedBy.place(STAFFORDSHIRE.ceilingLifted(), "staffordshire-county-council", "JE");

        assertThat(STAFFORDSHIRE.judge(STAFFORDSHIRE.pack(), jersey).findings()).extracting(Finding::code)
                .containsExactly(Code.TERRITORY);
        STAFFORDSHIRE.accepts(STAFFORDSHIRE.pack(), jersey.setting("territory.extra_places", "[JE]"));
        STAFFORDSHIRE.guarded(STAFFORDSHIRE.pack(),
                JudgedBy.place(STAFFORDSHIRE.registers(), "staffordshire-county-council", "JE")
                        .setting("territory.extra_places", "[JE]"),
                "ST-08", Code.TERRITORY, "[project]",
                "This upload was refused because this gateway sends only to UK endpoints and Staffordshire County Council's is in Jersey.");
    }

    @Test
    @DisplayName("A-04: staff abroad are let in by name only, by address and not by endpoint, and never from nowhere")
    void letsNamedStaffInFromAbroad() {
        Packs abroad = STAFFORDSHIRE.pack().with(facts -> facts.from(new Place("FR")));
        Registers named = STAFFORDSHIRE.ceilingLifted().setting("territory.remote_access", "ALLOW_NAMED")
                .setting("territory.remote_named", "[uhnm-named-nurse, scc-safeguarding-lead]");

        STAFFORDSHIRE.accepts(abroad, named);
        STAFFORDSHIRE.guarded(abroad, Registers.of(named.text().replace("ALLOW_NAMED", "REFUSE")), "ST-08",
                Code.TERRITORY, "ST 6.0",
                "This upload was refused because it was sent from France and the Staffordshire agreement keeps data inside the UK.");
        assertThat(STAFFORDSHIRE.judge(STAFFORDSHIRE.pack().with(facts -> facts.from(Place.UNKNOWN)), named).findings())
                .extracting(Finding::code).containsExactly(Code.TERRITORY);
        assertThat(
                STAFFORDSHIRE.judge(STAFFORDSHIRE.pack(), JudgedBy.place(named, "staffordshire-county-council", "FR"))
                        .findings())
                .extracting(Finding::code).containsExactly(Code.TERRITORY);
        assertThat(STAFFORDSHIRE.agreement().release(from("FR"), named.register())).isEmpty();
        assertThat(STAFFORDSHIRE.agreement().release(from("FR"), Registers.of(named.text()
                .replace(", scc-safeguarding-lead]", "]")).register())).isPresent();
    }

    @Test
    @DisplayName("A-02, OB-117: the record says by which reading, and by which law, territory was kept")
    void saysByWhichReadingTerritoryWasKept() {
        assertThat(readings(STAFFORDSHIRE, STAFFORDSHIRE.registers())).isEmpty();
        assertThat(readings(COVENTRY, COVENTRY.registers())).isEmpty();
        assertThat(readings(WIRRAL, WIRRAL.registers())).containsExactly("territory.eea_means UK_AND_EEA");
        assertThat(readings(SOLIHULL, JudgedBy.place(SOLIHULL.ceilingLifted(), SOLIHULL.recipient(), "NO")))
                .containsExactly("territory.eea_means UK_AND_EEA",
                        "[law] UK adequacy regulations for the EEA: Data Protection Act 2018, Schedule 21, paragraph 5");
    }

    @Test
    @DisplayName("A-17, A-42, OB-045: Staffordshire lets others in where its partners may admit, but not those that only receive notifications")
    void admitsOthersToStaffordshire() {
        String admitted = "memberships:\n  - { agreement: staffordshire, agency: british-transport-police, admitted: { on: 2026-04-01, by: [staffordshire-county-council, staffordshire-police, staffordshire-and-stoke-on-trent-integrated-care-board] } }\n";
        Registers open = STAFFORDSHIRE.setting("st.other_bodies", "ADMIT_BY_PARTNERS").edited("memberships:\n",
                admitted);
        Packs toTransportPolice = STAFFORDSHIRE.pack().to("british-transport-police/btp-officer");

        STAFFORDSHIRE.accepts(toTransportPolice, open);
        assertThat(STAFFORDSHIRE.judge(toTransportPolice, STAFFORDSHIRE.registers().edited("memberships:\n", admitted))
                .findings())
                .extracting(Finding::code).containsExactly(Code.RECIPIENT_NOT_NAMED);
        Registers ofsted = Registers.of(open.text().replace("british-transport-police", "ofsted"));
        STAFFORDSHIRE.guarded(STAFFORDSHIRE.pack().to("ofsted/btp-officer"), ofsted, "ST-05", Code.RECIPIENT_NOT_NAMED,
                "ST front page; ST 4.0",
                "This upload was refused because British Transport Police is not an agency named in the Staffordshire agreement.");
        STAFFORDSHIRE.accepts(STAFFORDSHIRE.pack().to("ofsted/btp-officer"),
                ofsted.setting("external.bodies", "ADMITTED"));
    }

    @Test
    @DisplayName("A-32, OB-084: a partnership may cap what a purpose needs; without templates nothing is capped")
    void capsWhatAPurposeNeeds() {
        String text = new String(COVENTRY.agreement().text().octets(), UTF_8).replace("{ code: REVIEW,",
                "{ code: REVIEW, template: [NAME, HEALTH],");
        JudgedBy capped = new JudgedBy(AgreementParser.parse(text.getBytes(UTF_8)).orThrow(), COVENTRY.pack(),
                COVENTRY.registers());
        Registers on = capped.setting("purpose.templates", "\"on\"");

        capped.accepts(capped.pack());
        assertThat(capped.judge(capped.pack(), on).findings())
                .extracting(Finding::step, Finding::code, finding -> finding.clause().toString(), Finding::text)
                .containsExactly(tuple("CO-13", Code.NECESSITY, "[project]",
                        "This upload was refused because it holds dates of birth, which this gateway's template for REVIEW does not have."),
                        tuple("CO-13", Code.NECESSITY, "[project]",
                                "This upload was refused because it holds descriptions of abuse, which this gateway's template for REVIEW does not have."));
        capped.accepts(capped.pack().edited("[NAME, DATE-OF-BIRTH, HEALTH, ABUSE]", "[NAME, HEALTH]"), on);
        COVENTRY.accepts(COVENTRY.pack(), COVENTRY.setting("purpose.templates", "\"on\""));
    }

    @Test
    @DisplayName("OB-060: ST-10 takes in an adult for his own sake only as an adult safeguarding concern")
    void takesInAdultsAsASafeguardingConcern() {
        Packs adult = STAFFORDSHIRE.pack().edited("SUBJECT_CHILD, adult: false", "SUBJECT_CHILD, adult: true");

        STAFFORDSHIRE.objected(adult, "ST-10", Code.PURPOSE_NOT_LISTED, "ST 4.1",
                "This upload was refused because it names an adult as the child it is about; the Staffordshire agreement takes in adults as family, as other parties or for adult safeguarding concerns.");
        STAFFORDSHIRE.accepts(adult.edited("[NAME,", "[NAME, ADULT-SAFEGUARDING,"));
    }

    @Test
    @DisplayName("OB-145, OB-033, A-20: ST-21 gives what the Board makes itself the County Council's retention classes")
    void givesTheBoardsRecordsTheCouncilsClasses() {
        Packs joint = STAFFORDSHIRE.pack().edited("originator_agency: university-hospitals-of-north-midlands-nhs-trust",
                "originator_agency: staffordshire-safeguarding-children-board")
                .edited("nature: MIXED, retention_class: case-pack", "nature: MIXED, retention_class: council-pack");
        Registers known = STAFFORDSHIRE.registers().edited("retention_classes:\n",
                "retention_classes:\n      - { class: council-pack, trigger: RECEIVED, period: P1Y, action: DESTROY, owner: Staffordshire County Council }\n");

        STAFFORDSHIRE.objected(joint, known, "ST-21", Code.RETENTION_MISSING, "ST 6.1",
                "This upload was refused because chronology.csv is a record of the Board and case-pack is not a retention class of Staffordshire County Council.");
        STAFFORDSHIRE.accepts(joint.edited("case-pack", "council-pack"), known);
    }

    @Test
    @DisplayName("OB-056, A-39: ST-09 takes law enforcement in a lane of its own, between competent authorities")
    void opensTheLaneOfPart3() {
        Packs enforcement = STAFFORDSHIRE.pack().sentBy("sp-review-officer")
                .edited("regime: UK_GDPR", "regime: DPA_PART3")
                .edited("purpose: RAPID-REVIEW", "purpose: LAW-ENFORCEMENT").without("art6").without("art9");
        Registers lane = STAFFORDSHIRE.setting("lawenf.mode", "PART3_LANE");

        STAFFORDSHIRE.accepts(enforcement,
                lane.edited("    place: GB\n", "    place: GB\n    competent_authority: true\n"));
        assertThat(STAFFORDSHIRE.judge(enforcement, lane).findings()).extracting(Finding::text).contains(
                "This upload was refused because it is for law enforcement and Staffordshire County Council is not recorded as a competent authority under Part 3 of the Data Protection Act 2018.");
        assertThat(STAFFORDSHIRE.judge(enforcement).findings()).extracting(Finding::code)
                .containsExactly(Code.LAW_ENFORCEMENT);
    }

    private static List<String> readings(JudgedBy by, Registers known) {
        Outcome outcome = by.judge(by.pack(), known);
        return ((Outcome.Accepted) outcome).readings();
    }

    private static DownloadFacts from(String place) {
        DownloadFacts facts = STAFFORDSHIRE.download();
        return new DownloadFacts(facts.account(), true, new Place(place), facts.recipients(), facts.state(),
                facts.stateSince(), facts.destroyOn(), true, facts.ground(), facts.now());
    }
}
