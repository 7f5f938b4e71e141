// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.agreement.Judged.findings;
import static org.casegate.policy.agreement.Judged.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.check.CaseFacts;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Effect;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Guards;
import org.casegate.policy.check.Limits;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Packs;
import org.casegate.policy.check.PartFacts;
import org.casegate.policy.document.Complaint;
import org.casegate.policy.manifest.Settled;
import org.casegate.policy.manifest.SettledText;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.CaseRef;
import org.casegate.policy.register.MeetingRef;
import org.casegate.policy.register.Register;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The gateway's own guards: they come before any table, cite no clause and say what to change.
class GatewayGuardsTest {

    private static final CaseRecord OPENED = new CaseRecord(new AgreementId("staffordshire"),
            new CaseRef("SSCB-RR-2026-014"), "RAPID-REVIEW",
            Set.of(new AgencyId("university-hospitals-of-north-midlands-nhs-trust")),
            Set.of(new AccountId("scc-safeguarding-lead"), new AccountId("sp-review-officer")),
            List.of(new CaseRecord.Meeting(new MeetingRef("SSCB-MTG-2026-031"),
                    Instant.parse("2026-05-12T09:00:00Z"))));

    @Test
    @DisplayName("OB-084: a file that the manifest does not list refuses the pack before anything else is said")
    void refusesAFileThatIsNotListed() {
        Packs pack = Packs.rapidReview().without("necessity").sentBy("nobody-known")
                .with(facts -> facts.parts(with(facts.parts(), Packs.file("notes.txt"))));

        refused(pack, Code.PART_NOT_LISTED,
                "This upload was refused because this gateway takes only files that the manifest lists, and notes.txt is not listed; add it to the manifest or remove the file.",
                "This upload was refused because this gateway takes only files that the manifest lists, and a file beside the listed parts is not listed; add it to the manifest or remove the file.");
    }

    @Test
    void refusesAPartThatDidNotArrive() {
        refused(Packs.rapidReview().with(facts -> facts.parts(facts.parts().subList(0, 1))), Code.PART_MISSING,
                "This upload was refused because this gateway has not received clinical summary.txt, which the manifest lists; send the file or take it off the manifest.",
                "This upload was refused because this gateway has not received part 2 of 2, which the manifest lists; send the file or take it off the manifest.");
    }

    @Test
    void refusesAPartWithAnotherDigestThanTheManifestGives() {
        refused(Packs.rapidReview().edited("nature: FACT,", "nature: FACT, sha256: " + "0".repeat(64) + ","),
                Code.HASH_MISMATCH,
                "This upload was refused because the SHA-256 that this gateway computed of chronology.csv is not the one in the manifest; send the file again or correct sha256.",
                "This upload was refused because the SHA-256 that this gateway computed of part 1 of 2 is not the one in the manifest; send the file again or correct sha256.");
        assertThat(judge(Packs.rapidReview().edited("nature: FACT,", "nature: FACT, sha256: " + "AB".repeat(32) + ",")))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void refusesTooMuch() {
        Limits small = new Limits(1, 1 << 20, Duration.ofDays(3));

        refused(Packs.rapidReview().with(facts -> facts.within(small)), Code.TOO_LARGE,
                "This upload was refused because this gateway takes at most 1 parts in one pack; send several packs.",
                "This upload was refused because this gateway takes at most 1 parts in one pack; send several packs.");
        assertThat(findings(judge(Packs.rapidReview().with(facts -> facts.parts(facts.parts().stream()
                .map(part -> new PartFacts(part.name(), 51L << 30, part.sha256(), part.findings())).toList())))))
                .extracting(Finding::code).containsExactly(Code.TOO_LARGE, Code.TOO_LARGE);
    }

    @Test
    void refusesAPackThatTookTooLong() {
        refused(Packs.rapidReview().with(facts -> facts.begun(Instant.parse("2026-05-03T08:59:59Z"))), Code.EXPIRED,
                "This upload was refused because it was not finished within 72 hours, after which this gateway drops a pack; begin a new one.",
                "This upload was refused because it was not finished within 72 hours, after which this gateway drops a pack; begin a new one.");
    }

    @Test
    void saysEverythingThatIsWrongWithAManifestAndKeepsItOutOfTheLedger() {
        Finding finding = Guards.unreadable("manifest.yaml",
                List.of(new Complaint(3, "purpos", "is not a known key; did you mean 'purpose'?")));

        assertThat(finding.code()).isEqualTo(Code.MANIFEST_INVALID);
        assertThat(finding.clause()).isEqualTo(ClauseRef.PROJECT);
        assertThat(finding.text()).isEqualTo(
                "This upload was refused because this gateway cannot read its manifest. manifest.yaml, line 3, purpos: is not a known key; did you mean 'purpose'?.");
        assertThat(finding.neutralText())
                .isEqualTo("This upload was refused because this gateway cannot read its manifest.");
    }

    @Test
    @DisplayName("OB-043: a case one may not send to answers exactly as one that does not exist")
    void answersAlikeForAStrangeCaseAndForNone() {
        Packs none = Packs.rapidReview().with(facts -> facts.inCase(CaseFacts.of(Optional.empty())));
        Packs strange = Packs.rapidReview().sentBy("sp-review-officer")
                .with(facts -> facts.inCase(CaseFacts.of(Optional.of(OPENED))));

        assertThat(findings(judge(strange))).isEqualTo(findings(judge(none)));
        refused(none, Code.MANIFEST_INVALID,
                "This upload was refused because this gateway does not have case SSCB-RR-2026-014 open for your agency; ask its convener.",
                "This upload was refused because this gateway does not have the case open for your agency; ask its convener.");
    }

    @Test
    void acceptsWhatTheConvenerSettled() {
        assertThat(judge(inOpenedCase(Packs.rapidReview()))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void letsAManifestOverrideNothingThatTheConvenerSettled() {
        refused(inOpenedCase(Packs.rapidReview().edited("purpose: RAPID-REVIEW", "purpose: AUDIT")),
                Code.MANIFEST_INVALID,
                "This upload was refused because this gateway holds case SSCB-RR-2026-014 open for the purpose RAPID-REVIEW; correct purpose in the manifest.",
                "This upload was refused because this gateway holds the case open for the purpose RAPID-REVIEW; correct purpose in the manifest.");
        refused(inOpenedCase(Packs.rapidReview().to("staffordshire-county-council/scc-deputy")), Code.MANIFEST_INVALID,
                "This upload was refused because at this gateway case SSCB-RR-2026-014 is not open to the recipient scc-deputy; take it off the manifest or ask the convener.",
                "This upload was refused because at this gateway the case is not open to the recipient scc-deputy; take it off the manifest or ask the convener.");
        refused(inOpenedCase(Packs.rapidReview().edited("2026-05-12T10:00", "2026-05-13T10:00")), Code.MANIFEST_INVALID,
                "This upload was refused because this gateway knows the meeting SSCB-MTG-2026-031 of this case at another time, 10:00 on 12 May 2026; leave meeting_at out of the manifest, or correct it.",
                "This upload was refused because this gateway knows the meeting SSCB-MTG-2026-031 of this case at another time, 10:00 on 12 May 2026; leave meeting_at out of the manifest, or correct it.");
    }

    @Test
    @DisplayName("S01: what the convener settled besides is named by its key, with what he settled; free text is not repeated where no case text may stand")
    void namesTheKeyThatContradictsTheConvener() {
        Settled settled = SettledText.parse("""
                {"art6": "c", "reason": "Rapid review of a serious incident at home", "retention_class": "meeting-pack",
                 "recipients": [{"agency": "staffordshire-county-council", "account": "scc-safeguarding-lead",
                                 "why_needed": "Chairs the review"}]}""").in(OPENED, Set.of());
        Packs pack = Packs.rapidReview().with(facts -> facts.inCase(new CaseFacts.Opened(OPENED, settled)));

        assertThat(judge(pack)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.findings()).extracting(Finding::code).containsOnly(Code.MANIFEST_INVALID);
            assertThat(refused.findings()).extracting(Finding::text).containsExactly(
                    "This upload was refused because at this gateway the convener of the case has settled art6 as c; leave it out of the manifest, or write the same.",
                    "This upload was refused because at this gateway the convener of the case has settled reason as Rapid review of a serious incident at home; leave it out of the manifest, or write the same.",
                    "This upload was refused because at this gateway the convener of the case has settled why_needed of scc-safeguarding-lead as Chairs the review; leave it out of the manifest, or write the same.",
                    "This upload was refused because at this gateway the convener of the case has settled retention_class as meeting-pack; leave it out of the manifest, or write the same.");
            assertThat(refused.findings().get(1).neutralText()).isEqualTo(
                    "This upload was refused because at this gateway the convener of the case has settled reason otherwise; leave it out of the manifest, or write the same.");
        });
    }

    @Test
    @DisplayName("OB-101: a meeting that was cancelled, or that the case does not have, takes no packs")
    void knowsTheMeetingsOfTheCase() {
        Settled cancelled = Settled.NOTHING.in(new CaseRecord(OPENED.agreement(), OPENED.caseRef(), OPENED.purpose(),
                OPENED.senders(), OPENED.recipients(), List.of()), Set.of(new MeetingRef("SSCB-MTG-2026-031")));

        refused(Packs.rapidReview().with(facts -> facts.inCase(new CaseFacts.Opened(OPENED, cancelled))),
                Code.MANIFEST_INVALID,
                "This upload was refused because at this gateway the meeting SSCB-MTG-2026-031 of this case was cancelled; correct meeting_ref in the manifest, or ask the convener.",
                "This upload was refused because at this gateway the meeting SSCB-MTG-2026-031 of this case was cancelled; correct meeting_ref in the manifest, or ask the convener.");
        refused(inOpenedCase(Packs.rapidReview().edited("SSCB-MTG-2026-031", "SSCB-MTG-2026-032")),
                Code.MANIFEST_INVALID,
                "This upload was refused because this gateway knows no meeting SSCB-MTG-2026-032 of this case; correct meeting_ref in the manifest.",
                "This upload was refused because this gateway knows no meeting SSCB-MTG-2026-032 of this case; correct meeting_ref in the manifest.");
    }

    @Test
    @DisplayName("S02: a stranger to the agreement is named before the case is looked at")
    void looksAtPeopleBeforeTheCase() {
        assertThat(findings(judge(inOpenedCase(Packs.rapidReview().to("british-transport-police/btp-officer")))))
                .extracting(Finding::step).containsExactly("ST-05");
    }

    @Test
    void judgesOnlyItsOwnAgreement() {
        Agreement other = AgreementParserTest.invented();

        assertThat(findings(other.judge(Packs.rapidReview().facts(), Register.empty())))
                .extracting(Finding::code).containsExactly(Code.MANIFEST_INVALID);
    }

    private static Packs inOpenedCase(Packs pack) {
        return pack.with(facts -> facts.inCase(new CaseFacts.Opened(OPENED)));
    }

    private static void refused(Packs pack, Code code, String text, String neutral) {
        assertThat(judge(pack)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.findings())
                .containsExactly(new Finding("GATEWAY", code, Effect.REFUSE,
                        ClauseRef.PROJECT, text, neutral)));
    }

    private static <T> List<T> with(List<T> items, T one) {
        List<T> more = new ArrayList<>(items);
        more.add(one);
        return more;
    }
}
