// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.keep.Token;
import org.casegate.crypto.seal.Sha256;
import org.casegate.policy.inspect.PartFindings;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.ledger.Subject;

/// What is known of packs and files in words: names, digests, findings, receipts. All of it rests in openings; a fault of
/// their keys is an `UncheckedIOException`.
final class Words {
    // of a pack
    static final String DIRECTORY = "directory";
    static final String CASE = Openings.CASE;
    static final String MANIFEST = "manifest";
    static final String SETTLED = "settled";
    /// Why it ended before its time.
    static final String ENDED = "ended";
    // of a file
    static final String NAME = "name";
    static final String SHA256 = "sha256";
    static final String FINDINGS = "findings";

    private final Openings openings;
    private final KeyedToken tokens;

    Words(Openings openings, KeyedToken tokens) {
        this.openings = openings;
        this.tokens = tokens;
    }

    /// The field of a pack that holds why somebody let it go.
    static String reason(int attempt, int number) {
        return "released/" + attempt + "/" + number;
    }

    /// Finds a file of that name in a pack.
    Token token(PackId pack, FileName name) {
        return tokens.of("part", pack.toString(), name.key());
    }

    /// A new subject, to be stored.
    Subject create(UUID id) {
        try {
            return openings.create(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A subject that is stored.
    Subject require(UUID id) {
        try {
            return openings.find(id).orElseThrow(() -> new IllegalStateException("subject " + id + " is erased"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SortedMap<String, String> of(UUID subject) {
        return of(List.of(subject)).getOrDefault(subject, new TreeMap<>());
    }

    Map<UUID, SortedMap<String, String>> of(Collection<UUID> subjects) {
        try {
            return openings.readAll(subjects);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One field of several subjects; those that do not have it are left out.
    Map<UUID, String> of(Collection<UUID> subjects, String field) {
        try {
            return openings.read(subjects, field);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<UUID, SortedMap<String, String>> ofParts(Collection<PartRow> parts) {
        return of(parts.stream().map(PartRow::id).toList());
    }

    /// The name, or nothing once it is erased.
    static Optional<String> name(Map<UUID, SortedMap<String, String>> words, PartRow part) {
        return Optional.ofNullable(words.getOrDefault(part.id(), new TreeMap<>()).get(NAME));
    }

    static Sha256 sha256(Map<UUID, SortedMap<String, String>> words, PartRow part) {
        return Sha256.parse(required(words, part, SHA256));
    }

    static PartFindings findings(Map<UUID, SortedMap<String, String>> words, PartRow part) {
        return PartFindings.parse(required(words, part, FINDINGS));
    }

    private static String required(Map<UUID, SortedMap<String, String>> words, PartRow part, String field) {
        String value = words.getOrDefault(part.id(), new TreeMap<>()).get(field);
        if (value == null) {
            throw new IllegalStateException("the " + field + " of part " + part.id() + " is missing");
        }
        return value;
    }
}
