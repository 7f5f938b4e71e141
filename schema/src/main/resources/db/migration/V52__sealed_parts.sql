-- SPDX-FileCopyrightText: 2026 The CaseGate authors
-- SPDX-License-Identifier: Apache-2.0
--
-- Parts that are sealed to the own certificate of a recipient's agency. The wrapped key is given out as it lies here, before the
-- object, and the gateway cannot open it.
ALTER TABLE pack.wrap
    DROP CONSTRAINT wrap_form_check,
    ADD CONSTRAINT wrap_form_check CHECK (form IN ('TRANSIT', 'MANAGED', 'SEALED')),
    ADD COLUMN object_id uuid;                     -- the object whose key it is, where it is not the part's own

-- Objects that are given out without being opened, with what they are known again by. A second one holds the same content in the
-- form that older programs read; it is MAKING until the decision that it was made for, and no part's own object.
CREATE TABLE pack.sealed_object (
    object_id uuid PRIMARY KEY,
    part_id   uuid NOT NULL,
    pack_id   uuid NOT NULL,
    second    boolean NOT NULL,
    state     text NOT NULL CHECK (state IN ('MAKING', 'KEPT')),
    node      text NOT NULL,                       -- the node that makes it
    size      bigint,
    head      bytea,
    tail      bytea,
    CHECK (state = 'MAKING' OR (size IS NOT NULL AND head IS NOT NULL AND tail IS NOT NULL))
);
CREATE INDEX ON pack.sealed_object (part_id);
CREATE INDEX ON pack.sealed_object (node) WHERE state = 'MAKING';

GRANT SELECT, INSERT, UPDATE (state, size, head, tail), DELETE ON pack.sealed_object TO casegate_app;
