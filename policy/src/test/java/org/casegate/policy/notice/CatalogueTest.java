// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.casegate.policy.document.Complaint;
import org.casegate.policy.notice.Catalogue.Gap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogueTest {
    private static final Map<Gap, String> FILLED = Map.of(Gap.AGENCY, "The Agency", Gap.CASE, "SSCB-RR-2026-014",
            Gap.LINK,
            "https://gateway.example/", Gap.DEADLINE, "10:00 on 7 May 2026", Gap.LAST_LINE, "Ring them.");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"MONTHLY_DIGEST", "CHECKPOINT_TO_KEEP"})
    @DisplayName("OB-099 every kind names the agency, the case's reference and the link, and nothing else of it")
    void namesWhatItMay(NoticeKind kind) {
        String text = Catalogue.bundled().text(kind, FILLED);

        assertThat(text).contains("The Agency", "SSCB-RR-2026-014", "https://gateway.example/", "Ring them.")
                .doesNotContain("{", "}");
        assertThat(Catalogue.bundled().subject(kind)).hasSizeBetween(15, 60).doesNotContain("SSCB", "Agency");
        assertThat(text.lines()).allMatch(line -> line.length() <= 120);
    }

    @Test
    void complainsOfAGapThatItDoesNotKnowAndOfAGapInASubject() throws Exception {
        String broken = bundled().replaceFirst("reference:  \\{case}", "reference:  {child}").replaceFirst("subject: A",
                "subject: \"{case} a\" #");

        assertThat(Catalogue.parse(broken.getBytes(UTF_8)).complaints()).extracting(Complaint::sentence)
                .anyMatch(sentence -> sentence.contains("unknown gap {child}"))
                .anyMatch(sentence -> sentence.contains("a subject says nothing of a case"));
    }

    @Test
    @DisplayName("V6 what fills a gap is one line, and no gap")
    void fillsGapsWithOneLine() {
        Map<Gap, String> evil = new EnumMap<>(FILLED);
        evil.put(Gap.AGENCY, "Police\r\n.\r\nMAIL FROM:<thief@evil.example>\u2028{link}$1\\\u0000");

        assertThat(Catalogue.bundled().text(NoticeKind.PACK_TO_COLLECT, evil).lines())
                .contains(
                        "Police . MAIL FROM:<thief@evil.example> {link}$1\\ has sent a case pack, and it is waiting to be"
                                + " collected.");
    }

    @Test
    void complainsOfAKindWithoutWords() throws Exception {
        String broken = bundled().replace("PACK_HELD:", "PACK_HOLD:");

        assertThat(Catalogue.parse(broken.getBytes(UTF_8)).complaints()).extracting(Complaint::key)
                .contains("PACK_HELD", "PACK_HOLD");
    }

    private static String bundled() throws Exception {
        try (InputStream in = Optional.ofNullable(Catalogue.class.getResourceAsStream("catalogue.yaml"))
                .orElseThrow()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
