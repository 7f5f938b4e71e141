// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.util.ArrayList;
import java.util.List;
import org.casegate.crypto.tlog.LedgerFinding.Check;

/// Collects findings, the first of them in full and the rest as a number.
public final class LedgerFindings {
    private final List<LedgerFinding> first = new ArrayList<>();
    private long more;

    /// Adds one.
    public void add(LedgerFinding finding) {
        if (first.size() < LedgerReport.MAX_FINDINGS) {
            first.add(finding);
        } else {
            more++;
        }
    }

    /// Adds one about an entry.
    public void add(Check check, long index, String text) {
        add(LedgerFinding.of(check, index, text));
    }

    /// Adds one about the ledger as a whole.
    public void add(Check check, String text) {
        add(LedgerFinding.of(check, text));
    }

    /// These, then the others.
    public void addAll(LedgerFindings others) {
        others.first.forEach(this::add);
        more += others.more;
    }

    /// Whether there is none.
    public boolean none() {
        return first.isEmpty();
    }

    /// In the order in which they were made.
    public List<LedgerFinding> all() {
        List<LedgerFinding> all = new ArrayList<>(first);
        if (more > 0) {
            all.add(LedgerFinding.of(first.getLast().check(), "There are " + more + " findings more."));
        }
        return all;
    }
}
