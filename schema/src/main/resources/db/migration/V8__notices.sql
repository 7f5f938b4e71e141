-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0
--
-- Notices: mail that is owed because something happened.
--
-- A row holds ids and codes. The address is read from the register, and the case's reference from its opening, when the mail is
-- written: neither stands here, and neither is kept longer than where it comes from.

CREATE TABLE pack.notice (
    id          uuid PRIMARY KEY,                  -- also its Message-ID, the same at every attempt
    kind        text NOT NULL,
    agreement   text NOT NULL,
    case_id     uuid REFERENCES pack.case_file ON DELETE CASCADE,
    pack_id     uuid REFERENCES pack.case_pack ON DELETE CASCADE,
    agency      text NOT NULL,                     -- the agency that its words name
    account     text,                              -- whom it goes to: this account,
    spoc        text,                              -- or the single point of contact of this agency
    occasion    text,                              -- told once for each; without one, always
    deadline    timestamptz,                       -- that its words name
    state       text NOT NULL DEFAULT 'QUEUED' CHECK (state IN ('QUEUED', 'TAKEN', 'NOT_DELIVERED')),
    queued_at   timestamptz NOT NULL,
    due_at      timestamptz NOT NULL,              -- of the next attempt; while one is made, the time at which another may be
    attempts    integer NOT NULL DEFAULT 0,
    last_answer text CHECK (length(last_answer) <= 40), -- the relay's code and enhanced status, or ours: never its words
    settled_at  timestamptz,
    entry       bigint,                            -- ledger index of its NOTIFIED
    CHECK (num_nonnulls(account, spoc) = 1),
    CHECK ((state = 'QUEUED') = (settled_at IS NULL))
);
CREATE INDEX ON pack.notice (due_at) WHERE state = 'QUEUED';
CREATE INDEX ON pack.notice (settled_at) WHERE state <> 'QUEUED';
CREATE INDEX ON pack.notice (pack_id);
CREATE INDEX ON pack.notice (case_id);
CREATE UNIQUE INDEX ON pack.notice (kind, agreement, pack_id, account, spoc, occasion) NULLS NOT DISTINCT
    WHERE occasion IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON pack.notice TO casegate_app;
