// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.explain.Explanation;
import org.casegate.policy.register.AgreementId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Agreements on the command line: read by people, checked before anybody signs.
class AgreementTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeAnAgreement() throws IOException {
        file = Files.write(folder.resolve("wirral.yaml"),
                Agreements.bundled().find(new AgreementId("wirral")).orElseThrow().text().octets());
    }

    @ParameterizedTest
    @ValueSource(strings = {"staffordshire", "solihull", "wirral", "pan-dorset", "coventry"})
    void explainsTheAgreementsThatShip(String name) {
        Ran ran = run("agreement", "explain", name);

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).isEqualTo(
                Explanation.of(Agreements.bundled().find(new AgreementId(name)).orElseThrow()));
    }

    @Test
    void explainsAFile() {
        assertThat(run("agreement", "explain", file.toString()).out())
                .startsWith("WIRRAL AGREEMENT, VERSION 2022-01\n");
        assertThat(run("agreement", "explain", "rutland")).isEqualTo(new Ran(2, "",
                "casegate: there is no agreement 'rutland' and no file of that name; accepted: coventry, pan-dorset, "
                        + "solihull, staffordshire, wirral, or a file\n"));
    }

    @Test
    @DisplayName("a file without a mistake answers 0, with the hash by which decisions name its text")
    void findsNoMistake() {
        Ran ran = run("agreement", "check", file.toString());

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).startsWith(file + ": no mistake. Wirral agreement, version 2022-01, ").endsWith(
                Agreements.bundled().find(new AgreementId("wirral")).orElseThrow().textSha256() + "\n");
    }

    @Test
    @DisplayName("every mistake is told with line, key and what is accepted, 2")
    void tellsEveryMistake() throws IOException {
        Files.writeString(file, Files.readString(file).replace("review.overdue: WARN", "review.overdue: SHOUT")
                .replace("check: sender-checked", "check: sender-cheked")
                .replace("name: Wirral agreement", "nome: Wirral"));

        Ran ran = run("agreement", "check", file.toString());

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines().map(line -> line.replaceFirst("line \\d+", "line N"))).contains(
                file + ", line N, nome: is not a known key; did you mean 'name'?",
                file + ", line N, name: is missing; accepted: the agreement's own title",
                file + ", line N, settings.review.overdue: has a value that is not accepted; accepted: CONTINUE, WARN, SUSPEND_NEW")
                .anyMatch(line -> line.startsWith(file + ", line N, steps[7].check: 'sender-cheked' is not accepted"))
                .anyMatch(line -> line.matches(".*: \\d+ mistakes"));
    }

    @Test
    void checksSeveralFilesForAProgram() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "agreement: rutland\n");

        Ran ran = run("agreement", "check", "--json", file.toString(), empty.toString());

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).isEmpty();
        assertThat(new Load(LoadSettings.builder().build()).loadFromString(ran.out())).asInstanceOf(
                InstanceOfAssertFactories.LIST).hasSize(2).first().asString()
                .contains("ok=true", "agreement=wirral", "mistakes=[]");
        assertThat(ran.out()).contains("\"line\" : 1,").contains("\"key\" : \"steps\"");
        assertThat(run("agreement", "check", folder.resolve("none.yaml").toString())).isEqualTo(
                new Ran(2, "", "casegate: " + folder.resolve("none.yaml") + ": no such file\n"));
    }

    @Test
    @DisplayName("the published schema is JSON, and of the dialect that it says")
    void printsTheSchema() {
        Ran ran = run("agreement", "schema");

        assertThat(ran.status()).isZero();
        assertThat(new Load(LoadSettings.builder().build()).loadFromString(ran.out())).asString()
                .contains("$schema=https://json-schema.org/draft/2020-12/schema")
                .contains("additionalProperties=false");
    }

    @Test
    void listsTheAgreementsThatShip() {
        assertThat(run("agreement", "list").out().lines()).hasSize(5).anyMatch(line -> line.matches(
                "staffordshire +1\\.1 +Staffordshire agreement +[0-9a-f]{64}"));
    }

    @Test
    void refusesToReplayWhatIsNoDraft() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "agreement: rutland\n");

        Ran ran = run("agreement", "replay", "--draft", empty.toString(), "--since", "2026-01-01");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).startsWith("casegate: " + empty + ", line 1, ");
        assertThat(run("agreement", "replay", "--draft", file.toString(), "--since", "spring").err())
                .isEqualTo("casegate: `spring` is not a time; accepted is 2026-05-06T09:00:00Z or 2026-05-06\n");
    }

    private static Ran run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), List.of(arguments));
        return new Ran(status, out.toString(UTF_8), err.toString(UTF_8));
    }

    private record Ran(int status, String out, String err) {}
}
