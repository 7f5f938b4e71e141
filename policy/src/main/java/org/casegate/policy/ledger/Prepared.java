// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/// A statement with its text and values worked out: that is the costly part, and it is done on the thread of whoever appends
/// instead of the sequencer's.
///
/// @param sql    equal for statements that can be sent as one batch
/// @param values in the order of the text's parameters
record Prepared(Query query, String sql, List<Object> values) {
    private static final DSLContext RENDERER = DSL.using(SQLDialect.POSTGRES);

    static Prepared of(Query query) {
        return new Prepared(query, RENDERER.render(query), RENDERER.extractBindValues(query));
    }
}
