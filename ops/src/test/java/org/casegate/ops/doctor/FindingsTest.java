// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.ops.doctor.Finding.Colour.AMBER;
import static org.casegate.ops.doctor.Finding.Colour.GREEN;
import static org.casegate.ops.doctor.Finding.Colour.RED;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.casegate.crypto.certificate.Reads;
import org.casegate.policy.directory.OwnCertificates;
import org.casegate.policy.ledger.Standing;
import org.casegate.policy.ledger.Anchors;
import org.casegate.policy.ledger.Vouching;
import org.casegate.policy.notice.CheckpointLetters;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.territory.CountryDatabase.State;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where the checks of the doctor draw their lines.
class FindingsTest {
    private static final Instant NOW = Instant.parse("2026-05-06T09:00:00Z");

    @ParameterizedTest
    @CsvSource({"PT0S, GREEN", "PT2S, GREEN", "PT2.001S, AMBER", "-PT30S, AMBER", "PT30.001S, RED", "-PT1H, RED"})
    void clocksMayBeTwoSecondsApart(Duration apart, Finding.Colour colour) {
        assertThat(ClocksAgree.between(NOW, NOW.plus(apart)).colour()).isEqualTo(colour);
    }

    @ParameterizedTest
    @CsvSource({"20, GREEN", "19, AMBER", "10, AMBER", "9, RED", "0, RED"})
    void aDiskIsScarceBelowAFifthAndIntakeStopsBelowATenth(int perCent, Finding.Colour colour) {
        Finding found = DisksHaveRoom.of("the object store", Path.of("/srv/objects"), perCent * (1L << 30),
                100L << 30);

        assertThat(found.colour()).isEqualTo(colour);
        assertThat(found.said()).contains("the object store at /srv/objects has " + perCent + " % free");
        assertThat(found.todo().isPresent()).isEqualTo(colour != GREEN);
    }

    @Test
    void aCertificateIsToBeRenewedAMonthBefore() {
        Instant from = NOW.minus(Duration.ofDays(60));
        assertThat(CertificateIsValid.runs(from, NOW.plus(Duration.ofDays(31)), NOW).colour()).isEqualTo(GREEN);
        assertThat(CertificateIsValid.runs(from, NOW.plus(Duration.ofDays(30)), NOW).colour()).isEqualTo(AMBER);
        assertThat(CertificateIsValid.runs(from, NOW, NOW).colour()).isEqualTo(RED);
        assertThat(CertificateIsValid.runs(NOW.plusSeconds(1), NOW.plus(Duration.ofDays(90)), NOW).colour())
                .isEqualTo(RED);
    }

    @Test
    void anAgencysCertificateIsToBeRenewedAMonthBefore() {
        assertThat(OwnCertificatesHold.of(certificate(Optional.empty()), NOW).colour()).isEqualTo(GREEN);
        assertThat(OwnCertificatesHold.of(certificate(Optional.of(NOW.plus(Duration.ofDays(31)))), NOW).colour())
                .isEqualTo(GREEN);
        assertThat(OwnCertificatesHold.of(certificate(Optional.of(NOW.plus(Duration.ofDays(30)))), NOW).colour())
                .isEqualTo(AMBER);
        Finding ended = OwnCertificatesHold.of(certificate(Optional.of(NOW)), NOW);
        assertThat(ended.colour()).isEqualTo(RED);
        assertThat(ended.todo()).hasValueSatisfying(
                todo -> assertThat(todo).contains("casegate agency certificate register staffordshire-police"));
    }

    private static OwnCertificates.Line certificate(Optional<Instant> end) {
        return new OwnCertificates.Line(new AgencyId("staffordshire-police"), "ab".repeat(20), true, Reads.V1, end, NOW,
                "os:root", Optional.of(NOW), Optional.of("os:root"));
    }

    @Test
    @DisplayName("OB-114: a country database is missing, current, a month and a half old, or cannot be used")
    void aCountryDatabaseGrowsOld() {
        Optional<Path> file = Optional.of(Path.of("/etc/casegate/countries.mmdb"));
        Optional<Instant> built = Optional.of(NOW.minus(Duration.ofDays(44)));
        Optional<String> type = Optional.of("DBIP-Country-Lite");
        Optional<String> fault = Optional.of("/etc/casegate/countries.mmdb cannot be read as an MMDB file");

        Finding none = CountriesAreKnown.of(
                new State(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()), NOW);
        Finding current = CountriesAreKnown.of(new State(file, built, type, Optional.empty()), NOW);
        Finding old = CountriesAreKnown.of(new State(file, built, type, Optional.empty()),
                NOW.plus(Duration.ofDays(1)));
        Finding broken = CountriesAreKnown.of(new State(file, built, type, fault), NOW);

        assertThat(List.of(none, current, old, broken)).extracting(Finding::colour)
                .containsExactly(AMBER, GREEN, AMBER, RED);
        assertThat(old.said()).isEqualTo("DBIP-Country-Lite of 2026-03-23T09:00:00Z, older than 45 days");
        assertThat(old.todo()).hasValueSatisfying(todo -> assertThat(todo).contains("ops/country-database"));
        assertThat(broken.said()).contains("cannot be read as an MMDB file; the one of 2026-03-23T09:00:00Z");
    }

    @Test
    void aCheckThatFailsIsRedAndKeepsNoOtherFromLooking() {
        Check failing = check("failing", () -> {
            throw new IllegalStateException("no such table");
        });
        Check well = check("well", () -> List.of(Finding.green("all is well")));
        Check unopened = check("inside", () -> {
            throw new NotOpened(new IllegalStateException("shut"));
        });

        List<Doctor.Line> lines = Doctor.examine(new Site(Sites.nowhere(), () -> NOW),
                List.of(failing, unopened, well));

        assertThat(lines).extracting(Doctor.Line::check).containsExactly("failing", "inside", "well");
        assertThat(lines).extracting(line -> line.finding().colour()).containsExactly(RED, AMBER, GREEN);
        assertThat(lines.getFirst().finding().said()).isEqualTo("could not be looked at: no such table");
    }

    private interface Looking {
        List<Finding> look() throws Exception;
    }

    private static Check check(String name, Looking looking) {
        return new Check() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Finding> look(Site site) throws Exception {
                return looking.look();
            }
        };
    }

    @Test
    @DisplayName("a production gateway for whose ledger nobody else vouches is red")
    void somebodyElseVouchesForTheLedger() {
        Path place = Path.of("/mnt/anchors");
        Vouching own = new Vouching(List.of(), Optional.empty(),
                List.of(new Vouching.Place(Anchors.in(place), Optional.empty(), 1000, Duration.ofHours(1))));
        Vouching others = new Vouching(List.of(), Optional.empty(), List
                .of(new Vouching.Place(Anchors.in(place), Optional.of("West Midlands Police"), 1000,
                        Duration.ofHours(1))));

        assertThat(OthersVouch.byOthers(Vouching.nobody(), false)).extracting(Finding::colour).containsExactly(RED);
        assertThat(OthersVouch.byOthers(own, false)).extracting(Finding::colour).containsExactly(RED);
        assertThat(OthersVouch.byOthers(Vouching.nobody(), true)).extracting(Finding::colour).containsExactly(AMBER);
        assertThat(OthersVouch.byOthers(others, false)).isEmpty();
    }

    @Test
    @DisplayName("whoever vouches for the ledger has it of late, or a finding says why not")
    void whoVouchesHasItOfLate() {
        assertThat(OthersVouch.of(standing(NOW.minus(Duration.ofHours(25)), 0), NOW).colour()).isEqualTo(GREEN);
        assertThat(OthersVouch.of(standing(NOW.minus(Duration.ofHours(23)), 5), NOW).colour()).isEqualTo(GREEN);
        assertThat(OthersVouch.of(standing(NOW.minus(Duration.ofHours(25)), 5), NOW).colour()).isEqualTo(AMBER);
        assertThat(OthersVouch.of(new Standing("the witness", Optional.empty(), 5, Optional.empty()), NOW).colour())
                .isEqualTo(AMBER);
        Finding forked = OthersVouch.of(new Standing("the witness", Optional.empty(), 0,
                Optional.of("has seen another history, signed at size 6: the ledger was rewritten")), NOW);
        assertThat(forked.colour()).isEqualTo(RED);
        assertThat(forked.said()).isEqualTo(
                "the witness has seen another history, signed at size 6: the ledger was rewritten");
    }

    @Test
    @DisplayName("how old the newest checkpoint is that went by mail")
    void howOldTheLettersAre() {
        Duration week = Duration.ofDays(7);
        Optional<Instant> begun = Optional.of(NOW.minus(Duration.ofDays(30)));

        Finding fresh = OthersVouch.ofLetters(
                new CheckpointLetters.Standing(begun, Optional.of(NOW.minus(Duration.ofDays(7))), week), NOW);
        assertThat(fresh.colour()).isEqualTo(GREEN);
        assertThat(fresh.said()).contains(NOW.minus(Duration.ofDays(7)).toString());
        assertThat(OthersVouch.ofLetters(
                new CheckpointLetters.Standing(begun, Optional.of(NOW.minus(Duration.ofDays(8))), week), NOW).colour())
                .isEqualTo(AMBER);
        assertThat(OthersVouch.ofLetters(new CheckpointLetters.Standing(begun, Optional.empty(), week), NOW).colour())
                .isEqualTo(AMBER);
        assertThat(OthersVouch.ofLetters(
                new CheckpointLetters.Standing(Optional.of(NOW.minus(Duration.ofDays(1))), Optional.empty(), week), NOW)
                .colour()).isEqualTo(GREEN);
    }

    private static Standing standing(Instant at, long behind) {
        return new Standing("the witness", Optional.of(at), behind, Optional.empty());
    }
}
