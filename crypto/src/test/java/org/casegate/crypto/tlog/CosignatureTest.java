// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C2SP signed-note, tlog-checkpoint, tlog-cosignature")
class CosignatureTest {
    /// The two keys are those of tests 1 and 2 in RFC 8032 section 7.1; the signatures were made by another program, from the
    /// equations there.
    private static final String LOG = "gateway.example/ledger/1+77e102f4+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";
    private static final String WITNESS = "witness.example/w1+04d2d833+BD1AF8PoQ4lakrcKp00bfrycmCzPLsSWjMDNVfEq9GYM";
    private static final String LOG_SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    private static final String WITNESS_SEED = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
    private static final Instant AT = Instant.ofEpochSecond(1_679_315_147);

    private final VerifierKey log = VerifierKey.parse(LOG);
    private final VerifierKey witness = VerifierKey.parse(WITNESS);
    private String vector = "";

    @BeforeEach
    void read() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("cosigned.txt"))) {
            vector = new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void signsAndCosignsTheVector() throws BadNote {
        SignerKey logKey = SignerKey.of(log, HexFormat.of().parseHex(LOG_SEED));
        SignerKey witnessKey = SignerKey.of(witness, HexFormat.of().parseHex(WITNESS_SEED));
        Checkpoint head = SignedCheckpoint.parse(vector, log).checkpoint();

        SignedNote note = SignedCheckpoint.sign(head.size(), head.root(), logKey).note().cosign(witnessKey, AT);

        assertThat(note).hasToString(vector);
        assertThat(head.origin()).isEqualTo(new Origin("gateway.example/ledger", 1).toString());
    }

    @Test
    void tellsWhenTheWitnessSawIt() throws BadNote {
        SignedNote note = SignedNote.parse(vector);

        assertThat(note.cosignedAt(witness)).contains(AT);
        assertThat(note.textSignedBy(witness)).isEqualTo(note.textSignedBy(log));
        assertThat(note.cosignedAt(other())).isEmpty();
        assertThatThrownBy(() -> note.cosignedAt(log)).isInstanceOf(IllegalArgumentException.class);
    }

    private static VerifierKey other() {
        return SignerKey.generate(VerifierKey.Type.WITNESS, "witness.example/w1").verifier();
    }

    @Test
    void noFlippedBitOfTheCosignatureVerifies() throws BadNote {
        byte[] note = vector.getBytes(UTF_8);
        int from = vector.substring(0, vector.indexOf("witness")).getBytes(UTF_8).length;
        for (int bit = from * 8; bit < note.length * 8; bit++) {
            byte[] altered = note.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(cosigned(new String(altered, UTF_8))).as("bit %d", bit).isFalse();
        }
    }

    private boolean cosigned(String note) {
        try {
            return SignedNote.parse(note).cosignedAt(witness).isPresent();
        } catch (BadNote e) {
            return false;
        }
    }

    @Test
    void aWitnesssKeySignsNoCheckpointAndALogsKeyCosignsNone() throws BadNote {
        SignerKey witnessKey = SignerKey.of(witness, HexFormat.of().parseHex(WITNESS_SEED));
        SignerKey logKey = SignerKey.of(log, HexFormat.of().parseHex(LOG_SEED));
        SignedNote note = SignedNote.parse(vector);

        assertThatThrownBy(() -> SignedCheckpoint.sign(1, Hash.ZEROS, witnessKey))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> note.cosign(logKey, AT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignerKey.of(log, HexFormat.of().parseHex(WITNESS_SEED)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSamePublicKeyOfAnotherTypeIsAnotherKey() {
        VerifierKey asLog = VerifierKey.of(VerifierKey.Type.LOG, witness.name(),
                HexFormat.of().parseHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));

        assertThat(asLog).isNotEqualTo(witness);
        assertThat(asLog.id()).isNotEqualTo(witness.id());
        assertThatThrownBy(() -> SignedNote.parse(vector).textSignedBy(asLog)).isInstanceOf(BadNote.class)
                .hasMessageContaining("not signed");
    }

    @Test
    void takesUpALineThatAWitnessSent() throws BadNote {
        SignedNote note = SignedNote.parse(vector);
        String line = note.signatureLine(witness).orElseThrow();
        SignedNote alone = SignedNote.parse(vector.replace(line, ""));

        assertThat(alone.signatureLine(witness)).isEmpty();
        assertThat(alone.with(line)).hasToString(vector);
        assertThat(note.with(line)).hasToString(vector);
        assertThatThrownBy(() -> alone.with("no line\n")).isInstanceOf(BadNote.class);
        assertThatThrownBy(() -> alone.with(line.strip())).isInstanceOf(BadNote.class);
    }

    @Test
    void noticesAnotherKeyUnderTheSameName() throws BadNote {
        SignerKey stranger = SignerKey.generate(VerifierKey.Type.LOG, log.name());
        SignedNote note = SignedCheckpoint.sign(7, Hash.ZEROS, stranger).note();

        assertThat(note.signedInTheNameOf(log)).isTrue();
        assertThat(SignedNote.parse(vector).signedInTheNameOf(log)).isFalse();
    }

    @Test
    void verifiesTheExampleOfTheText() throws BadNote {
        VerifierKey example = VerifierKey
                .parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        String note = """
                This is an example message.

                \u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
                """;

        assertThat(SignedNote.parse(note).textSignedBy(example)).isEqualTo("This is an example message.\n");
    }

    @Test
    void verifiesACheckpointThatAPublicLogSigned() throws BadNote {
        // The checksum database of Go, whose key is printed in the go command; its key's name is not its origin.
        VerifierKey sumdb = VerifierKey.parse("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");
        SignedNote note = SignedNote
                .parse("""
                        go.sum database tree
                        35225469
                        vt5T6GaLCXvyHFl9VUvvItR43XZxfLgftEcTyO3eJCQ=

                        \u2014 sum.golang.org Az3grpukl5AXaVfYkLiDGORx/DN2nlcS5kZHR5uYOBV2KA2HgXpD+gu9HHONebHLAyaKbbTM75QTtPydhKCExixSfwQ=
                        """);

        assertThat(Checkpoint.parse(note.textSignedBy(sumdb)).size()).isEqualTo(35_225_469);
        assertThatThrownBy(() -> SignedCheckpoint.parse(note.toString(), sumdb)).isInstanceOf(BadNote.class)
                .hasMessageContaining("another log");
    }

    @Test
    void aNameHasNoBlankOfAnyAlphabet() {
        for (String name : new String[]{"", "a b", "a+b", "a\u00a0b", "a\u2003b", "a\tb", "a\u0001b"}) {
            assertThatThrownBy(() -> SignerKey.generate(VerifierKey.Type.LOG, name)).as(name)
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SignedNote.parse(vector.replace("witness.example/w1", name))).as(name)
                    .isInstanceOf(BadNote.class);
        }
    }

    @Test
    void anOriginIsAnAddressAndAnEpoch() {
        assertThat(Origin.first("gateway.example/ledger")).hasToString("gateway.example/ledger/1");
        for (String prefix : new String[]{"", "https://gateway.example", "gateway.example/", "a b", "a+b"}) {
            assertThatThrownBy(() -> Origin.first(prefix)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Origin("gateway.example", 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
