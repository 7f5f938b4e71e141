// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.casegate.policy.clock.London;
import org.casegate.schema.Database;

/// Writes `STATUS.txt` beside an open pack (`formats.md` 6): what is missing, so that a sender whose client was content sees
/// that the gateway still waits.
final class StatusText {
    static final String NAME = "STATUS.txt";

    /// What people call a manifest when their editor or their system has its way.
    private static final Pattern MEANT = Pattern.compile("(?i)manifest.*\\.(ya?ml|txt|json)");

    private final Database database;
    private final Words words;
    private final Judgement judgement;
    private final Duration unfinished;

    /// @param unfinished how long a pack may wait
    StatusText(Database database, Words words, Judgement judgement, Duration unfinished) {
        this.database = database;
        this.words = words;
        this.judgement = judgement;
        this.unfinished = unfinished;
    }

    /// Its file; nothing once the pack is complete.
    Optional<PackFile> file(PackRow pack) {
        return text(pack).map(octets -> new PackFile(NAME, octets.length, pack.changedAt(), PackFile.Kind.TEXT));
    }

    /// Its text as it would be read now.
    Optional<byte[]> text(PackRow pack) {
        return pack.state() == PackState.OPEN ? missing(pack).map(missing -> text(pack, missing)) : Optional.empty();
    }

    private byte[] text(PackRow pack, List<String> missing) {
        List<String> lines = new ArrayList<>(missing);
        if (pack.attempts() > 0) {
            lines.addFirst(
                    "This pack was refused; RECEIPT.txt says why. Send manifest.yaml again, and the files that must "
                            + "change.");
        }
        lines.add(
                "Nobody but you can see this pack. It is checked when the last file is here. If it is not finished by "
                        + London.written(pack.begunAt().plus(unfinished)) + ", it is destroyed.");
        return (String.join("\n\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// Nothing where the pack was decided while this looked.
    private Optional<List<String>> missing(PackRow pack) {
        try {
            return Optional.of(judgement.seen(pack).map(candidate -> Missing.of(candidate).sentences())
                    .orElseGet(() -> List.of(withoutManifest(pack))));
        } catch (IOException unreadable) {
            return PackRows.pack(database.query(), pack.id()).filter(now -> now.revision() == pack.revision())
                    .map(_ -> List.of("The manifest cannot be read at the moment."));
        }
    }

    private String withoutManifest(PackRow pack) {
        List<PartRow> parts = PackRows.parts(database.query(), pack.id());
        Map<UUID, SortedMap<String, String>> known = words.ofParts(parts);
        return "Waiting for manifest.yaml"
                + parts.stream().filter(part -> !part.manifest()).flatMap(part -> Words.name(known, part).stream())
                        .filter(name -> MEANT.matcher(name).matches()).findFirst()
                        .map(name -> "; found " + name + ", rename it").orElse("")
                + ".";
    }
}
