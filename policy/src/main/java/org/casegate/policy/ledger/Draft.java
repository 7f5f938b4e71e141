// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.casegate.crypto.tlog.CanonicalJson;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.Json;

/// An entry before it has its place: everything but index, predecessor and time. Immutable.
///
/// Codes and ids are plain text here, because entries outlive every register that knew their ids. Nothing in a draft may be
/// personal, a name or free text: such a value goes into [Openings], and its commitment here.
public final class Draft {
    /// The actor where nobody but the gateway itself acted.
    public static final String GATEWAY = "gateway";

    static final int MAX_BYTES = 65_535;
    private static final long FORMAT = 1;

    private final EntryKind kind;
    private final SortedMap<String, Json> members;

    private Draft(EntryKind kind, SortedMap<String, Json> members) {
        this.kind = kind;
        this.members = members;
    }

    /// A draft whose actor is the gateway.
    public static Draft of(EntryKind kind) {
        SortedMap<String, Json> members = new TreeMap<>();
        members.put("v", new Json.Whole(FORMAT));
        members.put("kind", new Json.Text(kind.name()));
        members.put("actor", new Json.Text(GATEWAY));
        return new Draft(kind, members);
    }

    /// Under which agreement, and which version of it.
    public Draft agreement(String id, String version) {
        return with("agreement", new Json.Text(id)).with("version", new Json.Text(version));
    }

    /// Whose account acted.
    public Draft actor(String account) {
        return with("actor", new Json.Text(account));
    }

    /// The actor's agency.
    public Draft agency(String id) {
        return with("agency", new Json.Text(id));
    }

    /// The reason code.
    public Draft code(String code) {
        return with("code", new Json.Text(code));
    }

    /// The clauses relied on, as printed, or `[project]`.
    public Draft clauses(List<String> clauses) {
        return with("clauses", texts(clauses));
    }

    /// What the entry is about: the random id of what is destroyed together, usually the pack.
    public Draft subject(UUID subject) {
        return with("subject", new Json.Text(subject.toString()));
    }

    /// Commitments to erasable values of the subject, by field.
    public Draft sealed(Map<String, Commitment> commitments) {
        return with("sealed", commitments(commitments));
    }

    /// One part of the pack, after those named before. Parts are told by their place: part 1, part 2.
    public Draft part(UUID subject, Map<String, Commitment> commitments, long sizeBytes) {
        SortedMap<String, Json> part = new TreeMap<>();
        part.put("subject", new Json.Text(subject.toString()));
        part.put("sealed", commitments(commitments));
        part.put("size", new Json.Whole(sizeBytes));
        List<Json> parts = new ArrayList<>(
                members.get("parts") instanceof Json.Items(List<Json> before) ? before : List.of());
        parts.add(new Json.Members(part));
        return with("parts", new Json.Items(parts));
    }

    /// The subjects whose keys and openings the entry's change erases ([Openings#erase]); each is the entry's own subject or
    /// a part of it. Verification accepts a missing opening only where such an entry stands.
    public Draft erased(Collection<UUID> subjects) {
        return with("erased", texts(subjects.stream().map(UUID::toString).toList()));
    }

    /// A further fact of this kind of entry: a code, an id, a date. Never a name, never free text.
    public Draft fact(String key, String value) {
        return fact(key, new Json.Text(value));
    }

    /// A further fact: a number, from 0.
    public Draft fact(String key, long value) {
        return fact(key, new Json.Whole(value));
    }

    /// A further fact: several codes or ids.
    public Draft fact(String key, List<String> values) {
        return fact(key, texts(values));
    }

    private Draft fact(String key, Json value) {
        SortedMap<String, Json> facts = new TreeMap<>(
                members.get("facts") instanceof Json.Members(SortedMap<String, Json> before) ? before : Map.of());
        facts.put(key, value);
        return with("facts", new Json.Members(facts));
    }

    private Draft with(String name, Json value) {
        SortedMap<String, Json> more = new TreeMap<>(members);
        more.put(name, value);
        return new Draft(kind, more);
    }

    private static Json texts(List<String> values) {
        return new Json.Items(values.stream().<Json>map(Json.Text::new).toList());
    }

    private static Json commitments(Map<String, Commitment> commitments) {
        return Json.Members.of(commitments.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> new Json.Text(entry.getValue().hex()))));
    }

    /// Checks what can be checked before the entry has its place.
    ///
    /// @throws IllegalArgumentException if a refusal lacks its code or clause, something lacks its subject, a kind erases that
    ///                                  may not, or the entry would be too long
    void require() {
        if (kind.isRefusal() && !(members.containsKey("code") && members.containsKey("clauses"))) {
            throw new IllegalArgumentException("An entry " + kind + " names its code and the clauses relied on");
        }
        if (members.containsKey("erased") && !kind.mayErase()) {
            throw new IllegalArgumentException("An entry " + kind + " erases nothing");
        }
        boolean namesMore = members.containsKey("erased") || members.containsKey("parts")
                || members.containsKey("sealed");
        if (namesMore && !members.containsKey("subject")) {
            throw new IllegalArgumentException("An entry with parts, commitments or erasures names its subject");
        }
        int longest = encode(Json.MAX_WHOLE, Hash.ZEROS, Instant.EPOCH).length;
        if (longest > MAX_BYTES) {
            throw new IllegalArgumentException("An entry has at most " + MAX_BYTES + " bytes, this one " + longest);
        }
    }

    /// The entry in its place.
    byte[] encode(long index, Hash prev, Instant at) {
        SortedMap<String, Json> entry = new TreeMap<>(members);
        entry.put("index", new Json.Whole(index));
        entry.put("prev", new Json.Text(prev.hex()));
        entry.put("at", new Json.Text(LedgerTime.print(at)));
        return CanonicalJson.encode(new Json.Members(entry));
    }

    /// What the columns of its row repeat.
    Columns columns() {
        return Columns.of(new Json.Members(members));
    }

    String text(String name) {
        return members.get(name) instanceof Json.Text(String value) ? value : "";
    }

    /// The clauses relied on.
    List<String> clauses() {
        return members.get("clauses") instanceof Json.Items(List<Json> items)
                ? items.stream().flatMap(item -> item instanceof Json.Text(String clause)
                        ? Stream.of(clause)
                        : Stream.empty()).toList()
                : List.of();
    }

    /// The kind and nothing else: a draft may be about anybody.
    @Override
    public String toString() {
        return "Draft[" + kind + ", " + text("code") + "]";
    }
}
