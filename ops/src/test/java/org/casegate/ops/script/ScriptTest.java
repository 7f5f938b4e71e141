// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs `ops/casegate` in a small copy of the project, with a JDK and a Maven that only write down how they were called.
class ScriptTest {
    private static final List<String> MODULES = List.of("crypto", "schema", "policy", "gateway-sftp", "gateway-web",
            "ops");

    @TempDir
    Path folder;

    private Path project;
    private Path jdk;
    private Path bin;

    @BeforeEach
    void layOut() throws IOException {
        project = Files.createDirectories(folder.resolve("a project"));
        for (String module : MODULES) {
            Files.createDirectories(project.resolve(module).resolve("src/main"));
            Files.writeString(project.resolve(module).resolve("pom.xml"), "<project/>");
        }
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        Files.copy(Path.of("casegate"), project.resolve("ops/casegate"));
        jdk = jdk("jdk", "25.0.3");
        bin = Files.createDirectories(folder.resolve("bin"));
        maven(bin.resolve("mvn"), "Apache Maven 3.8.7", 0);
        maven(Files.createDirectories(project.resolve(".mvn/wrapper")).resolve("mvnw"), "Apache Maven 3.9.16", 0);
    }

    @Test
    void buildsOnceAndThenNoMoreUntilASourceChanges() throws Exception {
        assertThat(run("ledger", "list").status()).isZero();
        assertThat(run("ledger", "list").status()).isZero();
        assertThat(calls("mvn")).hasSize(1);

        Files.writeString(project.resolve("policy/src/main/New.java"), "");
        run("ledger", "list");
        assertThat(calls("mvn")).hasSize(2);

        Files.delete(project.resolve("policy/src/main/New.java"));
        run("ledger", "list");
        assertThat(calls("mvn")).hasSize(3);
    }

    @Test
    void buildsAgainWhenALibraryIsGone() throws Exception {
        run("--version");
        Files.delete(folder.resolve("library.jar"));
        run("--version");

        assertThat(calls("mvn")).hasSize(2);
    }

    @Test
    void passesArgumentsOnAsTheyAreAndKeepsStandardOutputForTheCommand() throws Exception {
        Ran ran = run("ledger", "list", "--case", "a b", "*");

        assertThat(ran.out()).endsWith("org.casegate.ops.Main\nledger\nlist\n--case\na b\n*\n").startsWith("-XX:");
        assertThat(ran.err()).contains("Building CaseGate").contains("  policy\n");
    }

    @Test
    void letsNothingCopyTheMemory() throws Exception {
        assertThat(run("serve").out()).contains("-XX:+DisableAttachMechanism\n", "-XX:-UsePerfData\n",
                "-XX:-CreateCoredumpOnCrash\n",
                "-XX:-HeapDumpOnOutOfMemoryError\n", "-XX:+UseG1GC\n");
        assertThat(run("demo", "code", "x").out()).contains("-XX:+DisableAttachMechanism\n", "-XX:+UseSerialGC\n");
    }

    @Test
    void hashesALedgerWithTheWholeCompiler() throws Exception {
        assertThat(run("ledger", "verify").out()).contains("-XX:+UseSerialGC\n").doesNotContain("TieredStopAtLevel");
        assertThat(run("ledger", "list").out()).contains("-XX:TieredStopAtLevel=1\n");
    }

    @Test
    @DisplayName("what lives long starts from a cache that a walk has filled, once for each build, over jars only")
    void learnsToStartQuicklyOnceForEachBuild() throws Exception {
        Ran first = run("serve");
        Ran second = run("demo", "--home", "x");

        assertThat(calls("java")).hasSize(1);
        assertThat(first.err()).contains("Learning to start quickly");
        assertThat(second.err()).isEmpty();
        assertThat(Files.readString(project.resolve("ops/target/quick.log"))).contains("-XX:AOTCacheOutput=")
                .endsWith("org.casegate.ops.Main\ndemo\n--walk\n");
        assertThat(second.out()).contains("-XX:AOTCache=" + project + "/ops/target/quick/casegate.aot\n",
                project + "/ops/target/quick/ops.jar:").doesNotContain("target/classes", "illegal-native-access");

        Files.writeString(project.resolve("policy/src/main/New.java"), "");
        run("serve");
        assertThat(calls("java")).hasSize(2);
    }

    @Test
    @DisplayName("V17: where the walk has asked for native code there is no cache, and native code is refused as ever")
    void learnsNothingFromAWalkThatAsksForNativeCode() throws Exception {
        script(jdk.resolve("bin/java"), """
                for a; do
                    printf '%s\\n' "$a"
                    case $a in -XX:AOTCacheOutput=*)
                        : >"${a#*=}"; echo 'WARNING: A restricted method in java.lang.System has been called' ;;
                    esac
                done
                """);

        Ran ran = run("serve");

        assertThat(ran.out()).contains("--illegal-native-access=deny\n").doesNotContain("AOT");
        assertThat(ran.err()).contains("not learned");
    }

    @Test
    void startsWithoutTheCacheWhereItIsNotWantedOrCannotBeHad() throws Exception {
        for (String[] command : List.of(new String[]{"demo", "--walk"}, new String[]{"demo", "--help"},
                new String[]{"demo", "code", "x"}, new String[]{"ledger", "list"})) {
            assertThat(run(command).out()).contains("--illegal-native-access=deny\n").doesNotContain("AOT");
        }
        assertThat(run(Map.of("JAVA_HOME", jdk.toString(), "CASEGATE_QUICK_START", "no"), "serve").out())
                .doesNotContain("AOT");
        assertThat(calls("java")).isEmpty();

        script(jdk.resolve("bin/jar"), "echo no room >&2\nexit 1\n");
        for (int start = 0; start < 2; start++) {
            Ran ran = run("serve");
            assertThat(ran.status()).isZero();
            assertThat(ran.out()).doesNotContain("AOT").endsWith("org.casegate.ops.Main\nserve\n");
            assertThat(ran.err()).matches(start == 0 ? "(?s).*not learned; all of it stands in .*quick.log\n" : "");
        }
        assertThat(Files.readString(project.resolve("ops/target/quick.log"))).contains("no room");
    }

    @Test
    void exitsAsTheCommandDid() throws Exception {
        Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\nexit 11\n");

        assertThat(run("decide").status()).isEqualTo(11);
    }

    @Test
    void takesAJdk25OverAJavaHomeOf17() throws Exception {
        Path old = jdk("old", "17.0.15");

        Ran ran = run(Map.of("JAVA_HOME", old.toString(), "JAVA25_HOME", jdk.toString()), "--version");

        assertThat(ran.status()).isZero();
        assertThat(calls("mvn")).containsExactly("25 " + jdk);
    }

    @Test
    void findsTheJdkBehindTheJavacOnThePath() throws Exception {
        Files.createSymbolicLink(bin.resolve("javac"), jdk.resolve("bin/javac"));

        assertThat(run(Map.of("JAVA_HOME", "/nowhere"), "--version").status()).isZero();
        assertThat(calls("mvn")).containsExactly("25 " + jdk);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.0.15", "250", "24.0.2", "1.8.0_25"})
    void saysInOneLineThatTheJdkItWasGivenIsNone(String version) throws Exception {
        Path other = jdk("other", version);

        Ran ran = run(Map.of("CASEGATE_JAVA_HOME", other.toString()), "demo");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).isEqualTo("casegate: CASEGATE_JAVA_HOME is " + other + ", which is not a JDK 25.\n");
    }

    @Test
    void doesNotTakeARuntimeWithoutACompiler() throws Exception {
        Files.delete(jdk.resolve("bin/javac"));

        assertThat(run(Map.of("CASEGATE_JAVA_HOME", jdk.toString()), "demo").status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Apache Maven 3.6.3", "Apache Maven 3.8.5", "nonsense"})
    void usesTheWrapperWhereMavenIsTooOld(String version) throws Exception {
        maven(bin.resolve("mvn"), version, 0);

        assertThat(run("--version").status()).isZero();
        assertThat(calls("mvn")).isEmpty();
        assertThat(calls("mvnw")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Apache Maven 3.8.6", "Apache Maven 3.9.16 (abc)", "Apache Maven 3.10.0",
            "Apache Maven 4.0.0-rc-4"})
    void usesTheSystemsMavenFrom386On(String version) throws Exception {
        maven(bin.resolve("mvn"), version, 0);

        assertThat(run("--version").status()).isZero();
        assertThat(calls("mvn")).hasSize(1);
    }

    @Test
    void stopsWhenTheBuildFails() throws Exception {
        maven(bin.resolve("mvn"), "Apache Maven 3.8.7", 1);

        Ran ran = run("demo");

        assertThat(ran.status()).isEqualTo(4);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("[ERROR] the reason").contains("the build failed");
        assertThat(run("demo").status()).isEqualTo(4);
    }

    @Test
    void runsAllTestsAndAddsUpWhatTheyReported() throws Exception {
        Ran ran = run("test", "-Dtest=Some Test");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("verify -Dtest=Some Test\n")
                .containsPattern("policy +2 tests, 1 failed, 0 skipped, 3 s\n")
                .containsPattern("all +2 tests, 1 failed, 0 skipped\n")
                .containsSubsequence("Slowest tests:", "2.5 s  ATest.slow", "0.5 s  ATest.quick");
    }

    @Test
    void letsTheSftpClientsBeInstalledBeforeTheTests() throws Exception {
        Path script = Files.writeString(project.resolve("ops/test-clients"),
                "#!/bin/sh\necho asked for clients >&2\nexit 1\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));

        Ran ran = run("test");

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).contains("asked for clients\n");
    }

    @Test
    void buildsTheBenchmarksWhenTheyAreAskedForAndNotElse() throws Exception {
        assertThat(run("--version").status()).isZero();
        assertThat(Files.readString(project.resolve("ops/target/build.log"))).contains("-pl !ops/bench -am");

        Ran ran = run("bench", "judgement");

        assertThat(ran.out()).endsWith("org.casegate.bench.Bench\njudgement\n");
        assertThat(ran.err()).contains("Building the benchmarks ...");
        assertThat(Files.readString(project.resolve("ops/target/build.log"))).contains("-pl ops/bench -am");
    }

    private record Ran(int status, String out, String err) {}

    private Ran run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of("JAVA_HOME", jdk.toString()), arguments);
    }

    private Ran run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", project.resolve("ops/casegate").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", bin + ":/usr/bin:/bin", "HOME", folder.toString()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), Files.readString(folder.resolve("out")),
                Files.readString(folder.resolve("err")));
    }

    private List<String> calls(String name) throws IOException {
        Path log = folder.resolve(name + ".calls");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/javac"), "");
        script(home.resolve("bin/java"), """
                for a; do
                    printf '%s\\n' "$a"
                    case $a in -XX:AOTCacheOutput=*) : >"${a#*=}"; echo learned >>'FOLDER/java.calls' ;; esac
                done
                """.replace("FOLDER", folder.toString()));
        script(home.resolve("bin/jar"), "");
        return home;
    }

    /// Answers `--version`, else notes the Java home it was given, does what Maven would leave behind, and ends.
    private void maven(Path file, String version, int status) throws IOException {
        String classes = String.join(" ", MODULES.stream().map(module -> module + "/target/classes").toList());
        script(file, """
                case "$*" in *--version*) echo "%s"; exit 0;; esac
                echo "25 $JAVA_HOME" >> '%s/%s.calls'
                echo "[INFO] Building CaseGate policy 0.1 [4/7]"
                echo "[ERROR] the reason"
                echo "$*"
                mkdir -p %s policy/target/surefire-reports
                : > '%s/library.jar'
                mkdir -p ops/bench/target
                printf '%%s' '%s/library.jar' > ops/target/class-path
                printf '%%s' '%s/library.jar' > ops/bench/target/class-path
                cat > policy/target/surefire-reports/TEST-a.xml <<END
                <testsuite tests="2">
                  <testcase name="quick" classname="org.casegate.ATest" time="0.5"/>
                  <testcase name="slow" classname="org.casegate.ATest" time="2.5">
                    <failure message="no"/>
                  </testcase>
                </testsuite>
                END
                exit %d
                """.formatted(version, folder, file.getFileName(), classes, folder, folder, folder, status));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text, StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
