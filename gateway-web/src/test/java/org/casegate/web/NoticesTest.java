// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.schema.tables.pack.Tables.NOTICE;

import java.util.Map;
import org.casegate.policy.intake.PackId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The notices as pages. What is queued here no relay takes, so the rows are set as delivery would leave them.
class NoticesTest {
    private static final TestSites SITES = TestSites.started();
    private static final String BANNER = "was not delivered: somebody was not told by mail.";

    @Test
    @DisplayName("OB-098 a notice that was not delivered shows on every administration page, and to conveners on the portal")
    void showsWhatWasNotDelivered() {
        PackId pack = SITES.send("Contact.".getBytes(UTF_8));
        refuse(pack);
        try {
            Browser sysadmin = SITES.signedInToAdministration(TestSites.SYSADMIN);
            assertThat(sysadmin.get("/retention").body()).contains(BANNER, "href=\"/notices\"");
            String page = sysadmin.get("/notices").body();
            assertThat(page)
                    .contains(BANNER, "Notice not delivered", TestSites.RECIPIENT, "550 5.1.1", "Pack to collect")
                    .doesNotContain("@", "SSCB-");
            assertThat(SITES.signedIn(TestSites.CONVENER).get("/").body()).contains(BANNER).doesNotContain("/notices");
            assertThat(SITES.signedIn(TestSites.RECIPIENT).get("/packs").body()).doesNotContain("not delivered");

            assertThat(sysadmin.post("/notices/retry", Map.of()).statusCode()).isEqualTo(303);
            assertThat(sysadmin.get("/notices").body()).doesNotContain(BANNER).contains("Waits");
        } finally {
            SITES.database.query().deleteFrom(NOTICE).where(NOTICE.PACK_ID.eq(pack.value())).execute();
        }
    }

    private static void refuse(PackId pack) {
        SITES.database.query()
                .update(NOTICE)
                .set(NOTICE.STATE, "NOT_DELIVERED")
                .set(NOTICE.SETTLED_AT, NOTICE.QUEUED_AT)
                .set(NOTICE.LAST_ANSWER, "550 5.1.1")
                .where(NOTICE.PACK_ID.eq(pack.value()))
                .execute();
    }

    @Test
    @DisplayName("V4 nobody but the system administrator sees the notices")
    void keepsThemToTheSysadmin() {
        assertThat(SITES.signedIn(TestSites.CONVENER).get("/notices").statusCode()).isEqualTo(404);
        assertThat(new Browser(SITES.administration.port()).get("/notices").statusCode()).isEqualTo(303);
    }
}
