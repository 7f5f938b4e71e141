-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0
--
-- Agencies' own OpenPGP certificates. A new one is REGISTERED until its owner has opened the test object that was sealed to it,
-- then OPENED, and the one before it has ENDED. The certificate itself, and what was opened, lie in an envelope under the master
-- key, so that whoever can write rows does not choose to whom parts are sealed; the columns in clear are for lists.
CREATE TABLE register.certificate (
    agency        text NOT NULL CHECK (agency <> ''),
    number        integer NOT NULL CHECK (number > 0),
    fingerprint   bytea NOT NULL CHECK (octet_length(fingerprint) IN (20, 32)),
    envelope      bytea NOT NULL,
    reads         text NOT NULL CHECK (reads IN ('V1', 'V2')),    -- what it says that its owner reads: the form of the test object
    state         text NOT NULL CHECK (state IN ('REGISTERED', 'OPENED', 'ENDED')),
    expires_at    timestamptz,
    registered_at timestamptz NOT NULL,
    registered_by text NOT NULL CHECK (registered_by <> ''),
    test_number   bytea CHECK (octet_length(test_number) = 16),   -- keyed token of the number in the newest test object
    wrong         integer NOT NULL DEFAULT 0 CHECK (wrong >= 0),  -- numbers that were not it
    opened_at     timestamptz,
    opened_by     text,
    PRIMARY KEY (agency, number)
);
CREATE UNIQUE INDEX ON register.certificate (agency) WHERE state = 'REGISTERED';
CREATE UNIQUE INDEX ON register.certificate (agency) WHERE state = 'OPENED';

GRANT SELECT, INSERT, UPDATE (envelope, state, test_number, wrong, opened_at, opened_by) ON register.certificate TO casegate_app;
GRANT SELECT (agency, number, fingerprint, reads, state, expires_at, registered_at, registered_by, opened_at, opened_by)
    ON register.certificate TO casegate_audit;
