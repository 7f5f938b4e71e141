// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.casegate.policy.check.Limits;
import org.casegate.policy.intake.Quotas;
import org.casegate.policy.register.Network;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    private static final String LEAST = """
            casegate: 1
            web:
              certificate: web.p12
              password_file: web.password
            ledger: { origin: example.org/ledger }
            """;

    @TempDir
    Path folder;

    @Test
    void readsTheLeastThatAGatewayNeedsAndSupplementsTheRest() throws Exception {
        Config config = ConfigFile.read(file(LEAST), Map.of());

        assertThat(config.origin()).isEqualTo("example.org/ledger");
        assertThat(config.objectStore()).isEqualTo(folder.resolve("objects"));
        assertThat(config.keys().master()).isEqualTo(folder.resolve("keys/master.key"));
        assertThat(config.database()).isEqualTo(new Config.Embedded(folder, 0));
        assertThat(config.sftp()).isEqualTo(new Config.Sftp("127.0.0.1", 2222, false, List.of()));
        assertThat(config.web().port()).isEqualTo(8443);
        assertThat(config.web().adminPort()).isEqualTo(8444);
        assertThat(config.backupAge()).isEqualTo(Duration.ofDays(14));
        assertThat(config.demo()).isFalse();
        assertThat(config.countryDatabase()).isEmpty();
    }

    @Test
    void letsOldProgramsInWhereTheSiteSaysSo() throws Exception {
        Config config = ConfigFile.read(file(LEAST + "sftp: { old_libssh2: true }\n"), Map.of());

        assertThat(config.sftp().oldLibssh2()).isTrue();
    }

    @Test
    @DisplayName("V3: the balancers that may say whom a connection comes from are listed, in the file or in the environment")
    void takesBalancers() throws Exception {
        List<Network> both = List.of(Network.parse("192.0.2.0/28").orElseThrow(),
                Network.parse("2001:db8::7").orElseThrow());
        Config inFile = ConfigFile.read(file(LEAST + "sftp: { balancers: [192.0.2.0/28, \"2001:db8::7\"] }\n"),
                Map.of());
        Config inEnvironment = ConfigFile.read(file(LEAST),
                Map.of("CASEGATE_SFTP_BALANCERS", "192.0.2.0/28\n2001:db8::7"));

        assertThat(inFile.sftp().balancers()).isEqualTo(both);
        assertThat(inEnvironment.sftp().balancers()).isEqualTo(both);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[192.0.2.1/28]", "[0.0.0.0/0]", "[192.0.2.1, ~]", "[balancer.example]",
            "[[192.0.2.1]]",
            "\"\"", "\"192.0.2.1, 192.0.2.2\""})
    @DisplayName("V3: no name, no network with host bits, and never everybody is a balancer")
    void refusesOtherBalancers(String balancers) throws Exception {
        Path file = file(LEAST + "sftp: { balancers: " + balancers + " }\n");

        assertThatThrownBy(() -> ConfigFile.read(file, Map.of())).isInstanceOf(BadConfig.class)
                .hasMessageContaining("`sftp.balancers`");
    }

    @Test
    @DisplayName("OB-114: the country database is a file that the site names")
    void takesTheCountryDatabase() throws Exception {
        Config config = ConfigFile.read(file(LEAST + "territory: { country_database: countries.mmdb }\n"), Map.of());

        assertThat(config.countryDatabase()).contains(folder.resolve("countries.mmdb"));
    }

    @Test
    @DisplayName("the limits of intake are settings, in bytes and whole numbers; what is not given is as usual")
    void takesTheLimits() throws Exception {
        Quotas usual = Quotas.standard();
        assertThat(ConfigFile.read(file(LEAST), Map.of()).limits()).isEqualTo(usual);

        Path file = file(LEAST + "limits: { account_bytes: 1000000, unfinished_hours: 24, free_disk_percent: 20 }\n");
        assertThat(ConfigFile.read(file, Map.of("CASEGATE_LIMITS_PACK_PARTS", "10")).limits())
                .isEqualTo(new Quotas(new Limits(10, usual.pack().partBytes(), Duration.ofHours(24)),
                        usual.unfinishedPacks(), 1_000_000, usual.agencyBytes(), 0.2, usual.answerWithin()));
        assertThatThrownBy(() -> ConfigFile.read(file, Map.of("CASEGATE_LIMITS_PART_BYTES", "50G")))
                .isInstanceOf(BadConfig.class).hasMessageContaining("a whole number from 1 to 53687091200");
    }

    @Test
    void putsTheAdministrationOnePortAboveThePortal() throws Exception {
        Config config = ConfigFile.read(file(LEAST.replace("web:\n", "web:\n  port: 9000\n")), Map.of());

        assertThat(config.web().adminPort()).isEqualTo(9001);
    }

    @Test
    void letsTheEnvironmentOverrideAnyKey() throws Exception {
        Config config = ConfigFile.read(file(LEAST),
                Map.of("CASEGATE_SFTP_PORT", "2022", "CASEGATE_OBJECT_STORE", "/srv/objects"));

        assertThat(config.sftp().port()).isEqualTo(2022);
        assertThat(config.objectStore()).isEqualTo(Path.of("/srv/objects"));
    }

    @Test
    void stopsAtAnUnknownKeyWithItsLineAndTheNearestKnownOne() throws IOException {
        Path file = file(LEAST + "sftp:\n  prot: 2222\n");

        assertThatThrownBy(() -> ConfigFile.read(file, Map.of())).isInstanceOf(BadConfig.class)
                .hasMessage(file + ":7: unknown key `sftp.prot`; the nearest known key is `sftp.port`");
    }

    @Test
    void reportsAllComplaintsTogether() throws IOException {
        Path file = file("casegate: 2\nweb: 8443\nsftp: { port: 0, port: 1 }\ndemo: maybe\nledger: { origin: }\n");

        assertThatThrownBy(() -> ConfigFile.read(file, Map.of())).hasMessageContainingAll(
                file + ":1: `casegate` is `2`; accepted is 1",
                file + ":2: `web` holds further keys, not a value",
                file + ":3: `sftp.port` stands here twice",
                file + ":3: `sftp.port` is `0`; accepted is a port from 1 to 65535",
                file + ":4: `demo` is `maybe`; accepted is true or false",
                file + ":5: `ledger.origin` has no value",
                "the key `web.certificate` is missing (or the environment variable CASEGATE_WEB_CERTIFICATE)");
    }

    @ParameterizedTest
    @CsvSource({"P15D", "P0D", "PT36H", "two weeks"})
    void refusesABackupAgeThatWouldBreakTheThreeWeeksOfAnEpochKey(String age) throws IOException {
        Path file = file(LEAST + "backup: { max_age: " + age + " }\n");

        assertThatThrownBy(() -> ConfigFile.read(file, Map.of()))
                .hasMessageEndingWith("accepted is whole days from P1D to P14D");
    }

    @Test
    void refusesTwoDatabases() throws IOException {
        Path file = file(LEAST + "database: { embedded: ., host: db.example, password_file: p }\n");

        assertThatThrownBy(() -> ConfigFile.read(file, Map.of())).hasMessageContaining("not both");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''|empty", "'a: ['|not YAML", "'[1, 2]'|expected keys and values",
            "'{[a]: b}'|not YAML",
            "'web: &a { web: *a }'|not YAML"})
    void answersWhatIsNoConfigurationWithASentence(String text, String part) throws IOException {
        Path file = file(text);

        assertThatThrownBy(() -> ConfigFile.read(file, Map.of())).isInstanceOf(BadConfig.class)
                .hasMessageContaining(part)
                .hasMessageContaining(file.toString());
    }

    @Test
    void looksForTheFileWhereItWasSaidFirst() throws Exception {
        assertThat(ConfigFile.find(Optional.of(Path.of("a.yaml")), Map.of("CASEGATE_CONFIG", "b.yaml")))
                .isEqualTo(Path.of("a.yaml"));
        assertThat(ConfigFile.find(Optional.empty(), Map.of("CASEGATE_CONFIG", "b.yaml"))).isEqualTo(Path.of("b.yaml"));
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        Path missing = folder.resolve("missing.yaml");

        assertThatThrownBy(() -> ConfigFile.read(missing, Map.of())).hasMessage(missing + ": no such file");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("casegate.yaml"), text);
    }
}
