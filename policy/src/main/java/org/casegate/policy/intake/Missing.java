// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.PartName;

/// What keeps an open pack from being judged, by the names that its sender uses.
///
/// @param awaited  listed in the manifest, and nothing of it is here
/// @param arriving on its way, or under a client's temporary name
/// @param unlisted here and not listed
record Missing(List<String> awaited, List<String> arriving, List<String> unlisted) {
    private static final int MOST_NAMES = 20;

    Missing {
        awaited = List.copyOf(awaited);
        arriving = List.copyOf(arriving);
        unlisted = List.copyOf(unlisted);
    }

    static Missing of(Candidate candidate) {
        Manifest manifest = candidate.manifest();
        List<String> arriving = candidate.files().stream().filter(file -> !file.received() || file.temporary())
                .flatMap(file -> Words.name(candidate.words(), file).stream()).toList();
        List<String> awaited = manifest.parts().stream().map(Manifest.Part::file)
                .filter(file -> candidate.file(file).isEmpty()).map(PartName::value)
                .filter(name -> !arriving.contains(name)).toList();
        List<String> unlisted = candidate.inOrder().stream().map(candidate::name)
                .filter(name -> manifest.numberOf(name) == 0).map(PartName::value).toList();
        return new Missing(awaited, arriving, unlisted);
    }

    /// One sentence for each kind of what is missing.
    List<String> sentences() {
        return Stream.of(sentence("Waiting for ", awaited, "."), sentence("Not finished yet: ", arriving, "."),
                sentence("Not listed in manifest.yaml: ", unlisted, "; list it there, or remove the file."))
                .flatMap(Optional::stream).toList();
    }

    private static Optional<String> sentence(String before, List<String> names, String after) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String more = names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "";
        return Optional.of(names.stream().limit(MOST_NAMES).collect(Collectors.joining(", ", before, more + after)));
    }
}
