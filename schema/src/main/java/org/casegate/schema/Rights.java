// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.schema;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// What the role that a database is entered as may do there, as the server itself answers.
public final class Rights {
    private static final String OWNER = "casegate_owner";

    private Rights() {}

    /// What it may do and should not, each as the rest of a sentence: *may DELETE from ledger.entry*. Empty for
    /// [Roles#APPLICATION] with the rights of the migrations.
    public static List<String> tooMany(Database database) {
        List<String> tooMany = new ArrayList<>();
        if (may(database, "pg_has_role", OWNER, "MEMBER")) {
            tooMany.add("may become " + OWNER);
        }
        for (String table : List.of("ledger.entry", "ledger.checkpoint")) {
            if (may(database, "has_any_column_privilege", table, "UPDATE")) {
                tooMany.add("may UPDATE " + table);
            }
        }
        for (String table : List.of("ledger.entry", "ledger.checkpoint", "ledger.head")) {
            for (String right : List.of("DELETE", "TRUNCATE")) {
                if (may(database, "has_table_privilege", table, right)) {
                    tooMany.add("may " + right + " from " + table);
                }
            }
        }
        return tooMany;
    }

    private static boolean may(Database database, String function, String what, String right) {
        Field<Boolean> question = DSL.function(DSL.name(function), SQLDataType.BOOLEAN, DSL.val(what), DSL.val(right));
        return database.query().select(question).fetchSingle().value1();
    }
}
