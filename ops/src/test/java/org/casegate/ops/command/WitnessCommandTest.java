// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.casegate.crypto.tlog.Frontier;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.crypto.tlog.WitnessRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The witness as a partner agency runs it: a process of its own, killed at the worst moment.
@DisplayName("casegate ledger witness")
class WitnessCommandTest {
    private static final SignerKey LOG = SignerKey.generate(VerifierKey.Type.LOG, "gateway.example/ledger/1");
    private static final Hash FIRST = Hash.leaf("first".getBytes(UTF_8));
    private static final Hash SECOND = Hash.leaf("second".getBytes(UTF_8));
    private static final Hash OTHER = Hash.leaf("other".getBytes(UTF_8));

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process casegate(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                        "org.casegate.ops.Main", "ledger", "witness", folder.resolve("state").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
        started.add(process);
        return process;
    }

    /// A running one.
    private record Running(Process process, VerifierKey key, URI address) {}

    private Running start() throws IOException {
        Process process = casegate("--name", "witness.council.example", "--log", LOG.verifier().toString(), "--listen",
                "127.0.0.1:0");
        BufferedReader out = process.inputReader(UTF_8);
        String key = after(out.readLine(), "The witness's key: ");
        String port = after(out.readLine(), "It is listening on port ").replace(".", "");
        return new Running(process, VerifierKey.parse(key), URI.create("http://127.0.0.1:" + port + "/add-checkpoint"));
    }

    private String after(String line, String words) throws IOException {
        assertThat(line).as(Files.readString(folder.resolve("err"))).startsWith(words);
        return line.substring(words.length());
    }

    private static WitnessRequest request(long old, List<Hash> proof, Hash... leaves) {
        Frontier tree = Frontier.empty();
        for (Hash leaf : leaves) {
            tree = tree.add(leaf);
        }
        return new WitnessRequest(old, proof, SignedCheckpoint.sign(leaves.length, tree.root(), LOG).note());
    }

    private static HttpResponse<String> ask(Running witness, WitnessRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(witness.address())
                    .POST(HttpRequest.BodyPublishers.ofString(request.toString())).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    @DisplayName("cosigns what only grows, and remembers it though it is killed the moment it has answered")
    void remembersThroughAKill() throws Exception {
        Running first = start();
        assertThat(ask(first, request(0, List.of(), FIRST)).statusCode()).isEqualTo(200);
        WitnessRequest two = request(1, List.of(SECOND), FIRST, SECOND);
        HttpResponse<String> cosigned = ask(first, two);
        first.process().destroyForcibly().waitFor();
        assertThat(two.checkpoint().with(cosigned.body()).cosignedAt(first.key())).isPresent();

        Running second = start();

        assertThat(second.key()).isEqualTo(first.key());
        assertThat(ask(second, request(1, List.of(OTHER), FIRST, OTHER)).body()).isEqualTo("2\n");
        assertThat(ask(second, request(2, List.of(), FIRST, OTHER)).statusCode()).isEqualTo(422);
        assertThat(folder.resolve("state/evidence")).isNotEmptyDirectory();
        assertThat(ask(second, two).statusCode()).isEqualTo(409);
        assertThat(ask(second, request(2, List.of(), FIRST, SECOND)).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("prints its key, the same every time, and stops when it is told to")
    void printsItsKey() throws Exception {
        Process printed = casegate("--name", "witness.council.example", "--print-key");
        String key = printed.inputReader(UTF_8).readLine();
        assertThat(printed.waitFor()).isZero();

        Running running = start();
        assertThat(running.key().toString()).isEqualTo(key);
        assertThat(running.key().type()).isEqualTo(VerifierKey.Type.WITNESS);
        running.process().destroy(); // SIGTERM
        assertThat(running.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(running.process().exitValue()).isZero();
    }
}
