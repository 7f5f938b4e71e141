// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.casegate.crypto.tlog.LedgerFinding.Check;
import org.casegate.crypto.tlog.LedgerFindings;
import org.casegate.crypto.tlog.VerifierKey;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The checkpoints that lie where whoever keeps the database does not reach: anchors, what each witness cosigned
/// last, and files that somebody brings. They are what convicts a rewritten history that is whole in itself.
public final class Elsewhere {
    private static final int LONGEST = 64 * 1024;

    private final Vouching vouching;
    private final List<Path> brought;

    /// @param brought files that hold a checkpoint each, or folders of them
    public Elsewhere(Vouching vouching, List<Path> brought) {
        this.vouching = vouching;
        this.brought = List.copyOf(brought);
    }

    /// A checkpoint as it was found; not verified yet.
    ///
    /// @param name    where, as people are told
    /// @param witness who must have cosigned it, where a witness gave it
    record Found(String name, String note, Optional<VerifierKey> witness) {}

    Vouching vouching() {
        return vouching;
    }

    /// All that can be found. Whoever does not answer is a finding: what could not be compared is not known to be well.
    ///
    /// @param origins of the logs that this ledger is and has been
    List<Found> all(List<String> origins, LedgerFindings findings) {
        List<Found> found = new ArrayList<>();
        for (String origin : origins) {
            vouching.anchors().forEach(place -> anchors(place, origin, found, findings));
            vouching.witnesses().forEach(witness -> witness(witness, origin, found, findings));
        }
        brought.forEach(path -> brought(path, found, findings));
        return found;
    }

    private static void anchors(Vouching.Place place, String origin, List<Found> found, LedgerFindings findings) {
        try {
            for (Anchors.Anchor anchor : place.anchors().of(origin)) {
                found.add(new Found("the anchor " + anchor.name(), anchor.note(), Optional.empty()));
            }
        } catch (IOException unreadable) {
            findings.add(Check.CHECKPOINT,
                    "The anchors in " + place.anchors().place() + " cannot be read, so nothing was compared"
                            + " with them: " + unreadable.getMessage() + ".");
        }
    }

    private void witness(Vouching.Witness witness, String origin, List<Found> found, LedgerFindings findings) {
        try (WitnessClient client = new WitnessClient(witness, vouching.authority())) {
            client.latest(origin).ifPresent(note -> found.add(new Found(
                    "the checkpoint that the witness " + witness.key().name() + " cosigned last", note,
                    Optional.of(witness.key()))));
        } catch (IOException silent) {
            findings.add(Check.COSIGNATURE, "The witness " + witness.key().name()
                    + " cannot be asked what it cosigned last: " + why(silent) + ".");
        }
    }

    static String why(IOException fault) {
        return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
    }

    private static void brought(Path path, List<Found> found, LedgerFindings findings) {
        try {
            for (Path file : files(path)) {
                try (InputStream in = Files.newInputStream(file)) {
                    found.add(new Found(file.toString(), new String(in.readNBytes(LONGEST), UTF_8), Optional.empty()));
                }
            }
        } catch (IOException unreadable) {
            findings.add(Check.CHECKPOINT, path + " cannot be read: " + why(unreadable) + ".");
        }
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.list(place)) {
            return files
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith(".") && Files.isRegularFile(file))
                    .sorted().toList();
        }
    }
}
