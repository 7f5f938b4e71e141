// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"demo", "demo code", "demo forward", "serve", "ledger", "ledger list", "ledger show",
            "ledger verify", "ledger vkey", "ledger witness", "ledger export-tiles", "ledger restored", "ledger count",
            "ledger export", "decide",
            "pack", "pack list",
            "pack show", "pack withdraw", "hold",
            "hold list", "hold release", "hold refuse",
            "agreement", "agreement list", "agreement explain",
            "agreement check", "agreement schema", "agreement replay",
            "doctor", "host-key", "host-key show", "host-key next", "host-key change", "case", "case open",
            "case amend", "case close", "case show", "case list", "meeting",
            "meeting open",
            "meeting move", "meeting cancel", "meeting show", "meeting list", "retention", "retention list",
            "retention set", "retention run", "register", "register import", "register export", "register show",
            "setting", "setting list", "setting set", "setting unset", "approval", "approval list", "approval give",
            "approval refuse", "agreement", "agreement activate", "agreement versions", "account", "account list",
            "account add", "agency", "agency show", "agency trust", "agency distrust", "agency revoke", "agency code",
            "agency certificate", "agency certificate list", "agency certificate register", "agency certificate test",
            "agency certificate confirm", "agency certificate withdraw",
            "account enrol",
            "account disable", "account enable"})
    void everyCommandHelpsWithAnExample(String command) {
        Ran ran = run(command + " --help");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).containsPattern("Examples?:").contains("casegate " + command);
    }

    @Test
    void saysItsVersion() {
        assertThat(run("--version").out()).matches("CaseGate \\d+\\.\\d+\\.\\d+.*\\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "ledger list --limit many", "ledger list --kind WRONG",
            "demo --sftp-port ssh", "hold release ST-2026-000001", "pack withdraw ST-2026-000001 --reason=",
            "pack list --limit 0", "ledger witness state", "ledger export entries.txt", "ledger export pom.xml",
            "ledger witness state --name w.example --log no-key",
            "ledger witness state --name w.example --log target --listen 0.0.0.0:8446"})
    void answersBadInputWithExitStatus2(String arguments) {
        assertThat(run(arguments).status()).isEqualTo(2);
    }

    @Test
    void answersAWrongOptionWithOneLineAndWhereToReadOn() {
        assertThat(run("ledger list --limit many").err()).isEqualTo(
                "casegate: Invalid value for option '--limit': 'many' is not an int\nSee: casegate ledger list --help\n");
        assertThat(run("ledger").err()).startsWith("casegate: Missing required subcommand\n").contains("Commands:");
    }

    @Test
    void answersAConfigurationThatIsMissingOrWrongWithOneLineAndExitStatus2() throws Exception {
        Path missing = folder.resolve("missing.yaml");
        assertThat(run("ledger verify --config " + missing))
                .isEqualTo(new Ran(2, "", "casegate: " + missing + ": no such file\n"));

        Path wrong = Files.writeString(folder.resolve("wrong.yaml"),
                "casegate: 1\nleger: { origin: x }\nledger: { origin: x }\nweb: { certificate: c, password_file: p }\n");
        assertThat(run("ledger verify --config " + wrong)).isEqualTo(
                new Ran(2, "", "casegate: " + wrong + ":2: unknown key `leger`; the nearest known key is `ledger`\n"));
    }

    @Test
    void doesNotStartWithoutItsMasterKey() throws Exception {
        Path config = Files.writeString(folder.resolve("casegate.yaml"),
                "casegate: 1\nledger: { origin: x }\nweb: { certificate: c, password_file: p }\n");

        Ran ran = run("ledger verify --config " + config);

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).startsWith("casegate: ").contains("master.key").hasLineCount(1);
    }

    private record Ran(int status, String out, String err) {}

    /// @param line words apart by one blank
    private static Ran run(String line) {
        List<String> arguments = Pattern.compile(" ").splitAsStream(line).filter(word -> !word.isEmpty()).toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
