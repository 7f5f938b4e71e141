// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.casegate.ops.demo.DemoFile;
import org.casegate.ops.demo.Ports;
import org.casegate.schema.EmbeddedDatabase;

/// `casegate demo` in a process of its own, which can be killed as the power fails. Its PostgreSQL goes on meanwhile, and the
/// next start adopts it.
final class RunningDemo implements AutoCloseable {
    private static final FileTime NEVER = FileTime.fromMillis(0);

    private final Path home;
    private final Path temporary;
    private final Path output;
    private final Ports ports = Ports.free();
    private Process gateway;
    private DemoFile file;

    private RunningDemo(Path folder) throws IOException {
        home = folder.resolve("home");
        temporary = Files.createDirectory(folder.resolve("tmp"));
        output = folder.resolve("output");
    }

    /// Starts one in a fresh home.
    static RunningDemo in(Path folder) throws Exception {
        RunningDemo demo = new RunningDemo(folder);
        try {
            demo.start();
            return demo;
        } catch (Exception | AssertionError fault) {
            demo.close();
            throw fault;
        }
    }

    /// Starts it on the same home and ports; on return it answers. `demo.json` is written last, so a new one means ready.
    void start() throws Exception {
        FileTime before = written();
        gateway = command("demo", "--home", home.toString(), "--sftp-port", Integer.toString(ports.sftp()),
                "--web-port",
                Integer.toString(ports.web()), "--admin-port", Integer.toString(ports.admin()));
        Await.until("the demonstration is ready", () -> {
            assertThat(gateway.isAlive()).as(() -> "it runs: " + said()).isTrue();
            return !written().equals(before);
        });
        file = DemoJson.read(home.toRealPath(), ports);
    }

    /// SIGKILL to the gateway alone.
    void kill() {
        gateway.destroyForcibly().onExit().join();
    }

    /// SIGTERM: it closes everything in order, PostgreSQL too.
    void stop() throws InterruptedException {
        gateway.destroy();
        assertThat(gateway.waitFor(4, TimeUnit.MINUTES)).as("the gateway has stopped").isTrue();
        assertThat(gateway.exitValue()).as(said()).isZero();
    }

    /// `casegate ledger verify`, as an auditor runs it.
    void verifyLedger() throws IOException, InterruptedException {
        Process verify = command("ledger", "verify", "--config", home.resolve("casegate.yaml").toString());
        assertThat(verify.waitFor(4, TimeUnit.MINUTES)).isTrue();
        assertThat(verify.exitValue()).as(said()).isZero();
        assertThat(said()).contains("The ledger verifies.");
    }

    /// What a command ended with and printed, on either stream.
    record Ran(int status, String output) {}

    /// Runs another command of the script beside the gateway, on the same home.
    Ran run(String... arguments) throws IOException, InterruptedException {
        Path printed = Files.createTempFile(temporary, "ran", ".txt");
        Process command = begin(printed, arguments);
        assertThat(command.waitFor(4, TimeUnit.MINUTES)).as("%s ends", List.of(arguments)).isTrue();
        return new Ran(command.exitValue(), Files.readString(printed));
    }

    /// The same, without waiting for its end.
    Process begin(Path into, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--config", home.resolve("casegate.yaml").toString()));
        return command(into, line.toArray(String[]::new));
    }

    DemoFile file() {
        return file;
    }

    DemoRecords records() {
        return new DemoRecords(file);
    }

    Path home() {
        return home;
    }

    /// Where its Java puts temporary files.
    Path temporary() {
        return temporary;
    }

    /// What the processes have printed.
    Path output() {
        return output;
    }

    /// Ends what still runs, PostgreSQL too.
    @Override
    public void close() throws IOException {
        if (gateway != null) {
            kill();
        }
        if (Files.exists(home.resolve("db.ready"))) {
            EmbeddedDatabase.start(home, 0).close();
        }
    }

    private FileTime written() throws IOException {
        Path json = home.resolve("demo.json");
        return Files.exists(json) ? Files.getLastModifiedTime(json) : NEVER;
    }

    private String said() {
        try {
            return Files.exists(output) ? Files.readString(output) : "";
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /// A process as the script makes it: the built classes and the libraries that ship, none of the tests'.
    private Process command(String... arguments) throws IOException {
        return command(output, arguments);
    }

    private Process command(Path into, String... arguments) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path built = Path.of("target").toAbsolutePath();
        List<String> line = new ArrayList<>(List.of(java.toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-XX:+DisableAttachMechanism", "-XX:-UsePerfData", "-XX:-CreateCoredumpOnCrash",
                "-XX:-HeapDumpOnOutOfMemoryError", "-XX:+ErrorFileToStderr", "-Djava.io.tmpdir=" + temporary, "-cp",
                built.resolve("classes") + ":" + Files.readString(built.resolve("class-path")).strip(),
                "org.casegate.ops.Main"));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(into.toFile())).start();
    }
}
