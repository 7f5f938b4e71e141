// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static org.casegate.schema.tables.access.Tables.SESSION;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.casegate.policy.register.AccountId;
import org.casegate.schema.Database;
import org.casegate.schema.tables.access.tables.records.SessionRecord;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/// Sessions of browsers. A session ends after fifteen minutes without a request, after ten hours in any case, when it is
/// ended, and when its account may no longer come in: that is asked at every request. Thread-safe; nodes share them.
public final class Sessions {
    /// Without a request.
    public static final Duration IDLE = Duration.ofMinutes(15);
    /// From the sign-in on.
    public static final Duration LONGEST = Duration.ofHours(10);

    private final Database database;
    private final Entrance entrance;
    private final InstantSource wallClock;

    /// @param wallClock never the clock that a demonstration moves
    public Sessions(Database database, Directory directory, InstantSource wallClock) {
        this.database = database;
        this.entrance = new Entrance(database, directory);
        this.wallClock = wallClock;
    }

    /// Opens a session for somebody who has just signed in, under a token that nobody has seen before.
    public SessionToken open(Authenticated who) {
        SessionToken token = SessionToken.random();
        Instant now = wallClock.instant();
        database.query().deleteFrom(SESSION).where(living(now).not()).execute();
        database.query()
                .insertInto(SESSION, SESSION.TOKEN_HASH, SESSION.ACCOUNT, SESSION.CHANNEL, SESSION.OPENED_AT,
                        SESSION.LAST_SEEN, SESSION.ENDS_AT)
                .values(token.hash(), who.account().value(), who.channel().name(), who.at(), now,
                        who.at().plus(LONGEST))
                .execute();
        return token;
    }

    /// Who shows the token, at this moment and by the present register; keeps the session from falling idle. The caller
    /// asks for the channel that he serves.
    ///
    /// @param from where the request comes from
    public Optional<Authenticated> find(SessionToken token, InetAddress from) {
        Instant now = wallClock.instant();
        Optional<SessionRecord> session = database.query()
                .update(SESSION)
                .set(SESSION.LAST_SEEN, DSL.greatest(SESSION.LAST_SEEN, DSL.val(now)))
                .where(SESSION.TOKEN_HASH.eq(token.hash()), living(now))
                .returning()
                .fetchOptional();
        return session.flatMap(open -> {
            Channel channel = Channel.valueOf(open.getChannel());
            return entrance.find(open.getAccount(), channel)
                    .map(entrant -> entrant.authenticated(channel, from, open.getOpenedAt()));
        });
    }

    /// Gives the session a new token, after which the old one is worth nothing; for a step that raises what it may do. Its
    /// ends stay where they are.
    ///
    /// @return empty if the session is over
    public Optional<SessionToken> rotate(SessionToken token) {
        SessionToken fresh = SessionToken.random();
        int rows = database.query()
                .update(SESSION)
                .set(SESSION.TOKEN_HASH, fresh.hash())
                .where(SESSION.TOKEN_HASH.eq(token.hash()), living(wallClock.instant()))
                .execute();
        return rows == 1 ? Optional.of(fresh) : Optional.empty();
    }

    /// Ends one session; nothing happens when it is over.
    public void end(SessionToken token) {
        database.query().deleteFrom(SESSION).where(SESSION.TOKEN_HASH.eq(token.hash())).execute();
    }

    /// Ends every session of an account.
    public void endAll(AccountId account) {
        database.query().deleteFrom(SESSION).where(SESSION.ACCOUNT.eq(account.value())).execute();
    }

    private static Condition living(Instant now) {
        return SESSION.LAST_SEEN.gt(now.minus(IDLE)).and(SESSION.ENDS_AT.gt(now));
    }
}
