// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.time.Instant;
import org.casegate.crypto.tlog.Hash;

/// An entry that is committed: it survives a crash, and its index is final.
///
/// @param at the entry's time, in whole microseconds, never before its predecessor's
public record Appended(long index, Hash leafHash, Instant at) {}
