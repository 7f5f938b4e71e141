// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.casegate.crypto.tlog.BadNote;
import org.casegate.crypto.tlog.LedgerFinding.Check;
import org.casegate.crypto.tlog.LedgerFindings;
import org.casegate.crypto.tlog.LedgerReport;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.SignedNote;
import org.casegate.crypto.tlog.VerifierKey;

/// Verifies a log that somebody else keeps, against checkpoints that one has kept oneself.
///
/// Proves that the log is the one that was signed, whole and in order, up to the largest checkpoint; and, with the key of a
/// witness, that this witness has seen it so. It does not prove that what was written is true.
public final class TilesVerification {
    private final LogSource source;
    private final VerifierKey log;
    private final List<VerifierKey> ended;
    private final List<VerifierKey> witnesses;
    private final List<Kept> kept;
    private final LedgerFindings findings = new LedgerFindings();
    private final List<Trusted> trusted = new ArrayList<>();

    /// A checkpoint that was kept, with or without cosignatures.
    ///
    /// @param name where it was found
    /// @param note as published
    public record Kept(String name, String note) {}

    /// @param log       the log's key
    /// @param witnesses keys of witnesses, each of which must have cosigned some checkpoint of these
    /// @param kept      checkpoints from elsewhere; the one that is published with the log is compared too
    public TilesVerification(LogSource source, VerifierKey log, List<VerifierKey> witnesses, List<Kept> kept) {
        this(source, log, List.of(), witnesses, kept);
    }

    /// The same of a log that goes on from others.
    ///
    /// @param ended the keys of the logs that ended before it, as its `RESTORED` entries name them
    public TilesVerification(LogSource source, VerifierKey log, List<VerifierKey> ended, List<VerifierKey> witnesses,
            List<Kept> kept) {
        this.source = source;
        this.log = log;
        this.ended = List.copyOf(ended);
        this.witnesses = List.copyOf(witnesses);
        this.kept = List.copyOf(kept);
    }

    /// Goes through the log, once if all is well and twice if not.
    ///
    /// @throws IOException if it cannot be read; then nothing is known
    public LedgerReport run() throws IOException {
        kept.forEach(this::trust);
        long size = size();
        cosigned();
        boolean entries = source.hasEntries();
        Survey survey = new Survey(source, size, entries, trusted);
        survey.run();
        List<Ending> endings = entries && !ended.isEmpty() ? Ending.in(source, size) : List.of();
        List<Trusted> disagreeing = survey.disagreeing().stream().filter(other -> !lost(other, endings)).toList();
        if (disagreeing.isEmpty() && survey.clean()) {
            survey.wrongTiles().tell(findings);
        } else {
            explain(survey, disagreeing, size, entries);
        }
        return report(survey, size, entries, endings);
    }

    /// A checkpoint of a log that ended may cover what is lost; not more than is said to be.
    private boolean lost(Trusted other, List<Ending> endings) {
        Optional<Ending> ending = endings.stream().filter(end -> end.covers(other)).findFirst();
        ending.filter(end -> other.size() > end.cited())
                .ifPresent(end -> findings.add(Check.TRUNCATED, end.size(), other.name() + " covers " + other.size()
                        + " entries of the log that ended with entry " + end.size()
                        + " (RESTORED), which speaks of only "
                        + end.cited() + "."));
        return ending.isPresent();
    }

    private void trust(Kept checkpoint) {
        try {
            trusted.add(new Trusted(checkpoint.name(), SignedCheckpoint.parse(checkpoint.note(), signer(checkpoint))));
        } catch (BadNote e) {
            boolean again = parsed(checkpoint.note()).filter(note -> note.signedInTheNameOf(log)).isPresent();
            findings.add(again ? Check.RESIGNED : Check.CHECKPOINT, again
                    ? checkpoint.name()
                            + " is signed in the log's name by another key than the one given: it was signed again."
                    : checkpoint.name() + " is not to be trusted: " + e.getMessage() + ".");
        }
    }

    private VerifierKey signer(Kept checkpoint) {
        return parsed(checkpoint.note())
                .flatMap(note -> ended.stream().filter(key -> key.name().equals(note.firstLine())).findFirst())
                .orElse(log);
    }

    private static Optional<SignedNote> parsed(String note) {
        try {
            return Optional.of(SignedNote.parse(note));
        } catch (BadNote e) {
            return Optional.empty();
        }
    }

    /// How many entries the log says it has: by its own checkpoint, trusted or not, else by the largest that was kept.
    private long size() throws IOException {
        Optional<String> own = source.checkpoint();
        long claimed = 0;
        if (own.isEmpty()) {
            findings.add(Check.CHECKPOINT, source + " has no checkpoint.");
        } else {
            trust(new Kept("The checkpoint of " + source, own.get()));
            claimed = SignedCheckpoint.claimedSize(own.get()).orElse(0);
        }
        return claimed > 0 ? claimed : trusted.stream().mapToLong(Trusted::size).max().orElse(0);
    }

    private void cosigned() {
        for (VerifierKey witness : witnesses) {
            boolean found = false;
            for (Trusted checkpoint : trusted) {
                try {
                    found |= checkpoint.signed().note().cosignedAt(witness).isPresent();
                } catch (BadNote e) {
                    findings.add(Check.COSIGNATURE, checkpoint.name() + ": " + e.getMessage() + ".");
                }
            }
            if (!found) {
                findings.add(Check.COSIGNATURE, "None of the checkpoints is cosigned by " + witness.name() + ".");
            }
        }
    }

    private void explain(Survey survey, List<Trusted> disagreeing, long size, boolean entries) throws IOException {
        LedgerFindings found = new LedgerFindings();
        if (entries) {
            SignedLeaves signed = SignedLeaves.of(source, size, trusted);
            new Diagnosis(new EntryStream(source, size), signed, size, found).run();
        } else {
            survey.wrongTiles().tell(found);
        }
        boolean consistent = found.none();
        findings.addAll(found);
        boolean first = true;
        for (Trusted other : disagreeing) {
            if (other.size() > size) {
                findings.add(Check.TRUNCATED, size, other.name() + " covers " + other.size()
                        + " entries, but here are only " + size + ".");
            } else if (consistent) {
                findings.add(Check.FORKED, agreed(survey, other), forked(survey, other));
            } else if (first && other.size() <= survey.count()) {
                findings.add(Check.CHECKPOINT, "The entries do not have the root of " + within(other.name())
                        + ", signed at size " + other.size() + ": what was changed lies in entries "
                        + agreed(survey, other) + " to " + (other.size() - 1) + ".");
                first = false;
            }
        }
        if (findings.none()) {
            findings.add(Check.CHECKPOINT, "The entries are not those of the checkpoints.");
        }
    }

    /// How many entries are known to be the same.
    private static long agreed(Survey survey, Trusted other) {
        return survey.agreeing().stream().mapToLong(Trusted::size).filter(size -> size < other.size()).max().orElse(0);
    }

    private static String forked(Survey survey, Trusted other) {
        String text = "What is here is whole in itself, but another history than that of " + within(other.name())
                + ", signed at size " + other.size() + ": they part in entries " + agreed(survey, other) + " to "
                + (other.size() - 1) + ".";
        return survey.agreeing().stream().filter(agreeing -> agreeing.size() >= other.size()).findFirst()
                .map(twin -> text + " " + twin.name()
                        + ", which has the root of what is here, is signed with the same key: it has signed two histories.")
                .orElse(text);
    }

    /// A name in the middle of a sentence.
    private static String within(String name) {
        return name.startsWith("The ") ? "the " + name.substring(4) : name;
    }

    private LedgerReport report(Survey survey, long size, boolean entries, List<Ending> endings) {
        if (trusted.isEmpty() && findings.none()) {
            findings.add(Check.CHECKPOINT, "There is no checkpoint to compare with.");
        }
        SortedMap<String, Long> checked = new TreeMap<>();
        checked.put("checkpoints", (long) trusted.size());
        checked.put("entries", entries ? survey.count() : 0);
        checked.put("tiles", survey.wrongTiles().checked());
        checked.put("witnesses", (long) witnesses.size());
        if (!endings.isEmpty()) {
            checked.put("restored", (long) endings.size());
            checked.put("lost", endings.stream().mapToLong(end -> Math.max(0, end.cited() - end.size())).sum());
        }
        return new LedgerReport(findings.none(), size, survey.root(), checked, findings.all());
    }
}
