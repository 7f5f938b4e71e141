// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.casegate.crypto.seal.Sha256;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.PartName;
import org.casegate.policy.meeting.CaseFile;

/// A pack with all that is needed to judge it: its manifest, read, and its files with their words.
///
/// @param of       the case as it stood; what is judged by it holds while it is at that revision
/// @param manifest with what the case settles filled in
/// @param files    the parts, without the manifest
/// @param words    openings of manifest and parts
/// @param names    of the files that have been received; a name costs more than the rest of a judgement if it is read for each use
/// @param byName   the same files by the keys of their names
record Candidate(PackRow pack, CaseFile of, PartRow manifestRow, Manifest manifest, List<PartRow> files,
        Map<UUID, SortedMap<String, String>> words, Map<UUID, PartName> names, Map<String, PartRow> byName) {

    Candidate(PackRow pack, CaseFile of, PartRow manifestRow, Manifest manifest, List<PartRow> files,
            Map<UUID, SortedMap<String, String>> words) {
        this(pack, of, manifestRow, manifest, files, words, new HashMap<>(), new HashMap<>());
        for (PartRow file : files) {
            if (file.received()) {
                PartName name = new PartName(Words.name(words, file).orElseThrow());
                names.put(file.id(), name);
                byName.putIfAbsent(name.key(), file);
            }
        }
    }

    /// Whether every part that the manifest lists has been closed under its final name, and nothing is on its way.
    boolean complete() {
        return files.stream().allMatch(PartRow::received) && files.stream().noneMatch(PartRow::temporary)
                && manifest.parts().stream().allMatch(part -> file(part.file()).isPresent());
    }

    Optional<PartRow> file(PartName name) {
        return Optional.ofNullable(byName.get(name.key()));
    }

    /// The manifest and all other files, those on their way among them.
    List<PartRow> everyFile() {
        List<PartRow> every = new ArrayList<>(List.of(manifestRow));
        every.addAll(files);
        return every;
    }

    /// The files in the manifest's order; those that it does not list come last.
    List<PartRow> inOrder() {
        return files.stream()
                .filter(file -> file.received() && !file.temporary())
                .sorted(Comparator.comparingInt(file -> manifest.numberOf(name(file)) == 0
                        ? Integer.MAX_VALUE
                        : manifest.numberOf(name(file))))
                .toList();
    }

    /// A file with its number.
    record Numbered(int number, PartRow file) {}

    /// The files by their place in the manifest; those that it does not list come after, in order of arrival.
    List<Numbered> numbered() {
        List<Numbered> numbered = new ArrayList<>();
        int beside = manifest.parts().size();
        for (PartRow file : inOrder()) {
            int place = manifest.numberOf(name(file));
            numbered.add(new Numbered(place == 0 ? ++beside : place, file));
        }
        return numbered;
    }

    PartName name(PartRow file) {
        return Objects.requireNonNull(names.get(file.id()));
    }

    Sha256 sha256(PartRow file) {
        return Words.sha256(words, file);
    }
}
