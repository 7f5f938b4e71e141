// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.territory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Registers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where an address is: registered networks first, then the country database, else nowhere known.
class TerritoryTest {
    private static final Instant BUILT = Instant.parse("2026-05-01T00:00:00Z");
    /// Every agency is at home in 192.0.2.0/24; the police have a post in the Sovereign Base Areas.
    private static final Register REGISTER = Registers.allSigned()
            .edited("  - { id: british-transport-police, name: British Transport Police, place: GB }",
                    "  - { id: british-transport-police, name: British Transport Police, place: XQ, networks: [203.0.113.128/25, \"2001:db8:5::/48\"] }")
            .register();

    @TempDir
    Path folder;

    private Path file;
    private Territory territory;

    @BeforeEach
    void write() {
        file = folder.resolve("countries.mmdb");
        CountryFile.of(BUILT)
                .with("25.0.0.0/8", "GB").with("31.13.0.0/16", "FR").with("31.13.7.0/24", "IE")
                .with("192.0.2.0/24", "US").with("203.0.113.0/24", "CY")
                .with("198.51.100.0/28", "IM").with("198.51.100.16/28", "JE").with("198.51.100.32/28", "GG")
                .with("198.51.100.48/28", "GI").with("198.51.100.64/28", "EU").with("198.51.100.80/28", "UK")
                .with("2a00:2300::/24", "GB").with("2001:db8::/32", "CY").with("2001:db8:ffff::/48", "NO")
                .write(file);
        territory = Territory.with(file);
    }

    @ParameterizedTest
    @DisplayName("OB-114 to OB-118, Annex A: the place of an address, IPv4 and IPv6; Crown dependencies and the Sovereign Base Areas are not GB")
    @CsvSource({"25.1.2.3, GB", "31.13.1.1, FR", "31.13.7.9, IE", "2a00:23c4::1, GB", "2001:db8:1::1, CY",
            "2001:db8:ffff::9, NO", "198.51.100.3, IM", "198.51.100.17, JE", "198.51.100.33, GG", "198.51.100.49, GI",
            "::ffff:25.1.2.3, GB"})
    void byTheDatabase(String address, String place) {
        assertThat(placeOf(address)).isEqualTo(new Place(place));
        assertThat(placeOf(address).isUk()).isEqualTo(place.equals("GB"));
    }

    @ParameterizedTest
    @DisplayName("A-04, XQ: a registered network goes before the database, which knows no Sovereign Base Areas and may be wrong")
    @CsvSource({"192.0.2.55, GB", "203.0.113.200, XQ", "203.0.113.20, CY", "2001:db8:5::1, XQ", "2001:db8:6::1, CY"})
    void registeredFirst(String address, String place) {
        assertThat(placeOf(address)).isEqualTo(new Place(place));
    }

    @ParameterizedTest
    @DisplayName("Annex A, last row: what neither knows, or what is no country, is unknown")
    @CsvSource({"8.8.8.8", "10.1.2.3", "::1", "fe80::1", "2a01::1", "198.51.100.65", "198.51.100.81"})
    void unknown(String address) {
        assertThat(placeOf(address)).isEqualTo(Place.UNKNOWN);
    }

    @Test
    @DisplayName("Annex A, last row: without a database only registered networks are somewhere")
    void noDatabase() {
        Territory networks = Territory.ofNetworks();

        assertThat(networks.placeOf(InetAddress.ofLiteral("192.0.2.55"), REGISTER)).isEqualTo(Place.UK);
        assertThat(networks.placeOf(InetAddress.ofLiteral("25.1.2.3"), REGISTER)).isEqualTo(Place.UNKNOWN);
        assertThat(networks.countries().file()).isEmpty();
    }

    @Test
    @DisplayName("reads country_code too, as other publishers write it")
    void otherForm() {
        CountryFile.of(BUILT).with("25.0.0.0/8", "GB").flat().write(file);

        assertThat(placeOf("25.1.2.3")).isEqualTo(Place.UK);
    }

    @Test
    @DisplayName("a database that is replaced is read at the next question; one that cannot be read leaves the last one in use")
    void replaced() throws IOException {
        assertThat(placeOf("25.1.2.3")).isEqualTo(Place.UK);

        CountryFile.of(BUILT.plusSeconds(60)).with("25.0.0.0/8", "US").with("26.0.0.0/8", "GB").write(file);
        assertThat(placeOf("25.1.2.3")).isEqualTo(new Place("US"));
        assertThat(territory.countries().built()).contains(BUILT.plusSeconds(60));
        assertThat(territory.countries().type()).contains("Test-Country");
        assertThat(territory.countries().fault()).isEmpty();

        Files.writeString(file, "half of a downl");
        assertThat(placeOf("26.1.2.3")).isEqualTo(Place.UK);
        assertThat(territory.countries().fault()).hasValueSatisfying(
                fault -> assertThat(fault).contains("countries.mmdb cannot be read as an MMDB file"));
        assertThat(territory.countries().built()).contains(BUILT.plusSeconds(60));

        Files.delete(file);
        assertThat(placeOf("26.1.2.3")).isEqualTo(Place.UNKNOWN);
        assertThat(territory.countries().fault()).hasValueSatisfying(
                fault -> assertThat(fault).startsWith("there is no file"));
    }

    @Test
    @DisplayName("a database whose data are damaged answers unknown")
    void damaged() throws IOException {
        byte[] octets = Files.readAllBytes(file);
        int data = new String(octets, StandardCharsets.ISO_8859_1).indexOf("country") - 2;
        Arrays.fill(octets, data, data + 22, (byte) 0xFF); // the first value, which is GB's
        Files.write(file, octets);

        assertThat(placeOf("25.1.2.3")).isEqualTo(Place.UNKNOWN);
    }

    private Place placeOf(String address) {
        return territory.placeOf(InetAddress.ofLiteral(address), REGISTER);
    }
}
