// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.crypto.keep.SignerKeyFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedCheckpointTest {
    private static final Hash ROOT = Hash.leaf("x".getBytes(StandardCharsets.UTF_8));

    /// The example of C2SP `signed-note`, by the key that Go's implementation documents.
    private static final String PETER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String PETER_NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    @TempDir
    private Path folder;
    private Path file;
    private MasterKey master;
    private SignerKey key;

    @BeforeEach
    void makeKeys() throws IOException {
        MasterKey.create(folder.resolve("master"));
        master = MasterKey.read(folder.resolve("master"));
        file = folder.resolve("checkpoint.key");
        key = SignerKeyFile.create(file, "gateway.example/ledger", master);
    }

    @Test
    void verifiesTheDocumentedExampleOfTheFormat() throws BadNote {
        VerifierKey peter = VerifierKey.parse(PETER_KEY);

        assertThat(SignedNote.parse(PETER_NOTE).textSignedBy(peter)).startsWith("If you think")
                .endsWith("problem is.\n");
        assertThat(SignedNote.parse(PETER_NOTE).toString()).isEqualTo(PETER_NOTE);
        assertThatThrownBy(() -> SignedNote.parse(PETER_NOTE.replace("answer", "Answer")).textSignedBy(peter))
                .isInstanceOf(BadNote.class)
                .hasMessageContaining("does not verify");
    }

    @Test
    void saysOriginSizeAndRoot() {
        SignedCheckpoint signed = SignedCheckpoint.sign(7, ROOT, key);

        assertThat(signed.note().toString()).startsWith("gateway.example/ledger\n7\n" + ROOT.base64()
                + "\n\n\u2014 gateway.example/ledger ").endsWith("\n");
    }

    @Test
    void readsBackWhatItSigned() throws BadNote {
        SignedCheckpoint signed = SignedCheckpoint.sign(7, ROOT, key);

        assertThat(SignedCheckpoint.parse(signed.note().toString(), key.verifier()).checkpoint())
                .isEqualTo(signed.checkpoint());
    }

    @Test
    void ignoresSignaturesOfKeysThatItDoesNotKnow() throws BadNote {
        String other = "\u2014 witness.example " + Base64.getEncoder().encodeToString(new byte[76]) + "\n";
        String note = SignedCheckpoint.sign(7, ROOT, key).note() + other;

        assertThat(SignedCheckpoint.parse(note, key.verifier()).checkpoint().size()).isEqualTo(7);
    }

    @Test
    void noFlippedBitIsAccepted() {
        byte[] note = SignedCheckpoint.sign(7, ROOT, key).note().toString().getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < note.length * 8; bit += 3) { // 3 and 8 have no divisor in common: each place in turn
            byte[] altered = note.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            String text = new String(altered, StandardCharsets.UTF_8);

            assertThatThrownBy(() -> SignedCheckpoint.parse(text, key.verifier())).as("bit %d", bit)
                    .isInstanceOf(BadNote.class);
        }
    }

    @Test
    void refusesAnotherKeyAndAnotherLog() throws IOException {
        SignerKey other = SignerKeyFile.create(folder.resolve("other"), "gateway.example/ledger", master);
        SignedNote foreign = SignedNote.sign("elsewhere.example\n7\n" + ROOT.base64() + "\n", key);

        assertThatThrownBy(
                () -> SignedCheckpoint.parse(SignedCheckpoint.sign(7, ROOT, other).note().toString(), key.verifier()))
                .hasMessageContaining("not signed by");
        assertThatThrownBy(() -> SignedCheckpoint.parse(foreign.toString(), key.verifier()))
                .hasMessageContaining("another log");
    }

    @Test
    void refusesExtensionLinesAndOddSizes() {
        for (String text : new String[]{"a\n07\n" + ROOT.base64() + "\n", "a\n-1\n" + ROOT.base64() + "\n",
                "a\n9999999999999999999\n" + ROOT.base64() + "\n", "a\n7\n" + ROOT.base64() + "\nmore\n", "a\n7\n"}) {
            assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(BadNote.class);
        }
    }

    @Test
    void aVerifierKeyReadsItsOwnSpelling() {
        String vkey = key.verifier().toString();

        assertThat(VerifierKey.parse(vkey)).isEqualTo(key.verifier());
        assertThat(vkey).matches("gateway\\.example/ledger\\+[0-9a-f]{8}\\+A[A-Za-z0-9+/]{43}");
        assertThatThrownBy(() -> VerifierKey.parse(vkey.replace("gateway", "getaway"))).hasMessageContaining("id");
        assertThatThrownBy(() -> VerifierKey.parse("name+00000000")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignerKeyFile.create(folder.resolve("blank"), "two words", master))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theKeyFileOpensAgainUnderTheSameMasterKeyOnly() throws Exception {
        SignerKey again = SignerKeyFile.read(file, master);
        MasterKey.create(folder.resolve("wrong"));
        MasterKey wrong = MasterKey.read(folder.resolve("wrong"));

        assertThat(again.verifier()).isEqualTo(key.verifier());
        assertThat(SignedCheckpoint.sign(7, ROOT, again).note().toString())
                .isEqualTo(SignedCheckpoint.sign(7, ROOT, key).note().toString());
        assertThatThrownBy(() -> SignerKeyFile.read(file, wrong)).isInstanceOf(IOException.class);
    }

    @Test
    void theKeyFileIsNeverReplacedAndNobodyElseMayReadIt() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThatThrownBy(() -> SignerKeyFile.create(file, "x", master))
                .isInstanceOf(FileAlreadyExistsException.class);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> SignerKeyFile.read(file, master)).hasMessageContaining("0600");
    }

    @Test
    void theKeyFileRefusesAnotherPublicKeyBesideItsSecret() throws IOException {
        Path other = folder.resolve("other");
        SignerKeyFile.create(other, "gateway.example/ledger", master);
        Files.writeString(file,
                Files.readAllLines(other).getFirst() + "\n" + Files.readAllLines(file).getLast() + "\n");

        assertThatThrownBy(() -> SignerKeyFile.read(file, master)).isInstanceOf(IOException.class);
    }
}
