// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.casegate.crypto.seal.Octets;

/// One judgement of a pack.
///
/// @param judged   keyed token of what was judged: the same again is the same attempt
/// @param register revision of the register it was judged by
/// @param listed   how many parts the manifest lists
/// @param neutral  the subject of its verdict with parts called by number; none of decisions before there were such
record DecisionRow(int attempt, String outcome, Instant at, long entry, Octets judged, long register, int listed,
        Optional<UUID> neutral) {}
