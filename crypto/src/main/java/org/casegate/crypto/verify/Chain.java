// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import java.util.Optional;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.LedgerFinding.Check;
import org.casegate.crypto.tlog.LedgerFindings;
import org.casegate.crypto.verify.EntryStream.Item;
import org.jspecify.annotations.Nullable;

/// Follows what each entry says of the one before: its leaf hash, and that it is not younger.
///
/// Where no signature vouches for leaf hashes, this alone tells which entry was altered: the one whose successor names
/// another hash. Whoever alters two that follow one another, or an entry's own word on its predecessor, breaks two links in
/// a row; then one of them at least was altered.
final class Chain {
    private final LedgerFindings findings;
    private @Nullable Item before;
    private String lastTime = "";
    private long firstBreak = -1;
    private long lastBreak = -1;

    Chain(LedgerFindings findings) {
        this.findings = findings;
    }

    /// Takes the next entry in its place.
    ///
    /// @param vouched the leaf hash of the one before, where a signature vouches for it
    void next(long index, Item item, Optional<Hash> vouched) {
        Item previous = before;
        before = item;
        time(index, item);
        if (vouched.isPresent()) {
            tell();
            if (item.canonical() && !item.prev().equals(vouched.get().hex())) {
                findings.add(Check.PREV, index,
                        "Entry " + index + " does not name the leaf hash of the entry before it.");
            }
        } else if (previous != null && !item.prev().equals(previous.leaf().hex())) {
            firstBreak = firstBreak < 0 ? index : firstBreak;
            lastBreak = index;
        } else {
            tell();
        }
    }

    private void time(long index, Item item) {
        if (item.wellFormed() && item.time().compareTo(lastTime) < 0) {
            findings.add(Check.ORDER, index, "Entry " + index + " is dated before the entry that precedes it.");
        }
        lastTime = item.wellFormed() ? item.time() : lastTime;
    }

    /// What comes next does not follow what came last.
    void broken() {
        tell();
        before = null;
    }

    private void tell() {
        if (firstBreak >= 0 && firstBreak == lastBreak) {
            findings.add(Check.ALTERED, firstBreak - 1,
                    "Entry " + (firstBreak - 1) + " was altered: entry " + firstBreak
                            + " names another leaf hash as that of the entry before it.");
        } else if (firstBreak >= 0) {
            findings.add(Check.ALTERED, firstBreak, "Entries " + (firstBreak - 1) + " to " + (lastBreak - 1)
                    + " do not follow one another: at least " + (lastBreak - firstBreak) + " of them were altered.");
        }
        firstBreak = -1;
        lastBreak = -1;
    }
}
