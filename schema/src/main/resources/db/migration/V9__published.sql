-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0

-- What is published of the ledger beside its checkpoints, and who vouches for those.

-- The hash over each complete subtree of 256^level leaves, once a checkpoint covers it. 256 of them in a row are a tile of that
-- level; the hashes of level 0 are the leaf hashes of ledger.entry.
CREATE TABLE ledger.subtree (
    level smallint NOT NULL CHECK (level BETWEEN 1 AND 7),
    n     bigint NOT NULL CHECK (n >= 0),
    hash  bytea NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (level, n)
);

-- The signature lines of witnesses, each as the witness sent it and by its verifier key.
CREATE TABLE ledger.cosignature (
    size    bigint NOT NULL REFERENCES ledger.checkpoint,
    witness text NOT NULL,
    at      timestamptz NOT NULL,
    line    text NOT NULL,
    PRIMARY KEY (size, witness)
);

CREATE TRIGGER subtree_stays BEFORE UPDATE OR DELETE ON ledger.subtree
    FOR EACH ROW EXECUTE FUNCTION ledger.refuse();
CREATE TRIGGER subtree_is_not_emptied BEFORE TRUNCATE ON ledger.subtree
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse();
ALTER TABLE ledger.subtree ENABLE ALWAYS TRIGGER subtree_stays;
ALTER TABLE ledger.subtree ENABLE ALWAYS TRIGGER subtree_is_not_emptied;

CREATE TRIGGER cosignature_stays BEFORE UPDATE OR DELETE ON ledger.cosignature
    FOR EACH ROW EXECUTE FUNCTION ledger.refuse();
CREATE TRIGGER cosignature_is_not_emptied BEFORE TRUNCATE ON ledger.cosignature
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse();
ALTER TABLE ledger.cosignature ENABLE ALWAYS TRIGGER cosignature_stays;
ALTER TABLE ledger.cosignature ENABLE ALWAYS TRIGGER cosignature_is_not_emptied;

GRANT SELECT, INSERT ON ledger.subtree, ledger.cosignature TO casegate_app;
GRANT SELECT ON ledger.subtree, ledger.cosignature TO casegate_audit;
