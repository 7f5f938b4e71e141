-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0
--
-- What receipts show of a judgement; refusals that come in floods; what the database remembers of the keys outside it.

-- The files of one judgement, as its receipt lists them. Their names and digests are openings of their own ids, until these
-- are erased; sizes and numbers stay.
CREATE TABLE pack.judged_part (
    pack_id uuid NOT NULL,
    attempt integer NOT NULL,
    number  integer NOT NULL CHECK (number > 0),   -- its place in the manifest; a file that the manifest does not list comes after
    part_id uuid NOT NULL,
    size    bigint NOT NULL,
    PRIMARY KEY (pack_id, attempt, number),
    FOREIGN KEY (pack_id, attempt) REFERENCES pack.decision (pack_id, attempt)
);

-- `listed`: how many parts the manifest lists. `neutral`: the subject of the same verdict with parts called by number, which
-- outlives the pack, so that a receipt can be read for ever.
ALTER TABLE pack.decision ADD COLUMN listed integer, ADD COLUMN neutral uuid;

GRANT SELECT, INSERT ON pack.judged_part TO casegate_app;

-- A flood: so many refusals of one account for one reason that only the first of them get entries of their own. The rest is
-- counted here, and the row becomes an entry, with their number, when the window is over.
CREATE TABLE ledger.flood (
    kind      text NOT NULL,
    actor     text NOT NULL,
    agreement text NOT NULL,
    code      text NOT NULL,
    version   text NOT NULL,
    agency    text NOT NULL,
    clauses   text[] NOT NULL,
    since     timestamptz NOT NULL,
    until     timestamptz NOT NULL,                -- of the last one
    closes    timestamptz NOT NULL,
    refusals  bigint NOT NULL CHECK (refusals > 0),
    PRIMARY KEY (kind, actor, agreement, code)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON ledger.flood TO casegate_app;

-- By this a wrong master key is recognised, and a key ring that was restored from an old backup.
CREATE TABLE access.key_state (
    one             boolean PRIMARY KEY DEFAULT true CHECK (one),
    master_check    text   NOT NULL CHECK (master_check ~ '^[0-9a-f]{32}$'),
    ring_generation bigint NOT NULL CHECK (ring_generation >= 0)
);

-- The master key's value stays; the generation only grows.
CREATE FUNCTION access.guard_key_state() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF NEW.master_check <> OLD.master_check OR NEW.ring_generation < OLD.ring_generation THEN
        RAISE EXCEPTION 'access.key_state: the generation only grows, the rest stays' USING ERRCODE = 'CG001';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER key_state_moves_on BEFORE UPDATE ON access.key_state
    FOR EACH ROW EXECUTE FUNCTION access.guard_key_state();

GRANT SELECT, INSERT, UPDATE (ring_generation) ON access.key_state TO casegate_app;
