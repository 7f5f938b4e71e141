-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0

-- How the register changes: which entry made each revision, the texts of agreements, and what waits for approval.

-- The first entry of the change that made a revision; its time and actor are the revision's.
CREATE TABLE register.revision (
    revision bigint PRIMARY KEY CHECK (revision > 0),
    entry    bigint NOT NULL UNIQUE REFERENCES ledger.entry DEFERRABLE INITIALLY DEFERRED
);

-- Until now each revision was made by one of these entries, in their order.
INSERT INTO register.revision (revision, entry)
SELECT made.revision, made.index
FROM (SELECT row_number() OVER (ORDER BY index) AS revision, index
      FROM ledger.entry
      WHERE kind = 'RETENTION_SET' OR (kind = 'CONFIG_CHANGED' AND code = 'REGISTER-LOADED')) AS made
WHERE (SELECT revision FROM register.head)
    = (SELECT count(*) FROM ledger.entry
       WHERE kind = 'RETENTION_SET' OR (kind = 'CONFIG_CHANGED' AND code = 'REGISTER-LOADED'));

-- The text of an agreement version, to the octet. Old decisions name it by its hash.
CREATE TABLE register.agreement_text (
    sha256    bytea  PRIMARY KEY CHECK (sha256 = sha256(text)),
    agreement text   NOT NULL CHECK (agreement <> ''),
    version   text   NOT NULL CHECK (version <> ''),
    text      bytea  NOT NULL,
    entry     bigint NOT NULL REFERENCES ledger.entry DEFERRABLE INITIALLY DEFERRED
);

-- A change that waits for approvals. `id` is the index of the entry that opened it. `approvals` counts them, so that of two
-- who give the last one at once only one does.
CREATE TABLE register.proposal (
    id        bigint  PRIMARY KEY REFERENCES ledger.entry DEFERRABLE INITIALLY DEFERRED,
    state     text    NOT NULL CHECK (state IN ('WAITING', 'IN_FORCE', 'REFUSED', 'OVERTAKEN')),
    approvals integer NOT NULL DEFAULT 0 CHECK (approvals >= 0),
    closed_by bigint  REFERENCES ledger.entry DEFERRABLE INITIALLY DEFERRED,
    drafter   text    NOT NULL CHECK (drafter <> ''),
    sha256    bytea   NOT NULL CHECK (octet_length(sha256) = 32),
    body      jsonb   NOT NULL,
    CHECK ((state = 'WAITING') = (closed_by IS NULL))
);
CREATE INDEX proposal_waiting ON register.proposal (id) WHERE state = 'WAITING';

-- One body's approval, or one person's where people are asked.
CREATE TABLE register.approval (
    proposal        bigint NOT NULL REFERENCES register.proposal,
    approver        text   NOT NULL CHECK (approver <> ''),
    account         text   NOT NULL CHECK (account <> ''),
    document        text,
    document_sha256 bytea  CHECK (octet_length(document_sha256) = 32),
    entry           bigint NOT NULL REFERENCES ledger.entry DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (proposal, approver)
);

-- What was proposed, approved and kept as a text stays as it was.
CREATE FUNCTION register.refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    RAISE EXCEPTION 'register.%: % is refused, what is written here stays', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER revision_stays BEFORE UPDATE OR DELETE ON register.revision
    FOR EACH ROW EXECUTE FUNCTION register.refuse();
CREATE TRIGGER agreement_text_stays BEFORE UPDATE OR DELETE ON register.agreement_text
    FOR EACH ROW EXECUTE FUNCTION register.refuse();
CREATE TRIGGER approval_stays BEFORE UPDATE OR DELETE ON register.approval
    FOR EACH ROW EXECUTE FUNCTION register.refuse();

GRANT SELECT, INSERT ON register.revision, register.agreement_text, register.proposal, register.approval TO casegate_app;
GRANT UPDATE (state, approvals, closed_by) ON register.proposal TO casegate_app;
GRANT SELECT ON register.revision, register.agreement_text, register.proposal, register.approval TO casegate_audit;

-- Who gave the account its password: an account or the operating system's user. Whoever did could act in its place, so the two
-- are not two people.
ALTER TABLE access.credential ADD COLUMN set_by text;
