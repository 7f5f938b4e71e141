// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.crypto.seal.Sha256;
import org.casegate.policy.Partnership;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// However much has passed through the gateway, the parts of a pack are not compared with all of it.
class OriginPlansTest {
    private static final int PARTS = 20_000;
    /// By then, PostgreSQL has made a plan for any value, of tables that are empty.
    private static final int PACKS = 20;

    @TempDir
    Path home;

    @Test
    @DisplayName("OB-058: where contents came from is found by their tokens; no table is read from end to end")
    void findsByToken() throws Exception {
        try (Partnership partnership = Partnership.at(home)) {
            PackRow pack = PackRows.pack(partnership.database().query(), partnership.pack("new").id()).orElseThrow();
            Register register = partnership.directory().directory().current();
            try (MasterKey master = MasterKey.read(home.resolve("master.key"));
                    Database own = Database.open(partnership.database().address(), 1)) {
                ReceivedContent received = new ReceivedContent(own, new KeyedToken(master));
                ask(received, pack, register);
                fill(partnership.database(), pack.id());
                long before = read(own.query());

                ask(received, pack, register);

                own.query().select(DSL.function("pg_stat_force_next_flush", String.class)).execute();
                assertThat(read(own.query())).isEqualTo(before);
            }
        }
    }

    private static void ask(ReceivedContent received, PackRow pack, Register register) {
        for (int asked = 0; asked < PACKS; asked++) {
            int of = asked;
            List<Sha256> contents = IntStream.range(0, 20)
                    .mapToObj(part -> Sha256.parse("%064x".formatted(of * 100 + part))).toList();
            assertThat(received.origins(pack, contents, register)).isEmpty();
        }
    }

    private static long read(DSLContext db) {
        return db.select(DSL.sum(DSL.field(DSL.name("seq_tup_read"), Long.class)))
                .from(DSL.table(DSL.name("pg_stat_user_tables")))
                .where(DSL.field(DSL.name("schemaname"), String.class).eq("pack"),
                        DSL.field(DSL.name("relname"), String.class).in("part", "case_pack", "decision",
                                "received_content"))
                .fetchSingle().value1().longValue();
    }

    /// Packs that were accepted long ago, each part of them received by two agencies.
    private static void fill(Database database, PackId pack) throws SQLException {
        try (Connection connection = TestDatabase.superuser(database).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                            INSERT INTO pack.case_pack (id, case_id, agreement, account, agency, name, state, created_at, changed_at)
                            SELECT gen_random_uuid(), case_id, agreement, account, agency, sha256(i::text::bytea), 'ACCEPTED',
                                   created_at, changed_at
                            FROM pack.case_pack, generate_series(1, %d) i WHERE id = '%s'"""
                            .formatted(PARTS / 20, pack));
            statement.execute("""
                    INSERT INTO pack.decision (pack_id, attempt, outcome, at, entry, judged, register)
                    SELECT id, 1, 'ACCEPTED', now(), 1, ''::bytea, 1 FROM pack.case_pack WHERE state = 'ACCEPTED'""");
            statement.execute(
                    """
                            INSERT INTO pack.part (id, pack_id, kind, name, temporary, state, node, object_id, content_size, arrived_at)
                            SELECT gen_random_uuid(), p.id, 'PART', sha256(i::text::bytea), false, 'KEPT', 'node', gen_random_uuid(),
                                   16384, now()
                            FROM pack.case_pack p, generate_series(1, 20) i WHERE p.state = 'ACCEPTED'""");
            statement.execute("""
                    INSERT INTO pack.received_content (token, agency, part_id)
                    SELECT sha256(id::text::bytea), agency, id
                    FROM pack.part, unnest(ARRAY['staffordshire-police', 'probation-service']) agency""");
            statement.execute("SELECT pg_stat_force_next_flush()"); // what was read for this is not counted later
        }
    }
}
