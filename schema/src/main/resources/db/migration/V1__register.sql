-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0
--
-- The four schemas; the register; what people sign in with.

CREATE SCHEMA register; -- agencies, memberships, accounts, agreements: what is known of the partnership
CREATE SCHEMA access;   -- credentials, throttles, sessions: nothing for auditors
CREATE SCHEMA ledger;   -- entries and what belongs to them
CREATE SCHEMA pack;     -- packs, parts, wrapped keys, meetings: nothing for auditors

GRANT USAGE ON SCHEMA register, access, ledger, pack TO casegate_app;
GRANT USAGE ON SCHEMA register, ledger TO casegate_audit;

-- One register item as it stood from revision `since` up to, not including, revision `until`. Never any case text.
CREATE TABLE register.fact (
    kind  text   NOT NULL CHECK (kind <> ''),
    id    text   NOT NULL CHECK (id <> ''),
    since bigint NOT NULL CHECK (since > 0),
    until bigint CHECK (until > since),
    body  jsonb  NOT NULL,
    PRIMARY KEY (kind, id, since)
);
CREATE UNIQUE INDEX fact_current ON register.fact (kind, id) WHERE until IS NULL;

-- The newest revision; 0 is the empty register.
CREATE TABLE register.head (
    one      boolean PRIMARY KEY DEFAULT true CHECK (one),
    revision bigint  NOT NULL CHECK (revision >= 0)
);
INSERT INTO register.head (revision) VALUES (0);

-- A closed fact stays as it was: the past of the register is evidence.
CREATE FUNCTION register.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    IF OLD.until IS NOT NULL OR (NEW.kind, NEW.id, NEW.since, NEW.body) IS DISTINCT FROM (OLD.kind, OLD.id, OLD.since, OLD.body) THEN
        RAISE EXCEPTION 'register.fact: a fact can only be closed, once' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER fact_is_only_closed BEFORE UPDATE ON register.fact FOR EACH ROW EXECUTE FUNCTION register.refuse_rewriting();

GRANT SELECT, INSERT, UPDATE (until) ON register.fact TO casegate_app;
GRANT SELECT, UPDATE (revision) ON register.head TO casegate_app;
GRANT SELECT ON register.fact, register.head TO casegate_audit;

-- What an account proves itself with. `password` is an Argon2id PHC string; `totp` is the secret, sealed under the master
-- key and bound to the account; a code of step `totp_step` or earlier is never accepted again.
CREATE TABLE access.credential (
    account   text        PRIMARY KEY,
    password  text        NOT NULL,
    totp      bytea       NOT NULL,
    totp_step bigint      NOT NULL DEFAULT 0,
    set_at    timestamptz NOT NULL
);

-- Accounts that may not come in for the time being, whatever the register says.
CREATE TABLE access.suspension (
    account text        PRIMARY KEY,
    since   timestamptz NOT NULL
);

-- Failed sign-ins. `subject` is the SHA-256 of an account name or an address, so that what strangers type is not kept.
CREATE TABLE access.throttle (
    subject      bytea       PRIMARY KEY CHECK (octet_length(subject) = 32),
    failures     integer     NOT NULL CHECK (failures >= 0),
    last_failure timestamptz NOT NULL
);
CREATE INDEX throttle_age ON access.throttle (last_failure);

-- A browser's session. The token itself is only in the browser.
CREATE TABLE access.session (
    token_hash bytea       PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    account    text        NOT NULL,
    channel    text        NOT NULL,
    opened_at  timestamptz NOT NULL,
    last_seen  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL CHECK (ends_at > opened_at)
);
CREATE INDEX session_account ON access.session (account);
CREATE INDEX session_end ON access.session (ends_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON access.credential, access.suspension, access.throttle, access.session
    TO casegate_app;
