// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
/// Agreements in plain English, rule by rule with their passages.
///
/// [org.casegate.policy.explain.Explanation] writes a whole agreement for people who decide and sign, from the same text
/// that judges. Pure.
@NullMarked
package org.casegate.policy.explain;

import org.jspecify.annotations.NullMarked;
