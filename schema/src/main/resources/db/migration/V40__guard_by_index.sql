-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0

-- The guard of the head looks at the newest entries only, and always by their key: what PostgreSQL planned for it while the
-- ledger was young would read all of it later, for as long as a connection lives.
CREATE OR REPLACE FUNCTION ledger.guard_head() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog SET enable_seqscan = off AS $$
DECLARE
    added bigint;
    last  bigint;
BEGIN
    IF NEW.size <= OLD.size THEN
        RAISE EXCEPTION 'ledger.head: size only grows' USING ERRCODE = 'CG001';
    END IF;
    SELECT count(*), max(index) INTO added, last FROM ledger.entry WHERE index >= OLD.size;
    IF added <> NEW.size - OLD.size OR last <> NEW.size - 1 THEN
        RAISE EXCEPTION 'ledger.head: the entries from % on are not exactly those up to %', OLD.size, NEW.size - 1
            USING ERRCODE = 'CG001';
    END IF;
    PERFORM FROM ledger.entry WHERE index = last AND leaf_hash = NEW.prev AND at = NEW.at AND at >= OLD.at;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'ledger.head: prev and at are not those of entry %', last USING ERRCODE = 'CG001';
    END IF;
    RETURN NEW;
END $$;
