-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0

-- How many entries there are, by month in London, agreement, agency and kind, '' where an entry has none; kept in the same
-- transaction as the entries, so that auditors need not count them; verification compares.
CREATE TABLE ledger.month_count (
    month     date   NOT NULL CHECK (extract(day FROM month) = 1),
    agreement text   NOT NULL,
    agency    text   NOT NULL,
    kind      text   NOT NULL,
    n         bigint NOT NULL CHECK (n > 0),
    PRIMARY KEY (month, agreement, agency, kind)
) WITH (fillfactor = 50); -- the few rows of this month have many versions

INSERT INTO ledger.month_count (month, agreement, agency, kind, n)
SELECT date_trunc('month', at AT TIME ZONE 'Europe/London')::date, coalesce(agreement, ''), coalesce(agency, ''), kind, count(*)
FROM ledger.entry
GROUP BY 1, 2, 3, 4;

-- A count only grows, and stays what it counts.
CREATE FUNCTION ledger.guard_month_count() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF NEW.n <= OLD.n
            OR (NEW.month, NEW.agreement, NEW.agency, NEW.kind) IS DISTINCT FROM (OLD.month, OLD.agreement, OLD.agency, OLD.kind) THEN
        RAISE EXCEPTION 'ledger.month_count: a count only grows' USING ERRCODE = 'CG001';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER month_count_grows BEFORE UPDATE ON ledger.month_count
    FOR EACH ROW EXECUTE FUNCTION ledger.guard_month_count();
CREATE TRIGGER month_count_stays BEFORE DELETE ON ledger.month_count
    FOR EACH ROW EXECUTE FUNCTION ledger.refuse();
CREATE TRIGGER month_count_is_not_emptied BEFORE TRUNCATE ON ledger.month_count
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse();
ALTER TABLE ledger.month_count ENABLE ALWAYS TRIGGER month_count_grows;
ALTER TABLE ledger.month_count ENABLE ALWAYS TRIGGER month_count_stays;
ALTER TABLE ledger.month_count ENABLE ALWAYS TRIGGER month_count_is_not_emptied;

-- An auditor of one agreement walks this.
CREATE INDEX entry_by_agreement ON ledger.entry (agreement, index) WHERE agreement IS NOT NULL;

GRANT SELECT, INSERT, UPDATE (n) ON ledger.month_count TO casegate_app;
GRANT SELECT ON ledger.month_count TO casegate_audit;
