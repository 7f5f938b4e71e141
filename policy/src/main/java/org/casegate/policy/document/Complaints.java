// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects mistakes while a text is read on.
final class Complaints {

    private static final int MOST = 200;

    private final List<Complaint> found = new ArrayList<>();

    void add(int line, String key, String sentence) {
        if (found.size() < MOST) {
            found.add(new Complaint(line, key, sentence));
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /// By line; those of one line in the order in which they were found.
    List<Complaint> sorted() {
        return found.stream().sorted(Comparator.comparingInt(Complaint::line)).toList();
    }
}
