// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.crypto.keep.Token;
import org.casegate.crypto.seal.Octets;
import org.casegate.crypto.seal.Sealed;
import org.casegate.policy.Partnership;
import org.casegate.policy.ledger.Subject;
import org.casegate.policy.register.Place;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// However many parts the gateway holds, one that arrives is not compared with all of them.
class ArrivalPlansTest {
    private static final int PARTS = 50_000;
    /// By then, PostgreSQL has made a plan for any value.
    private static final int FILES = 20;

    @TempDir
    Path home;

    @Test
    @DisplayName("what the arrival of one file asks reads no table of parts from end to end")
    void readsByIndex() throws Exception {
        try (Partnership partnership = Partnership.at(home)) {
            PackId small = partnership.pack("small").id();
            fill(partnership.database(), partnership.pack("large").id());
            try (MasterKey master = MasterKey.read(home.resolve("master.key"));
                    Database own = Database.open(partnership.database().address(), 1)) {
                DSLContext db = own.query();
                Token name = new KeyedToken(master).of("part", small.toString(), "statement.txt");
                long before = read(db);
                for (int file = 0; file < FILES; file++) {
                    assertThat(ArrivalRows.room(db, small)).isPresent();
                    assertThat(ArrivalRows.take(db, whole(partnership.openings().create(), small, name)).done())
                            .isFalse();
                    assertThat(ArrivalRows.gathered(db, small)).isPresent();
                    PackRows.parts(db, small);
                    PackRows.received(db, small, name);
                    PackRows.arriving(db, "node");
                }
                db.select(DSL.function("pg_stat_force_next_flush", String.class)).execute();
                assertThat(read(db)).isEqualTo(before);
            }
        }
    }

    /// A file whose row is not there, so that nothing comes of it.
    private static ArrivalRows.Whole whole(Subject subject, PackId pack, Token name) throws IntakeRefusal {
        Sealed sealed = new Sealed(1, 100, Octets.copyOf(new byte[Sealed.HEADER_SIZE]),
                Octets.copyOf(new byte[Sealed.FINAL_TAG_SIZE]));
        return new ArrivalRows.Whole(subject.id(), pack, FileName.parse("statement.txt"), name, Place.UK, sealed,
                subject.seal(Words.SHA256, "-"), subject.seal(Words.FINDINGS, "-"), Instant.EPOCH);
    }

    private static long read(DSLContext db) {
        return db.select(DSL.field(DSL.name("seq_tup_read"), Long.class))
                .from(DSL.table(DSL.name("pg_stat_user_tables")))
                .where(DSL.field(DSL.name("schemaname"), String.class).eq("pack"),
                        DSL.field(DSL.name("relname"), String.class).eq("part"))
                .fetchSingle().value1();
    }

    /// Parts of packs that were decided long ago, and of one that is open.
    private static void fill(Database database, PackId pack) throws SQLException {
        try (Connection connection = TestDatabase.superuser(database).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                            INSERT INTO pack.case_pack (id, case_id, agreement, account, agency, name, state, created_at, changed_at)
                            SELECT gen_random_uuid(), case_id, agreement, account, agency, sha256(i::text::bytea), 'ACCEPTED',
                                   created_at, changed_at
                            FROM pack.case_pack, generate_series(1, 500) i WHERE id = '%s'"""
                            .formatted(pack));
            statement.execute(
                    """
                            INSERT INTO pack.part (id, pack_id, kind, name, temporary, state, node, object_id, content_size, arrived_at)
                            SELECT gen_random_uuid(), p.id, 'PART', sha256(i::text::bytea), false, 'KEPT', 'node', gen_random_uuid(),
                                   16384, now()
                            FROM pack.case_pack p, generate_series(1, %d) i WHERE p.state = 'ACCEPTED'"""
                            .formatted(PARTS / 500));
            statement.execute("ANALYZE pack.part, pack.case_pack");
        }
    }
}
