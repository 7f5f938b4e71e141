// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// How one pack or one download is judged: facts in, an [Outcome] or a refusal out.
///
/// One small type for each kind of check; which checks bind, in which order, with which clause and sentence, is the
/// agreement's data. Three answers: not applicable, satisfied, breached. Pure: no database, no file, no clock, no log.
@NullMarked
package org.casegate.policy.check;

import org.jspecify.annotations.NullMarked;
