// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.territory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import org.casegate.policy.Partnership;
import org.casegate.policy.intake.Answer;
import org.casegate.policy.intake.SenderPack;
import org.casegate.policy.release.ReleaseRefused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The country database at the door by which packs come in and at the one by which they go out. Nobody here comes from a
/// registered network.
class BothDoorsTest {
    private static final Instant BUILT = Instant.parse("2026-05-01T00:00:00Z");

    @TempDir
    Path folder;

    private Path countries;
    private Partnership partnership;

    @BeforeEach
    void open() {
        countries = folder.resolve("countries.mmdb");
        partnership = Partnership.at(folder, Territory.with(countries));
        partnership.edit(register -> register.replace(", 198.51.100.0/24", ""));
    }

    @AfterEach
    void close() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    @Test
    @DisplayName("OB-114, ST-08, D-04: accepted and opened from the UK; a sender in Jersey and a recipient in France are refused, each told where he is")
    void placesSenderAndRecipient() throws Exception {
        allAddressesAreIn("GB");
        SenderPack pack = partnership.pack("from-home");
        assertThat(partnership.sendAccepted(pack)).isInstanceOf(Answer.Accepted.class);
        partnership.release().acknowledge(partnership.person(Partnership.RECIPIENT), pack.id());
        assertThat(partnership.download(Partnership.RECIPIENT, pack, 1)).asString().contains("Contact on 3 March.");

        allAddressesAreIn("FR");
        assertThatThrownBy(() -> partnership.download(Partnership.RECIPIENT, pack, 1))
                .isInstanceOf(ReleaseRefused.class).hasMessageContaining("You cannot open this pack from France.");

        allAddressesAreIn("JE");
        SenderPack abroad = partnership.pack("from-jersey");
        assertThat(partnership.sendAccepted(abroad)).isInstanceOfSatisfying(Answer.Refused.class,
                refused -> assertThat(refused.sentence()).contains("it was sent from Jersey and the Staffordshire "
                        + "agreement keeps data inside the UK"));
        assertThat(partnership.entries()).containsExactly("ACCEPTED", "ACKNOWLEDGED", "DOWNLOADED",
                "DOWNLOAD_REFUSED TERRITORY", "REFUSED TERRITORY");
    }

    private void allAddressesAreIn(String country) {
        CountryFile.of(BUILT).with("198.51.100.0/24", country).write(countries);
    }
}
