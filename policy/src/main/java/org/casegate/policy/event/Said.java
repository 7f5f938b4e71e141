// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.event;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.crypto.tlog.Json;

/// The members of an entry while an event puts them down. Used once.
final class Said {
    private final SortedMap<String, Json> members = new TreeMap<>();
    private final SortedMap<String, Json> facts = new TreeMap<>();

    private Said(EntryKind kind) {
        members.put("kind", text(kind.name()));
    }

    static Said of(EntryKind kind) {
        return new Said(kind);
    }

    Said under(Under agreement) {
        members.put("agreement", text(agreement.agreement()));
        members.put("version", text(agreement.version()));
        return this;
    }

    Said under(Optional<Under> agreement) {
        agreement.ifPresent(this::under);
        return this;
    }

    Said code(String code) {
        members.put("code", text(code));
        return this;
    }

    /// The clauses relied on, as printed, or `[project]`.
    Said clauses(List<String> clauses) {
        members.put("clauses", texts(clauses));
        return this;
    }

    /// Why the answer was no.
    Said refusal(String code, List<String> clauses) {
        if (code.isEmpty() || clauses.isEmpty()) {
            throw new IllegalArgumentException("What refuses names its code and the clauses relied on");
        }
        return code(code).clauses(clauses);
    }

    Said subject(UUID subject) {
        members.put("subject", text(subject.toString()));
        return this;
    }

    Said about(About subject) {
        members.put("sealed", commitments(subject.sealed()));
        return subject(subject.subject());
    }

    /// Where nothing may be left to commit to.
    Said aboutWhatIsLeft(About subject) {
        return subject.sealed().isEmpty() ? subject(subject.subject()) : about(subject);
    }

    Said parts(List<PackEvent.Part> parts) {
        members.put("parts", new Json.Items(parts.stream().<Json>map(Said::part).toList()));
        return this;
    }

    private static Json part(PackEvent.Part part) {
        SortedMap<String, Json> members = new TreeMap<>();
        members.put("subject", text(part.subject().toString()));
        members.put("sealed", commitments(part.sealed()));
        members.put("size", new Json.Whole(part.sizeBytes()));
        return new Json.Members(members);
    }

    /// The subjects whose keys and openings the entry's change erases; each is the entry's own subject or a part of it.
    /// Verification accepts a missing opening only where such an entry stands.
    Said erased(Collection<UUID> subjects) {
        if (!subjects.isEmpty()) {
            members.put("erased", texts(subjects.stream().map(UUID::toString).toList()));
        }
        return this;
    }

    Said fact(String key, String value) {
        facts.put(key, text(value));
        return this;
    }

    Said fact(String key, long value) {
        facts.put(key, new Json.Whole(value));
        return this;
    }

    Said fact(String key, List<String> values) {
        facts.put(key, texts(values));
        return this;
    }

    Said fact(String key, Optional<String> value) {
        value.ifPresent(present -> fact(key, present));
        return this;
    }

    Said fact(String key, OptionalInt value) {
        value.ifPresent(present -> fact(key, present));
        return this;
    }

    /// A list that says nothing where it is empty.
    Said factIfAny(String key, List<String> values) {
        return values.isEmpty() ? this : fact(key, values);
    }

    SortedMap<String, Json> members() {
        if (!facts.isEmpty()) {
            members.put("facts", new Json.Members(facts));
        }
        return Collections.unmodifiableSortedMap(members);
    }

    private static Json text(String value) {
        return new Json.Text(Objects.requireNonNull(value));
    }

    private static Json texts(List<String> values) {
        return new Json.Items(values.stream().map(Said::text).toList());
    }

    private static Json commitments(Map<String, Commitment> commitments) {
        return Json.Members.of(commitments.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> text(entry.getValue().hex()))));
    }
}
