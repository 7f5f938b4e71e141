// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.policy.ledger.Anchors;
import org.casegate.policy.ledger.Vouching;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerKeysTest {
    private static final VerifierKey COUNCIL = SignerKey.generate(VerifierKey.Type.WITNESS, "witness.council.example")
            .verifier();
    private static final VerifierKey POLICE = SignerKey.generate(VerifierKey.Type.WITNESS, "witness.police.example")
            .verifier();
    private static final VerifierKey LOG = SignerKey.generate(VerifierKey.Type.LOG, "gateway.example/ledger/1")
            .verifier();

    @TempDir
    Path folder;

    private Vouching read(String more) throws Exception {
        Path file = Files.writeString(folder.resolve("casegate.yaml"),
                """
                        casegate: 1
                        web: { certificate: web.p12, password_file: web.password }
                        ledger:
                          origin: gateway.example/ledger
                        """
                        + more);
        return ConfigFile.read(file, Map.of()).vouching();
    }

    @Test
    void nobodyVouchesUnlessItIsSaid() throws Exception {
        assertThat(read("")).isEqualTo(Vouching.nobody());
        assertThat(Vouching.nobody().byOthers()).isFalse();
    }

    @Test
    void takesALineForEachWitness() throws Exception {
        Vouching vouching = read("""
                  witnesses: |
                    https://witness.council.example:8446/ %s
                    https://police.example/witness %s
                  witness_authority: partners.pem
                """.formatted(COUNCIL, POLICE));

        assertThat(vouching.witnesses()).containsExactly(
                new Vouching.Witness(URI.create("https://witness.council.example:8446/"), COUNCIL),
                new Vouching.Witness(URI.create("https://police.example/witness"), POLICE));
        assertThat(vouching.authority()).contains(folder.resolve("partners.pem"));
        assertThat(vouching.byOthers()).isTrue();
    }

    @Test
    void takesADirectoryForAnchors() throws Exception {
        assertThat(read("  anchors: /mnt/anchors\n").anchors())
                .containsExactly(new Vouching.Place(Anchors.in(Path.of("/mnt/anchors")), Optional.empty(), 1000,
                        Duration.ofHours(1)));
        Vouching kept = read("""
                  anchors: anchors
                  anchors_kept_by: West Midlands Police
                  anchor_entries: 50
                  anchor_every: PT15M
                """);
        assertThat(kept.anchors()).containsExactly(new Vouching.Place(Anchors.in(folder.resolve("anchors")),
                Optional.of("West Midlands Police"), 50, Duration.ofMinutes(15)));
        assertThat(kept.byOthers()).isTrue();
    }

    @Test
    @DisplayName("a bucket with Object Lock is a place for anchors, besides a directory or alone")
    void takesABucketForAnchors() throws Exception {
        String bucket = """
                  anchor_bucket: casegate-anchors
                  anchor_bucket_endpoint: https://s3.eu-west-2.amazonaws.com
                  anchor_bucket_region: eu-west-2
                  anchor_bucket_credentials: bucket.credentials
                  anchor_bucket_days: 3650
                """;
        Vouching own = read(bucket + "  anchor_every: PT15M\n");

        assertThat(own.anchors()).singleElement().satisfies(place -> {
            assertThat(place.anchors().place()).isEqualTo("https://s3.eu-west-2.amazonaws.com/casegate-anchors");
            assertThat(place.every()).isEqualTo(Duration.ofMinutes(15));
        });
        assertThat(own.byOthers()).isFalse();
        assertThat(read("  anchors: a\n" + bucket + "  anchor_bucket_kept_by: Wirral Council\n").anchors()).hasSize(2)
                .last().satisfies(place -> assertThat(place.keeper()).contains("Wirral Council"));

        assertRefused("  anchor_bucket_days: 30\n", "belongs to `ledger.anchor_bucket`");
        assertRefused("  anchor_every: PT15M\n", "belongs to `ledger.anchors` or `ledger.anchor_bucket`");
        assertRefused(bucket.replace("3650", "0"), "1 to 36500");
        assertRefused(bucket.replace("3650", "36501"), "1 to 36500");
        assertRefused(bucket.replace("https://s3", "http://s3"), "https://HOST");
        assertRefused(bucket.replace("casegate-anchors", "Anchors"), "a bucket's name");
        assertRefused(bucket.replaceAll(".*credentials.*\n", ""), "`ledger.anchor_bucket_credentials`");
        assertRefused(bucket.replaceAll(".*region.*\n", ""), "`ledger.anchor_bucket_region`");
    }

    @Test
    void refusesWhatIsNoWitnessAndWhatBelongsToNothing() {
        String line = "a line for each witness";
        assertRefused("  witnesses: https://witness.council.example " + LOG + "\n", line);
        assertRefused("  witnesses: http://witness.council.example " + COUNCIL + "\n", line);
        assertRefused("  witnesses: " + COUNCIL + "\n", line);
        assertRefused("  anchors_kept_by: somebody\n", "belongs to `ledger.anchors`");
        assertRefused("  witness_authority: ca.pem\n", "belongs to `ledger.witnesses`");
        assertRefused("  anchors: a\n  anchor_every: PT10S\n", "a time from PT1M to P7D");
        assertRefused("  anchors: a\n  anchor_entries: 0\n", "a whole number from 1 to 1000000");
    }

    private void assertRefused(String more, String sentence) {
        assertThatThrownBy(() -> read(more)).isInstanceOf(BadConfig.class).hasMessageContaining(sentence);
    }
}
