// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.pack.Tables.WRAP;

import java.nio.file.Path;
import java.util.List;
import org.casegate.policy.Partnership;
import org.casegate.policy.intake.Answer;
import org.casegate.policy.intake.SenderPack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pack that is addressed to a role: whoever holds the role opens it, as himself, and nobody else does.
class RoleAccountTest {
    private static final String ROLE = "scc-front-door";
    private static final String HOLDER = "scc-review-manager";
    private static final String COLLEAGUE = "scc-safeguarding-lead";

    @TempDir
    Path home;
    private Partnership partnership;
    private SenderPack pack;

    @BeforeEach
    void send() throws Exception {
        partnership = Partnership.at(home);
        pack = partnership.pack("to-a-role");
        partnership.send(pack, "chronology.txt", "Contact on 3 March.");
        partnership.send(pack, "summary.txt", "In our opinion the plan holds.");
        Answer answer = partnership.send(pack, "manifest.yaml", Partnership.manifest()
                .replace("account: scc-safeguarding-lead", "account: " + ROLE)
                .replace("[NAME, DATE-OF-BIRTH, HEALTH, ABUSE]", "[NAME, DATE-OF-BIRTH]")
                .replace("art9: g\n", "")
                .replace("dpa_condition: SCH1-P2-18\n", "")
                .replace("no_consent_reason: WOULD_PLACE_AT_RISK\n", ""));
        assertThat(answer).isInstanceOf(Answer.Accepted.class);
    }

    /// Every test ends by verifying the ledger.
    @AfterEach
    void verify() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    private static String held(String register, String holders) {
        return register.replace("holders: [" + HOLDER + "]", "holders: [" + holders + "]");
    }

    @Test
    @DisplayName("OB-039 a holder sees, accepts and opens what is addressed to the role; the entries name both")
    void letsAHolderOpen() throws Exception {
        assertThat(partnership.inbox().packs(partnership.person(HOLDER))).singleElement()
                .isInstanceOf(InboxLine.Open.class);
        assertThat(partnership.inbox().cover(partnership.person(HOLDER), pack.id()).whyNeeded())
                .isEqualTo("Chairs the rapid review");
        partnership.release().acknowledge(partnership.person(HOLDER), pack.id());
        assertThat(partnership.download(HOLDER, pack, 1)).isEqualTo("Contact on 3 March.".getBytes(UTF_8));

        assertThat(partnership.entries()).containsExactly("ACCEPTED", "ACKNOWLEDGED", "DOWNLOADED");
        assertThat(entries("DOWNLOADED")).singleElement().asString()
                .contains("\"actor\":\"" + HOLDER + "\"", "\"role\":\"" + ROLE + "\"");
        assertThat(partnership.database().query().select(WRAP.RECIPIENT).from(WRAP).fetch(WRAP.RECIPIENT))
                .as("the keys are the role's, so that holders may come and go").containsOnly(ROLE);
    }

    @Test
    @DisplayName("OB-039 S01 D-01 stays strict for everybody else of the agency, and for a holder once he is none any more")
    void letsNobodyElseOpen() throws Exception {
        refused(COLLEAGUE, "NOT-THE-RECIPIENT");
        assertThat(partnership.inbox().packs(partnership.person(COLLEAGUE))).isEmpty();

        partnership.edit(register -> held(register, COLLEAGUE));

        refused(HOLDER, "NOT-THE-RECIPIENT");
        assertThat(partnership.inbox().packs(partnership.person(HOLDER))).isEmpty();
        partnership.release().acknowledge(partnership.person(COLLEAGUE), pack.id());
        assertThat(partnership.download(COLLEAGUE, pack, 1)).isNotEmpty();
    }

    @Test
    @DisplayName("OB-119 OB-114 the holder's own training, place and agency are asked, and each holder accepts the reminder himself")
    void asksTheHolderHimself() throws Exception {
        partnership.edit(register -> held(register, HOLDER + ", " + COLLEAGUE));
        partnership.release().acknowledge(partnership.person(HOLDER), pack.id());
        refused(COLLEAGUE, "REMINDER");

        partnership.edit(register -> held(register, HOLDER).replace("""
                    email: scc-review-manager@staffordshire-county-council.example
                    trained_on: 2026-01-10
                """, ""));
        refused(HOLDER, "PERSON-NOT-TRAINED");
        assertThat(entries("DOWNLOAD_REFUSED").getLast()).contains("\"role\":\"" + ROLE + "\"");
        partnership.edit(register -> held(register, HOLDER).replace(", 198.51.100.0/24", ""));
        refused(HOLDER, "TERRITORY");
        partnership.edit(register -> held(register, HOLDER).replace(
                "id: scc-review-manager\n    agency: staffordshire-county-council",
                "id: scc-review-manager\n    agency: cafcass"));
        refused(HOLDER, "NOT-THE-RECIPIENT");
    }

    private void refused(String account, String code) {
        assertThatThrownBy(() -> partnership.download(account, pack, 1)).isInstanceOfSatisfying(ReleaseRefused.class,
                refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private List<String> entries(String kind) {
        return partnership.database().query().select(ENTRY.BODY).from(ENTRY).where(ENTRY.KIND.eq(kind))
                .orderBy(ENTRY.INDEX).fetch(row -> new String(row.value1(), UTF_8));
    }
}
