// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static org.casegate.schema.tables.access.Tables.THROTTLE;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.casegate.schema.Database;
import org.casegate.schema.tables.access.tables.records.ThrottleRecord;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Slows guessing down: for each account name and each address a few attempts are free, after that each failure doubles the
/// time until the next attempt. The counts are in the database, so that all nodes share them.
///
/// An attempt is charged before it is judged, by compare-and-set, and given back when it was right: a hundred attempts at
/// the same moment count as a hundred. Names that nobody has are counted like all others.
final class Throttle {
    private static final int FREE_FOR_ACCOUNT = 5;
    private static final int FREE_FOR_ADDRESS = 20;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final int RACES = 20;

    private final Database database;

    Throttle(Database database) {
        this.database = database;
    }

    /// Charges one attempt.
    ///
    /// @return whether it may be judged; an attempt that must wait costs nothing more
    boolean admit(String account, InetAddress from, Instant now) {
        return charge(subject(from), FREE_FOR_ADDRESS, now) && charge(subject(account), FREE_FOR_ACCOUNT, now);
    }

    /// Gives the attempt back: the account starts afresh, the address is as it was before.
    void succeeded(String account, InetAddress from, Instant now) {
        database.query()
                .deleteFrom(THROTTLE)
                .where(THROTTLE.SUBJECT.eq(subject(account)).or(THROTTLE.LAST_FAILURE.lt(now.minus(FORGOTTEN_AFTER))))
                .execute();
        database.query()
                .update(THROTTLE)
                .set(THROTTLE.FAILURES, THROTTLE.FAILURES.minus(1))
                .where(THROTTLE.SUBJECT.eq(subject(from)), THROTTLE.FAILURES.gt(0))
                .execute();
    }

    private boolean charge(byte[] subject, int free, Instant now) {
        Instant moment = now.truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it
        for (int race = 0; race < RACES; race++) {
            ThrottleRecord row = database.query().fetchOne(THROTTLE, THROTTLE.SUBJECT.eq(subject));
            if (row != null && moment.isBefore(row.getLastFailure().plus(waitAfter(row.getFailures(), free)))) {
                return false;
            }
            if (wins(subject, row, moment)) {
                return true;
            }
        }
        return false; // so many at once is answer enough
    }

    private boolean wins(byte[] subject, @Nullable ThrottleRecord seen, Instant moment) {
        if (seen == null) {
            return database.query()
                    .insertInto(THROTTLE, THROTTLE.SUBJECT, THROTTLE.FAILURES, THROTTLE.LAST_FAILURE)
                    .values(subject, 1, moment)
                    .onConflictDoNothing()
                    .execute() == 1;
        }
        boolean forgotten = seen.getLastFailure().plus(FORGOTTEN_AFTER).isBefore(moment);
        return database.query()
                .update(THROTTLE)
                .set(THROTTLE.FAILURES, forgotten ? 1 : seen.getFailures() + 1)
                .set(THROTTLE.LAST_FAILURE, DSL.greatest(THROTTLE.LAST_FAILURE, DSL.val(moment)))
                .where(THROTTLE.SUBJECT.eq(subject), THROTTLE.FAILURES.eq(seen.getFailures()),
                        THROTTLE.LAST_FAILURE.eq(seen.getLastFailure()))
                .execute() == 1;
    }

    static Duration waitAfter(int failures, int free) {
        if (failures < free) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - free, 20));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private static byte[] subject(String account) {
        return sha256("account\0" + account);
    }

    private static byte[] subject(InetAddress address) {
        return sha256("address\0" + address.getHostAddress());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
