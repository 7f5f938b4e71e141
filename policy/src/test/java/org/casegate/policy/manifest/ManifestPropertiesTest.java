// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.casegate.policy.check.Packs;
import org.casegate.policy.document.Parsed;

/// Whatever the octets are, the parser returns a manifest or complaints, and nothing else.
class ManifestPropertiesTest {

    private static final byte[] GOOD = Packs.rapidReview().text().getBytes(UTF_8);

    @Property(tries = 1_000)
    void anyOctetsGiveAManifestOrComplaints(@ForAll byte[] octets) {
        answered(octets);
    }

    @Property(tries = 1_000)
    void anyTextGivesAManifestOrComplaints(@ForAll("fragments") List<String> fragments) {
        answered(String.join("", fragments).getBytes(UTF_8));
    }

    @Property(tries = 2_000)
    void anySpoiltManifestGivesAManifestOrComplaints(@ForAll @IntRange(max = 3_000) int at, @ForAll byte octet,
            @ForAll boolean inserted) {
        byte[] spoilt = inserted ? inserted(at % GOOD.length, octet) : GOOD.clone();
        spoilt[at % GOOD.length] = octet;
        answered(spoilt);
    }

    @Property(tries = 500)
    void anyTruncatedManifestGivesComplaintsOrLess(@ForAll @IntRange(max = 3_000) int length) {
        answered(Arrays.copyOf(GOOD, length % GOOD.length));
    }

    @Property(tries = 500)
    void aNameIsWhatItSaysAndOneWithItself(@ForAll("names") String name) {
        PartName.parse(name).ifPresent(parsed -> {
            assertThat(PartName.parse(parsed.value())).hasValue(parsed);
            assertThat(parsed.value()).doesNotContain("/", "\\", "\u0000", "\n").isNotIn(".", "..", "");
            assertThat(parsed.sameAs(new PartName(parsed.value()))).isTrue();
            assertThat(parsed.lengthBytes()).isBetween(1, PartName.LONGEST_BYTES);
            assertThat(NameRules.key(parsed.key())).isEqualTo(parsed.key());
        });
    }

    @Provide
    Arbitrary<List<String>> fragments() {
        return Arbitraries
                .of("manifest: 1\n", "parts:\n", "  - file: a.txt\n", "- ", "  ", "\t", "{", "}", "[", "]", ":", ": ",
                        ",",
                        "&a ", "*a ", "!!int ", "\"", "'", "|\n", ">\n", "# x\n", "\n", "---\n", "...\n", "%YAML 1.2\n",
                        "? ", "“", "\u00A0",
                        "\u2028", "\u0085", "case_ref: ABCD\n", "<<: ", "null", "0x1F", "𝔘", "\uFEFF")
                .list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().all().ofMinLength(1).ofMaxLength(20);
    }

    private static byte[] inserted(int at, byte octet) {
        byte[] longer = new byte[GOOD.length + 1];
        System.arraycopy(GOOD, 0, longer, 0, at);
        longer[at] = octet;
        System.arraycopy(GOOD, at, longer, at + 1, GOOD.length - at);
        return longer;
    }

    private static void answered(byte[] octets) {
        switch (ManifestParserTest.PARSER.parse(octets)) {
            case Parsed.Good<Manifest> good -> assertThat(good.value().parts()).isNotEmpty();
            case Parsed.Bad<Manifest> bad -> assertThat(bad.complaints()).isNotEmpty().allSatisfy(complaint -> {
                assertThat(complaint.line()).isNotNegative();
                assertThat(complaint.in("manifest.yaml").chars()).noneMatch(Character::isISOControl);
            });
        }
    }
}
