-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0

-- A sender's packs of a case are listed page by page, the oldest first, however many there are.
CREATE INDEX ON pack.case_pack (account, case_id, created_at, id);
