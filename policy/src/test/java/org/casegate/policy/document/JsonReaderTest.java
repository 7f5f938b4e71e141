// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.AgreementParser;
import org.casegate.policy.agreement.Agreements;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/// JSON is read as YAML is (`formats.md`), by a library of its own.
class JsonReaderTest {

    static Stream<Agreement> bundled() {
        return Agreements.bundled().all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundled")
    @DisplayName("an agreement means the same, written as JSON by a program")
    void readsAlike(Agreement agreement) {
        Object tree = new Load(LoadSettings.builder().setSchema(new JsonSchema()).build())
                .loadFromString(new String(agreement.text().octets(), UTF_8));

        Agreement read = AgreementParser.parse(JsonText.of(tree).getBytes(UTF_8)).orThrow();

        assertThat(read.version()).isEqualTo(agreement.version());
        assertThat(read.parties()).isEqualTo(agreement.parties());
        assertThat(read.settings()).isEqualTo(agreement.settings());
        assertThat(read.particulars()).isEqualTo(agreement.particulars());
        assertThat(read.approvals()).isEqualTo(agreement.approvals());
        assertThat(read.steps()).isEqualTo(agreement.steps());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1,~"a": 2}            | 2 | is given twice; first in line 1
            {"a": 1}~{"b": 2}           | 2 | begins a second document; one is read
            {"a":~~[1, }                | 3 | is not JSON from here on; a text that begins with { is read as JSON
            {"a": "open                 | 1 | is not JSON from here on; a text that begins with { is read as JSON
            {a: 1}                      | 1 | is not JSON from here on; a text that begins with { is read as JSON
            """)
    @DisplayName("each mistake is named with its line")
    void namesMistakes(String text, int line, String sentence) {
        Complaints complaints = new Complaints();

        TreeReader.read(text.replace('~', '\n'), complaints);

        assertThat(complaints.sorted()).singleElement().satisfies(complaint -> {
            assertThat(complaint.line()).isEqualTo(line);
            assertThat(complaint.sentence()).isEqualTo(sentence);
        });
    }

    @Test
    @DisplayName("what nests without end is left at once")
    void endsWhatNestsWithoutEnd() {
        Complaints complaints = new Complaints();

        TreeReader.read("{\"a\": " + "[".repeat(200_000), complaints);

        assertThat(complaints.sorted()).extracting(Complaint::sentence)
                .isEqualTo(List.of("nests more than 20 levels deep"));
    }
}
