// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Optional;
import org.casegate.policy.inspect.PartFindings;
import org.casegate.policy.manifest.PartName;
import org.casegate.crypto.seal.Sha256;

/// One file as it arrived.
///
/// @param findings what was seen in it
/// @param received how its very content came to the sender's agency under another transfer
public record PartFacts(PartName name, long sizeBytes, Sha256 sha256, PartFindings findings,
        Optional<Provenance> received) {

    /// A part that nobody had before.
    public PartFacts(PartName name, long sizeBytes, Sha256 sha256, PartFindings findings) {
        this(name, sizeBytes, sha256, findings, Optional.empty());
    }
}
