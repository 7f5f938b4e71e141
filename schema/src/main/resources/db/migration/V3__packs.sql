-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0
--
-- Cases, packs, parts and the wrapped keys of their content.
--
-- No case text stands in these tables. A reference, a directory's name, a part's name, its digest and every free text is an
-- opening of its subject (ledger.opening), encrypted; the rows here hold ids, codes, times, sizes and keyed tokens to look up by.

-- A case that a convener has opened. Its id is the subject of its reference.
CREATE TABLE pack.case_file (
    id         uuid PRIMARY KEY,
    agreement  text NOT NULL,
    reference  bytea NOT NULL,                     -- keyed token
    purpose    text NOT NULL,
    senders    text[] NOT NULL,                    -- agencies that may send
    recipients text[] NOT NULL,                    -- accounts that may be addressed; empty: any
    opened_at  timestamptz NOT NULL,
    UNIQUE (agreement, reference)
);

-- A meeting of a case. Its id is the subject of its reference.
CREATE TABLE pack.meeting (
    id        uuid PRIMARY KEY,
    case_id   uuid NOT NULL REFERENCES pack.case_file,
    reference bytea NOT NULL,                      -- keyed token
    held_at   timestamptz NOT NULL,
    UNIQUE (case_id, reference)
);

CREATE SEQUENCE pack.transfer_number;

-- A directory that a sender made. OPEN: parts arrive, also after a refusal that can be mended. FROZEN: complete, being judged.
CREATE TABLE pack.case_pack (
    id         uuid PRIMARY KEY,                   -- also the subject of its name, its case and its manifest
    case_id    uuid NOT NULL REFERENCES pack.case_file,
    meeting_id uuid REFERENCES pack.meeting,
    agreement  text NOT NULL,
    account    text NOT NULL,
    agency     text NOT NULL,
    name       bytea NOT NULL,                     -- keyed token, unique for this sender in this case
    transfer   text UNIQUE,
    state      text NOT NULL CHECK (state IN ('OPEN', 'FROZEN', 'ACCEPTED', 'HELD', 'WITHDRAWN', 'DESTROYED')),
    revision   bigint NOT NULL DEFAULT 0,          -- grows with each change of what would be judged
    attempts   integer NOT NULL DEFAULT 0,
    sent_from  text,                               -- place of the address that the last file came from
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    UNIQUE (account, case_id, name)
);
CREATE INDEX ON pack.case_pack (state) WHERE state IN ('OPEN', 'FROZEN');

-- One judgement of a pack. Its sentences are an opening of the pack ('receipt/<attempt>').
CREATE TABLE pack.decision (
    pack_id   uuid NOT NULL REFERENCES pack.case_pack,
    attempt   integer NOT NULL,
    outcome   text NOT NULL CHECK (outcome IN ('ACCEPTED', 'HELD', 'REFUSED')),
    code      text,
    at        timestamptz NOT NULL,
    entry     bigint NOT NULL,                     -- ledger index
    judged    bytea NOT NULL,                      -- keyed token of what was judged: the same again is the same attempt
    register  bigint NOT NULL,                     -- revision of the register it was judged by
    PRIMARY KEY (pack_id, attempt)
);

-- A file of a pack. Of one name there may be one that has arrived and one that is arriving to replace it. REPLACED: gone, but an
-- entry has committed to its name and digest, which are erased beside the next entry of the pack.
CREATE TABLE pack.part (
    id             uuid PRIMARY KEY,               -- also the subject of its name and digest
    pack_id        uuid NOT NULL REFERENCES pack.case_pack,
    kind           text NOT NULL CHECK (kind IN ('MANIFEST', 'PART')),
    name           bytea NOT NULL,                 -- keyed token
    temporary      boolean NOT NULL,               -- under a client's temporary name: never judged before it is renamed
    state          text NOT NULL CHECK (state IN ('ARRIVING', 'RECEIVED', 'REPLACED', 'KEPT', 'DESTROYED')),
    node           text NOT NULL,                  -- the node that receives it
    object_id      uuid NOT NULL UNIQUE,
    number         integer,                        -- its place in the manifest, from the decision on
    content_size   bigint,
    object_size    bigint,
    final_tag      bytea,
    nature         text,
    retention_class  text,
    retained_from  date,
    destroy_on     date,                           -- the gateway's copy goes at the start of this day, Europe/London
    arrived_at     timestamptz NOT NULL,
    received_at    timestamptz
);
CREATE UNIQUE INDEX ON pack.part (pack_id, name) WHERE state = 'ARRIVING';
CREATE UNIQUE INDEX ON pack.part (pack_id, name) WHERE state IN ('RECEIVED', 'KEPT');
CREATE INDEX ON pack.part (destroy_on, id) WHERE state = 'KEPT';

-- Who may collect an accepted pack, in the manifest's order.
CREATE TABLE pack.recipient (
    pack_id uuid NOT NULL REFERENCES pack.case_pack,
    account text NOT NULL,
    agency  text NOT NULL,
    number  integer NOT NULL,
    PRIMARY KEY (pack_id, account)
);
CREATE INDEX ON pack.recipient (account, pack_id);

-- Session keys of parts, each wrapped and in an envelope under an epoch key. Recipient '' is the gateway until the decision.
CREATE TABLE pack.wrap (
    part_id   uuid NOT NULL REFERENCES pack.part,
    recipient text NOT NULL,
    form      text NOT NULL CHECK (form IN ('TRANSIT', 'MANAGED')),
    epoch     bytea NOT NULL,
    envelope  bytea NOT NULL,
    PRIMARY KEY (part_id, recipient)
);
CREATE INDEX ON pack.wrap (epoch);

-- Certificates that the gateway keeps for recipients, the secret half sealed under the master key.
CREATE TABLE pack.managed_key (
    account     text NOT NULL,
    fingerprint bytea NOT NULL,
    secret      bytea NOT NULL,
    made_at     timestamptz NOT NULL,
    PRIMARY KEY (account, fingerprint)
);

-- The confidentiality reminder, accepted by a recipient for a meeting (or for a pack that belongs to none).
CREATE TABLE pack.acknowledgement (
    scope   uuid NOT NULL,
    account text NOT NULL,
    at      timestamptz NOT NULL,
    entry   bigint NOT NULL,
    PRIMARY KEY (scope, account)
);

-- What agencies hold by way of this gateway: keyed tokens of content, to notice information that is passed on.
CREATE TABLE pack.received_content (
    token   bytea NOT NULL,
    agency  text NOT NULL,
    part_id uuid NOT NULL REFERENCES pack.part,
    PRIMARY KEY (token, agency, part_id)
);

-- Objects that no row needs any more. The sweep deletes them, then the row.
CREATE TABLE pack.discarded (
    object_id uuid PRIMARY KEY,
    at        timestamptz NOT NULL
);

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA pack TO casegate_app;
GRANT USAGE ON SEQUENCE pack.transfer_number TO casegate_app;
GRANT UPDATE ON pack.case_pack, pack.part, pack.wrap TO casegate_app;
GRANT DELETE ON pack.case_pack, pack.part, pack.wrap, pack.recipient, pack.received_content, pack.discarded TO casegate_app;
