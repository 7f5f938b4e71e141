// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

import java.util.List;

/// Takes a text run by run, whatever it came out of: a plain file now, the text of a document by another
/// [Detector]. Spaces and dashes of every kind come as plain ones.
interface TextSink {

    /// @param run the characters from 0 to `length`; used again by the caller
    void put(char[] run, int length, Sightings sightings);

    /// The text is over.
    void finish(Sightings sightings);

    /// All that look at text.
    static List<TextSink> all() {
        return List.of(new Prose(), new Table());
    }
}
