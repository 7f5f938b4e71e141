-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0
--
-- The files of a pack are looked for at each upload, and the packs of a meeting each day, in whatever state they are.
CREATE INDEX ON pack.part (pack_id);
CREATE INDEX ON pack.case_pack (meeting_id) WHERE meeting_id IS NOT NULL;
CREATE INDEX ON pack.case_pack (case_id);
