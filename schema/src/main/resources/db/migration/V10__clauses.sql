-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0

-- Which entries rely on a clause, for queries; verification compares them with the entries.
CREATE TABLE ledger.entry_clause (
    clause text NOT NULL,
    index  bigint NOT NULL,
    PRIMARY KEY (clause, index)
);

INSERT INTO ledger.entry_clause (clause, index)
SELECT DISTINCT jsonb_array_elements_text(convert_from(body, 'UTF8')::jsonb -> 'clauses'), index
FROM ledger.entry;

CREATE TRIGGER entry_clause_stays BEFORE UPDATE OR DELETE ON ledger.entry_clause
    FOR EACH ROW EXECUTE FUNCTION ledger.refuse();
CREATE TRIGGER entry_clause_is_not_emptied BEFORE TRUNCATE ON ledger.entry_clause
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse();
ALTER TABLE ledger.entry_clause ENABLE ALWAYS TRIGGER entry_clause_stays;
ALTER TABLE ledger.entry_clause ENABLE ALWAYS TRIGGER entry_clause_is_not_emptied;

GRANT SELECT, INSERT ON ledger.entry_clause TO casegate_app;
GRANT SELECT ON ledger.entry_clause TO casegate_audit;
