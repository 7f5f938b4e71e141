// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.casegate.crypto.tlog.BadNote;
import org.casegate.crypto.tlog.Checkpoint;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.LedgerFinding.Check;
import org.casegate.crypto.tlog.LedgerFindings;
import org.casegate.crypto.tlog.LedgerVerifier;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.SignedNote;
import org.casegate.crypto.tlog.VerifierKey;

/// Compares the checkpoints that were found elsewhere with the entries, while these are gone through, and says at the end what
/// does not agree: only then is it known whether the entries are whole in themselves.
final class KeptCheckpoints {
    private final VerifierKey key;
    private final Epochs epochs;
    private final LedgerFindings findings;
    private final List<Kept> kept = new ArrayList<>();
    private final Set<VerifierKey> cosigners = new HashSet<>();
    private final List<Kept> disagreeing = new ArrayList<>();
    private Deque<Kept> toCompare = new ArrayDeque<>();
    private long agreed;

    /// @param key of the present epoch
    KeptCheckpoints(VerifierKey key, Epochs epochs, LedgerFindings findings) {
        this.key = key;
        this.epochs = epochs;
        this.findings = findings;
    }

    /// A checkpoint that the log's key has signed.
    private record Kept(String name, Checkpoint head) {
        long size() {
            return head.size();
        }
    }

    /// Takes them up, those that are signed; and those that `RESTORED` entries cite.
    void add(List<Elsewhere.Found> found) {
        found.forEach(this::add);
        epochs.ended().forEach(epoch -> kept.add(new Kept("the checkpoint that entry " + epoch.size()
                + " (RESTORED) cites", epoch.cited().checkpoint())));
        kept.sort(Comparator.comparingLong(Kept::size));
        toCompare = kept.stream().filter(checkpoint -> !lost(checkpoint))
                .collect(Collectors.toCollection(ArrayDeque::new));
    }

    private void add(Elsewhere.Found found) {
        try {
            SignedCheckpoint signed = SignedCheckpoint.parse(found.note(), epochs.signer(found.note(), key));
            kept.add(new Kept(found.name(), signed.checkpoint()));
            if (found.witness().isPresent()) {
                cosigned(found, signed, found.witness().get());
            }
        } catch (BadNote e) {
            resignedOrBad(found, String.valueOf(e.getMessage()));
        }
    }

    private void cosigned(Elsewhere.Found found, SignedCheckpoint signed, VerifierKey witness) throws BadNote {
        if (signed.note().cosignedAt(witness).isPresent()) {
            cosigners.add(witness);
        } else {
            findings.add(Check.COSIGNATURE, sentence(found.name()) + " is not cosigned by its key.");
        }
    }

    private void resignedOrBad(Elsewhere.Found found, String why) {
        boolean again = signedInOurName(found.note());
        findings.add(again ? Check.RESIGNED : Check.CHECKPOINT, sentence(found.name()) + (again
                ? " is signed in the ledger's name by another key than this gateway's: one of them signed again."
                : " is not to be trusted: " + why + "."));
    }

    private boolean signedInOurName(String note) {
        try {
            return SignedNote.parse(note).signedInTheNameOf(key);
        } catch (BadNote e) {
            return false;
        }
    }

    /// A cosignature that is stored in the database, of a checkpoint that is.
    void stored(SignedCheckpoint signed, VerifierKey witness, String line) {
        long size = signed.checkpoint().size();
        try {
            if (signed.note().with(line).cosignedAt(witness).isPresent()) {
                cosigners.add(witness);
                return;
            }
        } catch (BadNote e) {
            // said below
        }
        findings.add(Check.COSIGNATURE,
                "The cosignature of " + witness.name() + " that is stored for size " + size + " does not verify.");
    }

    /// Compares those that cover no more than the entries fed so far.
    void upTo(LedgerVerifier entries, long size) {
        while (!toCompare.isEmpty() && toCompare.element().size() <= size) {
            Kept next = toCompare.remove();
            Hash root = next.size() == 0 ? Hash.ofNothing() : entries.frontier().root();
            boolean agrees = entries.whole() && (next.size() == 0 || entries.next() == next.size())
                    && root.equals(next.head().root());
            if (agrees) {
                agreed = next.size();
            } else {
                disagreeing.add(next);
            }
        }
    }

    /// @param size  how many entries there are
    /// @param whole whether nothing else is wrong with them
    void end(long size, boolean whole) {
        for (Kept beyond : toCompare) {
            findings.add(Check.TRUNCATED, size, sentence(beyond.name()) + " covers " + beyond.size()
                    + " entries, but here are only " + size + ": the ledger was cut off, or restored from a backup.");
        }
        disagreeing.stream().findFirst().ifPresent(first -> {
            findings.add(whole ? Check.FORKED : Check.CHECKPOINT, agreed(first),
                    whole ? forked(first) : changed(first));
            if (disagreeing.size() > 1) {
                findings.add(Check.CHECKPOINT, (disagreeing.size() - 1)
                        + " further checkpoints that were kept elsewhere do not have the root of the entries either.");
            }
        });
    }

    /// Whether it covers what a log had signed that ended, and the backup did not hold. Its `RESTORED` entry says how much that is;
    /// more than it says may not be.
    private boolean lost(Kept checkpoint) {
        Optional<Epochs.Ended> ended = epochs.ended(checkpoint.head().origin())
                .filter(epoch -> checkpoint.size() > epoch.size());
        ended.filter(epoch -> checkpoint.size() > epoch.cited().checkpoint().size())
                .ifPresent(epoch -> hidden(checkpoint, epoch));
        return ended.isPresent();
    }

    private void hidden(Kept beyond, Epochs.Ended ended) {
        findings.add(Check.TRUNCATED, ended.size(), sentence(beyond.name()) + " covers " + beyond.size()
                + " entries of the log that ended with entry " + ended.size() + " (RESTORED), which speaks of only "
                + ended.cited().checkpoint().size() + ".");
    }

    private String forked(Kept first) {
        return "What is here is whole in itself, but another history than that of " + first.name() + ", signed at size "
                + first.size() + ": they part in entries " + agreed(first) + " to " + (first.size() - 1)
                + ". It was rewritten after that checkpoint was signed with the ledger's own key.";
    }

    private String changed(Kept first) {
        return "The entries do not have the root of " + first.name() + ", signed at size " + first.size()
                + ": what was changed lies in entries " + agreed(first) + " to " + (first.size() - 1) + ".";
    }

    private long agreed(Kept other) {
        return Math.min(agreed, other.size());
    }

    private static String sentence(String name) {
        return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /// Whether some checkpoint is cosigned by the witness.
    boolean cosignedBy(VerifierKey witness) {
        return cosigners.contains(witness);
    }

    int count() {
        return kept.size();
    }

    int cosigners() {
        return cosigners.size();
    }
}
