// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.util.ArrayList;
import java.util.List;
import org.casegate.crypto.tlog.LedgerFinding;
import org.casegate.crypto.tlog.LedgerFinding.Check;

/// Collects findings, the first of them in full and the rest as a number.
final class Findings {
    private final List<LedgerFinding> first = new ArrayList<>();
    private long more;

    void add(LedgerFinding finding) {
        if (first.size() < AuditReport.MAX_FINDINGS) {
            first.add(finding);
        } else {
            more++;
        }
    }

    void add(Check check, long index, String text) {
        add(LedgerFinding.of(check, index, text));
    }

    void add(Check check, String text) {
        add(LedgerFinding.of(check, text));
    }

    /// These, then the others.
    void addAll(Findings others) {
        others.first.forEach(this::add);
        more += others.more;
    }

    List<LedgerFinding> all() {
        List<LedgerFinding> all = new ArrayList<>(first);
        if (more > 0) {
            all.add(LedgerFinding.of(first.getLast().check(), "There are " + more + " findings more."));
        }
        return all;
    }
}
