// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.schema.tables.access.Tables.THROTTLE;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
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
                            () -> (i % 2 == 0 ? throttle : other).admit("somebody", address(i), clock.instant())))
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
            assertThat(throttle.admit("account-" + i, address(1), clock.instant())).isTrue();
        }
        assertThat(throttle.admit("account-20", address(1), clock.instant())).isFalse();
        assertThat(throttle.admit("account-20", address(2), clock.instant())).isTrue();
    }

    @Test
    void countsAnAddressThatAlwaysErrsForAnHourAtMost() {
        for (int i = 0; i < 5; i++) {
            throttle.admit("somebody", address(i), clock.instant());
        }
        clock.pass(Duration.ofMinutes(61));
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.admit("somebody", address(i), clock.instant())).isTrue();
        }
        assertThat(throttle.admit("somebody", address(9), clock.instant())).isFalse();
    }

    @Test
    void givesARightAttemptBackAndDropsWhatIsForgotten() {
        throttle.admit("long-ago", address(1), clock.instant());
        clock.pass(Duration.ofMinutes(61));
        for (int i = 0; i < 100; i++) {
            assertThat(throttle.admit("somebody", address(2), clock.instant())).isTrue();
            throttle.succeeded("somebody", address(2), clock.instant());
        }
        assertThat(DATABASE.query().fetchCount(THROTTLE)).isEqualTo(1);
        assertThat(DATABASE.query().fetchSingle(THROTTLE).getFailures()).isZero();
    }

    private static InetAddress address(int last) {
        return InetAddress.ofLiteral("192.0.2." + last);
    }
}
