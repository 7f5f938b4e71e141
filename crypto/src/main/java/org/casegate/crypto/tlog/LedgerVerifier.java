// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.casegate.crypto.tlog.LedgerFinding.Check;

/// Verifies a ledger from its entries and its checkpoints alone, in constant memory: feed every entry in order, each
/// checkpoint once the entries it covers have been fed, then [#end].
///
/// It goes on after a finding, so that one look tells everything that is wrong. Not for several threads.
public final class LedgerVerifier {
    private static final Pattern AT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");

    private final Consumer<LedgerFinding> findings;
    private Frontier frontier = Frontier.empty();
    private long next;
    private boolean gap;
    private Hash prev = Hash.ZEROS;
    private String lastAt = "";
    private long agreed;
    private OptionalLong firstDisagreement = OptionalLong.empty();
    private long disagreements;

    /// @param findings receives each finding as it is made
    public LedgerVerifier(Consumer<LedgerFinding> findings) {
        this.findings = findings;
    }

    /// Takes the next entry there is.
    ///
    /// @param index where it stands; above [#next] means that entries are missing
    /// @return what it says, where it can be read
    public Optional<Json.Members> entry(long index, byte[] bytes) {
        if (index > next) {
            missing(index);
        }
        Hash leaf = Hash.leaf(bytes);
        Optional<Json.Members> read = read(index, bytes);
        read.ifPresent(entry -> check(index, entry));
        frontier = frontier.add(leaf);
        prev = leaf;
        next = index + 1;
        return read;
    }

    private void missing(long index) {
        String which = index - next == 1
                ? "Entry " + next + " is missing."
                : "Entries " + next + " to " + (index - 1) + " are missing.";
        findings.accept(LedgerFinding.of(Check.CONTIGUOUS, next, which));
        gap = true;
    }

    private Optional<Json.Members> read(long index, byte[] bytes) {
        try {
            return Optional.of(CanonicalJson.parse(bytes));
        } catch (NotCanonical e) {
            find(Check.CANONICAL, index, "Entry " + index + " cannot be read: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    private void check(long index, Json.Members entry) {
        if (entry.whole("v").orElse(0) != 1 || entry.text("kind").isEmpty() || entry.text("actor").isEmpty()) {
            find(Check.FORM, index, "Entry " + index + " lacks v, kind or actor.");
        }
        long said = entry.whole("index").orElse(-1);
        if (said != index) {
            find(Check.INDEX, index, "Entry " + index
                    + (said < 0 ? " does not say its index." : " says that it is entry " + said + "."));
        }
        if (!entry.text("prev").equals(Optional.of(prev.hex()))) {
            find(Check.PREV, index, "Entry " + index + " does not follow entry " + (index - 1)
                    + ": the leaf hash it names is not that entry's.");
        }
        checkTime(index, entry.text("at").orElse(""));
    }

    private void checkTime(long index, String at) {
        if (!AT.matcher(at).matches()) {
            find(Check.FORM, index, "Entry " + index + " has no time in the form of the ledger.");
            return;
        }
        // The form has a fixed width, so that its order is that of time.
        if (at.compareTo(lastAt) < 0) {
            find(Check.ORDER, index, "Entry " + index + " is dated before the entry that precedes it.");
        }
        lastAt = at;
    }

    private void find(Check check, long index, String text) {
        findings.accept(LedgerFinding.of(check, index, text));
    }

    /// The index that the next entry should have.
    public long next() {
        return next;
    }

    /// The tree over the entries so far. Meaningless after a gap.
    public Frontier frontier() {
        return frontier;
    }

    /// Whether every entry before [#next] was there, so that roots can be compared.
    public boolean whole() {
        return !gap;
    }

    /// Compares a checkpoint, whose signature is verified already, with the entries fed. Of many that disagree the first is
    /// named at once and the rest are counted at the [#end].
    ///
    /// @param checkpoint of a size of [#next]; or larger, when there are no more entries
    public void checkpoint(Checkpoint checkpoint) {
        if (checkpoint.size() > next) {
            findings.accept(LedgerFinding.of(Check.CHECKPOINT, "A signed checkpoint covers " + checkpoint.size()
                    + " entries, but the ledger ends after " + next + "."));
        } else if (gap || !frontier.root().equals(checkpoint.root())) {
            disagrees(checkpoint);
        } else {
            agreed = checkpoint.size();
        }
    }

    private void disagrees(Checkpoint checkpoint) {
        disagreements++;
        if (firstDisagreement.isEmpty()) {
            firstDisagreement = OptionalLong.of(checkpoint.size());
            findings.accept(LedgerFinding.of(Check.CHECKPOINT,
                    "The entries do not have the root of the checkpoint signed at size "
                            + checkpoint.size() + ": what was changed lies in entries " + agreed + " to "
                            + (checkpoint.size() - 1) + "."));
        }
    }

    /// Says what can only be said at the end.
    public void end() {
        if (disagreements > 1) {
            findings.accept(LedgerFinding.of(Check.CHECKPOINT,
                    (disagreements - 1) + " later checkpoints do not have the root of the entries either."));
        }
    }
}
