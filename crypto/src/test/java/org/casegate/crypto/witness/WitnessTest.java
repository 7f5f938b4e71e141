// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.crypto.verify.LogFiles.altered;
import static org.casegate.crypto.verify.LogFiles.history;
import static org.casegate.crypto.verify.LogFiles.relinked;
import static org.casegate.crypto.verify.LogFiles.sign;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.SignedNote;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.TiledTree;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.crypto.tlog.WitnessRequest;
import org.casegate.crypto.verify.LogFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("C2SP tlog-witness")
class WitnessTest {
    private static final String NAME = "witness.council.example";
    private static final SignerKey LOG = SignerKey.generate(VerifierKey.Type.LOG, "gateway.example/ledger/1");
    private static final List<byte[]> HISTORY = history(400);
    private static final Instant NOW = Instant.parse("2026-05-06T09:00:00Z");

    @TempDir
    private Path home;
    private Path state;
    private WitnessFolder folder;
    private Witness witness;

    @BeforeEach
    void open() throws IOException {
        state = home.resolve("state");
        folder = WitnessFolder.open(state, NAME);
        witness = new Witness(folder, List.of(LOG.verifier()), InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() throws IOException {
        folder.close();
    }

    private void reopen() throws IOException {
        folder.close();
        open();
    }

    private static String request(List<byte[]> entries, int then, int now) throws IOException {
        LogFiles log = new LogFiles();
        log.tiles(entries.subList(0, now));
        return new WitnessRequest(then, new TiledTree(log, now).consistency(then), sign(entries, now, LOG)).toString();
    }

    private static List<byte[]> rewritten(int from) {
        List<byte[]> entries = new ArrayList<>(HISTORY);
        entries.set(from, altered(entries.get(from)));
        return relinked(entries);
    }

    private List<Path> evidence() throws IOException {
        if (!Files.exists(state.resolve("evidence"))) {
            return List.of();
        }
        try (var files = Files.list(state.resolve("evidence"))) {
            return files.toList();
        }
    }

    @Test
    void cosignsALogThatOnlyGrows() throws Exception {
        for (int[] step : new int[][]{{0, 1}, {1, 1}, {1, 100}, {100, 256}, {256, 257}, {257, 400}}) {
            Witness.Answer answer = witness.add(request(HISTORY, step[0], step[1]));

            assertThat(answer.status()).as("%d to %d: %s", step[0], step[1], answer.body()).isEqualTo(200);
            SignedNote cosigned = sign(HISTORY, step[1], LOG).with(answer.body());
            assertThat(cosigned.cosignedAt(folder.verifier())).contains(NOW);
        }
        assertThat(evidence()).isEmpty();
    }

    @Test
    void remembersThroughARestart() throws Exception {
        witness.add(request(HISTORY, 0, 100));
        reopen();

        assertThat(witness.add(request(HISTORY, 0, 200))).isEqualTo(new Witness.Answer(409, "100\n"));
        assertThat(witness.add(request(HISTORY, 100, 200)).status()).isEqualTo(200);
    }

    @Test
    void cosignsNoOtherHistoryWhateverProofItBrings() throws Exception {
        witness.add(request(HISTORY, 0, 300));
        List<byte[]> other = rewritten(200);

        assertThat(witness.add(request(other, 300, 400)).status()).isEqualTo(422);
        assertThat(witness.add(request(other, 300, 300)).status()).isEqualTo(422);
        assertThat(witness.add(request(other, 0, 400))).isEqualTo(new Witness.Answer(409, "300\n"));
        assertThat(witness.add(request(HISTORY, 300, 400).replaceFirst("\n[A-Za-z0-9+/]{43}=", "")).status())
                .isEqualTo(422);
        assertThat(witness.latest(WitnessRequest.latest(LOG.verifier().name())).orElseThrow()).contains("\n300\n");
        assertThat(witness.add(request(HISTORY, 300, 400)).status()).isEqualTo(200);
    }

    @Test
    void keepsASignedCheckpointThatConvictsTheLog() throws Exception {
        witness.add(request(HISTORY, 0, 300));
        witness.add(request(rewritten(200), 300, 300));

        assertThat(evidence()).hasSize(1);
        String kept = Files.readString(evidence().getFirst());
        String seen = witness.latest(WitnessRequest.latest(LOG.verifier().name())).orElseThrow();
        assertThat(SignedCheckpoint.parse(kept, LOG.verifier()).checkpoint().root())
                .isNotEqualTo(SignedCheckpoint.parse(seen, LOG.verifier()).checkpoint().root());
    }

    @Test
    void aSmallerLogIsAConflict() throws Exception {
        witness.add(request(HISTORY, 0, 300));

        assertThat(witness.add(request(HISTORY, 100, 200))).isEqualTo(new Witness.Answer(409, "300\n"));
        assertThat(witness.add("old 300\n\n" + sign(HISTORY, 200, LOG)).status()).isEqualTo(400);
    }

    @Test
    void refusesUnknownLogsForeignSignaturesAndWhatIsNoRequest() throws Exception {
        SignerKey stranger = SignerKey.generate(VerifierKey.Type.LOG, LOG.verifier().name());
        SignerKey elsewhere = SignerKey.generate(VerifierKey.Type.LOG, "elsewhere.example/ledger/1");

        assertThat(witness.add("old 0\n\n" + sign(HISTORY, 10, elsewhere)).status()).isEqualTo(404);
        assertThat(witness.add("old 0\n\n" + sign(HISTORY, 10, stranger)).status()).isEqualTo(403);
        assertThat(witness.add("old 0\n\n" + SignedNote.sign(LOG.verifier().name() + "\n10\n", LOG)).status())
                .isEqualTo(403);
        for (String text : new String[]{"", "old 0\n", "old 0\n\n", "hello"}) {
            assertThat(witness.add(text).status()).isEqualTo(400);
        }
        assertThat(witness.latest(WitnessRequest.latest(LOG.verifier().name()))).isEmpty();
        assertThat(evidence()).isEmpty();
    }

    @Test
    void theEmptyLogHasTheRootOfNothing() throws Exception {
        SignedNote wrong = SignedCheckpoint.sign(0, Hash.ZEROS, LOG).note();

        assertThat(witness.add("old 0\n\n" + wrong).status()).isEqualTo(422);
        assertThat(witness.add("old 0\n\n" + SignedCheckpoint.sign(0, Hash.ofNothing(), LOG).note()).status())
                .isEqualTo(200);
    }

    @Test
    void aProofWhereNoneIsNeededIsRefused() throws Exception {
        String proved = "old 0\n" + Hash.ZEROS.base64() + "\n\n" + sign(HISTORY, 10, LOG);

        assertThat(witness.add(proved).status()).isEqualTo(422);
    }

    @Test
    void itsFolderIsItsOwn() throws Exception {
        assertThatThrownBy(() -> WitnessFolder.open(state, NAME)).isInstanceOf(IOException.class)
                .hasMessageContaining("Another witness");
        folder.close();
        assertThatThrownBy(() -> WitnessFolder.open(state, "other.example"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is the folder of " + NAME);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("witness.key"))))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(state.resolve("witness.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> WitnessFolder.open(state, NAME)).hasMessageContaining("0600");
    }

    @Test
    void answersNothingWhereWhatItSawWasMeddledWith() throws Exception {
        witness.add(request(HISTORY, 0, 300));
        Path seen = state.resolve(WitnessRequest.latest(LOG.verifier().name()).replace('/', '.'));
        Files.writeString(seen, sign(HISTORY, 10, LOG).toString()); // the log's own word, not the witness's

        assertThatThrownBy(() -> witness.add(request(HISTORY, 10, 20))).isInstanceOf(IOException.class)
                .hasMessageContaining("not what this witness wrote");
    }

    @Test
    void speaksHttp() throws Exception {
        try (WitnessServer server = WitnessServer.start(witness,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty());
                HttpClient client = HttpClient.newHttpClient()) {
            String address = "http://127.0.0.1:" + server.port();

            HttpResponse<String> cosigned = post(client, address + "/add-checkpoint", request(HISTORY, 0, 100));
            assertThat(cosigned.statusCode()).isEqualTo(200);
            assertThat(cosigned.body()).startsWith("\u2014 " + NAME + " ").endsWith("\n");
            HttpResponse<String> conflict = post(client, address + "/add-checkpoint", request(HISTORY, 0, 200));
            assertThat(conflict.statusCode()).isEqualTo(409);
            assertThat(conflict.body()).isEqualTo("100\n");
            assertThat(conflict.headers().firstValue("content-type")).hasValue("text/x.tlog.size");

            HttpResponse<String> latest = get(client, address + "/" + WitnessRequest.latest(LOG.verifier().name()));
            assertThat(latest.statusCode()).isEqualTo(200);
            assertThat(SignedNote.parse(latest.body()).cosignedAt(folder.verifier())).contains(NOW);
            assertThat(get(client, address + "/" + "0".repeat(64) + "/checkpoint").statusCode()).isEqualTo(404);
            assertThat(get(client, address + "/add-checkpoint").statusCode()).isEqualTo(405);
            assertThat(get(client, address + "/").statusCode()).isEqualTo(404);
            assertThat(get(client, address + "/checkpoint").statusCode()).isEqualTo(404);
            assertThat(post(client, address + "/add-checkpoint", "x".repeat(70_000)).statusCode()).isEqualTo(413);
        }
    }

    private static HttpResponse<String> post(HttpClient client, String address, String body) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address)).POST(HttpRequest.BodyPublishers.ofString(body))
                .build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(HttpClient client, String address) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
