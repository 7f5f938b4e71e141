// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.crypto.verify.LogFiles.altered;
import static org.casegate.crypto.verify.LogFiles.history;
import static org.casegate.crypto.verify.LogFiles.relinked;
import static org.casegate.crypto.verify.LogFiles.sign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.casegate.crypto.tlog.CanonicalJson;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.Json;
import org.casegate.crypto.tlog.LedgerFinding;
import org.casegate.crypto.tlog.LedgerReport;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.VerifierKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The old log signed 400 entries, of which 300 stand at the beginning of the next; entry 300 is `RESTORED`.
@DisplayName("a log that goes on from a backup, verified from outside by the keys of both")
class EndedLogTest {
    private static final SignerKey OLD = SignerKey.generate(VerifierKey.Type.LOG, "gateway.example/ledger/1");
    private static final SignerKey NEW = SignerKey.generate(VerifierKey.Type.LOG, "gateway.example/ledger/2");
    private static final List<byte[]> HISTORY = history(400);

    @TempDir
    private Path folder;
    private List<byte[]> entries;

    @BeforeEach
    void restore() throws Exception {
        entries = goneOn(HISTORY.subList(0, 300), 400);
    }

    private static List<byte[]> goneOn(List<byte[]> backup, int cited) throws Exception {
        List<byte[]> entries = new ArrayList<>(backup);
        SortedMap<String, Json> restored = new TreeMap<>(
                CanonicalJson.parse(LogFiles.entry(300, Hash.leaf(backup.getLast()), "os:anna")).values());
        restored.put("kind", new Json.Text("RESTORED"));
        restored.put("facts", Json.Members.of(Map.of("ended", new Json.Text(OLD.verifier().toString()), "begun",
                new Json.Text(NEW.verifier().toString()), "checkpoint",
                new Json.Text(sign(HISTORY, cited, OLD).toString()))));
        entries.add(CanonicalJson.encode(new Json.Members(restored)));
        for (int index = 301; index < 500; index++) {
            entries.add(LogFiles.entry(index, Hash.leaf(entries.getLast()), "an-account"));
        }
        return entries;
    }

    private LedgerReport verify(VerifierKey... keys) throws IOException {
        Path directory = LogFiles.of(entries, NEW).write(folder.resolve("log"));
        Path kept = Files.createDirectories(folder.resolve("kept"));
        Files.writeString(kept.resolve("200"), sign(HISTORY, 200, OLD).toString());
        Files.writeString(kept.resolve("350"), sign(HISTORY, 350, OLD).toString());
        return new Verification(directory.toString(),
                List.of(keys).stream().map(VerifierKey::toString).toList(), List.of(kept), Optional.empty()).run();
    }

    private static List<String> texts(LedgerReport report) {
        return report.findings().stream().map(LedgerFinding::text).toList();
    }

    @Test
    void comparesTheCheckpointsOfBothAndCountsWhatIsLost() throws Exception {
        LedgerReport report = verify(OLD.verifier(), NEW.verifier());

        assertThat(texts(report)).isEmpty();
        assertThat(report.checked()).containsEntry("checkpoints", 3L).containsEntry("restored", 1L)
                .containsEntry("lost", 100L);
    }

    @Test
    void aCheckpointOfALogWhoseKeyIsNotGivenIsNotTrusted() throws Exception {
        assertThat(texts(verify(NEW.verifier()))).hasSize(2)
                .allMatch(text -> text.endsWith("is not to be trusted: The note is not signed by "
                        + NEW.verifier().name() + "."));
    }

    @Test
    void whoCitesLessThanWasSignedIsFound() throws Exception {
        entries = goneOn(HISTORY.subList(0, 300), 320);

        assertThat(texts(verify(NEW.verifier(), OLD.verifier()))).containsExactly(folder.resolve("kept/350")
                + " covers 350 entries of the log that ended with entry 300 (RESTORED), which speaks of only 320.");
    }

    @Test
    void aHistoryThatWasRewrittenBeforeItWentOnIsFound() throws Exception {
        List<byte[]> rewritten = new ArrayList<>(HISTORY.subList(0, 300));
        rewritten.set(100, altered(rewritten.get(100)));
        entries = goneOn(relinked(rewritten), 400);

        assertThat(texts(verify(NEW.verifier(), OLD.verifier()))).singleElement().asString().contains(
                "another history than that of " + folder.resolve("kept/200") + ", signed at size 200");
    }

    @Test
    void anEndedLogExcusesNothingWithoutItsEntry() throws Exception {
        entries = new ArrayList<>(HISTORY.subList(0, 300));

        assertThat(texts(verify(NEW.verifier(), OLD.verifier()))).singleElement().asString()
                .contains("covers 350 entries, but here are only 300");
    }
}
