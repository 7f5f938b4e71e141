-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0
--
-- Packs that wait for somebody's decision, and packs that end before their time.

-- DECLINED: somebody who was asked said no. WITHDRAWN: the sender took it back. REPLACED: a correction was accepted. In all three
-- the keys of the content are gone.
ALTER TABLE pack.case_pack DROP CONSTRAINT case_pack_state_check;
ALTER TABLE pack.case_pack ADD CONSTRAINT case_pack_state_check
    CHECK (state IN ('OPEN', 'FROZEN', 'ACCEPTED', 'HELD', 'DECLINED', 'WITHDRAWN', 'REPLACED', 'DESTROYED'));

-- A pack that was let go by those who were asked, and then refused by today's register, waits for a correction from then on.
ALTER TABLE pack.case_pack ADD COLUMN reopened_at timestamptz;

-- ENDED: no key opens its content any more; name and digest stay for its receipt until destroy_on.
ALTER TABLE pack.part DROP CONSTRAINT part_state_check;
ALTER TABLE pack.part ADD CONSTRAINT part_state_check
    CHECK (state IN ('ARRIVING', 'RECEIVED', 'REPLACED', 'KEPT', 'ENDED', 'DESTROYED'));
DROP INDEX pack.part_destroy_on_id_idx;
CREATE INDEX ON pack.part (destroy_on, id) WHERE state IN ('KEPT', 'ENDED');

-- What a decision to hold asks of somebody, and the answer. Who has answered for one decision is not asked by the next.
CREATE TABLE pack.question (
    pack_id     uuid NOT NULL REFERENCES pack.case_pack,
    attempt     integer NOT NULL,
    number      integer NOT NULL,                  -- in the order of the findings
    step        text NOT NULL,
    code        text NOT NULL,
    clause      text NOT NULL,
    part_id     uuid,                              -- the part that it is about; may be gone since
    part_number integer,                           -- its place in the manifest
    agency      text NOT NULL,                     -- whose answer counts
    role        text NOT NULL,
    due_at      timestamptz NOT NULL,
    answer      text CHECK (answer IN ('RELEASED', 'DECLINED')),
    answered_at timestamptz,
    answered_by text,                              -- account
    entry       bigint,                            -- ledger index
    PRIMARY KEY (pack_id, attempt, number),
    FOREIGN KEY (pack_id, attempt) REFERENCES pack.decision,
    CHECK (num_nonnulls(answer, answered_at, answered_by, entry) IN (0, 4))
);

-- How a pack ended before its time.
CREATE TABLE pack.ending (
    pack_id  uuid PRIMARY KEY REFERENCES pack.case_pack,
    kind     text NOT NULL CHECK (kind IN ('DECLINED', 'WITHDRAWN', 'REPLACED')),
    at       timestamptz NOT NULL,
    account  text NOT NULL,
    agency   text NOT NULL,
    entry    bigint NOT NULL,                      -- ledger index
    octets   integer,                              -- of withdraw.yaml, where it came as a file
    replaced_by uuid REFERENCES pack.case_pack,
    CHECK ((kind = 'REPLACED') = (replaced_by IS NOT NULL))
);

-- An originator has agreed that an agency passes a content on in a case. By keyed tokens, as in received_content.
CREATE TABLE pack.reuse_agreed (
    token   bytea NOT NULL,
    sender  text NOT NULL,
    case_id uuid NOT NULL REFERENCES pack.case_file,
    origin  text NOT NULL,
    at      timestamptz NOT NULL,
    entry   bigint NOT NULL,
    PRIMARY KEY (token, sender, case_id, origin)
);

GRANT SELECT, INSERT ON pack.question, pack.ending, pack.reuse_agreed TO casegate_app;
GRANT UPDATE (answer, answered_at, answered_by, entry) ON pack.question TO casegate_app;

-- What an agency has received it may still hold after the gateway's copy is destroyed.
REVOKE DELETE ON pack.received_content FROM casegate_app;
