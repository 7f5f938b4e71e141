// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.casegate.policy.check.Packs;
import org.casegate.policy.document.Complaint;
import org.casegate.policy.register.AgreementId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every kind of mistake in a manifest, and that none of them is guessed away.
class ManifestParserTest {

    static final ManifestParser PARSER = new ManifestParser(
            Set.of(new AgreementId("staffordshire"), new AgreementId("wirral")));

    private static final String GOOD = Packs.rapidReview().text();

    /// As the format shows it, every key once.
    private static final String WHOLE = """
            manifest: 1
            agreement: staffordshire
            case_ref: SSCB-RR-2026-014
            purpose: RAPID-REVIEW
            purpose_statement:                   # Wirral: at least 20 characters
            additional_justification:            # Pan-Dorset, ADDITIONAL-PERMITTED
            regime: UK_GDPR                      # UK_GDPR | DPA_PART3
            phase: PRE_MEETING                   # PRE_MEETING | POST_MEETING | NO_MEETING
            meeting_ref: SSCB-MTG-2026-031
            meeting_at: 2026-05-12T10:00:00+01:00
            action_ref:                          # POST_MEETING only
            external_ref:                        # e.g. a Panel request (CO 3.5.7)
            in_reply_to:                         # an information request's id
            corrects:                            # transfer id of the accepted pack that this one replaces (OB-089)
            originator_agency: university-hospitals-of-north-midlands-nhs-trust
            originated_on: 2026-05-05
            as_at: 2026-05-04
            recipients:
              - agency: staffordshire-county-council
                account: scc-safeguarding-lead
                why_needed: Chairs the rapid review
                role_in_case:                    # Pan-Dorset
                unit:                            # e.g. IFD in Wirral
                member_condition: false          # Wirral Appendix One entries 7 and 24
            identifiability: IDENTIFIABLE        # IDENTIFIABLE | ANONYMISED
            subjects:
              - { key: child-1, living: true, relation: SUBJECT_CHILD, adult: false }   # SUBJECT_CHILD | FAMILY | THIRD_PARTY
            confidentiality_basis:               # where a subject has died
            categories: [NAME, DATE-OF-BIRTH, HEALTH, ABUSE]
            equality_data: NONE                  # NONE | CASE_RELEVANT | EDI
            necessity: The review needs the health chronology of the last two years and no more
            third_party_impact:
            art6: e                              # a to f, or RLI
            art9: g                              # a to j
            dpa_condition: SCH1-P2-18
            no_consent_reason: WOULD_PLACE_AT_RISK   # NOT_POSSIBLE | NOT_REASONABLE | WOULD_PLACE_AT_RISK
            legal_gateway: [CHILDREN-ACT-1989-AND-2004]
            legal_gateway_other:
            consent: { state: NOT_SOUGHT, reason: WOULD_PLACE_AT_RISK, override: , override_text: }   # OBTAINED | NOT_SOUGHT | REFUSED | WITHDRAWN
            informed: { state: NOT_TOLD, reason: Would place the child at risk, on: }                 # TOLD | WILL_BE_TOLD | NOT_TOLD
            wellbeing: The sibling is in the household; sharing supports the safety plan
            reason: Rapid review of a serious incident
            parts:
              - file: chronology.docx
                nature: FACT                     # FACT | OPINION | MIXED
                distinguished_in_text: false
                historical: false
                historical_note:
                court_material: false            # Pan-Dorset must answer; offered elsewhere
                court_authority:
                retention_class: case-pack
                sha256:                          # optional; checked when given
            """;

    @Test
    void readsEveryKeyOfTheFormat() {
        Manifest manifest = PARSER.parse(WHOLE.getBytes(UTF_8)).orThrow();

        assertThat(manifest.timing().meetingAt()).hasValue(Instant.parse("2026-05-12T09:00:00Z"));
        assertThat(manifest.origin().asAt()).hasValue(LocalDate.of(2026, 5, 4));
        assertThat(manifest.statements().purposeStatement()).isEmpty();
        assertThat(manifest.basis().consent()).hasValue(new Basis.Consent(Basis.Consent.ConsentState.NOT_SOUGHT,
                Optional.of("WOULD_PLACE_AT_RISK"), Optional.empty(), Optional.empty()));
        assertThat(manifest.basis().informed()).hasValue(new Basis.Informed(Basis.Informed.InformedState.NOT_TOLD,
                Optional.of("Would place the child at risk"), Optional.empty()));
        assertThat(manifest.parts()).singleElement().satisfies(part -> {
            assertThat(part.file()).hasToString("chronology.docx");
            assertThat(part.courtMaterial()).hasValue(false);
            assertThat(part.sha256()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "purpose: | purpos: | 4 | purpos | is not a known key; did you mean 'purpose'?",
            "as_at: 2026-05-04 | as-at: 2026-05-04 | 11 | as-at | is not a known key; did you mean 'as_at'?",
            "agreement: staffordshire | agreement: stafordshire | 2 | agreement | 'stafordshire' is not accepted; accepted: staffordshire, wirral",
            "case_ref: SSCB-RR-2026-014 | case_ref: Jane Example | 3 | case_ref | 'Jane Example' is not accepted; accepted: 4 to 40 capital letters, digits, hyphens",
            "regime: UK_GDPR | regime: GDPR | 5 | regime | 'GDPR' is not accepted; accepted: UK_GDPR, DPA_PART3",
            "regime: UK_GDPR | regime: | 5 | regime | is missing; accepted: UK_GDPR, DPA_PART3",
            "regime: UK_GDPR | regime: [UK_GDPR] | 5 | regime | is a list; accepted: UK_GDPR, DPA_PART3",
            "regime: UK_GDPR | purpose: AUDIT | 5 | purpose | is given twice; first in line 4",
            "phase: PRE_MEETING | phase: BEFORE | 6 | phase | 'BEFORE' is not accepted; accepted: PRE_MEETING, POST_MEETING, NO_MEETING",
            "2026-05-12T10:00:00+01:00 | 2026-05-12 10:00 | 8 | meeting_at | '2026-05-12 10:00' is not accepted; accepted: a time with its offset, 2026-05-12T10:00:00+01:00",
            "as_at: 2026-05-04 | as_at: 4 May | 11 | as_at | '4 May' is not accepted; accepted: a date, YYYY-MM-DD",
            "as_at: 2026-05-04 | as_at: 2026-02-30 | 11 | as_at | '2026-02-30' is not accepted; accepted: a date, YYYY-MM-DD",
            "account: scc-safeguarding-lead | account: Jane Example | 13 | recipients[1].account | 'Jane Example' is not accepted",
            "agency: staffordshire-police, | agency: Staffordshire Police, | 14 | recipients[2].agency | accepted: an agency id: lower-case letters, digits, single hyphens",
            "account: sp-review-officer | acount: sp-review-officer | 14 | recipients[2].acount | is not a known key; did you mean 'account'?",
            "living: true, relation: FAMILY | living: yes, relation: FAMILY | 18 | subjects[2].living | 'yes' is not accepted; accepted: true, false",
            "living: true, relation: FAMILY | relation: FAMILY | 18 | subjects[2].living | is missing; accepted: true, false",
            "key: sibling-1 | key: child-1 | 18 | subjects[2].key | is given to two subjects",
            "key: sibling-1 | key: Jane Example | 18 | subjects[2].key | accepted: a pseudonym of letters, digits, hyphens, such as child-1",
            "DATE-OF-BIRTH | DOB | 19 | categories[2] | 'DOB' is not accepted; accepted: NAME, ADDRESS, DATE-OF-BIRTH, ",
            "art6: e | art6: E | 22 | art6 | 'E' is not accepted; accepted: a, b, c, d, e, f, RLI",
            "art9: g | art9: 9(2)(g) | 23 | art9 | accepted: a, b, c, d, e, f, g, h, i, j",
            "nature: FACT | nature: TRUE | 29 | parts[1].nature | 'TRUE' is not accepted; accepted: FACT, OPINION, MIXED",
            "nature: FACT | nature: FACT, sha256: abc | 29 | parts[1].sha256 | 'abc' is not accepted; accepted: 64 hexadecimal digits",
            "file: chronology.csv | file: ../chronology.csv | 29 | parts[1].file | cannot be the name of a part. A file name cannot hold '/'; parts stand in the pack's own directory.",
            "file: chronology.csv | file: Clinical SUMMARY.TXT | 30 | parts[2].file | is listed twice (names that differ only in case or form are one)",
            "manifest: 1 | manifest: 2 | 1 | manifest | '2' is not accepted; accepted: a whole number from 1 to 1"})
    void namesLineKeyAndAcceptedValues(String right, String wrong, int line, String key, String sentence) {
        assertThat(GOOD).contains(right);

        assertThat(complaints(GOOD.replaceFirst(Pattern.quote(right), wrong)))
                .anySatisfy(complaint -> {
                    assertThat(complaint.line()).isEqualTo(line);
                    assertThat(complaint.key()).isEqualTo(key);
                    assertThat(complaint.sentence()).contains(sentence);
                });
    }

    @Test
    void reportsAllMistakesTogetherByLine() {
        String bad = GOOD.replace("regime: UK_GDPR", "regime: GDPR").replace("as_at:", "asat:")
                .replace("nature: FACT", "nature: FICTION").replace("SSCB-RR-2026-014", "Jane");

        assertThat(complaints(bad)).extracting(complaint -> complaint.in("manifest.yaml")).containsExactly(
                "manifest.yaml, line 3, case_ref: 'Jane' is not accepted; accepted: 4 to 40 capital letters, digits, hyphens",
                "manifest.yaml, line 5, regime: 'GDPR' is not accepted; accepted: UK_GDPR, DPA_PART3",
                "manifest.yaml, line 11, asat: is not a known key; did you mean 'as_at'?",
                "manifest.yaml, line 29, parts[1].nature: 'FICTION' is not accepted; accepted: FACT, OPINION, MIXED");
    }

    @Test
    void asksForWhatNoManifestCanDoWithout() {
        assertThat(complaints("manifest: 1")).extracting(Complaint::key).containsExactly("agreement", "case_ref",
                "regime", "identifiability", "recipients", "parts");
        assertThat(complaints(GOOD.replaceAll("(?m)^parts:\\n(  .*\\n)*", "parts: []\n"))).singleElement()
                .satisfies(complaint -> assertThat(complaint.sentence())
                        .isEqualTo("is missing; accepted: a list of at least one part, each with file"));
    }

    @Test
    @DisplayName("a byte order mark, CRLF and 16-bit text are read as they are saved on Windows")
    void readsWhatWindowsSaves() {
        Manifest manifest = PARSER.parse(GOOD.getBytes(UTF_8)).orThrow();
        String windows = GOOD.replace("\n", "\r\n");

        assertThat(PARSER.parse(("\uFEFF" + windows).getBytes(UTF_8)).orThrow()).isEqualTo(manifest);
        assertThat(PARSER.parse(("\uFEFF" + windows).getBytes(UTF_16LE)).orThrow()).isEqualTo(manifest);
        assertThat(PARSER.parse(("\uFEFF" + windows).getBytes(UTF_16BE)).orThrow()).isEqualTo(manifest);
        assertThat(PARSER.parse(windows.getBytes(UTF_16LE)).orThrow()).isEqualTo(manifest);
        assertThat(PARSER.parse(GOOD.replace("\n", "\r").getBytes(UTF_8)).orThrow()).isEqualTo(manifest);
    }

    @Test
    void namesTheEncodingItCannotRead() {
        assertThat(complaints(GOOD.replace("Chairs", "Chäirs").getBytes(ISO_8859_1))).containsExactly(
                new Complaint(13, "", "is not UTF-8 text from here on; save the file as UTF-8"));
    }

    @Test
    @DisplayName("tabs, curly quotes and hard spaces are named")
    void namesWhatAWordProcessorDid() {
        assertThat(complaints(GOOD.replace("  - { agency: staffordshire-police", "\t- { agency: staffordshire-police")))
                .containsExactly(new Complaint(14, "", "is indented with a tab; use spaces"));
        assertThat(complaints(GOOD.replace("regime: UK_GDPR", "regime: “UK_GDPR”"))).containsExactly(
                new Complaint(5, "regime",
                        "'“UK_GDPR”' is not accepted; it holds curly quotes (“ ”), write straight ones (\") or none; accepted: UK_GDPR, DPA_PART3"));
        assertThat(complaints(GOOD.replace("reason: Rapid review", "reason: “Rapid review: part”"))).singleElement()
                .satisfies(complaint -> assertThat(complaint.sentence()).contains("colon").contains("curly quotes"));
        assertThat(complaints(GOOD.replace("regime: UK_GDPR", "regime:\u00A0UK_GDPR"))).first()
                .satisfies(complaint -> assertThat(complaint.sentence()).contains("hard space"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "reason: Rapid review | reason: Review: rapid | 27 | has a colon where none can stand; put the whole value in straight quotes, or mend the indentation",
            "reason: Rapid review | reason: \"Rapid review | 34 | opens a quote that is never closed",
            "reason: Rapid review | reason: *rapid review | 27 | uses an anchor or alias (& or * before a word); write the value out, or put it in straight quotes",
            "reason: Rapid review | reason: &rapid review | 27 | uses an anchor or alias (& or * before a word); write the value out, or put it in straight quotes",
            "reason: Rapid review | reason: !!str review | 27 | uses a tag (! before a word); write the value without it",
            "reason: Rapid review | reason: @rapid review | 27 | begins a value with a character that has a meaning of its own; put the value in straight quotes"})
    void saysInPlainWordsWhyATextIsNotYaml(String right, String wrong, int line, String sentence) {
        assertThat(complaints(GOOD.replace(right, wrong))).singleElement().satisfies(complaint -> {
            assertThat(complaint.sentence()).isEqualTo(sentence);
            assertThat(complaint.line()).isBetween(line - 4, line + 4);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n", "# nothing\n", "- a\n- b\n", "word", "\u0007", "--- \na: 1\n--- \nb: 2\n"})
    void refusesWhatIsNoManifestAtAll(String text) {
        assertThat(complaints(text)).hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    @DisplayName("V7: a manifest that is too large, too deep or that multiplies itself is left at once")
    void refusesBombs() {
        assertThat(complaints("#".repeat(ManifestParser.LARGEST_BYTES + 1)))
                .containsExactly(new Complaint(0, "", "is larger than 256 KiB"));
        assertThat(complaints("a: " + "[".repeat(200_000))).singleElement()
                .satisfies(complaint -> assertThat(complaint.sentence()).isEqualTo("nests more than 20 levels deep"));
        assertThat(complaints("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]")).singleElement()
                .satisfies(complaint -> assertThat(complaint.sentence()).contains("anchor or alias"));
    }

    @Test
    void readsJsonAlike() {
        String json = "{\"manifest\": 1, \"agreement\": \"staffordshire\", \"case_ref\": \"SSCB-1\",\n\t\"regime\": \"UK_GDPR\", "
                + "\"identifiability\": \"ANONYMISED\", \"recipients\": [{\"agency\": \"cafcass\"}], "
                + "\"parts\": [{\"file\": \"r\\u00e9sum\\u00e9.txt\", \"historical\": true, \"historical_note\": null}]}";

        assertThat(PARSER.parse(json.getBytes(UTF_8)).orThrow().parts()).singleElement()
                .satisfies(part -> assertThat(part.file()).hasToString("résumé.txt"));
    }

    @Test
    void takesWordsThatLookLikeSomethingElseAsWords() {
        Manifest manifest = PARSER.parse(GOOD.replace("reason: Rapid review of a serious incident", "reason: 0042")
                .replace("purpose: RAPID-REVIEW", "purpose: NO").getBytes(UTF_8)).orThrow();

        assertThat(manifest.statements().reason()).hasValue("0042");
        assertThat(manifest.purpose()).hasValue("NO");
    }

    private static List<Complaint> complaints(String text) {
        return complaints(text.getBytes(UTF_8));
    }

    private static List<Complaint> complaints(byte[] octets) {
        return PARSER.parse(octets).complaints();
    }
}
