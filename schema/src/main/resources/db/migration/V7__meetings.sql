-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0

-- What conveners do with cases and meetings after they were opened.

-- The revision grows with each change of a case or of one of its meetings. A judgement names the one that it looked at, and
-- stands only where it is still the same. What is settled, free text among it, is an opening of the case.
ALTER TABLE pack.case_file
    ADD COLUMN revision  bigint NOT NULL DEFAULT 1 CHECK (revision > 0),
    ADD COLUMN closed_at timestamptz;                    -- since then nothing more is taken

ALTER TABLE pack.meeting
    ADD COLUMN cancelled_at timestamptz;

GRANT UPDATE (senders, recipients, revision, closed_at) ON pack.case_file TO casegate_app;
GRANT UPDATE (held_at, cancelled_at) ON pack.meeting TO casegate_app;
