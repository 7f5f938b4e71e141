// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.directory.TestDirectory.SOMEWHERE;
import static org.casegate.schema.tables.access.Tables.SESSION;
import static org.casegate.schema.tables.access.Tables.SUSPENSION;

import java.net.InetAddress;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.casegate.policy.register.AccountId;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {
    private static final String LEAD = "scc-safeguarding-lead";
    private static final AccountId LEAD_ID = new AccountId(LEAD);

    private static final Database DATABASE = TestDatabase.fresh();

    private final TestClock clock = new TestClock();
    private final TestDirectory test = new TestDirectory(DATABASE, clock);
    private final Sessions sessions = test.sessions();
    private final String register = Registers.partners(TestKeys.line(TestKeys.ed25519()),
            TestKeys.line(TestKeys.ed25519()));

    @BeforeEach
    void beginAfresh() {
        DATABASE.query().deleteFrom(SESSION).execute();
        DATABASE.query().deleteFrom(SUSPENSION).execute();
        test.load(register);
    }

    @AfterEach
    void closeNode() {
        test.close();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void recognisesWhoOpenedIt() {
        Authenticated who = test.authenticated(LEAD, Channel.PORTAL);
        SessionToken token = sessions.open(who);
        Instant signedIn = clock.instant();
        clock.pass(Duration.ofMinutes(3));
        InetAddress elsewhere = InetAddress.ofLiteral("203.0.113.5");

        Authenticated found = sessions.find(SessionToken.parse(token.text()).orElseThrow(), elsewhere).orElseThrow();

        assertThat(found.account()).isEqualTo(LEAD_ID);
        assertThat(found.roles()).isEqualTo(who.roles());
        assertThat(found.channel()).isEqualTo(Channel.PORTAL);
        assertThat(found.address()).isEqualTo(elsewhere);
        assertThat(found.at()).isEqualTo(signedIn);
    }

    @Test
    void v10IsSharedByNodesAndOverForAllOfThem() {
        SessionToken token = open();
        try (Database again = TestDatabase.again(DATABASE); TestDirectory node = test.node(again)) {
            assertThat(node.sessions().find(token, SOMEWHERE)).isPresent();
            node.sessions().end(token);
        }
        assertThat(sessions.find(token, SOMEWHERE)).isEmpty();
    }

    @Test
    void v10StoresOnlyTheDigestOfTheToken() throws Exception {
        SessionToken token = open();
        byte[] octets = Base64.getUrlDecoder().decode(token.text());

        byte[] stored = DATABASE.query().fetchSingle(SESSION).getTokenHash();

        assertThat(octets).hasSize(32);
        assertThat(stored).isEqualTo(MessageDigest.getInstance("SHA-256").digest(octets));
        String asToken = Base64.getUrlEncoder().withoutPadding().encodeToString(stored);
        assertThat(sessions.find(SessionToken.parse(asToken).orElseThrow(), SOMEWHERE)).isEmpty();
        assertThat(token.toString()).doesNotContain(token.text());
    }

    @Test
    void v10NeverGivesATokenTwice() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertThat(seen.add(SessionToken.random().text())).isTrue();
        }
        assertThat(open()).isNotEqualTo(open());
    }

    @Test
    void v10EndsWithoutRequests() {
        SessionToken token = open();
        for (int i = 0; i < 4; i++) {
            clock.pass(Duration.ofMinutes(14));
            assertThat(sessions.find(token, SOMEWHERE)).isPresent();
        }
        clock.pass(Sessions.IDLE);
        assertThat(sessions.find(token, SOMEWHERE)).isEmpty();
        assertThat(sessions.rotate(token)).isEmpty();
    }

    @Test
    void v10EndsTenHoursAfterTheSignInHoweverBusy() {
        SessionToken token = open();
        for (int minutes = 10; minutes < 600; minutes += 10) {
            clock.pass(Duration.ofMinutes(10));
            assertThat(sessions.find(token, SOMEWHERE)).isPresent();
        }
        clock.pass(Duration.ofMinutes(10));
        assertThat(sessions.find(token, SOMEWHERE)).isEmpty();
    }

    @Test
    void v10IsWorthNothingUnderItsOldTokenAfterARotation() {
        SessionToken old = open();

        SessionToken fresh = sessions.rotate(old).orElseThrow();

        assertThat(sessions.find(old, SOMEWHERE)).isEmpty();
        assertThat(sessions.rotate(old)).isEmpty();
        assertThat(sessions.find(fresh, SOMEWHERE)).isPresent();
        clock.pass(Sessions.LONGEST);
        assertThat(sessions.find(fresh, SOMEWHERE)).isEmpty();
    }

    @Test
    void endsWhenTheAccountIsSuspendedOrItsCredentialsReplaced() {
        SessionToken token = open();
        test.credentials().suspend(LEAD_ID);
        assertThat(sessions.find(token, SOMEWHERE)).isEmpty();
        test.credentials().reinstate(LEAD_ID);
        assertThat(sessions.find(token, SOMEWHERE)).isEmpty();

        SessionToken second = open();
        test.enrol(LEAD);
        assertThat(sessions.find(second, SOMEWHERE)).isEmpty();

        SessionToken third = open();
        sessions.endAll(LEAD_ID);
        assertThat(sessions.find(third, SOMEWHERE)).isEmpty();
    }

    @Test
    void isOverAtOnceWhenTheRegisterDropsTheAccountOrItsRole() {
        SessionToken token = open();
        test.load(register.replace("roles: [RECIPIENT, SYSADMIN]", "roles: [SYSADMIN]"));
        assertThat(sessions.find(token, SOMEWHERE)).isEmpty();
        test.load(register);
        assertThat(sessions.find(token, SOMEWHERE)).isPresent();
    }

    @Test
    void clearsAwaySessionsThatAreOver() {
        open();
        open();
        clock.pass(Sessions.IDLE);
        open();
        assertThat(DATABASE.query().fetchCount(SESSION)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"})
    void readsNoTokenFromAnythingElse(String text) {
        assertThat(SessionToken.parse(text)).isEmpty();
    }

    private SessionToken open() {
        return sessions.open(test.authenticated(LEAD, Channel.PORTAL));
    }
}
