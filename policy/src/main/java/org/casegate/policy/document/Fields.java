// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.casegate.policy.document.Observed.Kind;
import org.jspecify.annotations.Nullable;

/// One group of keys while it is read. Every getter names the type that is wanted: what is missing or blank is empty;
/// what is wrong is empty too, and complained about. A key that nobody asks for is a mistake.
public final class Fields {

    private static final int LONGEST_LINE = 300;
    private static final int LONGEST_TEXT = 10_000;
    private static final String DATE = "a date, YYYY-MM-DD";
    private static final String MOMENT = "a time with its offset, 2026-05-12T10:00:00+01:00";
    private static final int ALONE = -1;

    private final Node.Mapping mapping;
    private final @Nullable Fields around;
    private final String key;
    private final int number;
    private final Complaints complaints;
    private final boolean optional;
    private final @Nullable Observed observed;
    private final List<String> asked = new ArrayList<>(16);
    private final boolean[] met;
    private final List<Fields> groups = new ArrayList<>(0);

    /// The root of a text.
    ///
    /// @param observed notes what is asked, where somebody watches
    Fields(Node.Mapping mapping, Complaints complaints, @Nullable Observed observed) {
        this(mapping, null, "", ALONE, complaints, false, observed);
    }

    /// @param around   the group that holds this one, under that key
    /// @param number   which of the groups under the key, from 0; [#ALONE] where there is one
    /// @param optional nothing in this group is needed
    private Fields(Node.Mapping mapping, @Nullable Fields around, String key, int number, Complaints complaints,
            boolean optional, @Nullable Observed observed) {
        this.mapping = mapping;
        this.met = new boolean[mapping.entries().size()];
        this.around = around;
        this.key = key;
        this.number = number;
        this.complaints = complaints;
        this.optional = optional;
        this.observed = observed;
    }

    /// No mistake has been found so far, anywhere in the text.
    public boolean isFaultless() {
        return complaints.isEmpty();
    }

    /// Complains where the key is missing or blank.
    ///
    /// @param accepted what is wanted, in words
    public void need(String key, String accepted) {
        if (observed != null) {
            observed.noteNeeded(key, accepted);
        }
        if (find(key) == null && !optional) {
            complain(key, "is missing; accepted: " + accepted);
        }
    }

    /// Complains of a key's value in the caller's own words.
    public void complain(String key, String sentence) {
        int at = mapping.find(key);
        complaints.add(at < 0 ? mapping.line() : mapping.entries().get(at).line(), path(key), sentence);
    }

    /// Whether the key has exactly this value.
    public boolean holds(String key, String value) {
        return find(key) instanceof Node.Scalar scalar && scalar.text().equals(value);
    }

    /// Free text of several lines.
    public Optional<String> text(String key) {
        return checkLength(key, value(key, Forms::severalLines, "text without hidden characters"), LONGEST_TEXT);
    }

    /// Text on one line.
    public Optional<String> line(String key) {
        return checkLength(key, value(key, Forms::oneLine, "text on one line without hidden characters"),
                LONGEST_LINE);
    }

    /// A value in a form of its own.
    ///
    /// @param accepted what the form is, in words
    public <T> Optional<T> value(String key, Function<String, Optional<T>> parse, String accepted) {
        note(key, () -> new Kind.Text(accepted));
        return read(key, parse, () -> accepted);
    }

    /// One of the values of an enumeration.
    ///
    /// @param code how a value is written
    public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type, Function<E, String> code) {
        note(key, () -> choice(type, code));
        return read(key, Forms.coded(type, code), () -> Forms.codes(type, code));
    }

    /// One of the values of an enumeration, written as its name.
    public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        return choice(key, type, Enum::name);
    }

    /// `true` or `false`, without quotes.
    public Optional<Boolean> flag(String key) {
        note(key, Kind.Flag::new);
        Node.Scalar scalar = scalar(key, () -> "true, false");
        if (scalar == null) {
            return Optional.empty();
        }
        return scalar.plain()
                ? parsed(scalar, key, ALONE, Forms::truth, () -> "true, false")
                : parsed(scalar, key, ALONE, _ -> Optional.empty(), () -> "true, false, without quotes");
    }

    /// A whole number.
    public Optional<Integer> number(String key, int least, int most) {
        note(key, () -> new Kind.Whole(least, most));
        return read(key, text -> Forms.whole(text).filter(whole -> whole >= least && whole <= most),
                () -> "a whole number from " + least + " to " + most);
    }

    public Optional<LocalDate> date(String key) {
        return value(key, Forms::localDate, DATE);
    }

    public List<LocalDate> dates(String key) {
        return values(key, Forms::localDate, DATE);
    }

    public Optional<Instant> moment(String key) {
        return value(key, Forms::instant, MOMENT);
    }

    /// A time, or a date that means its start in this zone.
    public Optional<Instant> momentOrDate(String key, ZoneId zone) {
        return value(key,
                text -> Forms.instant(text)
                        .or(() -> Forms.localDate(text).map(date -> date.atStartOfDay(zone).toInstant())),
                MOMENT + ", or " + DATE);
    }

    /// A period of whole days, weeks, months or years, longer than nothing.
    public Optional<Period> period(String key) {
        return value(key, Forms::positivePeriod, "a period such as P90D, P6M or P1Y");
    }

    /// A list of single values, in order; the faulty ones are left out and complained about.
    public <T> List<T> values(String key, Function<String, Optional<T>> parse, String accepted) {
        note(key, () -> new Kind.Many(new Kind.Text(accepted)));
        return list(key, parse, () -> accepted);
    }

    /// A list of the values of an enumeration.
    public <E extends Enum<E>> List<E> choices(String key, Class<E> type, Function<E, String> code) {
        note(key, () -> new Kind.Many(choice(type, code)));
        return list(key, Forms.coded(type, code), () -> Forms.codes(type, code));
    }

    /// A list of groups, in order.
    public List<Fields> groups(String key) {
        note(key, Kind.Groups::new);
        List<Node> items = items(key, () -> "a list of groups of keys");
        List<Fields> found = new ArrayList<>(items.size());
        for (int at = 0; at < items.size(); at++) {
            if (items.get(at) instanceof Node.Mapping group) {
                found.add(child(key, at, group, false));
            } else {
                complaints.add(items.get(at).line(), path(key, at),
                        "is " + items.get(at).kind() + "; a group of keys is wanted");
            }
        }
        return found;
    }

    /// A group under a key. One whose values are all blank may be left out, so [#need(String, String)] says nothing in it.
    public Optional<Fields> group(String key) {
        note(key, Kind.Group::new);
        Node node = ask(key);
        if (node instanceof Node.Mapping group) {
            return Optional.of(child(key, ALONE, group, group.isBlank()));
        }
        if (node != null && !node.isBlank()) {
            complain(key, "is " + node.kind() + "; a group of keys is wanted");
        }
        return Optional.empty();
    }

    /// The names of all keys of the group.
    public List<String> names() {
        return mapping.entries().stream().map(Node.Entry::key).toList();
    }

    /// The keys of a group whose names are data, with their values as text; a list of values reads as `a,b`, a blank is
    /// left out.
    public Map<String, String> entries() {
        if (observed != null) {
            observed.noteOpen();
        }
        Arrays.fill(met, true);
        Map<String, String> all = new LinkedHashMap<>();
        for (Node.Entry entry : mapping.entries()) {
            if (entry.value().isBlank()) {
                continue;
            }
            if (entry.value() instanceof Node.Scalar scalar) {
                all.put(entry.key(), scalar.text());
            } else if (entry.value() instanceof Node.Sequence sequence
                    && sequence.items().stream().allMatch(Node.Scalar.class::isInstance)) {
                all.put(entry.key(), sequence.items().stream().map(item -> ((Node.Scalar) item).text())
                        .collect(Collectors.joining(",")));
            } else {
                complain(entry.key(), "is " + entry.value().kind() + "; a single value or a list is wanted");
            }
        }
        return all;
    }

    void complainOfUnasked() {
        for (int at = 0; at < met.length; at++) {
            if (!met[at]) {
                Node.Entry entry = mapping.entries().get(at);
                complaints.add(entry.line(), path(Shown.key(entry.key())), "is not a known key"
                        + Shown.typography(entry.key())
                        + Nearest.suggestion(entry.key(), new LinkedHashSet<>(asked)));
            }
        }
        for (Fields group : groups) {
            group.complainOfUnasked();
        }
    }

    private void note(String itsKey, Supplier<Kind> kind) {
        if (observed != null) {
            observed.note(itsKey, kind.get());
            if (find(itsKey) instanceof Node.Scalar scalar) {
                observed.noteValue(itsKey, scalar.text());
            }
        }
    }

    private static <E extends Enum<E>> Kind choice(Class<E> type, Function<E, String> code) {
        return new Kind.Choice(Arrays.stream(type.getEnumConstants()).map(code).toList());
    }

    private Fields child(String itsKey, int at, Node.Mapping group, boolean mayBeLeftOut) {
        Fields fields = new Fields(group, this, itsKey, at, complaints, mayBeLeftOut,
                observed == null ? null : observed.into(itsKey));
        groups.add(fields);
        return fields;
    }

    /// Where a key of this group is, from the root: `parties[3].id`. Worked out for a complaint only.
    private String path(String itsKey) {
        return around == null ? itsKey : around.path(key, number) + "." + itsKey;
    }

    private String path(String itsKey, int at) {
        return at == ALONE ? path(itsKey) : path(itsKey) + "[" + (at + 1) + "]";
    }

    private @Nullable Node ask(String itsKey) {
        asked.add(itsKey);
        int at = mapping.find(itsKey);
        if (at < 0) {
            return null;
        }
        met[at] = true;
        return mapping.entries().get(at).value();
    }

    /// What stands under the key, unless nothing does.
    private @Nullable Node find(String itsKey) {
        Node node = ask(itsKey);
        return node == null || node.isBlank() ? null : node;
    }

    private <T> Optional<T> read(String itsKey, Function<String, Optional<T>> parse, Supplier<String> accepted) {
        Node.Scalar scalar = scalar(itsKey, accepted);
        return scalar == null ? Optional.empty() : parsed(scalar, itsKey, ALONE, parse, accepted);
    }

    private <T> List<T> list(String itsKey, Function<String, Optional<T>> parse, Supplier<String> accepted) {
        List<Node> items = items(itsKey, () -> "a list: " + accepted.get());
        List<T> found = new ArrayList<>(items.size());
        for (int at = 0; at < items.size(); at++) {
            if (items.get(at) instanceof Node.Scalar scalar && !scalar.isBlank()) {
                parsed(scalar, itsKey, at, parse, accepted).ifPresent(found::add);
            } else {
                wrongType(items.get(at), path(itsKey, at), accepted);
            }
        }
        return found;
    }

    private Node.@Nullable Scalar scalar(String itsKey, Supplier<String> accepted) {
        Node node = find(itsKey);
        if (node == null || node instanceof Node.Scalar) {
            return (Node.Scalar) node;
        }
        wrongType(node, path(itsKey), accepted);
        return null;
    }

    private void wrongType(Node node, String itsPath, Supplier<String> accepted) {
        String what = node.isBlank() ? "is blank" : "is " + node.kind();
        complaints.add(node.line(), itsPath, what + "; accepted: " + accepted.get());
    }

    private List<Node> items(String itsKey, Supplier<String> accepted) {
        Node node = find(itsKey);
        if (node instanceof Node.Sequence sequence) {
            return sequence.items();
        }
        if (node != null) {
            complaints.add(node.line(), path(itsKey), "is " + node.kind() + "; accepted: " + accepted.get());
        }
        return List.of();
    }

    private <T> Optional<T> parsed(Node.Scalar scalar, String itsKey, int at, Function<String, Optional<T>> parse,
            Supplier<String> accepted) {
        Optional<T> value = parse.apply(scalar.text().strip());
        if (value.isEmpty()) {
            complaints.add(scalar.line(), path(itsKey, at), Shown.value(scalar.text()) + " is not accepted"
                    + Shown.typography(scalar.text()) + "; accepted: " + accepted.get());
        }
        return value;
    }

    private Optional<String> checkLength(String itsKey, Optional<String> text, int longest) {
        if (text.isPresent() && text.get().length() > longest) {
            complain(itsKey, "is longer than " + longest + " characters");
            return Optional.empty();
        }
        return text.isPresent() && text.get().isEmpty() ? Optional.empty() : text;
    }
}
