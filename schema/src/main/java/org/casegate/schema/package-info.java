// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// The database: where it is ([org.casegate.schema.DatabaseAddress]), how it is reached ([org.casegate.schema.Database]),
/// and the PostgreSQL that the gateway brings along when a site gives none ([org.casegate.schema.EmbeddedDatabase]).
///
/// Roles (`db/roles.sql`) and migrations (`db/migration`) are checked-in SQL; the tables in
/// `org.casegate.schema.tables` are generated from them by the build and stand in no source folder.
@NullMarked
package org.casegate.schema;

import org.jspecify.annotations.NullMarked;
