// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Optional;
import org.casegate.policy.manifest.Settled;
import org.casegate.policy.register.CaseRecord;

/// What the gateway knows of the case that a pack is for.
public sealed interface CaseFacts {

    /// No case of that reference is open.
    record NotOpen() implements CaseFacts {}

    /// The case as its convener opened it.
    ///
    /// @param settled what he settled besides
    record Opened(CaseRecord record, Settled settled) implements CaseFacts {
        /// A case of which only the record is known.
        public Opened(CaseRecord record) {
            this(record, Settled.of(record));
        }
    }

    /// A dry run without cases: the manifest's own words are taken for the case.
    record AsDeclared() implements CaseFacts {}

    /// From what was found.
    static CaseFacts of(Optional<CaseRecord> found) {
        return found.<CaseFacts>map(Opened::new).orElseGet(NotOpen::new);
    }
}
