-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0

-- The guard of the head looks at the newest entries only, and always by their key: what PostgreSQL planned for it while the
-- ledger was young would read all of it later, for as long as a connection lives.
ALTER FUNCTION ledger.guard_head() SET enable_seqscan = off;
