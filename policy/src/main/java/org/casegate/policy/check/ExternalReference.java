// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Set;
import org.casegate.policy.manifest.Manifest;

/// Refuses a pack that answers a request from outside and does not give the reference of the request.
///
/// @param purposes the purposes of that kind
record ExternalReference(Set<String> purposes) implements Check {

    ExternalReference {
        purposes = Set.copyOf(purposes);
    }

    @Override
    public Answer weigh(Matter matter) {
        Manifest manifest = matter.manifest();
        if (manifest.purpose().filter(purposes::contains).isEmpty()) {
            return Answer.notApplicable();
        }
        return Answer.of(manifest.references().external().isPresent(),
                Breach.of(Code.PURPOSE_NOT_LISTED, "reference").with("purpose", manifest.purpose().get()));
    }

    @Override
    public Set<String> sentences() {
        return Set.of("PURPOSE-NOT-LISTED/reference");
    }

    @Override
    public Set<String> asks() {
        return Set.of("external_ref");
    }
}
