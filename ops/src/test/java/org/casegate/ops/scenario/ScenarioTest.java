// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.casegate.ops.walk.Browser;
import org.casegate.ops.walk.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The acceptance scenarios, each from a sender's `sftp` to what a recipient, or nobody, can open.
class ScenarioTest {
    private static final Instant SIXTH_OF_MAY = Instant.parse("2026-05-06T09:00:00Z");

    @TempDir
    static Path home;

    private static Site site;

    @BeforeAll
    static void start() throws Exception {
        site = new Site(home, SIXTH_OF_MAY);
    }

    @AfterEach
    void verify() {
        site.verify();
    }

    @AfterAll
    static void shut() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    @DisplayName("S01: a pre-meeting pack of two parts is accepted, lies encrypted, two notices go out, and it opens for the named officer alone")
    void s01PreMeetingPackAccepted() throws Exception {
        Map<String, String> files = Map.of("manifest.yaml", Manifests.RAPID_REVIEW, "chronology.txt",
                "Contact with the named nurse on 3 March.\n", "summary.txt", "In our opinion the plan holds.\n");

        Site.Sent sent = site.send("uhnm-named-nurse", "/staffordshire/SSCB-RR-2026-014/uhnm", files);

        assertThat(sent.ran().status()).as(sent.ran().err()).isZero();
        assertThat(sent.sentence()).contains("was accepted under version 1.1");
        assertThat(sent.says("outcome", "ACCEPTED")).isTrue();
        assertThat(onDisk()).isNotEmpty().noneMatch(octets -> contains(octets, "named nurse on 3 March"));
        List<String> mails = site.mails().stream().filter(mail -> mail.contains("SSCB-RR-2026-014")).toList();
        assertThat(mails).hasSize(2).allSatisfy(mail -> assertThat(mail)
                .contains("University Hospitals of North Midlands NHS Trust", "https://localhost:", "/packs/")
                .doesNotContain("chronology", "summary", "uhnm", "safeguarding-lead has", "multipart"));
        assertThat(mails).anyMatch(mail -> mail.contains("\nTo: scc-safeguarding-lead@"))
                .anyMatch(mail -> mail.contains("\nTo: sp-review-officer@"));
        try (Browser officer = site.signedIn("scc-safeguarding-lead")) {
            String pack = officer.get("/packs").links("/packs/").getFirst();
            Page early = officer.post(pack + "/parts/1", officer.get(pack), Map.of());
            assertThat(early.words()).contains("REMINDER");
            Page cover = officer.post(pack + "/reminder", officer.get(pack), Map.of("read", "yes"));
            Page part = officer.post(pack + "/parts/1", cover, Map.of());
            assertThat(part.text()).isEqualTo(files.get("chronology.txt"));
            try (Browser colleague = site.signedIn("scc-review-manager")) {
                Page tried = colleague.post(pack + "/parts/1", colleague.get("/packs"), Map.of());
                assertThat(tried.words()).contains("NOT-THE-RECIPIENT");
            }
        }
    }

    @Test
    @DisplayName("S02: a recipient that the agreement does not name is refused at ST-05, and nothing later is said")
    void s02RecipientNotNamed() throws Exception {
        Site.Sent sent = site.send("sp-review-officer", "/staffordshire/SSCB-CSPR-2026-003/sp",
                Map.of("manifest.yaml", Manifests.TO_BRITISH_TRANSPORT_POLICE, "report.txt", "A report.\n"));

        assertThat(sent.ran().status()).isNotZero();
        assertThat(sent.sentence())
                .startsWith("This upload was refused because British Transport Police is not an agency "
                        + "named in the Staffordshire agreement.");
        assertThat(sent.findings()).containsExactly("ST-05 RECIPIENT-NOT-NAMED ST front page; ST 4.0");
    }

    @Test
    @DisplayName("S07: two faults of the content are reported together, in table order, each with its sentence")
    void s07TwoFaultsTogether() throws Exception {
        Site.Sent sent = site.send("mpft-named-nurse", "/staffordshire/SSCB-CSPR-2026-005/mpft",
                Map.of("manifest.yaml", Manifests.TWO_FAULTS, "report.txt", "A report.\n"));

        assertThat(sent.ran().status()).isNotZero();
        assertThat(sent.findings()).containsExactly("ST-15 CATEGORY-NOT-LISTED ST 4.1",
                "ST-18 NATURE-MISSING ST 2.2 b7");
        assertThat(sent.sentence())
                .contains("genetic data is not a type of information listed in the Staffordshire agreement")
                .contains("report.txt does not say whether it is fact, opinion or both");
    }

    private static List<byte[]> onDisk() throws Exception {
        try (Stream<Path> objects = Files.walk(site.home().resolve("objects"))) {
            List<byte[]> all = new java.util.ArrayList<>();
            for (Path object : objects.filter(Files::isRegularFile).toList()) {
                all.add(Files.readAllBytes(object));
            }
            return all;
        }
    }

    private static boolean contains(byte[] octets, String text) {
        return new String(octets, java.nio.charset.StandardCharsets.ISO_8859_1).contains(text);
    }
}
