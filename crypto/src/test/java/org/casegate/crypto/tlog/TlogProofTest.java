// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// C2SP tlog-proof, tlog-witness requests, entry bundles.
class TlogProofTest {
    private static final TileTree TREE = TileTree.of(300);
    private static final SignerKey KEY = SignerKey.generate(VerifierKey.Type.LOG, "gateway.example/ledger/1");
    private static final String HASH = Hash.leaf(new byte[0]).base64();

    private static TlogProof proof(int index) throws IOException {
        return new TlogProof(index, new TiledTree(TREE, 300).inclusion(index),
                SignedCheckpoint.sign(300, TREE.root(300), KEY).note());
    }

    @Test
    void looksAsTheTextSays() throws IOException {
        List<String> lines = proof(0).toString().lines().toList();

        assertThat(lines.subList(0, 2)).containsExactly("c2sp.org/tlog-proof@v1", "index 0");
        assertThat(lines.subList(2, 11)).allMatch(line -> line.length() == 44);
        assertThat(lines.subList(11, 14)).containsExactly("", "gateway.example/ledger/1", "300");
        assertThat(proof(0).toString()).endsWith("=\n");
    }

    @Property(tries = 100)
    void provesEveryEntryAndNoOther(@ForAll @IntRange(max = 299) int index) throws IOException, BadNote {
        TlogProof proof = TlogProof.parse(proof(index).toString());

        assertThat(proof.verify(TREE.leaves.get(index), KEY.verifier()).size()).isEqualTo(300);
        assertThatThrownBy(() -> proof.verify(TREE.leaves.get((index + 1) % 300), KEY.verifier()))
                .isInstanceOf(BadNote.class).hasMessageContaining("not at place " + index);
    }

    @Test
    void noFlippedBitOfAProofVerifies() throws IOException {
        byte[] text = proof(123).toString().getBytes(UTF_8);
        for (int bit = 0; bit < text.length * 8; bit += 3) {
            byte[] altered = text.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            String read = new String(altered, UTF_8);

            assertThatThrownBy(() -> TlogProof.parse(read).verify(TREE.leaves.get(123), KEY.verifier()))
                    .as("bit %d", bit).isInstanceOf(BadNote.class);
        }
    }

    @Test
    void readsOverExtraDataThatNothingAuthenticates() throws IOException, BadNote {
        String text = proof(5).toString();
        String extra = text.replace("index 5", "extra cGFydCAx\nindex 5");

        assertThat(TlogProof.parse(extra)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"index 0\n", "index 05\n", "index -5\n", "index\n", "index 9999999999999999999\n",
            "index 5\nAAAA\n", "index 5\n!!\n", "extra\nindex 5\n", "extra !\nindex 5\n", "index 5\nextra AAAA\n"})
    void refusesWhatIsNoProof(String head) throws IOException {
        String note = proof(5).note().toString();
        String text = "c2sp.org/tlog-proof@v1\n" + head + (head.equals("index 0\n") ? "" : "\n") + note;

        assertThatThrownBy(() -> TlogProof.parse(text)).isInstanceOf(BadNote.class);
    }

    @Test
    void refusesAHashInASecondSpelling() throws IOException {
        String note = proof(5).note().toString();
        String loose = HASH.substring(0, 42) + "1=";

        assertThatThrownBy(() -> TlogProof.parse("c2sp.org/tlog-proof@v1\nindex 5\n" + loose + "\n\n" + note))
                .isInstanceOf(BadNote.class).hasMessageContaining("spelling");
    }

    @Test
    void aRequestToAWitnessReadsBack() throws IOException, BadNote {
        SignedNote note = proof(5).note();
        WitnessRequest request = new WitnessRequest(20, new TiledTree(TREE, 300).consistency(20), note);

        assertThat(request.toString()).startsWith("old 20\n").endsWith("\n\n" + note);
        assertThat(WitnessRequest.parse(request.toString())).hasToString(request.toString());
        assertThat(WitnessRequest.parse("old 0\n\n" + note).proof()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"old 01\n\n", "old\n\n", "new 1\n\n", "old 1\n", "old 1\nAAAA\n\n",
            "old 9999999999999999999\n\n",
            "old -1\n\n", ""})
    void refusesWhatIsNoRequest(String head) throws IOException {
        String text = head + proof(5).note();

        assertThatThrownBy(() -> WitnessRequest.parse(text)).isInstanceOf(BadNote.class);
    }

    @Test
    void refusesAProofOfMoreThan63Lines() throws IOException {
        SignedNote note = proof(5).note();

        assertThatThrownBy(() -> WitnessRequest.parse("old 1\n" + (HASH + "\n").repeat(64) + "\n" + note))
                .isInstanceOf(BadNote.class);
    }

    @Property(tries = 100)
    void aBundleReadsBack(@ForAll("entries") List<byte[]> entries) throws BadBundle {
        assertThat(EntryBundle.parse(EntryBundle.of(entries))).containsExactlyElementsOf(entries);
    }

    @Provide
    Arbitrary<List<byte[]>> entries() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(300).list().ofMinSize(1).ofMaxSize(256);
    }

    @Test
    void anEntryStandsBehindItsLengthTheHigherByteFirst() throws BadBundle {
        byte[] bundle = EntryBundle.of(List.of(new byte[0x0102], new byte[0xFFFF]));

        assertThat(bundle).startsWith(1, 2).hasSize(2 + 0x0102 + 2 + 0xFFFF);
        assertThat(bundle[2 + 0x0102]).isEqualTo((byte) 0xFF);
        assertThat(EntryBundle.parse(bundle)).hasSize(2);
    }

    @Test
    void aBundleIsRefusedWhereItIsCutOff() {
        byte[] bundle = EntryBundle.of(List.of(new byte[5], new byte[5]));

        for (int length : new int[]{1, 6, 8, 13}) {
            byte[] cut = java.util.Arrays.copyOf(bundle, length);
            assertThatThrownBy(() -> EntryBundle.parse(cut)).isInstanceOf(BadBundle.class)
                    .hasMessageContaining("cut off");
        }
        assertThatThrownBy(() -> EntryBundle.of(List.of(new byte[65_536])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EntryBundle.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
