// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.TilePath;
import org.casegate.crypto.tlog.VerifierKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyMainTest {
    private static final SignerKey KEY = SignerKey.generate(VerifierKey.Type.LOG, "gateway.example/ledger/1");
    private static final List<byte[]> HISTORY = LogFiles.history(300);

    @TempDir
    private Path folder;
    private Path tiles;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void publish() {
        tiles = LogFiles.of(HISTORY, KEY).write(folder.resolve("tiles"));
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return VerifyMain.run(List.of(arguments), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private Path kept(int size) throws IOException {
        return Files.writeString(Files.createDirectories(folder.resolve("kept")).resolve(size + ".checkpoint"),
                LogFiles.sign(HISTORY, size, KEY).toString());
    }

    @Test
    void verifiesADirectoryAgainstWhatWasKept() throws IOException {
        kept(100);
        kept(200);

        assertThat(run("--tiles", tiles.toString(), "--vkey", KEY.verifier().toString(), "--checkpoint",
                folder.resolve("kept").toString())).isZero();
        assertThat(out.toString(UTF_8)).startsWith("The ledger verifies.\n  size  300 entries\n")
                .contains("checked 3 checkpoints", "checked 300 entries");
    }

    @Test
    void saysWhatIsWrongForPeopleAndForPrograms() throws IOException {
        Path bundle = tiles.resolve(new TilePath(TilePath.ENTRIES, 0, 256).toString());
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[40] ^= 1;
        Files.write(bundle, bytes);
        String key = Files.writeString(folder.resolve("log.vkey"), KEY.verifier() + "\n").toString();

        assertThat(run("--tiles", tiles.toString(), "--vkey", key)).isEqualTo(1);
        assertThat(out.toString(UTF_8)).startsWith("The ledger does NOT verify.\n")
                .contains("altered, entry 0: Entry 0 was");
        assertThat(run("--tiles", tiles.toString(), "--vkey", key, "--json")).isEqualTo(1);
        assertThat(out.toString(UTF_8)).startsWith("{\"ok\":false,\"size\":300,").contains("\"check\":\"ALTERED\"");
    }

    @Test
    void bindsTheAnswerToOneKeyOfTheLog() {
        String key = KEY.verifier().toString();

        assertThat(run("--tiles", tiles.toString())).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("exactly one key of the log");
        assertThat(run("--tiles", tiles.toString(), "--vkey", key, "--vkey", key)).isEqualTo(2);
        assertThat(run("--tiles", tiles.toString(), "--vkey", key.replace("gateway", "getaway"))).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("is not a verifier key");
    }

    @Test
    void tellsBadInputFromWhatCannotBeRead() {
        String key = KEY.verifier().toString();

        assertThat(run()).isEqualTo(2);
        assertThat(run("--help")).isZero();
        assertThat(run("--vkey", key)).isEqualTo(2);
        assertThat(run("--tiles")).isEqualTo(2);
        assertThat(run("--nonsense")).isEqualTo(2);
        assertThat(run("--tiles", folder.resolve("none").toString(), "--vkey", key)).isEqualTo(2);
        assertThat(run("--tiles", "http://gateway.example/ledger/", "--vkey", key)).isEqualTo(2);
        assertThat(run("--tiles", tiles.toString(), "--vkey", key, "--checkpoint", folder.resolve("none").toString()))
                .isEqualTo(3);
    }

    @Test
    void isOneFileThatNeedsNothingButJava() throws Exception {
        Path jar = Files.copy(Path.of("target/casegate-verify.jar"), folder.resolve("verify.jar"));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
        command.addAll(List.of("--tiles", tiles.toString(), "--vkey", KEY.verifier().toString(), "--checkpoint",
                kept(100).toString()));

        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile()).start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("said"))).startsWith("The ledger verifies.");
        assertThat(process.exitValue()).isZero();
    }
}
