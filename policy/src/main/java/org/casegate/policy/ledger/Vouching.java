// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.casegate.crypto.tlog.VerifierKey;

/// Who vouches for the ledger besides its own key. None of them keeps anybody from rewriting it; each shows that it was done,
/// even to him who holds the right key.
///
/// @param witnesses under other bodies' control
/// @param authority that signed their servers' certificates, in PEM, where it is not a public one
/// @param anchors   places elsewhere, into which checkpoints are put
public record Vouching(List<Witness> witnesses, Optional<Path> authority, List<Place> anchors) {
    public Vouching {
        witnesses = List.copyOf(witnesses);
        anchors = List.copyOf(anchors);
    }

    /// Nobody does.
    public static Vouching nobody() {
        return new Vouching(List.of(), Optional.empty(), List.of());
    }

    /// A witness.
    ///
    /// @param address below which it takes checkpoints
    public record Witness(URI address, VerifierKey key) {
        public Witness {
            if (key.type() != VerifierKey.Type.WITNESS) {
                throw new IllegalArgumentException(key + " is not the key of a witness");
            }
        }
    }

    /// A place for checkpoints.
    ///
    /// @param keeper       the other body under whose control it is, where it is another's
    /// @param everyEntries after so many entries at the latest
    /// @param every        after so much time at the latest, if the ledger grew
    public record Place(Anchors anchors, Optional<String> keeper, long everyEntries, Duration every) {}

    /// Whether somebody vouches whom the keeper of the ledger does not control.
    public boolean byOthers() {
        return !witnesses.isEmpty() || anchors.stream().anyMatch(place -> place.keeper().isPresent());
    }
}
