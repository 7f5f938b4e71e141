// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.crypto.verify.LogFiles.altered;
import static org.casegate.crypto.verify.LogFiles.history;
import static org.casegate.crypto.verify.LogFiles.sign;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.casegate.crypto.tlog.LedgerFinding;
import org.casegate.crypto.tlog.LedgerFinding.Check;
import org.casegate.crypto.tlog.LedgerReport;
import org.casegate.crypto.tlog.SignedNote;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.TilePath;
import org.casegate.crypto.tlog.VerifierKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Logs and checkpoints of every size, at the seams too: of bundles, of tiles, of what one task of the verifier reads.
class LogSizesTest {
    private static final SignerKey KEY = SignerKey.generate(VerifierKey.Type.LOG, "gateway.example/ledger/1");
    /// What one task reads: sixteen bundles.
    private static final int TASK = 16 * TilePath.FULL;
    /// Enough for a task at each end of one in the middle.
    private static final List<byte[]> HISTORY = Collections.unmodifiableList(history(2 * TASK + 300));

    private static LedgerReport verify(LogFiles log, SignedNote... kept) throws IOException {
        List<TilesVerification.Kept> named = new ArrayList<>();
        for (SignedNote note : kept) {
            named.add(new TilesVerification.Kept("checkpoint " + (named.size() + 1), note.toString()));
        }
        return new TilesVerification(log, KEY.verifier(), List.of(), named).run();
    }

    private static List<Check> checks(LedgerReport report) {
        return report.findings().stream().map(LedgerFinding::check).toList();
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void acceptsALogOfEverySize(@ForAll @IntRange(min = 1, max = 700) int size,
            @ForAll @IntRange(max = 700) int earlier) throws IOException {
        List<byte[]> part = HISTORY.subList(0, size);
        LogFiles published = LogFiles.of(part, KEY);

        assertThat(verify(published, sign(HISTORY, Math.min(size, earlier), KEY)).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"256, 256", "700, 256", "700, 512", "512, 512", "512, 256", "257, 256", "513, 511", "255, 255"})
    void comparesACheckpointThatEndsWithATile(int size, int earlier) throws IOException {
        LogFiles published = LogFiles.of(HISTORY.subList(0, size), KEY);
        List<byte[]> other = new ArrayList<>(HISTORY.subList(0, earlier));
        other.set(earlier - 1, altered(other.getLast()));

        assertThat(verify(published, sign(HISTORY, earlier, KEY)).findings()).isEmpty();
        assertThat(checks(verify(published, sign(other, earlier, KEY)))).containsExactly(Check.FORKED);
    }

    @Test
    void acceptsALogThatManyTasksRead() throws IOException {
        LedgerReport report = verify(LogFiles.of(HISTORY, KEY), sign(HISTORY, TASK - 1, KEY), sign(HISTORY, TASK, KEY),
                sign(HISTORY, TASK + 1, KEY), sign(HISTORY, 2 * TASK, KEY));

        assertThat(report.findings()).isEmpty();
        assertThat(report.checked()).containsEntry("entries", 2L * TASK + 300).containsEntry("checkpoints", 5L)
                .containsEntry("tiles", 2 * 16 + 2 + 1L);
    }

    @ParameterizedTest
    @ValueSource(ints = {TASK - 1, TASK, TASK + 1, 2 * TASK - 1, 2 * TASK})
    void namesWhatWasDoneWhereTwoTasksMeet(int where) throws IOException {
        LogFiles log = LogFiles.of(HISTORY, KEY);
        List<byte[]> changed = new ArrayList<>(HISTORY);
        changed.set(where, altered(changed.get(where)));
        log.entries(changed);
        assertThat(verify(log).findings()).contains(LedgerFinding.of(Check.ALTERED, where,
                "Entry " + where + " was altered: its leaf hash is not the signed one."));

        changed.remove(where);
        log.entries(changed);
        assertThat(checks(verify(log))).containsExactly(Check.REMOVED);
    }

    @Test
    void readsNothingBehindABundleThatIsMissing() throws IOException {
        LogFiles log = LogFiles.of(HISTORY, KEY);
        log.remove(new TilePath(TilePath.ENTRIES, 16, TilePath.FULL).toString());

        LedgerReport report = verify(log);

        assertThat(report.findings()).extracting(LedgerFinding::text).contains("Entries " + TASK + " to "
                + (HISTORY.size() - 1) + " are missing: the ledger ends before it should.");
        assertThat(report.checked()).containsEntry("entries", (long) TASK);
    }
}
