// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.time.Duration;
import java.time.Period;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.casegate.policy.agreement.Particulars.Clock;
import org.casegate.policy.agreement.Particulars.Controllers;
import org.casegate.policy.agreement.Particulars.Event;
import org.casegate.policy.agreement.Particulars.Parent;
import org.casegate.policy.agreement.Particulars.Publication;
import org.casegate.policy.agreement.Particulars.Publisher;
import org.casegate.policy.agreement.Particulars.Slip;
import org.casegate.policy.agreement.Particulars.Source;
import org.casegate.policy.agreement.Particulars.Statement;
import org.casegate.policy.agreement.Particulars.Topic;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.document.Fields;
import org.casegate.policy.register.AgencyId;

/// Reads what an agreement's file says of the agreement itself. All of it may be left out; what is there must be whole.
final class ParticularsReader {

    static final String DAY = "a date, YYYY-MM-DD, or a month, YYYY-MM";
    static final Pattern DAY_FORM = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?");
    private static final String WORDS = "what the text says, in plain English";

    private ParticularsReader() {}

    static Particulars read(Fields root) {
        return new Particulars(root.group("publisher").flatMap(ParticularsReader::publisher),
                all(root, "history", ParticularsReader::event),
                root.group("controllers").flatMap(ParticularsReader::controllers),
                all(root, "breach", ParticularsReader::clock),
                root.group("publication").flatMap(ParticularsReader::publication),
                root.group("parent_instrument").flatMap(ParticularsReader::parent),
                all(root, "sources", ParticularsReader::source), all(root, "slips", ParticularsReader::slip),
                all(root, "facts", ParticularsReader::statement).stream()
                        .sorted(Comparator.comparing(Statement::topic)).toList());
    }

    private static <T> List<T> all(Fields root, String key, Function<Fields, Optional<T>> reader) {
        return root.groups(key).stream().flatMap(each -> reader.apply(each).stream()).toList();
    }

    private static Optional<Publisher> publisher(Fields fields) {
        Optional<String> name = needed(fields, "name", "the publisher's name");
        Optional<String> initials = fields.line("initials");
        return cited(fields, clause -> name.map(who -> new Publisher(who, initials, clause)));
    }

    private static Optional<Event> event(Fields fields) {
        Optional<Event.Kind> kind = choice(fields, "event", Event.Kind.class);
        fields.need("on", DAY);
        Optional<String> on = fields.value("on",
                text -> DAY_FORM.matcher(text).matches() ? Optional.of(text) : Optional.empty(), DAY);
        Optional<String> version = fields.line("version");
        Optional<String> words = fields.line("words");
        return cited(fields, clause -> kind.flatMap(what -> on
                .map(when -> new Event(what, when, version, words, clause))));
    }

    private static Optional<Controllers> controllers(Fields fields) {
        Optional<Controllers.Model> model = choice(fields, "model", Controllers.Model.class);
        List<AgencyId> leads = fields.values("lead", AgencyId::parse, "agency ids");
        Optional<String> words = needed(fields, "words", WORDS);
        return cited(fields, clause -> model.flatMap(how -> words
                .map(said -> new Controllers(how, leads, said, clause))));
    }

    private static Optional<Clock> clock(Fields fields) {
        Optional<Clock.Audience> tell = choice(fields, "tell", Clock.Audience.class);
        Optional<Duration> within = fields.value("within", StepReader::duration, StepReader.TIME);
        Optional<String> words = needed(fields, "words", "how fast, in the text's words");
        return cited(fields, clause -> tell.flatMap(who -> words
                .map(said -> new Clock(who, within, said, clause))));
    }

    private static Optional<Publication> publication(Fields fields) {
        fields.need("period", "a period such as P1Y");
        Optional<Period> period = fields.period("period");
        Optional<String> words = needed(fields, "words", WORDS);
        return cited(fields, clause -> period.flatMap(time -> words
                .map(said -> new Publication(time, said, clause))));
    }

    private static Optional<Parent> parent(Fields fields) {
        Optional<String> name = needed(fields, "name", "the name of the agreement above this one");
        return cited(fields, clause -> name.map(title -> new Parent(title, clause)));
    }

    private static Optional<Source> source(Fields fields) {
        Optional<String> title = needed(fields, "title", "the title as the text prints it");
        Optional<Source.Status> status = choice(fields, "status", Source.Status.class);
        Optional<String> successor = fields.line("successor");
        if (status.filter(Source.Status.CURRENT::equals).isPresent() && successor.isPresent()) {
            fields.complain("successor", "is given for a source that is CURRENT");
        }
        return cited(fields, clause -> title.flatMap(name -> status
                .map(state -> new Source(name, state, successor, clause))));
    }

    private static Optional<Slip> slip(Fields fields) {
        Optional<Citation> citation = StepReader.citation(fields);
        return cited(fields, clause -> citation.map(words -> new Slip(words, clause)));
    }

    /// A statement without a passage says that the text is silent.
    private static Optional<Statement> statement(Fields fields) {
        Optional<Topic> topic = choice(fields, "topic", Topic.class);
        Optional<String> words = fields.text("words");
        boolean silent = fields.flag("silent").orElse(false);
        if (silent) {
            fields.value("clause", StepReader::reference, StepReader.CLAUSE)
                    .ifPresent(_ -> fields.complain("clause", "is given for a topic on which the text is silent"));
            return topic.map(about -> new Statement(about, words, Optional.empty()));
        }
        fields.need("words", WORDS + ", or silent: true");
        return cited(fields, clause -> topic.flatMap(about -> words
                .map(said -> new Statement(about, Optional.of(said), Optional.of(clause)))));
    }

    private static Optional<String> needed(Fields fields, String key, String accepted) {
        fields.need(key, accepted);
        return fields.text(key);
    }

    private static <E extends Enum<E>> Optional<E> choice(Fields fields, String key, Class<E> type) {
        fields.need(key, Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
        return fields.choice(key, type);
    }

    private static <T> Optional<T> cited(Fields fields, Function<ClauseRef, Optional<T>> made) {
        return StepReader.clause(fields).flatMap(made);
    }
}
