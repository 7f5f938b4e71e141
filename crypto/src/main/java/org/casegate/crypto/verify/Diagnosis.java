// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import java.io.IOException;
import java.util.Optional;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.LedgerFinding.Check;
import org.casegate.crypto.tlog.LedgerFindings;
import org.casegate.crypto.verify.EntryStream.Item;
import org.jspecify.annotations.Nullable;

/// Finds out what is wrong with the entries, and where: goes through them in order beside what should stand there, and where
/// the two part looks for the next place at which they agree again.
///
/// What should stand at a place is known by its leaf hash, where the tiles still lead to a signed root ([SignedLeaves]); else
/// by what the entries say of themselves: each its own index, and the leaf hash of the one before. Slow, and only for a log
/// that did not verify.
final class Diagnosis {
    /// How far the next agreement may lie.
    private static final int WINDOW = 600;

    private final EntryStream entries;
    private final SignedLeaves signed;
    private final long size;
    private final LedgerFindings findings;
    private final Chain chain;
    /// The index that should come next.
    private long due;

    Diagnosis(EntryStream entries, SignedLeaves signed, long size, LedgerFindings findings) {
        this.entries = entries;
        this.signed = signed;
        this.size = size;
        this.findings = findings;
        this.chain = new Chain(findings);
    }

    void run() throws IOException {
        boolean found = true;
        while (found && due < size && entries.look(0) != null) {
            if (same(entries.look(0), due)) {
                Item item = entries.take();
                form(item);
                chain.next(due, item,
                        signed.at(due - 1).or(() -> due == 0 ? Optional.of(Hash.ZEROS) : Optional.empty()));
                due++;
            } else {
                chain.broken();
                found = resolve();
            }
        }
        chain.broken();
        if (found) {
            end();
        }
    }

    private boolean same(@Nullable Item item, long index) throws IOException {
        if (item == null || index >= size) {
            return false;
        }
        Optional<Hash> leaf = signed.at(index);
        return leaf.map(item.leaf()::equals).orElse(item.claimed() == index);
    }

    private void form(Item item) {
        if (!item.canonical()) {
            findings.add(Check.CANONICAL, due, "Entry " + due + " is not canonical JSON.");
        } else if (!item.wellFormed()) {
            findings.add(Check.FORM, due,
                    "Entry " + due + " lacks v, kind, actor or a time in the form of the ledger.");
        } else if (item.claimed() != due) {
            findings.add(Check.INDEX, due, "Entry " + due + " says that it is entry " + item.claimed() + ".");
        }
    }

    /// Finds the next agreement, the nearest first. At the same distance: as many entries in the place of as many; entries
    /// left out; entries put in.
    private boolean resolve() throws IOException {
        for (int d = 1; d <= WINDOW; d++) {
            boolean bothEnd = due + d == size && entries.look(d) == null && entries.look(d - 1) != null;
            if (bothEnd || same(entries.look(d), due + d)) {
                replaced(d);
                return true;
            }
            if (leftOut(d)) {
                removed(d);
                return true;
            }
            if (same(entries.look(d), due) && agreesAfter(entries.look(d + 1), due + 1)) {
                inserted(d);
                return true;
            }
        }
        Item first = entries.look(0);
        long jump = first == null ? 0 : first.claimed() - due;
        if (jump > WINDOW && leftOut(jump)) {
            removed(jump);
            return true;
        }
        findings.add(Check.ALTERED, due, "From entry " + due + " on nothing agrees with what should stand there.");
        return false;
    }

    private boolean leftOut(long d) throws IOException {
        return same(entries.look(0), due + d) && agreesAfter(entries.look(1), due + d + 1);
    }

    private boolean agreesAfter(@Nullable Item item, long index) throws IOException {
        return item == null || index >= size || same(item, index);
    }

    private void replaced(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Item item = entries.take();
            if (isAnother(item)) {
                findings.add(Check.REORDERED, due,
                        "In the place of entry " + due + " stands entry " + item.claimed() + ".");
            } else {
                findings.add(Check.ALTERED, due, "Entry " + due + " was altered: its leaf hash is not the signed one.");
            }
            due++;
        }
    }

    /// Whether an entry that does not belong here is one of the ledger all the same.
    private boolean isAnother(Item item) throws IOException {
        long claimed = item.claimed();
        return claimed >= 0 && claimed < size && claimed != due
                && signed.at(claimed).map(item.leaf()::equals).orElse(true);
    }

    private void removed(long count) {
        findings.add(Check.REMOVED, due, (count == 1
                ? "Entry " + due + " was removed: entry " + (due + 1) + " stands in its place."
                : "Entries " + due + " to " + (due + count - 1) + " were removed: entry " + (due + count)
                        + " stands in the place of the first."));
        due += count;
    }

    private void inserted(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Item item = entries.take();
            Item next = entries.look(0);
            if (item.claimed() == due - 1 && next != null && next.prev().equals(item.leaf().hex())
                    && signed.at(due - 1).isEmpty()) {
                findings.add(Check.INSERTED, due - 1, "An entry was inserted before entry " + (due - 1)
                        + ": two say that they are it, and entry " + due + " names the second as the one before.");
            } else if (isAnother(item)) {
                findings.add(Check.REORDERED, item.claimed(),
                        "Entry " + item.claimed() + " stands before entry " + due + ", where it does not belong.");
            } else {
                findings.add(Check.INSERTED, due, "An entry was inserted before entry " + due + ".");
            }
        }
    }

    private void end() throws IOException {
        if (due < size) {
            findings.add(Check.TRUNCATED, due, (due == size - 1
                    ? "Entry " + due + " is missing"
                    : "Entries " + due + " to " + (size - 1) + " are missing")
                    + ": the ledger ends before it should.");
        }
        Item more = entries.look(0);
        if (due == size && more != null) {
            findings.add(Check.INSERTED, due, "After entry " + (size - 1)
                    + " stand further entries, which no checkpoint covers.");
        }
    }
}
