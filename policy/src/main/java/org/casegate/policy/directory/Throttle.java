// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static org.casegate.schema.tables.access.Tables.THROTTLE;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.casegate.schema.Database;
import org.casegate.schema.Rendered;
import org.casegate.schema.tables.access.tables.records.ThrottleRecord;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Slows guessing down, on every channel: for each account name and each address a few attempts are free, after that each
/// failure doubles the time until the next attempt. The counts are in the database, so that all nodes share them.
///
/// An attempt is charged before it is judged, by compare-and-set, and given back when it was right: a hundred attempts at
/// the same moment count as a hundred. Where the secret is a key, which nobody guesses, and programs sign in many times at
/// once, only failures are charged. Names that nobody has are counted like all others. An account has two counts, one for
/// the registered networks of its agency and one for everywhere else, so that strangers do not shut it out at home.
///
/// Names and addresses share a fixed number of counts by their digest, so that nobody fills the database; an IPv6 network of
/// 64 bits is one address. What is older than an hour is forgotten.
final class Throttle {
    private static final int FREE_FOR_ACCOUNT = 5;
    private static final int FREE_FOR_ADDRESS = 20;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final int RACES = 20;
    /// Counts of each kind.
    static final int MOST = 1 << 18;

    private static final Rendered COUNTS = Rendered.of(
            DSL.selectFrom(THROTTLE).where(THROTTLE.SUBJECT.in(new byte[0], new byte[0])));
    private static final Rendered START_AFRESH = Rendered.of(DSL.deleteFrom(THROTTLE)
            .where(THROTTLE.SUBJECT.eq(new byte[0]).or(forgotten(Instant.EPOCH))));

    private final Database database;

    Throttle(Database database) {
        this.database = database;
    }

    /// Somebody who says he is this account.
    ///
    /// @param home whether the address is of a registered network of the account's agency
    record Claimant(String account, boolean home, InetAddress from) {
        byte[] accountSubject() {
            return subject((home ? "account at home\0" : "account\0") + account);
        }

        private byte[] addressSubject() {
            byte[] octets = from.getAddress();
            return subject("address\0" + HexFormat.of().formatHex(octets, 0, Math.min(octets.length, 8)));
        }
    }

    /// Charges one attempt.
    ///
    /// @return whether it may be judged; an attempt that must wait costs nothing more
    boolean admit(Claimant who, Instant now) {
        return charge(who.addressSubject(), FREE_FOR_ADDRESS, now)
                && charge(who.accountSubject(), FREE_FOR_ACCOUNT, now);
    }

    /// Gives the attempt back: the account starts afresh, the address is as it was before.
    void succeeded(Claimant who, Instant now) {
        proved(who, now);
        database.query()
                .update(THROTTLE)
                .set(THROTTLE.FAILURES, THROTTLE.FAILURES.minus(1))
                .where(THROTTLE.SUBJECT.eq(who.addressSubject()), THROTTLE.FAILURES.gt(0))
                .execute();
    }

    /// Whether an attempt would have to wait. Charges nothing.
    boolean mustWait(Claimant who, Instant now) {
        byte[] address = who.addressSubject();
        byte[] account = who.accountSubject();
        return COUNTS.fetch(database.query(), address, account).into(THROTTLE).stream()
                .anyMatch(row -> isEarly(row,
                        Arrays.equals(row.getSubject(), address) ? FREE_FOR_ADDRESS : FREE_FOR_ACCOUNT, now));
    }

    /// Charges a failure.
    void failed(Claimant who, Instant now) {
        Instant moment = now.truncatedTo(ChronoUnit.MICROS);
        for (byte[] subject : List.of(who.addressSubject(), who.accountSubject())) {
            database.query()
                    .insertInto(THROTTLE, THROTTLE.SUBJECT, THROTTLE.FAILURES, THROTTLE.LAST_FAILURE)
                    .values(subject, 1, moment)
                    .onConflict(THROTTLE.SUBJECT)
                    .doUpdate()
                    .set(THROTTLE.FAILURES, DSL
                            .when(THROTTLE.LAST_FAILURE.lt(moment.minus(FORGOTTEN_AFTER)), DSL.inline(1))
                            .otherwise(THROTTLE.FAILURES.plus(1)))
                    .set(THROTTLE.LAST_FAILURE, DSL.greatest(THROTTLE.LAST_FAILURE, DSL.val(moment)))
                    .execute();
        }
        forget(now);
    }

    /// Charged nothing and was right: the account starts afresh.
    void proved(Claimant who, Instant now) {
        START_AFRESH.execute(database.query(), who.accountSubject(), now.minus(FORGOTTEN_AFTER));
    }

    private void forget(Instant now) {
        database.query().deleteFrom(THROTTLE).where(forgotten(now)).execute();
    }

    private static Condition forgotten(Instant now) {
        return THROTTLE.LAST_FAILURE.lt(now.minus(FORGOTTEN_AFTER));
    }

    private @Nullable ThrottleRecord row(byte[] subject) {
        return database.query().fetchOne(THROTTLE, THROTTLE.SUBJECT.eq(subject));
    }

    private static boolean isEarly(@Nullable ThrottleRecord row, int free, Instant now) {
        return row != null && now.isBefore(row.getLastFailure().plus(waitAfter(row.getFailures(), free)));
    }

    private boolean charge(byte[] subject, int free, Instant now) {
        Instant moment = now.truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it
        for (int race = 0; race < RACES; race++) {
            ThrottleRecord row = row(subject);
            if (isEarly(row, free, moment)) {
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

    private static byte[] subject(String of) {
        String kind = of.substring(0, of.indexOf('\0') + 1);
        int bucket = ByteBuffer.wrap(sha256(of)).getInt() & (MOST - 1);
        return sha256(kind + bucket);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
