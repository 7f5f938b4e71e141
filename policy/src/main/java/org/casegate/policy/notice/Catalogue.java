// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.casegate.policy.document.Document;
import org.casegate.policy.document.Fields;
import org.casegate.policy.document.Parsed;

/// The words of every notice, from `catalogue.yaml`. A subject has no gaps at all, so nothing that comes from outside can be in
/// one; a text has only those of [Gap], and none of them takes a name of a person or of a file.
final class Catalogue {
    private static final int LARGEST_BYTES = 65_536;
    private static final Pattern GAP = Pattern.compile("\\{([^{}]*)}");

    private final Map<NoticeKind, Words> words;
    private final String closing;

    private Catalogue(Map<NoticeKind, Words> words, String closing) {
        this.words = words;
        this.closing = closing;
    }

    /// What is filled in when a letter is written.
    enum Gap {
        /// The name of an agency, as the register has it.
        AGENCY,
        /// The case's reference.
        CASE,
        /// Where to go.
        LINK,
        /// By when something must be done.
        DEADLINE,
        /// Whom to ring when a child may be at risk.
        LAST_LINE,
        /// Of a digest: which month.
        MONTH,
        /// Packs that the agency sent and that were accepted.
        ACCEPTED,
        /// Uploads of the agency that were refused.
        REFUSED,
        /// Packs that wait for somebody at the agency.
        UNCOLLECTED,
        /// Requests that the agency declined.
        DECLINED,
        /// Incidents that the agency recorded.
        INCIDENTS,
        /// Of a checkpoint: the log's name.
        LOG,
        /// How many entries it covers.
        SIZE,
        /// The root hash.
        ROOT,
        /// The log's signature line.
        SIGNATURE;

        private static Optional<Gap> find(String name) {
            for (Gap gap : values()) {
                if (gap.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return Optional.of(gap);
                }
            }
            return Optional.empty();
        }
    }

    /// @param text with gaps
    private record Words(String subject, String text) {}

    /// The catalogue that ships with the gateway.
    ///
    /// @throws IllegalStateException if it is faulty: then the build was not tested
    static Catalogue bundled() {
        try (InputStream text = Catalogue.class.getResourceAsStream("catalogue.yaml")) {
            if (text == null) {
                throw new IllegalStateException("the catalogue of notices is missing");
            }
            return switch (parse(text.readAllBytes())) {
                case Parsed.Good<Catalogue> good -> good.value();
                case Parsed.Bad<Catalogue> bad ->
                    throw new IllegalStateException(bad.complaints().getFirst().in("catalogue.yaml"));
            };
        } catch (IOException impossible) {
            throw new UncheckedIOException("a bundled resource cannot be read", impossible);
        }
    }

    static Parsed<Catalogue> parse(byte[] octets) {
        return Document.read(octets, LARGEST_BYTES, Catalogue::read);
    }

    private static Optional<Catalogue> read(Fields root) {
        Map<NoticeKind, Words> words = new EnumMap<>(NoticeKind.class);
        Optional<String> closing = text(root, "closing");
        for (NoticeKind kind : NoticeKind.values()) {
            Optional<Fields> fields = root.group(kind.name());
            if (fields.isEmpty()) {
                root.complain(kind.name(), "is missing; accepted: subject and text");
            }
            fields.flatMap(Catalogue::words).ifPresent(found -> words.put(kind, found));
        }
        return root.isFaultless() ? closing.map(last -> new Catalogue(words, last)) : Optional.empty();
    }

    private static Optional<Words> words(Fields fields) {
        fields.need("subject", "one line without gaps");
        Optional<String> subject = fields.line("subject");
        subject.filter(line -> GAP.matcher(line).find())
                .ifPresent(_ -> fields.complain("subject", "has a gap; a subject says nothing of a case"));
        Optional<String> text = text(fields, "text");
        return subject.flatMap(line -> text.map(body -> new Words(line, body)));
    }

    private static Optional<String> text(Fields fields, String key) {
        fields.need(key, "text with gaps, such as {agency}, {case} or {link}");
        Optional<String> text = fields.text(key);
        text.stream()
                .flatMap(body -> GAP.matcher(body).results())
                .map(found -> found.group(1))
                .filter(name -> Gap.find(name).isEmpty())
                .forEach(name -> fields.complain(key, "has the unknown gap {" + name + "}"));
        return text;
    }

    String subject(NoticeKind kind) {
        return of(kind).subject();
    }

    /// The whole text, its gaps filled. What fills them is one line each.
    ///
    /// @throws IllegalArgumentException if a gap has nothing to be filled with
    String text(NoticeKind kind, Map<Gap, String> gaps) {
        Map<Gap, String> lines = new HashMap<>();
        gaps.forEach((gap, value) -> lines.put(gap, oneLine(value)));
        return GAP.matcher(of(kind).text().strip() + "\n\n" + closing.strip() + "\n").replaceAll(found -> {
            Gap gap = Gap.find(found.group(1)).orElseThrow();
            String line = lines.get(gap);
            if (line == null) {
                throw new IllegalArgumentException(kind + " has a gap " + gap + " that nothing fills");
            }
            return Matcher.quoteReplacement(line);
        });
    }

    private Words of(NoticeKind kind) {
        return Optional.ofNullable(words.get(kind)).orElseThrow();
    }

    private static String oneLine(String value) {
        return value.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip();
    }
}
