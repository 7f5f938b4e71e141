// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.casegate.crypto.certificate.TlsIdentity;
import org.casegate.crypto.witness.Witness;
import org.casegate.crypto.witness.WitnessFolder;
import org.casegate.crypto.witness.WitnessServer;
import org.casegate.ops.config.Config;
import org.casegate.ops.config.ConfigFile;
import org.casegate.ops.demo.Ports;
import org.casegate.ops.doctor.Doctor;
import org.casegate.ops.doctor.Finding;
import org.casegate.ops.doctor.Site;
import org.casegate.ops.endtoend.Await;
import org.casegate.policy.event.RegisterEvent;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.StateChange;
import org.casegate.sftp.server.HostKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A production gateway for whose ledger a partner's witness vouches, and a directory on another's machine: while it grows, and
/// after its database was restored from a backup.
class VouchedGatewayTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    Path folder;

    private Path home;
    private Path file;
    private WitnessFolder state;
    private WitnessServer witness;

    @BeforeEach
    void install() throws Exception {
        home = Files.createDirectory(folder.resolve("home"));
        Files.createDirectory(home.resolve("keys"));
        Files.createDirectory(folder.resolve("anchors"));
        file = home.resolve("casegate.yaml");
        Ports ports = Ports.free();
        configure(ports, "");
        Config config = config();
        KeyFiles.make(config, CLOCK);
        Files.writeString(config.web().passwordFile(), "production\n");
        TlsIdentity.generate(CLOCK.instant()).write(home.resolve("ca.pem"), config.web().certificate(),
                "production".toCharArray());
        HostKeys.open(config.keys().sshHost());
        state = WitnessFolder.open(folder.resolve("witness"), "witness.council.example");
        witness = WitnessServer.start(new Witness(state, List.of(KeyFiles.verifier(config)), CLOCK),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty());
        configure(ports, """
                  witnesses: http://127.0.0.1:%d/ %s
                  anchors: %s
                  anchors_kept_by: West Midlands Police
                  anchor_entries: 1
                """.formatted(witness.port(), state.verifier(), folder.resolve("anchors")));
    }

    @AfterEach
    void close() throws IOException {
        witness.close();
        state.close();
    }

    private void configure(Ports ports, String vouching) throws IOException {
        Files.writeString(file, """
                casegate: 1
                database: { embedded: ., port: 0 }
                sftp: { address: 127.0.0.1, port: %d }
                web:
                  address: 127.0.0.1
                  port: %d
                  admin_port: %d
                  host: localhost
                  certificate: keys/web.p12
                  password_file: keys/web.password
                  authority: ca.pem
                ledger:
                  origin: packs.partnership.example/ledger
                """.formatted(ports.sftp(), ports.web(), ports.admin()) + vouching);
    }

    private Config config() throws Exception {
        return ConfigFile.read(file, Map.of());
    }

    /// Runs it until others have the newest of so many more entries.
    private void grow(int entries) throws Exception {
        try (Gateway gateway = Gateway.open(config(), CLOCK)) {
            gateway.listen();
            for (int entry = 0; entry < entries; entry++) {
                gateway.ledger().append(Draft.of(new RegisterEvent.Loaded(List.of())), StateChange.none());
            }
            long size = gateway.ledger().publish().checkpoint().size();
            Await.until("an anchor of " + size, () -> anchors().stream().anyMatch(name -> name.contains("0" + size)));
            Await.until("a cosignature of " + size, () -> gateway.ledger().published().orElseThrow().note().toString()
                    .contains("witness.council.example"));
        }
    }

    private List<String> anchors() {
        try (var files = Files.list(folder.resolve("anchors"))) {
            return files.map(name -> name.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Ran(int status, String out, String err) {}

    private Ran casegate(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--config", file.toString()));
        int status = Main.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), line);
        return new Ran(status, out.toString(UTF_8), err.toString(UTF_8));
    }

    private List<Finding> doctor() throws Exception {
        try (Site site = new Site(config(), CLOCK)) {
            return Doctor.examine(site).stream().filter(line -> line.check().equals("witnesses, anchors"))
                    .map(Doctor.Line::finding).toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path each : files.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Test
    @DisplayName("OB-020: a witness and anchors vouch for a gateway's ledger, also after it was restored from a backup")
    void vouchedForAndRestored() throws Exception {
        grow(5);
        assertThat(doctor()).hasSize(2).allMatch(finding -> finding.colour() == Finding.Colour.GREEN);
        copy(home.resolve("db"), folder.resolve("backup"));
        grow(5);
        Ran verified = casegate("ledger", "verify", "--json");
        assertThat(verified.status()).as(verified.out()).isZero();
        assertThat(verified.out()).contains("\"witnesses\":1");

        remove(home.resolve("db"));
        copy(folder.resolve("backup"), home.resolve("db"));

        assertThat(doctor()).extracting(Finding::said).anyMatch(said -> said.contains("has seen 11 entries"));
        Ran cut = casegate("ledger", "verify");
        assertThat(cut.status()).isEqualTo(1);
        assertThat(cut.out()).contains("covers 11 entries, but here are only 6");
        Ran restored = casegate("ledger", "restored");
        assertThat(restored.status()).as(restored.err()).isZero();
        assertThat(restored.out()).contains("known to have signed 11 entries; 5 of them are lost",
                "packs.partnership.example/ledger/2+");
        Ran whole = casegate("ledger", "verify", "--json");
        assertThat(whole.status()).as(whole.out()).isZero();
        assertThat(whole.out()).contains("\"lost\":5", "\"restored\":1");
        assertThat(casegate("ledger", "vkey").out()).startsWith("packs.partnership.example/ledger/2+");
    }
}
