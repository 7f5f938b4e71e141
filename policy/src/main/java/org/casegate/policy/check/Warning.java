// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

/// Something the sender should know that changes no outcome.
public record Warning(Code code, ClauseRef clause, String text) {}
