-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0

-- Since when a second object is being made: another process of the same node, a command that lets a held pack go, may be at it.
ALTER TABLE pack.sealed_object ADD COLUMN begun_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE pack.sealed_object ALTER COLUMN begun_at DROP DEFAULT;
