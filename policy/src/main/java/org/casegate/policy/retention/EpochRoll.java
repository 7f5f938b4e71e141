// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.retention;

import static org.casegate.schema.tables.pack.Tables.PART;
import static org.casegate.schema.tables.pack.Tables.WRAP;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.casegate.crypto.keep.Binding;
import org.casegate.crypto.keep.EpochKey;
import org.casegate.crypto.keep.EpochKeyId;
import org.casegate.crypto.keep.EpochKeys;
import org.casegate.crypto.keep.Envelope;
import org.casegate.crypto.keep.Roll;
import org.casegate.crypto.keep.Wraps;
import org.casegate.policy.ledger.Openings;
import org.casegate.schema.Database;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Record5;
import org.jooq.Result;
import org.jooq.impl.DSL;

/// The weekly roll. Every wrap and subject key that still lives is carried over to this week's epoch key; what was deleted is
/// not, and is beyond every copy of the database once the old key is destroyed, when no backup of its time is kept any more.
/// It may run at any time and any number of times.
public final class EpochRoll {
    private static final int BATCH = 500;

    private final Database database;
    private final EpochKeys keys;
    private final KeyState keyState;
    private final Wraps wraps;
    private final Openings openings;
    private final Duration oldestBackup;

    /// @param oldestBackup how long a backup of the database is kept
    public EpochRoll(Database database, EpochKeys keys, KeyState keyState, Wraps wraps, Openings openings,
            Duration oldestBackup) {
        this.database = database;
        this.keys = keys;
        this.keyState = keyState;
        this.wraps = wraps;
        this.openings = openings;
        this.oldestBackup = oldestBackup;
    }

    /// What one roll did.
    public record Rolled(int moved, int destroyedKeys) {}

    /// Carries over what lives, then destroys the keys whose time has passed.
    public Rolled run() throws IOException {
        keyState.follow();
        Roll roll = keys.roll();
        int moved = 0;
        for (int batch = BATCH; batch == BATCH;) {
            batch = renew(roll.current().id());
            moved += batch;
        }
        for (int batch = BATCH; batch == BATCH;) {
            batch = openings.renew(BATCH);
            moved += batch;
        }
        if (openings.stale() == 0 && stale(roll.current().id()) == 0) {
            for (EpochKey former : roll.former()) {
                if (former.retiredAt().isEmpty()) {
                    keys.retire(former.id());
                }
            }
        }
        List<EpochKeyId> due = keys.due(oldestBackup);
        for (EpochKeyId key : due) {
            keys.destroy(key);
        }
        keyState.follow();
        return new Rolled(moved, due.size());
    }

    private int stale(EpochKeyId current) {
        return database.query().fetchCount(WRAP, WRAP.EPOCH.ne(current.bytes()));
    }

    private int renew(EpochKeyId current) throws IOException {
        List<IOException> failures = new ArrayList<>();
        int moved = database.transact(db -> {
            try {
                return renew(db, current);
            } catch (IOException e) {
                failures.add(e);
                return 0;
            }
        });
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return moved;
    }

    private int renew(DSLContext db, EpochKeyId current) throws IOException {
        Result<Record5<UUID, UUID, String, String, byte[]>> rows = db
                .select(WRAP.PART_ID, DSL.coalesce(WRAP.OBJECT_ID, PART.OBJECT_ID), WRAP.RECIPIENT, WRAP.FORM,
                        WRAP.ENVELOPE)
                .from(WRAP)
                .join(PART)
                .on(PART.ID.eq(WRAP.PART_ID))
                .where(WRAP.EPOCH.ne(current.bytes()))
                .limit(BATCH)
                .forUpdate()
                .of(WRAP)
                .skipLocked()
                .fetch();
        List<Query> updates = new ArrayList<>();
        for (Record5<UUID, UUID, String, String, byte[]> row : rows) {
            Binding binding = switch (row.value4()) {
                case "TRANSIT" -> Binding.transit(row.value1(), row.value2());
                case "SEALED" -> Binding.sealed(row.value1(), row.value2(), row.value3());
                default -> Binding.managed(row.value1(), row.value2(), row.value3());
            };
            byte[] renewed = wraps.rewrap(row.value5(), binding);
            updates.add(DSL.update(WRAP)
                    .set(WRAP.ENVELOPE, renewed)
                    .set(WRAP.EPOCH, Envelope.keyIdOf(renewed).bytes())
                    .where(WRAP.PART_ID.eq(row.value1()), WRAP.RECIPIENT.eq(row.value3())));
        }
        updates.forEach(db::execute);
        return updates.size();
    }
}
