// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.schema.tables.pack.Tables.PART;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.casegate.policy.Partnership;
import org.casegate.policy.check.Packs;
import org.casegate.policy.event.CaseEvent;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.CaseRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packs under agreements other than Staffordshire's, from the first octet to the entry and the kept parts.
class OtherAgreementsTest {

    private static final CaseRef CASE = new CaseRef("CASE-2026-014");
    private static final String SENDER = "mp-officer";

    private Partnership partnership;

    @BeforeEach
    void startsAPartnership(@TempDir Path home) {
        partnership = Partnership.at(home);
        partnership.edit(OtherAgreementsTest::withWirralAndSolihull);
    }

    @AfterEach
    void endsWithAWholeLedger() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    @Test
    @DisplayName("OB-035, OB-116, OB-144, A-02: the entry names the front door's controller and the reading of the area, and a part kept under review has no last day")
    void recordsControllerAndReading() throws Exception {
        String manifest = Packs
                .under("wirral", "REVIEW", SENDER, "merseyside-police", "wirral-local-authority/wla-officer",
                        "merseyside-police/mp-front-door")
                .edited("account: mp-front-door", "unit: IFD, account: mp-front-door")
                .edited("nature: FACT, court_material: false, retention_class: case-pack",
                        "nature: FACT, retention_class: kept-pack")
                .text();

        SenderPack pack = accepted("wirral", "REVIEW", manifest);

        assertThat(text(pack, "receipt.entry")).contains("\"controllers\":[\"mp-front-door wirral-local-authority\"]",
                "\"readings\":[\"territory.eea_means UK_AND_EEA\"]");
        assertThat(text(pack, "RECEIPT.txt")).startsWith("ACCEPTED");
        assertThat(partnership.database().query().select(PART.NATURE, PART.RETENTION_CLASS, PART.DESTROY_ON).from(PART)
                .where(PART.PACK_ID.eq(pack.id().value()), PART.NUMBER.isNotNull()).orderBy(PART.NUMBER)
                .fetch(row -> row.value1() + " " + row.value2() + " " + row.value3()))
                .containsExactly("FACT kept-pack null", "MIXED case-pack 2026-08-04");
    }

    @Test
    @DisplayName("OB-091: where no clause asks for fact or opinion, a part is kept without it")
    void keepsAPartWithoutItsNature() throws Exception {
        String manifest = Packs.under("solihull", "AUDIT", SENDER, "merseyside-police", "solihull-council/sc-lead")
                .edited("nature: FACT, ", "")
                .edited("agency: solihull-council", "agency: solihull-metropolitan-borough-council")
                .text();

        SenderPack pack = accepted("solihull", "AUDIT", manifest);

        assertThat(partnership.database().query().select(PART.NATURE).from(PART)
                .where(PART.PACK_ID.eq(pack.id().value()), PART.NUMBER.eq(1)).fetchOne(PART.NATURE)).isNull();
    }

    private SenderPack accepted(String agreement, String purpose, String manifest) throws Exception {
        CaseRecord record = new CaseRecord(new AgreementId(agreement), CASE, purpose,
                Set.of(new AgencyId("merseyside-police")), Set.of(), List.of());
        partnership.ledger().append(Draft.of(new CaseEvent.Loaded()),
                partnership.cases().open(record, partnership.now()));
        SenderPack pack = partnership.packs().create(partnership.sender(SENDER), new AgreementId(agreement), CASE,
                "pack");
        partnership.send(SENDER, pack, "chronology.csv", "day,what\n1,visit\n".getBytes(UTF_8));
        partnership.send(SENDER, pack, "clinical summary.txt", "In our opinion.".getBytes(UTF_8));
        Answer answer = partnership.send(SENDER, pack, "manifest.yaml", manifest.getBytes(UTF_8));

        assertThat(answer).as(answer.toString()).isInstanceOf(Answer.Accepted.class);
        return pack;
    }

    private String text(SenderPack pack, String name) throws IntakeRefusal {
        return new String(partnership.intake().text(partnership.sender(SENDER), pack, name), UTF_8);
    }

    private static String withWirralAndSolihull(String register) {
        String done = "signed: { on: 2026-01-05 }, admitted: { on: 2026-01-05, by: [wirral-local-authority, merseyside-police, wirral-clinical-commissioning-group] }, risk_controls: { on: 2026-01-05 }";
        String classes = "[{ class: case-pack, trigger: RECEIVED, period: P90D, action: DESTROY }, { class: kept-pack, trigger: RECEIVED, period: INDEFINITE, action: REVIEW, review_every: P12M, reason: Rarely }]";
        return register
                .replace("agencies:\n", "agencies:\n" + agency("wirral-local-authority", "Wirral Local Authority")
                        + agency("merseyside-police", "Merseyside Police")
                        + agency("solihull-metropolitan-borough-council", "Solihull Metropolitan Borough Council"))
                .replace("memberships:\n", "memberships:\n"
                        + "  - { agreement: wirral, agency: wirral-local-authority, " + done + " }\n"
                        + "  - { agreement: wirral, agency: merseyside-police, " + done + " }\n"
                        + "  - { agreement: solihull, agency: solihull-metropolitan-borough-council, " + done + " }\n"
                        // a police force that is no party of Solihull sends once the three have admitted it
                        + "  - { agreement: solihull, agency: merseyside-police, admitted: { on: 2026-01-05, by: [solihull-metropolitan-borough-council, birmingham-and-solihull-integrated-care-board, west-midlands-police] } }\n")
                .replace("accounts:\n", "accounts:\n"
                        + account("mp-officer", "merseyside-police", "SENDER")
                        + account("mp-front-door", "merseyside-police", "RECIPIENT")
                        + account("wla-officer", "wirral-local-authority", "RECIPIENT")
                        + account("sc-lead", "solihull-metropolitan-borough-council", "RECIPIENT"))
                .replace("agreements:\n", "agreements:\n"
                        + "  - { agreement: wirral, version: \"2022-01\", state: ACTIVE, reviewed: [2026-01-31], retention_classes: "
                        + classes + " }\n"
                        + "  - { agreement: solihull, version: undated, state: ACTIVE, start: 2026-01-05, retention_classes: "
                        + classes + " }\n");
    }

    private static String agency(String id, String name) {
        return "  - { id: " + id + ", name: " + name
                + ", place: GB, networks: [127.0.0.0/8], ico: { number: Z1 }, spoc: { role: Lead }, responsible_manager: { role: Head } }\n";
    }

    private static String account(String id, String agency, String role) {
        return "  - { id: " + id + ", agency: " + agency + ", kind: PERSON, roles: [" + role
                + "], trained_on: 2026-01-10, checked_on: 2026-01-10 }\n";
    }
}
