// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script with the real JVM and a program of two classes: whether a start uses what was learned.
final class QuickStartTest {
    private static final Path JDK = Path.of(System.getProperty("java.home"));
    private static final List<String> MODULES = List.of("crypto", "schema", "policy", "gateway-sftp", "gateway-web",
            "ops");

    @TempDir
    Path folder;

    private Path project;
    private Path library;

    @BeforeEach
    void layOut() throws Exception {
        project = Files.createDirectories(folder.resolve("project"));
        for (String module : MODULES) {
            Files.createDirectories(project.resolve(module).resolve("src/main"));
            Files.createDirectories(project.resolve(module).resolve("target/classes"));
            Files.writeString(project.resolve(module).resolve("pom.xml"), "<project/>");
        }
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        Files.copy(Path.of("casegate"), project.resolve("ops/casegate"));
        library = signedLibrary();
        Path main = Files.writeString(folder.resolve("Main.java"), """
                package org.casegate.ops;
                public final class Main {
                    public static void main(String[] arguments) {
                        System.out.println(new vendor.Signed());
                        Runnable work = () -> System.out.println("worked");
                        work.run();
                    }
                }
                """);
        program("javac", "-d", project.resolve("ops/target/classes").toString(), "-cp", library.toString(),
                main.toString());
        Files.writeString(project.resolve("ops/target/class-path"), library.toString());
        Files.writeString(project.resolve("ops/target/built"), "");
    }

    @Test
    @DisplayName("a start takes its classes linked from the cache, those of a signed library and its lambdas among them")
    void takesLinkedClassesFromTheCache() throws Exception {
        run(Map.of(), project.resolve("ops/casegate").toString(), "serve");

        Path linking = folder.resolve("linking.log");
        Path loading = folder.resolve("loading.log");
        String said = run(
                Map.of("JDK_JAVA_OPTIONS",
                        "-Xlog:aot=info:file=%s -Xlog:class+load=info:file=%s".formatted(linking, loading)),
                project.resolve("ops/casegate").toString(), "serve");

        assertThat(said).contains("worked");
        assertThat(Files.readString(linking)).contains("Using AOT-linked classes: true");
        assertThat(Files.readAllLines(loading)).filteredOn(line -> line.contains(" org.casegate.ops.Main")
                || line.contains(" vendor.Signed")).hasSizeGreaterThanOrEqualTo(3)
                .allMatch(line -> line.contains("source: shared objects file"));
    }

    /// As Bouncy Castle's are: the cache would leave its classes out.
    private Path signedLibrary() throws Exception {
        Path source = Files.createDirectories(folder.resolve("vendor")).resolve("Signed.java");
        Files.writeString(source, "package vendor; public final class Signed {}");
        Path classes = folder.resolve("library");
        program("javac", "-d", classes.toString(), source.toString());
        Path jar = folder.resolve("bcprov-1.jar");
        program("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        Path keys = folder.resolve("keys.p12");
        program("keytool", "-genkeypair", "-keyalg", "Ed25519", "-alias", "vendor", "-dname", "CN=Vendor", "-keystore",
                keys.toString(), "-storepass", "of a test");
        program("jarsigner", "-keystore", keys.toString(), "-storepass", "of a test", jar.toString(), "vendor");
        return jar;
    }

    private void program(String name, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(JDK.resolve("bin").resolve(name).toString()));
        command.addAll(List.of(arguments));
        run(Map.of(), command.toArray(String[]::new));
    }

    private String run(Map<String, String> environment, String... command) throws Exception {
        Path said = Files.createTempFile(folder, "said", ".txt",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("CASEGATE_JAVA_HOME", JDK.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " does not end");
        }
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return Files.readString(said);
    }
}
