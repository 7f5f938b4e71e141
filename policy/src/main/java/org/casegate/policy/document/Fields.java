// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
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

    private static final Pattern PERIOD = Pattern.compile("P(?=\\d)(\\d{1,3}Y)?(\\d{1,4}M)?(\\d{1,4}W)?(\\d{1,5}D)?");

    private final Node.Mapping mapping;
    private final String path;
    private final Complaints complaints;
    private final boolean optional;
    private final @Nullable Observed observed;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Fields> groups = new ArrayList<>();

    /// @param optional nothing in this group is needed
    /// @param observed notes what is asked, where somebody watches
    Fields(Node.Mapping mapping, String path, Complaints complaints, boolean optional, @Nullable Observed observed) {
        this.mapping = mapping;
        this.path = path;
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
        if (find(key).isEmpty() && !optional) {
            complaints.add(entry(key).map(Node.Entry::line).orElse(mapping.line()), path + key,
                    "is missing; accepted: " + accepted);
        }
    }

    /// Complains of a key's value in the caller's own words.
    public void complain(String key, String sentence) {
        complaints.add(entry(key).map(Node.Entry::line).orElse(mapping.line()), path + key, sentence);
    }

    /// Whether the key has exactly this value.
    public boolean holds(String key, String value) {
        return find(key).filter(node -> node instanceof Node.Scalar scalar && scalar.text().equals(value)).isPresent();
    }

    /// Free text of several lines.
    public Optional<String> text(String key) {
        return value(key, Fields::severalLines, "text without hidden characters")
                .flatMap(text -> checkLength(key, text, LONGEST_TEXT));
    }

    /// Text on one line.
    public Optional<String> line(String key) {
        return value(key, Fields::oneLine, "text on one line without hidden characters")
                .flatMap(text -> checkLength(key, text, LONGEST_LINE));
    }

    /// A value in a form of its own.
    ///
    /// @param accepted what the form is, in words
    public <T> Optional<T> value(String key, Function<String, Optional<T>> parse, String accepted) {
        note(key, new Kind.Text(accepted));
        return scalar(key, accepted).flatMap(scalar -> parsed(scalar, path + key, parse, accepted));
    }

    /// One of the values of an enumeration.
    ///
    /// @param code how a value is written
    public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type, Function<E, String> code) {
        note(key, choice(type, code));
        return value(key, coded(type, code), codes(type, code));
    }

    /// One of the values of an enumeration, written as its name.
    public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        return choice(key, type, Enum::name);
    }

    /// `true` or `false`, without quotes.
    public Optional<Boolean> flag(String key) {
        note(key, new Kind.Flag());
        return scalar(key, "true, false").flatMap(scalar -> scalar.plain()
                ? parsed(scalar, path + key, Fields::truth, "true, false")
                : parsed(scalar, path + key, _ -> Optional.empty(), "true, false, without quotes"));
    }

    /// A whole number.
    public Optional<Integer> number(String key, int least, int most) {
        note(key, new Kind.Whole(least, most));
        return value(key, text -> whole(text).filter(number -> number >= least && number <= most),
                "a whole number from " + least + " to " + most);
    }

    public Optional<LocalDate> date(String key) {
        return value(key, Fields::localDate, DATE);
    }

    public List<LocalDate> dates(String key) {
        return values(key, Fields::localDate, DATE);
    }

    public Optional<Instant> moment(String key) {
        return value(key, Fields::instant, MOMENT);
    }

    /// A time, or a date that means its start in this zone.
    public Optional<Instant> momentOrDate(String key, ZoneId zone) {
        return value(key,
                text -> instant(text).or(() -> localDate(text).map(date -> date.atStartOfDay(zone).toInstant())),
                MOMENT + ", or " + DATE);
    }

    /// A period of whole days, weeks, months or years, longer than nothing.
    public Optional<Period> period(String key) {
        return value(key, Fields::positivePeriod, "a period such as P90D, P6M or P1Y");
    }

    /// A list of single values, in order; the faulty ones are left out and complained about.
    public <T> List<T> values(String key, Function<String, Optional<T>> parse, String accepted) {
        note(key, new Kind.Many(new Kind.Text(accepted)));
        List<T> found = new ArrayList<>();
        for (Item item : items(key, "a list: " + accepted)) {
            if (item.node() instanceof Node.Scalar scalar && !scalar.isBlank()) {
                parsed(scalar, item.path(), parse, accepted).ifPresent(found::add);
            } else {
                wrongType(item.node(), item.path(), accepted);
            }
        }
        return found;
    }

    /// A list of the values of an enumeration.
    public <E extends Enum<E>> List<E> choices(String key, Class<E> type, Function<E, String> code) {
        note(key, new Kind.Many(choice(type, code)));
        return values(key, coded(type, code), codes(type, code));
    }

    /// A list of groups, in order.
    public List<Fields> groups(String key) {
        note(key, new Kind.Groups());
        List<Fields> found = new ArrayList<>();
        for (Item item : items(key, "a list of groups of keys")) {
            if (item.node() instanceof Node.Mapping group) {
                found.add(child(key, group, item.path() + ".", false));
            } else {
                complaints.add(item.node().line(), item.path(),
                        "is " + item.node().kind() + "; a group of keys is wanted");
            }
        }
        return found;
    }

    /// A group under a key. One whose values are all blank may be left out, so [#need(String, String)] says nothing in it.
    public Optional<Fields> group(String key) {
        note(key, new Kind.Group());
        asked.add(key);
        Optional<Node> node = entry(key).map(Node.Entry::value);
        if (node.isPresent() && node.get() instanceof Node.Mapping group) {
            return Optional.of(child(key, group, path + key + ".", group.isBlank()));
        }
        node.filter(other -> !other.isBlank())
                .ifPresent(other -> complain(key, "is " + other.kind() + "; a group of keys is wanted"));
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
        Map<String, String> all = new LinkedHashMap<>();
        for (Node.Entry entry : mapping.entries()) {
            asked.add(entry.key());
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
        for (Node.Entry entry : mapping.entries()) {
            if (!asked.contains(entry.key())) {
                complaints.add(entry.line(), path + Shown.key(entry.key()), "is not a known key"
                        + Shown.typography(entry.key()) + Nearest.suggestion(entry.key(), asked));
            }
        }
        groups.forEach(Fields::complainOfUnasked);
    }

    private void note(String key, Kind kind) {
        if (observed != null) {
            observed.note(key, kind);
            if (find(key).orElse(null) instanceof Node.Scalar scalar) {
                observed.noteValue(key, scalar.text());
            }
        }
    }

    private static <E extends Enum<E>> Kind choice(Class<E> type, Function<E, String> code) {
        return new Kind.Choice(Arrays.stream(type.getEnumConstants()).map(code).toList());
    }

    private Fields child(String key, Node.Mapping group, String itsPath, boolean optional) {
        Fields fields = new Fields(group, itsPath, complaints, optional,
                observed == null ? null : observed.into(key));
        groups.add(fields);
        return fields;
    }

    private Optional<Node.Entry> entry(String key) {
        return mapping.entries().stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    private Optional<Node> find(String key) {
        asked.add(key);
        return entry(key).map(Node.Entry::value).filter(node -> !node.isBlank());
    }

    private Optional<Node.Scalar> scalar(String key, String accepted) {
        return find(key).flatMap(node -> node instanceof Node.Scalar scalar
                ? Optional.of(scalar)
                : wrongType(node, path + key, accepted));
    }

    private <T> Optional<T> wrongType(Node node, String itsPath, String accepted) {
        String what = node.isBlank() ? "is blank" : "is " + node.kind();
        complaints.add(node.line(), itsPath, what + "; accepted: " + accepted);
        return Optional.empty();
    }

    private List<Item> items(String key, String accepted) {
        Optional<Node> node = find(key);
        if (node.isPresent() && !(node.get() instanceof Node.Sequence)) {
            complaints.add(node.get().line(), path + key, "is " + node.get().kind() + "; accepted: " + accepted);
        }
        if (!(node.orElse(null) instanceof Node.Sequence sequence)) {
            return List.of();
        }
        List<Item> items = new ArrayList<>();
        for (Node item : sequence.items()) {
            items.add(new Item(item, path + key + "[" + (items.size() + 1) + "]"));
        }
        return items;
    }

    private <T> Optional<T> parsed(Node.Scalar scalar, String itsPath, Function<String, Optional<T>> parse,
            String accepted) {
        Optional<T> value = parse.apply(scalar.text().strip());
        if (value.isEmpty()) {
            complaints.add(scalar.line(), itsPath, Shown.value(scalar.text()) + " is not accepted"
                    + Shown.typography(scalar.text()) + "; accepted: " + accepted);
        }
        return value;
    }

    private Optional<String> checkLength(String key, String text, int longest) {
        if (text.length() > longest) {
            complain(key, "is longer than " + longest + " characters");
            return Optional.empty();
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Optional<String> oneLine(String text) {
        return text.codePoints().allMatch(Fields::isWriting) ? Optional.of(text) : Optional.empty();
    }

    private static Optional<String> severalLines(String text) {
        return text.codePoints().allMatch(character -> character == '\n' || character == '\t' || isWriting(character))
                ? Optional.of(text)
                : Optional.empty();
    }

    /// An escape in quotes can put any character into a value, so what the text itself may not hold is refused here too.
    private static boolean isWriting(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            // joiners belong to the writing of some languages, the rest hides or reorders what is written
            case Character.FORMAT -> character == 0x200C || character == 0x200D;
            default -> true;
        };
    }

    private static Optional<Boolean> truth(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> whole(String text) {
        try {
            return Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> localDate(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(date -> date.getYear() >= 1900 && date.getYear() < 3000);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text))
                    .filter(time -> time.getYear() >= 1900 && time.getYear() < 3000).map(OffsetDateTime::toInstant);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Optional<Period> positivePeriod(String text) {
        return PERIOD.matcher(text).matches()
                ? Optional.of(Period.parse(text)).filter(period -> !period.isZero())
                : Optional.empty();
    }

    private static <E extends Enum<E>> Function<String, Optional<E>> coded(Class<E> type, Function<E, String> code) {
        return text -> Arrays.stream(type.getEnumConstants()).filter(value -> code.apply(value).equals(text))
                .findFirst();
    }

    private static <E extends Enum<E>> String codes(Class<E> type, Function<E, String> code) {
        return Arrays.stream(type.getEnumConstants()).map(code).collect(Collectors.joining(", "));
    }

    private record Item(Node node, String path) {}
}
