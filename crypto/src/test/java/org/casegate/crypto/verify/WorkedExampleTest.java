// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.crypto.tlog.EntryBundle;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.Salt;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.SignedNote;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.TlogProof;
import org.casegate.crypto.tlog.VerifierKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The worked example of `ops/docs/ledger-format.md` is what the code does, what lies in its files, and what is printed there.
@DisplayName("OB-020: the ledger's format, as it is written down for strangers")
class WorkedExampleTest {
    /// RFC 8032 section 7.1, tests 1 and 2.
    private static final String LOG_SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    private static final String WITNESS_SEED = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";

    private Path example;
    private String page;
    private SignerKey log;
    private SignerKey witness;
    private List<byte[]> entries;

    @BeforeEach
    void read() throws Exception {
        example = Path.of(Objects.requireNonNull(WorkedExampleTest.class.getResource("example")).toURI());
        page = Files.readString(Path.of("../ops/docs/ledger-format.md"));
        log = key("log.vkey", LOG_SEED);
        witness = key("witness.vkey", WITNESS_SEED);
        entries = EntryBundle.parse(Files.readAllBytes(example.resolve("tile/entries/000.p/3")));
    }

    private SignerKey key(String file, String seed) throws IOException {
        return SignerKey.of(VerifierKey.parse(text(file).strip()), HexFormat.of().parseHex(seed));
    }

    private String text(String file) throws IOException {
        return Files.readString(example.resolve(file));
    }

    @Test
    void isWhatTheCodeMakesOfItsEntries() throws IOException {
        LogFiles made = LogFiles.of(entries, log);
        made.checkpoint(LogFiles.sign(entries, 3, log).cosign(witness, Instant.parse("2026-05-06T09:05:01Z")));

        LogFiles there = LogFiles.in(example);
        for (String name : List.of("log.vkey", "witness.vkey", "receipt.entry", "receipt.tlog-proof")) {
            there.remove(name);
        }
        assertThat(made.files()).containsOnlyKeys(there.files().keySet());
        there.files().forEach((name, bytes) -> assertThat(made.files().get(name)).as(name).isEqualTo(bytes));
    }

    @Test
    void itsReceiptProvesItsEntry() throws Exception {
        byte[] entry = Files.readAllBytes(example.resolve("receipt.entry"));

        assertThat(entry).isEqualTo(entries.get(1));
        assertThat(TlogProof.parse(text("receipt.tlog-proof")).verify(Hash.leaf(entry), log.verifier()).size())
                .isEqualTo(3);
    }

    @Test
    void itsCommitmentIsToTheCaseReference() {
        byte[] salt = new byte[32];
        for (int i = 0; i < salt.length; i++) {
            salt[i] = (byte) i;
        }
        String commitment = Commitment.to(Salt.of(salt), "case", "SSCB-RR-2026-014").hex();

        assertThat(new String(entries.get(1), UTF_8)).contains("\"case\":\"" + commitment + "\"");
    }

    @Test
    void isPrintedOnThePageAsItIs() throws IOException {
        List<String> printed = new ArrayList<>(List.of(text("log.vkey"), text("witness.vkey"), text("checkpoint"),
                text("receipt.tlog-proof")));
        entries.forEach(entry -> {
            printed.add(new String(entry, UTF_8));
            printed.add(Hash.leaf(entry).hex());
        });
        printed.add(Hash.node(Hash.leaf(entries.get(0)), Hash.leaf(entries.get(1))).hex());
        printed.add(SignedCheckpoint.sign(3, Hash.node(Hash.node(Hash.leaf(entries.get(0)), Hash.leaf(entries.get(1))),
                Hash.leaf(entries.get(2))), log).checkpoint().root().hex());

        assertThat(page).contains(printed);
        assertThat(page).contains(entries.stream().map(entry -> Integer.toString(entry.length)).toList());
    }

    @Test
    void aStrangerVerifiesIt() throws Exception {
        Stranger.Said said = Stranger.verify(example, log.verifier(), "--witness", witness.verifier().toString());

        assertThat(said).isEqualTo(new Stranger.Said(0, List.of()));
    }

    @Test
    void aStrangerMissesTheCosignatureThatIsNotThere() throws Exception {
        SignedNote bare = LogFiles.sign(entries, 3, log);
        Path folder = Files.createTempDirectory(Path.of("target"), "example");
        LogFiles.of(entries, log).write(folder);

        assertThat(bare.toString()).isEqualTo(Files.readString(folder.resolve("checkpoint")));
        assertThat(Stranger.verify(folder, log.verifier(), "--witness", witness.verifier().toString()).findings())
                .containsExactly("COSIGNATURE: no checkpoint is cosigned by witness.example/w1");
    }
}
