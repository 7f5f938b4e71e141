// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.casegate.crypto.tlog.LedgerFinding.Check;
import org.junit.jupiter.api.Test;

class LedgerVerifierTest {
    private static final String ORIGIN = "gateway.example/ledger";

    @Test
    void findsNothingInALedgerAsItWasWritten() {
        List<byte[]> ledger = ledger(20);

        assertThat(verify(ledger, checkpoint(ledger, 5), checkpoint(ledger, 20))).isEmpty();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void findsEveryFlippedBit(@ForAll @IntRange(max = 19) int entry, @ForAll int where) {
        List<byte[]> ledger = ledger(20);
        Checkpoint signed = checkpoint(ledger, 20);
        byte[] altered = ledger.get(entry).clone();
        int bit = Math.floorMod(where, altered.length * 8);
        altered[bit / 8] ^= (byte) (1 << bit % 8);
        ledger.set(entry, altered);

        assertThat(verify(ledger, signed)).isNotEmpty();
    }

    @Test
    void namesTheStretchInWhichSomethingWasChanged() {
        List<byte[]> ledger = ledger(20);
        Checkpoint[] signed = {checkpoint(ledger, 5), checkpoint(ledger, 10), checkpoint(ledger, 15),
                checkpoint(ledger, 20)};
        ledger.set(7, new String(ledger.get(7), UTF_8).replace("anna", "otto").getBytes(UTF_8));

        assertThat(texts(verify(ledger, signed))).containsExactly(
                "Entry 8 does not follow entry 7: the leaf hash it names is not that entry's.",
                "The entries do not have the root of the checkpoint signed at size 10: what was changed lies in entries 5 to 9.",
                "2 later checkpoints do not have the root of the entries either.");
    }

    @Test
    void findsTwoEntriesSwapped() {
        List<byte[]> ledger = ledger(6);
        byte[] third = ledger.get(3);
        ledger.set(3, ledger.get(4));
        ledger.set(4, third);

        List<LedgerFinding> findings = verify(ledger);

        assertThat(texts(findings)).contains("Entry 3 says that it is entry 4.", "Entry 4 says that it is entry 3.");
    }

    @Test
    void findsAnEntryRemovedAndTheEndCutOff() {
        List<byte[]> ledger = ledger(6);
        Checkpoint signed = checkpoint(ledger, 6);
        List<LedgerFinding> findings = new ArrayList<>();
        LedgerVerifier verifier = new LedgerVerifier(findings::add);
        verifier.entry(0, ledger.get(0));
        verifier.entry(3, ledger.get(3));
        verifier.checkpoint(signed);
        verifier.end();

        assertThat(texts(findings)).contains("Entries 1 to 2 are missing.",
                "A signed checkpoint covers 6 entries, but the ledger ends after 4.");
    }

    @Test
    void findsATimeBeforeThatOfThePredecessor() {
        List<byte[]> ledger = new ArrayList<>(ledger(2));
        ledger.add(entry(2, Hash.leaf(ledger.get(1)), "2026-05-06T08:58:59.999999Z"));

        assertThat(verify(ledger)).extracting(LedgerFinding::check).containsExactly(Check.ORDER);
    }

    @Test
    void findsWhatIsNotCanonicalOrLacksWhatEveryEntryHas() {
        assertThat(verify(List.of("{\"v\": 1}".getBytes(UTF_8)))).extracting(LedgerFinding::check)
                .containsExactly(Check.CANONICAL);
        assertThat(verify(List.of("{}".getBytes(UTF_8)))).extracting(LedgerFinding::check)
                .containsExactly(Check.FORM, Check.INDEX, Check.PREV, Check.FORM);
    }

    private static List<LedgerFinding> verify(List<byte[]> ledger, Checkpoint... signed) {
        List<LedgerFinding> findings = new ArrayList<>();
        LedgerVerifier verifier = new LedgerVerifier(findings::add);
        for (int i = 0; i < ledger.size(); i++) {
            for (Checkpoint checkpoint : signed) {
                if (checkpoint.size() == i) {
                    verifier.checkpoint(checkpoint);
                }
            }
            verifier.entry(i, ledger.get(i));
        }
        for (Checkpoint checkpoint : signed) {
            if (checkpoint.size() >= ledger.size()) {
                verifier.checkpoint(checkpoint);
            }
        }
        verifier.end();
        return findings;
    }

    private static List<String> texts(List<LedgerFinding> findings) {
        return findings.stream().map(LedgerFinding::text).toList();
    }

    private static Checkpoint checkpoint(List<byte[]> ledger, int size) {
        Frontier frontier = Frontier.empty();
        for (byte[] entry : ledger.subList(0, size)) {
            frontier = frontier.add(Hash.leaf(entry));
        }
        return new Checkpoint(ORIGIN, size, frontier.root());
    }

    private static List<byte[]> ledger(int size) {
        List<byte[]> ledger = new ArrayList<>();
        Hash prev = Hash.ZEROS;
        for (int i = 0; i < size; i++) {
            byte[] entry = entry(i, prev, "2026-05-06T08:59:00.%06dZ".formatted(i));
            ledger.add(entry);
            prev = Hash.leaf(entry);
        }
        return ledger;
    }

    private static byte[] entry(long index, Hash prev, String at) {
        return CanonicalJson
                .encode(Json.Members.of(Map.of("v", new Json.Whole(1), "index", new Json.Whole(index), "prev",
                        new Json.Text(prev.hex()), "at", new Json.Text(at), "kind", new Json.Text("ACCEPTED"), "actor",
                        new Json.Text("anna"))));
    }
}
