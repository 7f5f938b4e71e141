-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0

-- What both sides write to: the state that changes with an entry, and, for pgbench, a twin of the ledger's tables with
-- every column, constraint and index of theirs.
CREATE SCHEMA bench;

CREATE TABLE bench.pack (id bigint PRIMARY KEY, state text NOT NULL, decided timestamptz);
INSERT INTO bench.pack SELECT id, 'ARRIVED', NULL FROM generate_series(1, 1000000) AS id;

CREATE TABLE bench.recipient (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pack    bigint NOT NULL,
    account text NOT NULL
);
CREATE INDEX recipient_by_pack ON bench.recipient (pack);

CREATE TABLE bench.entry (LIKE ledger.entry INCLUDING ALL);
CREATE TABLE bench.entry_clause (LIKE ledger.entry_clause INCLUDING ALL);
CREATE TABLE bench.month_count (LIKE ledger.month_count INCLUDING ALL);
CREATE SEQUENCE bench.entry_index MINVALUE 0 CACHE 100;

CREATE ROLE bench LOGIN PASSWORD 'bench';
GRANT CONNECT ON DATABASE casegate TO bench;
GRANT ALL ON SCHEMA bench TO bench, casegate_app;
GRANT ALL ON ALL TABLES IN SCHEMA bench TO bench, casegate_app;
GRANT ALL ON ALL SEQUENCES IN SCHEMA bench TO bench, casegate_app;
ANALYZE;
