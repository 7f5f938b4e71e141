// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import java.util.ArrayList;
import java.util.List;
import org.casegate.crypto.tlog.LedgerFinding.Check;
import org.casegate.crypto.tlog.LedgerFindings;
import org.casegate.crypto.tlog.TilePath;

/// The hash tiles that do not hold what they should.
final class WrongTiles {
    private final List<TilePath> first = new ArrayList<>();
    private long wrong;
    private long checked;

    void count() {
        checked++;
    }

    void add(TilePath path) {
        wrong++;
        if (first.size() < 10) {
            first.add(path);
        }
    }

    boolean none() {
        return wrong == 0;
    }

    long checked() {
        return checked;
    }

    void tell(LedgerFindings findings) {
        for (TilePath path : first) {
            findings.add(Check.TILE, path + " is missing or does not hold the hashes of what lies below it.");
        }
        if (wrong > first.size()) {
            findings.add(Check.TILE, "The same is true of " + (wrong - first.size()) + " tiles more.");
        }
    }
}
