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
import org.casegate.policy.ledger.Vouching;
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
                .contains(new Vouching.Place(Path.of("/mnt/anchors"), Optional.empty(), 1000, Duration.ofHours(1)));
        Vouching kept = read("""
                  anchors: anchors
                  anchors_kept_by: West Midlands Police
                  anchor_entries: 50
                  anchor_every: PT15M
                """);
        assertThat(kept.anchors()).contains(new Vouching.Place(folder.resolve("anchors"),
                Optional.of("West Midlands Police"), 50, Duration.ofMinutes(15)));
        assertThat(kept.byOthers()).isTrue();
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
