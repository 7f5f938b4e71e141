-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0

-- The ledger: entries that are only ever added, the head of their tree, signed checkpoints; and, beside them, the values
-- that entries commit to and that are erased in their time.

-- One row an entry. The body is the entry; the other columns repeat it for queries, and verification compares them.
CREATE TABLE ledger.entry (
    index     bigint PRIMARY KEY CHECK (index >= 0),
    at        timestamptz NOT NULL,
    kind      text NOT NULL,
    agreement text,
    agency    text,
    actor     text NOT NULL,
    code      text,
    subject   uuid,
    body      bytea NOT NULL CHECK (octet_length(body) <= 65535),
    leaf_hash bytea NOT NULL CHECK (leaf_hash = sha256('\x00'::bytea || body))
);

-- Every query walks one of these backwards from an index.
CREATE INDEX entry_by_kind ON ledger.entry (kind, index);
CREATE INDEX entry_by_agency ON ledger.entry (agency, index) WHERE agency IS NOT NULL;
CREATE INDEX entry_by_actor ON ledger.entry (actor, index);
CREATE INDEX entry_by_code ON ledger.entry (code, index) WHERE code IS NOT NULL;
CREATE INDEX entry_by_subject ON ledger.entry (subject, index) WHERE subject IS NOT NULL;

-- One row: how many entries there are, the leaf hash and time of the last one, and the frontier of the tree. Its lock puts
-- the nodes in order. Little fill, so that its many versions stay on one page.
CREATE TABLE ledger.head (
    one   boolean PRIMARY KEY DEFAULT true CHECK (one),
    size  bigint NOT NULL CHECK (size >= 0),
    prev  bytea NOT NULL CHECK (octet_length(prev) = 32),
    at    timestamptz NOT NULL,
    peaks bytea NOT NULL CHECK (octet_length(peaks) = 32 * bit_count(size::bit(64)))
) WITH (fillfactor = 10);

INSERT INTO ledger.head (size, prev, at, peaks)
VALUES (0, decode(repeat('00', 32), 'hex'), 'epoch', ''::bytea);

-- Signed checkpoints, each as published.
CREATE TABLE ledger.checkpoint (
    size bigint PRIMARY KEY CHECK (size > 0),
    at   timestamptz NOT NULL,
    note text NOT NULL
);

-- The key of one subject (what is destroyed together), in an envelope under an epoch key. Without it no copy of an opening
-- opens. The epoch key's id stands at the front of every envelope.
CREATE TABLE ledger.subject_key (
    subject   uuid PRIMARY KEY,
    envelope  bytea NOT NULL,
    epoch_key bytea NOT NULL GENERATED ALWAYS AS (substring(envelope FROM 2 FOR 8)) STORED
);

-- Salt and value behind a commitment, sealed under the subject's key.
CREATE TABLE ledger.opening (
    subject uuid NOT NULL REFERENCES ledger.subject_key,
    field   text NOT NULL,
    sealed  bytea NOT NULL,
    PRIMARY KEY (subject, field)
);

-- Finds the subjects of a case by a keyed token of its reference.
CREATE TABLE ledger.case_link (
    token   bytea NOT NULL CHECK (octet_length(token) = 16),
    subject uuid NOT NULL REFERENCES ledger.subject_key,
    PRIMARY KEY (token, subject)
);

CREATE INDEX case_link_by_subject ON ledger.case_link (subject);

-- What is written once stays. The triggers hold against the owner too, and ALWAYS also under a replica's role; a superuser
-- can still do anything, and only a checkpoint kept elsewhere tells.
CREATE FUNCTION ledger.refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION 'ledger.%: % is refused, what is written here stays', TG_TABLE_NAME, TG_OP USING ERRCODE = 'CG001';
END $$;

CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE ON ledger.entry
    FOR EACH ROW EXECUTE FUNCTION ledger.refuse();
CREATE TRIGGER entry_is_not_emptied BEFORE TRUNCATE ON ledger.entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse();
ALTER TABLE ledger.entry ENABLE ALWAYS TRIGGER entry_stays;
ALTER TABLE ledger.entry ENABLE ALWAYS TRIGGER entry_is_not_emptied;

CREATE TRIGGER checkpoint_stays BEFORE UPDATE OR DELETE ON ledger.checkpoint
    FOR EACH ROW EXECUTE FUNCTION ledger.refuse();
CREATE TRIGGER checkpoint_is_not_emptied BEFORE TRUNCATE ON ledger.checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse();
ALTER TABLE ledger.checkpoint ENABLE ALWAYS TRIGGER checkpoint_stays;
ALTER TABLE ledger.checkpoint ENABLE ALWAYS TRIGGER checkpoint_is_not_emptied;

-- The head only moves on, and only over entries that are there: the database itself refuses a gap.
CREATE FUNCTION ledger.guard_head() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
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

CREATE TRIGGER head_moves_on BEFORE UPDATE ON ledger.head
    FOR EACH ROW EXECUTE FUNCTION ledger.guard_head();
CREATE TRIGGER head_stays BEFORE DELETE ON ledger.head
    FOR EACH ROW EXECUTE FUNCTION ledger.refuse();
CREATE TRIGGER head_is_not_emptied BEFORE TRUNCATE ON ledger.head
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse();
ALTER TABLE ledger.head ENABLE ALWAYS TRIGGER head_moves_on;
ALTER TABLE ledger.head ENABLE ALWAYS TRIGGER head_stays;
ALTER TABLE ledger.head ENABLE ALWAYS TRIGGER head_is_not_emptied;

-- The application adds entries and checkpoints, moves the head, and erases what is erasable. Nothing else.
GRANT SELECT, INSERT ON ledger.entry, ledger.checkpoint TO casegate_app;
GRANT SELECT, UPDATE ON ledger.head TO casegate_app;
GRANT SELECT, INSERT, DELETE ON ledger.subject_key, ledger.opening, ledger.case_link TO casegate_app;
GRANT UPDATE (envelope) ON ledger.subject_key TO casegate_app;
GRANT SELECT ON ledger.entry, ledger.head, ledger.checkpoint TO casegate_audit;
