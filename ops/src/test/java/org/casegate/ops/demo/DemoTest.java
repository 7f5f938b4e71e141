// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.casegate.ops.console.Stop;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demonstration as a whole, with its database, in a folder whose name has a blank in it.
class DemoTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("a second start finds everything again and makes only the packs anew")
    void findsEverythingAgain() throws Exception {
        Path home = folder.resolve("a home");
        DemoFile first;
        long entries;
        try (Demo demo = Demo.start(home, Ports.free(), Progress.silent())) {
            first = demo.file();
            entries = demo.gateway().audit().run().size();
        }
        Ports others = Ports.free();
        try (Demo demo = Demo.start(home, others, Progress.silent())) {
            DemoFile second = demo.file();
            assertThat(second.accounts()).isEqualTo(first.accounts());
            assertThat(second.vkey()).isEqualTo(first.vkey());
            assertThat(second.database()).isEqualTo(first.database());
            assertThat(second.ports()).isEqualTo(others);
            assertThat(second.pack("accepted").to()).isNotEqualTo(first.pack("accepted").to());
            assertThat(demo.gateway().audit().run().size()).isEqualTo(entries);
            assertThat(demo.gateway().audit().run().ok()).isTrue();
        }
    }

    @Test
    void keepsItsSecretsToItsOwner() throws Exception {
        Path home = folder.resolve("home");
        try (Demo demo = Demo.start(home, Ports.free(), Progress.silent())) {
            assertThat(Files.getPosixFilePermissions(home)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            for (String file : List.of("demo.json", "casegate.yaml", "keys/master.key", "keys/ring",
                    "keys/checkpoint.key", "keys/web.p12",
                    "keys/web.password", "keys/sp-review-officer", "keys/ssh-host/ssh_host_ed25519_key",
                    "db.password")) {
                assertThat(Files.getPosixFilePermissions(home.resolve(file))).as(file)
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
            assertThat(demo.file().accounts()).extracting(DemoAccount::password).doesNotHaveDuplicates()
                    .allMatch(Pattern.compile("[a-z0-9]{5}(-[a-z0-9]{5}){3}").asMatchPredicate());
            assertThat(demo.file().toString()).doesNotContain(demo.file().accounts().getFirst().password());
        }
    }

    @Test
    void refusesASecondDemonstrationInTheSameHome() throws Exception {
        Path home = folder.resolve("home");
        try (DemoHome _ = DemoHome.take(home)) {
            assertThatThrownBy(() -> Demo.start(home, Ports.free(), Progress.silent())).isInstanceOf(Stop.class)
                    .hasMessageContaining("is running in");
        }
    }

    @Test
    void namesThePortThatIsInUseAndTheOptionThatHelps() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Ports free = Ports.free();
            Ports ports = new Ports(free.sftp(), taken.getLocalPort(), free.admin(), 0);

            assertThatThrownBy(() -> Demo.start(folder.resolve("home"), ports, Progress.silent()))
                    .isInstanceOf(Stop.class)
                    .hasMessage("port %d, meant for the portal, is in use; choose another with --web-port"
                            .formatted(taken.getLocalPort()));
        }
    }

    @Test
    void saysThatAHomeCannotBeUsed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> Demo.start(file.resolve("home"), Ports.free(), Progress.silent()))
                .isInstanceOf(Stop.class)
                .hasMessageContaining("cannot be used").hasMessageContaining("--home");
    }

    @Test
    void printsACommandThatAShellTakesWhateverTheHomeIsCalled() throws Exception {
        Path home = folder.resolve("it's a home");
        DemoAccount account = new DemoAccount("sp-review-officer", "staffordshire-police", List.of("SENDER"),
                Optional.of(home.resolve("keys/sp-review-officer")), "p", "S");
        SamplePack pack = new SamplePack("accepted", home.resolve("packs/accepted"), account.id(), "/a/b/c", "r",
                "ACCEPTED", "", List.of());
        SamplePack refused = new SamplePack("refused", home.resolve("packs/refused"), account.id(), "/a/b/d", "r",
                "REFUSED", "C", List.of());
        DemoFile demo = new DemoFile(home, new Ports(2222, 8443, 8444, 0),
                new DemoFile.DatabaseEntrance("h", 1, "n", "s", "p", "u"), "v",
                List.of(account), List.of(pack, refused));
        StringWriter text = new StringWriter();
        Welcome.print(new PrintWriter(text), demo, true);
        String command = text.toString().lines().filter(line -> line.contains("sftp -i")).findFirst().orElseThrow();

        ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c",
                "sftp() { for a; do printf '%s\\n' \"$a\"; done; }; " + command);
        Process process = shell.start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(words.lines()).containsExactly("-i", home + "/keys/sp-review-officer", "-P", "2222", "-o",
                "IdentitiesOnly=yes", "-o",
                "UserKnownHostsFile=\"" + home + "/known_hosts\"", "-b", home + "/packs/accepted.batch",
                "sp-review-officer@127.0.0.1");
    }
}
