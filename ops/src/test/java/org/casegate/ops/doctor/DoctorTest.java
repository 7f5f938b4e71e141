// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.casegate.ops.doctor.Finding.Colour.AMBER;
import static org.casegate.ops.doctor.Finding.Colour.GREEN;
import static org.casegate.ops.doctor.Finding.Colour.RED;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.Config;
import org.casegate.ops.config.ConfigFile;
import org.casegate.ops.console.Stop;
import org.casegate.ops.demo.Demo;
import org.casegate.ops.demo.Ports;
import org.casegate.ops.demo.Progress;
import org.casegate.policy.directory.RegisterChange;
import org.casegate.policy.event.RegisterEvent;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The doctor at a real gateway: well, then with one thing after the other broken.
class DoctorTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    Path folder;

    @Test
    @DisplayName("ST 6.0, OB-114: a site whose stores are abroad is red, and does not start")
    void abroad() throws Exception {
        Path home = folder.resolve("home");
        try (Demo demo = Demo.start(home, Ports.free(), Progress.silent())) {
            move(demo.gateway(), Set.of(new Place("GB"), new Place("FR")));
        }
        String sentence = "a store of this gateway is in France, and the Staffordshire agreement does not let data be "
                + "there (ST 6.0)";

        assertThat(of(examine(home), "storage places")).extracting(Doctor.Line::finding)
                .extracting(Finding::colour, Finding::said).containsExactly(tuple(RED, sentence));
        assertThatThrownBy(() -> Demo.start(home, Ports.free(), Progress.silent()))
                .isInstanceOfSatisfying(Stop.class, stop -> assertThat(stop.status()).isEqualTo(Stop.BAD_INPUT))
                .hasMessage(sentence);
    }

    @Test
    @DisplayName("without its master key a site is red, and what lies behind it says that it was not looked at")
    void withoutMasterKey() throws Exception {
        Path home = folder.resolve("home");
        Demo.start(home, Ports.free(), Progress.silent()).close();
        Files.delete(home.resolve("keys/master.key"));

        List<Doctor.Line> lines = examine(home);

        assertThat(of(lines, "master key", "key ring", "gateway")).extracting(line -> line.finding().colour())
                .containsOnly(RED);
        assertThat(of(lines, "ledger", "database rights", "storage places"))
                .extracting(line -> line.finding().colour()).containsOnly(AMBER);
        assertThat(of(lines, "ports")).extracting(line -> line.finding().said())
                .allMatch(said -> said.startsWith("nothing answers on port"));
        assertThat(lines).filteredOn(line -> line.finding().colour() != GREEN)
                .allMatch(line -> line.finding().todo().isPresent());
    }

    private static List<Doctor.Line> examine(Path home) throws Exception {
        Config config = ConfigFile.read(home.resolve("casegate.yaml"), Map.of());
        try (Site site = new Site(config, CLOCK)) {
            return Doctor.examine(site);
        }
    }

    private static List<Doctor.Line> of(List<Doctor.Line> lines, String... checks) {
        return lines.stream().filter(line -> Set.of(checks).contains(line.check())).toList();
    }

    private static void move(Gateway gateway, Set<Place> places) throws Exception {
        Register now = gateway.directory().current();
        Register moved = new Register(now.revision(), now.ceiling(), places, now.agencies(), now.memberships(),
                now.accounts(), now.agreements());
        gateway.ledger().append(Draft.of(new RegisterEvent.Loaded(List.of())),
                RegisterChange.between(now, moved).change());
    }
}
