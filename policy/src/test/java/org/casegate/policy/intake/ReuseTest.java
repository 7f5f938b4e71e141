// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.Partnership.CASE;
import static org.casegate.policy.Partnership.RECIPIENT;
import static org.casegate.policy.Partnership.SENDER;
import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.RECEIVED_CONTENT;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.casegate.policy.Partnership;
import org.casegate.policy.intake.HoldAnswer.Became;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.CaseRef;
import org.casegate.schema.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Content that an agency received by way of this gateway is not passed on before whoever sent it has agreed.
class ReuseTest {
    private static final String NURSE = "uhnm-named-nurse";
    private static final String LETTER = "In the hospital's opinion the plan holds.";
    private static final CaseRef OTHER_CASE = new CaseRef("SSCB-CSPR-2026-003");
    private static final String ASKED = "This upload is on hold because summary.txt was received from University Hospitals of "
            + "North Midlands NHS Trust and this gateway needs that agency's agreement before it is sent on.";

    @TempDir
    Path home;
    private Partnership partnership;
    private SenderPack received;

    @BeforeEach
    void receive() throws Exception {
        partnership = Partnership.at(home);
        partnership.edit(Partnership::appointed);
        received = partnership.pack(NURSE, CASE, "from-the-hospital");
        partnership.send(NURSE, received, "summary.txt", LETTER.getBytes(UTF_8));
        assertThat(partnership.send(NURSE, received, "manifest.yaml", HoldsTest.toThePolice().getBytes(UTF_8)))
                .isInstanceOf(Answer.Accepted.class);
    }

    /// Every test ends by verifying the ledger.
    @AfterEach
    void verify() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    @Test
    @DisplayName("OB-058: the originator's SPoC is asked, agrees, and is not asked again for the same content, sender and case")
    void asksTheOriginatorOnce() throws Exception {
        SenderPack pack = partnership.pack("passed-on");

        assertThat(passOn(pack)).isInstanceOfSatisfying(Answer.Held.class, held -> assertThat(held.sentence())
                .startsWith(ASKED).contains(
                        "The single point of contact of University Hospitals of North Midlands NHS Trust decides by"));
        assertThat(partnership.intake().holds().release(partnership.actor("uhnm-spoc"), transfer(pack),
                new Reason("Agreed for the review")).became()).isEqualTo(Became.ACCEPTED);
        partnership.release().acknowledge(partnership.person(RECIPIENT), pack.id());
        assertThat(partnership.download(RECIPIENT, pack, 2)).isEqualTo(LETTER.getBytes(UTF_8));

        assertThat(passOn(partnership.pack("again"))).isInstanceOf(Answer.Accepted.class);
        SenderPack other = partnership.pack(SENDER, OTHER_CASE, "other-case");
        assertThat(passOn(other, inTheOtherCase())).isInstanceOf(Answer.Held.class);
        SenderPack altered = partnership.pack("altered");
        partnership.send(altered, "chronology.txt", "Contact on 3 March.");
        partnership.send(altered, "summary.txt", LETTER + " ");
        assertThat(partnership.send(altered, "manifest.yaml", Partnership.manifest()))
                .isInstanceOf(Answer.Accepted.class);
    }

    @Test
    @DisplayName("OB-058: an originator who does not agree ends the pack, and is asked again the next time")
    void remembersNoRefusal() throws Exception {
        SenderPack pack = partnership.pack("passed-on");
        passOn(pack);

        partnership.intake().holds().refuse(partnership.actor("uhnm-spoc"), transfer(pack), new Reason("Not for this"));

        assertThat(partnership.entries()).endsWith("HELD REUSE", "DECLINED REUSE");
        assertThat(passOn(partnership.pack("again"))).isInstanceOf(Answer.Held.class);
    }

    @Test
    @DisplayName("OB-058 OB-138: the ledger links both transfers by random ids; what the sender reads tells no more of the other one")
    void linksBothTransfersAndTellsNothing() throws Exception {
        SenderPack pack = partnership.pack("passed-on");
        passOn(pack);

        String entry = new String(partnership.intake().text(partnership.sender(SENDER), pack, "receipt.entry"), UTF_8);
        assertThat(entry).contains("\"passed_on\":[\"" + received.id() + "\"]");
        assertThat(entry + partnership.text(pack, "RECEIPT.txt") + partnership.text(pack, "receipt.json"))
                .doesNotContain(transfer(received)).doesNotContain("from-the-hospital").doesNotContain(NURSE);
    }

    @Test
    @DisplayName("OB-058: an agency that never received it is not told that anybody did; what is its own it may send")
    void asksNobodyElse() throws Exception {
        SenderPack own = partnership.pack(NURSE, CASE, "to-the-council");
        partnership.send(NURSE, own, "chronology.txt", "Contact.".getBytes(UTF_8));
        partnership.send(NURSE, own, "summary.txt", LETTER.getBytes(UTF_8));

        assertThat(partnership.send(NURSE, own, "manifest.yaml", Partnership.manifest().getBytes(UTF_8)))
                .isInstanceOf(Answer.Accepted.class);
        partnership.edit(yaml -> Partnership.appointed(yaml).replace(
                "{ id: scc-spoc, agency: staffordshire-county-council, kind: PERSON, roles: [SPOC] }",
                "{ id: icb-nurse, agency: staffordshire-and-stoke-on-trent-integrated-care-board, kind: PERSON, roles: [SENDER], trained_on: 2026-01-10 }"));
        openTo("staffordshire-and-stoke-on-trent-integrated-care-board");
        SenderPack stranger = partnership.pack("icb-nurse", CASE, "by-chance");
        partnership.send("icb-nurse", stranger, "chronology.txt", "Contact.".getBytes(UTF_8));
        partnership.send("icb-nurse", stranger, "summary.txt", LETTER.getBytes(UTF_8));
        assertThat(partnership.send("icb-nurse", stranger, "manifest.yaml", Partnership.manifest().getBytes(UTF_8)))
                .isInstanceOf(Answer.Accepted.class);
    }

    @Test
    @DisplayName("OB-058: what an agency had sent itself before it came back is its own")
    void letsAnAgencySendWhatIsItsOwn() throws Exception {
        SenderPack first = partnership.pack("first");
        partnership.send(first, "chronology.txt", "Contact on 3 March.");
        partnership.send(first, "summary.txt", "Something else.");
        partnership.send(first, "manifest.yaml", Partnership.manifest());
        SenderPack back = partnership.pack(NURSE, CASE, "back");
        partnership.send(NURSE, back, "summary.txt", "Contact on 3 March.".getBytes(UTF_8));
        partnership.send(NURSE, back, "manifest.yaml", HoldsTest.toThePolice().getBytes(UTF_8));
        SenderPack again = partnership.pack("again");
        partnership.send(again, "chronology.txt", "Contact on 3 March.");
        partnership.send(again, "summary.txt", "Something else.");

        assertThat(partnership.send(again, "manifest.yaml", Partnership.manifest()))
                .isInstanceOf(Answer.Accepted.class);
    }

    @Test
    @DisplayName("A-51: the transfer by which it came may have been under another agreement")
    void spansAgreements() throws Exception {
        partnership.database().query().update(CASE_PACK).set(CASE_PACK.AGREEMENT, "solihull")
                .where(CASE_PACK.ID.eq(received.id().value())).execute();

        assertThat(passOn(partnership.pack("passed-on"))).isInstanceOf(Answer.Held.class);

        partnership.database().query().update(CASE_PACK).set(CASE_PACK.AGREEMENT, "staffordshire")
                .where(CASE_PACK.ID.eq(received.id().value())).execute();
    }

    @Test
    @DisplayName("A-18 A-51: an agency that goes by another name now still holds what it received, and what was agreed stays agreed")
    void followsAgenciesToTheirNewNames() throws Exception {
        SenderPack agreed = partnership.pack("agreed");
        passOn(agreed);
        partnership.intake().holds().release(partnership.actor("uhnm-spoc"), transfer(agreed), new Reason("Agreed"));
        partnership.edit(yaml -> renamed(renamed(Partnership.appointed(yaml), "staffordshire-police",
                "Staffordshire Police", "staffordshire-constabulary", "Staffordshire Constabulary"),
                "university-hospitals-of-north-midlands-nhs-trust", "University Hospitals of North Midlands NHS Trust",
                "north-midlands-trust", "North Midlands Trust"));
        openTo("staffordshire-constabulary");

        assertThat(passOn(partnership.pack("again"))).isInstanceOf(Answer.Accepted.class);
        SenderPack other = partnership.pack(SENDER, OTHER_CASE, "other-case");
        assertThat(passOn(other, inTheOtherCase())).isInstanceOfSatisfying(Answer.Held.class,
                held -> assertThat(held.sentence()).contains("summary.txt was received from North Midlands Trust"));
        assertThat(partnership.intake().holds().list().getFirst().asked().getFirst().agency())
                .isEqualTo(new AgencyId("north-midlands-trust"));
        assertThat(partnership.intake().holds().release(partnership.actor("uhnm-spoc"), transfer(other),
                new Reason("Agreed")).became()).isEqualTo(Became.ACCEPTED);
    }

    /// The body goes by another id and name; its former id is an alias.
    private static String renamed(String yaml, String id, String name, String now, String called) {
        return yaml.replace("agency: " + id + "\n", "agency: " + now + "\n")
                .replace("agency: " + id + ",", "agency: " + now + ",")
                .replace("  - id: " + id + "\n    name: " + name + "\n",
                        "  - id: " + now + "\n    name: " + called + "\n    aliases: [" + id + "]\n");
    }

    private static String inTheOtherCase() {
        return Partnership.manifest().replace(CASE.value(), OTHER_CASE.value())
                .replace("purpose: RAPID-REVIEW", "purpose: CSPR");
    }

    @Test
    @DisplayName("OB-058: the agency still holds what the gateway has destroyed; the token that remembers it holds no content")
    void remembersWhatWasDestroyed() throws Exception {
        partnership.pass(Duration.ofDays(91));
        partnership.destruction().run();
        assertThat(partnership.openings().readAll(received.id().value())).isEmpty();
        SenderPack pack = partnership.pack("passed-on");

        assertThat(passOn(pack, Partnership.manifest().replace("PRE_MEETING", "POST_MEETING")
                .replace("originator_agency", "action_ref: A1\noriginator_agency"))).isInstanceOf(Answer.Held.class);

        assertThat(partnership.database().query().fetch(RECEIVED_CONTENT)).singleElement()
                .satisfies(row -> assertThat(row.getToken()).hasSize(16));
        assertThat(partnership.entries()).contains("DESTROYED", "HELD REUSE");
    }

    /// The cases are open to this agency from now on, as their convener would have it.
    private void openTo(String agency) throws SQLException {
        try (Connection connection = TestDatabase.superuser(partnership.database()).connect();
                PreparedStatement update = connection
                        .prepareStatement("UPDATE pack.case_file SET senders = ARRAY[?]")) {
            update.setString(1, agency);
            update.execute();
        }
    }

    private Answer passOn(SenderPack pack) throws Exception {
        return passOn(pack, Partnership.manifest());
    }

    private Answer passOn(SenderPack pack, String manifest) throws Exception {
        partnership.send(pack, "chronology.txt", "Contact on 3 March, as recorded for " + pack.name() + ".");
        partnership.send(pack, "summary.txt", LETTER);
        return partnership.send(pack, "manifest.yaml", manifest);
    }

    private String transfer(SenderPack pack) {
        return PackRows.pack(partnership.database().query(), pack.id()).orElseThrow().transfer().orElseThrow();
    }
}
