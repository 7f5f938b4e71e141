-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0
--
-- Run by a superuser in the gateway's database before the first migration; can be repeated. Afterwards give
-- casegate_migrate, casegate_app and casegate_audit their passwords (\password ROLE).
--
-- casegate_owner    owns every object; nobody logs in as it
-- casegate_migrate  may become casegate_owner, to migrate
-- casegate_app      the running gateway: rights table by table in the migrations, none by default
-- casegate_audit    reads the ledger
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'casegate_owner') THEN
        CREATE ROLE casegate_owner NOLOGIN NOINHERIT;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'casegate_migrate') THEN
        CREATE ROLE casegate_migrate LOGIN NOINHERIT;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'casegate_app') THEN
        CREATE ROLE casegate_app LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'casegate_audit') THEN
        CREATE ROLE casegate_audit LOGIN;
    END IF;

    GRANT casegate_owner TO casegate_migrate WITH INHERIT FALSE, SET TRUE, ADMIN FALSE;

    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT, CREATE ON DATABASE %I TO casegate_owner', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO casegate_migrate, casegate_app, casegate_audit', current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
