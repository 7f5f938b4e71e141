// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.schema.tables.access.Tables.THROTTLE;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.casegate.policy.directory.Throttle.Claimant;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Database DATABASE = TestDatabase.fresh();

    private final TestClock clock = new TestClock();
    private final Throttle throttle = new Throttle(DATABASE);

    @BeforeEach
    void beginAfresh() {
        DATABASE.query().deleteFrom(THROTTLE).execute();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void doublesTheWaitWithEachFailureUpToAQuarterOfAnHour() {
        assertThat(Throttle.waitAfter(4, 5)).isZero();
        assertThat(Throttle.waitAfter(5, 5)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Throttle.waitAfter(6, 5)).isEqualTo(Duration.ofSeconds(60));
        assertThat(Throttle.waitAfter(9, 5)).isEqualTo(Duration.ofMinutes(8));
        assertThat(Throttle.waitAfter(10, 5)).isEqualTo(Duration.ofMinutes(15));
        assertThat(Throttle.waitAfter(Integer.MAX_VALUE, 5)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void countsAttemptsOnTwoNodesAtTheSameMomentOneByOne() throws Exception {
        try (Database again = TestDatabase.again(DATABASE);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Throttle other = new Throttle(again);
            List<Future<Boolean>> attempts = IntStream.range(0, 40)
                    .mapToObj(i -> clients.submit(
                            () -> (i % 2 == 0 ? throttle : other).admit(at("somebody", i), clock.instant())))
                    .toList();
            int admitted = 0;
            for (Future<Boolean> attempt : attempts) {
                admitted += attempt.get() ? 1 : 0;
            }
            assertThat(admitted).isEqualTo(5);
        }
    }

    @Test
    void countsAnAddressAcrossAccounts() {
        for (int i = 0; i < 20; i++) {
            assertThat(throttle.admit(at("account-" + i, 1), clock.instant())).isTrue();
        }
        assertThat(throttle.admit(at("account-20", 1), clock.instant())).isFalse();
        assertThat(throttle.admit(at("account-20", 2), clock.instant())).isTrue();
    }

    @Test
    void countsAnAddressThatAlwaysErrsForAnHourAtMost() {
        for (int i = 0; i < 5; i++) {
            throttle.admit(at("somebody", i), clock.instant());
        }
        clock.pass(Duration.ofMinutes(61));
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.admit(at("somebody", i), clock.instant())).isTrue();
        }
        assertThat(throttle.admit(at("somebody", 9), clock.instant())).isFalse();
    }

    @Test
    void givesARightAttemptBackAndDropsWhatIsForgotten() {
        throttle.admit(at("long-ago", 1), clock.instant());
        clock.pass(Duration.ofMinutes(61));
        for (int i = 0; i < 100; i++) {
            assertThat(throttle.admit(at("somebody", 2), clock.instant())).isTrue();
            throttle.succeeded(at("somebody", 2), clock.instant());
        }
        assertThat(DATABASE.query().fetchCount(THROTTLE)).isEqualTo(1);
        assertThat(DATABASE.query().fetchSingle(THROTTLE).getFailures()).isZero();
    }

    @Test
    @DisplayName("lesson 24: failures that two nodes count at the same moment are all counted, in one row")
    void countsFailuresOnTwoNodesOneByOne() throws Exception {
        try (Database again = TestDatabase.again(DATABASE);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Throttle other = new Throttle(again);
            List<Future<?>> failures = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Throttle node = i % 2 == 0 ? throttle : other;
                failures.add(clients.submit(() -> node.failed(at("somebody", 1), clock.instant())));
            }
            for (Future<?> failure : failures) {
                failure.get();
            }
        }
        assertThat(DATABASE.query().fetch(THROTTLE).getValues(THROTTLE.FAILURES)).containsExactly(40, 40);
    }

    @Test
    @DisplayName("lesson 30: what must wait because of failures counted one way waits the other way too")
    void isOneThrottle() {
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.mustWait(at("somebody", i), clock.instant())).isFalse();
            throttle.failed(at("somebody", i), clock.instant());
        }
        assertThat(throttle.mustWait(at("somebody", 9), clock.instant())).isTrue();
        assertThat(throttle.admit(at("somebody", 9), clock.instant())).isFalse();

        clock.pass(Duration.ofSeconds(31));
        assertThat(throttle.mustWait(at("somebody", 9), clock.instant())).isFalse();
        throttle.failed(at("somebody", 9), clock.instant());
        clock.pass(Duration.ofSeconds(31));
        assertThat(throttle.mustWait(at("somebody", 9), clock.instant())).isTrue();

        throttle.proved(at("somebody", 9), clock.instant());
        assertThat(throttle.mustWait(at("somebody", 9), clock.instant())).isFalse();
    }

    @Test
    @DisplayName("strangers who fail do not make an account wait in its agency's registered networks")
    void countsStrangersApart() {
        for (int i = 0; i < 9; i++) {
            throttle.failed(at("somebody", i), clock.instant());
        }
        Claimant home = new Claimant("somebody", true, InetAddress.ofLiteral("198.51.100.1"));
        assertThat(throttle.mustWait(home, clock.instant())).isFalse();
        assertThat(throttle.mustWait(at("somebody", 20), clock.instant())).isTrue();
    }

    @Test
    @DisplayName("V15: an IPv6 network of 64 bits is one address")
    void countsAnIpv6NetworkAsOne() {
        for (int i = 0; i < 20; i++) {
            throttle.failed(new Claimant("account-" + i, false, InetAddress.ofLiteral("2001:db8:1:2::" + i)),
                    clock.instant());
        }
        assertThat(throttle.mustWait(new Claimant("x", false, InetAddress.ofLiteral("2001:db8:1:2:ff::1")),
                clock.instant())).isTrue();
        assertThat(throttle.mustWait(new Claimant("x", false, InetAddress.ofLiteral("2001:db8:1:3::1")),
                clock.instant())).isFalse();
    }

    @Test
    @DisplayName("V15: whatever names are typed, they fill no more than a fixed number of rows, and an hour later none")
    void boundsItsRows() {
        Set<ByteBuffer> subjects = new HashSet<>();
        for (int i = 0; i < 3 * Throttle.MOST; i++) {
            subjects.add(ByteBuffer.wrap(at("name-" + i, 1).accountSubject()));
        }
        assertThat(subjects).hasSizeBetween(Throttle.MOST / 2, Throttle.MOST);

        for (int i = 0; i < 50; i++) {
            throttle.failed(at("name-" + i, i), clock.instant());
        }
        clock.pass(Duration.ofMinutes(61));
        throttle.failed(at("another", 200), clock.instant());
        assertThat(DATABASE.query().fetchCount(THROTTLE)).isEqualTo(2);
    }

    private static Claimant at(String account, int last) {
        return new Claimant(account, false, InetAddress.ofLiteral("192.0.2." + last));
    }
}
