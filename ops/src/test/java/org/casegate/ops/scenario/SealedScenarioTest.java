// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.casegate.crypto.certificate.Gpg;
import org.casegate.ops.walk.Browser;
import org.casegate.ops.walk.Page;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.directory.OwnCertificates;
import org.casegate.policy.register.AgencyId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// S01 where one of the two agencies holds its own key, in GnuPG.
class SealedScenarioTest {
    private static final AgencyId COUNCIL = new AgencyId("staffordshire-county-council");
    private static final Pattern NUMBER = Pattern.compile("The number is (\\d{4} \\d{4} \\d{4})");

    @TempDir
    Path home;
    @TempDir
    Path keys;

    @Test
    @DisplayName("S01 OB-103: sent by sftp and accepted, a part opens for the council with GnuPG alone, and for the police as before")
    void opensWithTheAgencysOwnKey() throws Exception {
        try (Gpg gpg = new Gpg(keys); Site site = new Site(home, Instant.parse("2026-05-06T09:00:00Z"))) {
            String fingerprint = gpg.generate("Safeguarding team", "ed25519", "cv25519", "--faked-system-time",
                    "20260101T000000!");
            Actor operator = Actor.onMachine("operator");
            OwnCertificates own = site.gateway().ownCertificates();
            own.register(operator, COUNCIL, gpg.export(fingerprint), Optional.empty());
            String test = new String(gpg.decrypt(own.makeTest(operator, COUNCIL)), UTF_8);
            Matcher number = NUMBER.matcher(test);
            assertThat(number.find()).isTrue();
            assertThat(test).contains("Staffordshire County Council", fingerprint.toLowerCase(java.util.Locale.ROOT));
            assertThat(own.confirm(operator, COUNCIL, number.group(1)).right()).isTrue();

            Map<String, String> files = Map.of("manifest.yaml", Manifests.RAPID_REVIEW, "chronology.txt",
                    "Contact with the named nurse on 3 March.\n".repeat(5000), "summary.txt",
                    "In our opinion the plan holds.\n");
            Site.Sent sent = site.send("uhnm-named-nurse", "/staffordshire/SSCB-RR-2026-014/uhnm", files);
            assertThat(sent.says("outcome", "ACCEPTED")).as(sent.ran().err()).isTrue();

            try (Browser officer = site.signedIn("scc-safeguarding-lead")) {
                String pack = officer.get("/packs").links("/packs/").getFirst();
                Page cover = officer.post(pack + "/reminder", officer.get(pack), Map.of("read", "yes"));
                assertThat(cover.words()).contains("sealed to your agency's own OpenPGP certificate",
                        "must be opened with your agency's own key");
                Page part = officer.post(pack + "/parts/1", cover, Map.of());
                assertThat(part.fileName()).isEqualTo("chronology.txt.pgp");
                assertThat(part.text()).doesNotContain("named nurse");
                assertThat(Page.sha256(gpg.decrypt(part.octets())))
                        .isEqualTo(Page.sha256(files.get("chronology.txt").getBytes(UTF_8)));
            }
            try (Browser police = site.signedIn("sp-review-officer")) {
                String pack = police.get("/packs").links("/packs/").getFirst();
                Page cover = police.post(pack + "/reminder", police.get(pack), Map.of("read", "yes"));
                assertThat(cover.words()).doesNotContain("own OpenPGP certificate");
                assertThat(police.post(pack + "/parts/1", cover, Map.of()).text())
                        .isEqualTo(files.get("chronology.txt"));
            }
            site.verify();
        }
    }
}
