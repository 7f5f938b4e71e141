// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.casegate.policy.Partnership;
import org.casegate.policy.agreement.Agreements;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the quick reader reads, the YAML library reads alike: the same keys, values, quotes and lines. Whatever else there
/// is it leaves to the library.
class PlainTextTest {

    /// A little of everything that our files hold.
    private static final String SMALL = """
            # a comment
            agreement: rutland   # and another
            name: "The \\"Rutland\\" agreement"
            words: >-
              folded words,
              over two lines
            version: "1.1"
            list: [a, "b c", 2026-01-01,
                   d]
            group: { on: yes, at: 10:00, words: of one (or two), more: [x, y] }
            nothing: null
            steps:
              - step: RU-01
                check: channel
                clause: RU 1; RU 2
                sentences:
                  - code: A
                    text: This upload was refused because {sender} said so.
                  - { code: B, text: "It's 5 - 4", effect: WARN }
              - plain item
              - step: RU-02

            settings:
              a.b: yes
              c_d: []
            """;
    private static final String ALPHABET = "\n\n  :-#{}[],\"'|>?&*!%@`~\\a1.\t";

    static Stream<String> ours() {
        return Stream.of(
                Agreements.bundled().all().stream().map(agreement -> new String(agreement.text().octets(), UTF_8)),
                Stream.of(resource("agreement/rutland.yaml"), SMALL,
                        "{\"a\": {\"b\": [\"x\", \"y\"], \"c\": true}, \"d\": \"\", \"e\": 12}\n"))
                .flatMap(texts -> texts);
    }

    @ParameterizedTest
    @MethodSource("ours")
    @DisplayName("reads our own texts, as the library does")
    void readsOurTexts(String text) {
        Node read = PlainText.read(text);

        assertThat(read).isNotNull();
        assertThat(shown(read)).isEqualTo(shown(byLibrary(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.yaml", "register.yaml"})
    @DisplayName("reads the texts of tests, where it reads them, as the library does")
    void agrees(String name) {
        agrees(resource(name), 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: &x b", "a: *x", "a: !t b", "a: |\n  b\n", "a: >\n  b\n", "a: b: c", "a:\n- b",
            "a: b\n  c",
            "a: 'b'", "? a\n: b", "a: \"b\n c\"", "--- \na: b", "a: b\na: c", "a: \"\\x41\"",
            "a: >-\n  b\n\n  # c\nd: e",
            "a: [b: c]", "a: { b }", "a: [b,]", "a:\n  b", "a: é", "- a", "\ta: b", "a: {b: }", "a:", "a: ]", "",
            "a: >-\n  b\n   c\n", "a: b #c\n  d: e", "a: {\"b\":c}", "a: [b\nc]"})
    @DisplayName("leaves to the library what is unusual")
    void leavesTheUnusual(String text) {
        assertThat(PlainText.read(text)).isNull();
    }

    @Property(tries = 4_000)
    @Label("whatever somebody does to a text, both read the same of it or only the library does")
    void readsAlikeWhateverIsChanged(@ForAll Random random) {
        StringBuilder text = new StringBuilder(SMALL);
        int changes = 1 + random.nextInt(3);
        for (int change = 0; change < changes; change++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, some(random));
                case 2 -> text.setCharAt(at, some(random));
                default -> move(text, at, random);
            }
        }
        agrees(text.toString(), changes);
    }

    /// Takes a piece out and puts it in elsewhere.
    private static void move(StringBuilder text, int at, Random random) {
        int end = Math.min(text.length() - 1, at + random.nextInt(40));
        String piece = text.substring(at, end);
        text.delete(at, end).insert(random.nextInt(text.length()), piece);
    }

    private static char some(Random random) {
        return ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    }

    private static void agrees(String text, int changes) {
        Node read = PlainText.read(text);
        if (read != null) {
            assertThat(shown(read)).as("after %d changes:%n%s", changes, text).isEqualTo(shown(byLibrary(text)));
        }
    }

    private static @Nullable Node byLibrary(String text) {
        Optional<Node> read = TreeReader.byLibrary(text, new Complaints());
        return read.orElse(null);
    }

    /// Everything of a tree that anybody can see.
    private static String shown(@Nullable Node node) {
        return switch (node) {
            case null -> "nothing";
            case Node.Scalar scalar -> scalar.line() + (scalar.plain() ? " '" : " \"") + scalar.text() + "'";
            case Node.Sequence sequence -> sequence.line() + shown(sequence.items());
            case Node.Mapping mapping -> mapping.line() + mapping.entries().stream()
                    .map(entry -> entry.line() + " " + entry.key() + ": " + shown(entry.value()))
                    .collect(Collectors.joining(",\n", "{", "}"));
        };
    }

    private static String shown(List<Node> nodes) {
        return nodes.stream().map(PlainTextTest::shown).collect(Collectors.joining(",\n", "[", "]"));
    }

    private static String resource(String name) {
        try (InputStream text = Objects.requireNonNull(Partnership.class.getResourceAsStream(name))) {
            return new String(text.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
