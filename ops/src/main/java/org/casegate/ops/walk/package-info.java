// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// The demonstration's walk: one case pack from `sftp` to a recipient's download and to its destruction, with evidence
/// at every step. Entry: [Walk].
@NullMarked
package org.casegate.ops.walk;

import org.jspecify.annotations.NullMarked;
