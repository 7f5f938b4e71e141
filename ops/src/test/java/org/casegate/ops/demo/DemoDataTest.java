// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.manifest.ManifestParser;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.Place;
import org.casegate.policy.register.Register;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoDataTest {
    private static final Instant NOW = Instant.parse("2026-05-06T09:00:00Z");

    @TempDir
    Path folder;
    private DemoHome home;

    @BeforeEach
    void take() {
        home = DemoHome.take(folder.resolve("home"));
    }

    @AfterEach
    void leave() throws IOException {
        home.close();
    }

    @Test
    @DisplayName("the register names the eleven bodies of ST front page, all signed, all reachable from this machine")
    void namesTheElevenBodies() throws IOException {
        Register register = DemoRegister.read(home, InstantSource.fixed(NOW)).register();

        assertThat(register.agencies()).hasSize(11)
                .allSatisfy(agency -> assertThat(agency.place()).isEqualTo(new Place("GB")));
        assertThat(register.memberships(new AgreementId("staffordshire"))).hasSize(11)
                .allSatisfy(membership -> assertThat(membership.signed()).isPresent());
        assertThat(register.placeOf(InetAddress.ofLiteral("127.0.0.1"))).isEqualTo(new Place("GB"));
        assertThat(register.placeOf(InetAddress.ofLiteral("::1"))).isEqualTo(new Place("GB"));
        assertThat(register.accounts()).hasSize(10)
                .allSatisfy(account -> assertThat(account.kind()).isEqualTo(Account.Kind.PERSON));
    }

    @Test
    void keepsTheSendersKeysFromStartToStart() throws IOException {
        Register first = DemoRegister.read(home, InstantSource.fixed(NOW)).register();
        Register second = DemoRegister.read(home, InstantSource.fixed(NOW)).register();

        assertThat(second.sameContent(first)).isTrue();
        assertThat(Files.getPosixFilePermissions(home.at("keys/sp-review-officer")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accepted", "refused"})
    void writesManifestsThatCanBeRead(String name) throws IOException {
        SamplePack pack = SamplePack.make(home, NOW, 1).stream().filter(each -> each.name().equals(name)).findFirst()
                .orElseThrow();

        assertThat(new ManifestParser(Agreements.bundled().ids()).parse(pack.text("manifest.yaml").getBytes(UTF_8))
                .complaints()).isEmpty();
        assertThat(pack.text("manifest.yaml")).doesNotContain("{{").contains("originated_on: 2026-05-05");
        assertThat(Files.readString(pack.batch())).startsWith("mkdir " + pack.to() + "\ncd ")
                .contains("put manifest.yaml\nput chronology.txt\nput summary.txt\n");
    }

    @Test
    void sendsToAFolderThatNoEarlierStartHasUsed() throws IOException {
        List<SamplePack> first = SamplePack.make(home, NOW, 1);
        List<SamplePack> second = SamplePack.make(home, NOW, 2);

        assertThat(first.getFirst().to()).isEqualTo("/staffordshire/SSCB-RR-2026-014/sp-chronology");
        assertThat(second).extracting(SamplePack::to)
                .doesNotContainAnyElementsOf(first.stream().map(SamplePack::to).toList());
    }

    @Test
    void putsTheMeetingSixDaysAheadAtTenInLondon() {
        assertThat(SamplePack.dates(NOW)).containsEntry("meeting_at", "2026-05-12T10:00:00+01:00")
                .containsEntry("meeting_ref", "SSCB-MTG-2026-132");
    }
}
