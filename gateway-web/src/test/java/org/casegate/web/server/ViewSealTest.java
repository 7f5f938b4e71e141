// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.directory.SessionToken;
import org.casegate.web.Browser;
import org.casegate.web.TestSites;
import org.junit.jupiter.api.Test;

final class ViewSealTest {
    private final TestSites sites = TestSites.started();

    @Test
    void opensInItsOwnSessionOnlyAndOnlyUnaltered() {
        Visitor one = visitor();
        Visitor other = visitor();

        String sealed = ViewSeal.seal(one, "case SSCB-RR-2026-014");

        assertThat(ViewSeal.open(one, sealed)).hasValue("case SSCB-RR-2026-014");
        assertThat(ViewSeal.open(other, sealed)).isEmpty();
        assertThat(ViewSeal.seal(one, "case SSCB-RR-2026-014")).isNotEqualTo(sealed).doesNotContain("SSCB");
        for (int i = 0; i < sealed.length() - 1; i++) {
            char changed = sealed.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(ViewSeal.open(one, sealed.substring(0, i) + changed + sealed.substring(i + 1))).isEmpty();
        }
        assertThat(ViewSeal.open(one, "")).isEmpty();
        assertThat(ViewSeal.open(one, "not base64!")).isEmpty();
        assertThat(ViewSeal.open(one, sealed.substring(0, 20))).isEmpty();
    }

    private Visitor visitor() {
        Browser browser = sites.signedIn(TestSites.CONVENER);
        SessionToken token = SessionToken.parse(browser.cookies().getOrDefault("__Host-casegate", "")).orElseThrow();
        Authenticated who = sites.sessions.find(token, java.net.InetAddress.getLoopbackAddress()).orElseThrow();
        return new Visitor(token, who);
    }
}
