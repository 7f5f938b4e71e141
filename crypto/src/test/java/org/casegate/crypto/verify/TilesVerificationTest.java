// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.crypto.verify.LogFiles.altered;
import static org.casegate.crypto.verify.LogFiles.history;
import static org.casegate.crypto.verify.LogFiles.relinked;
import static org.casegate.crypto.verify.LogFiles.sign;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.LedgerFinding;
import org.casegate.crypto.tlog.LedgerFinding.Check;
import org.casegate.crypto.tlog.LedgerReport;
import org.casegate.crypto.tlog.SignedNote;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.TilePath;
import org.casegate.crypto.tlog.VerifierKey;
import org.junit.jupiter.api.Test;

/// Each attack on a published log is found, named and placed, however far the attacker went: bundles only, all the tiles too,
/// everything rewritten and signed again.
class TilesVerificationTest {
    private static final SignerKey KEY = SignerKey.generate(VerifierKey.Type.LOG, "gateway.example/ledger/1");
    private static final SignerKey OTHER = SignerKey.generate(VerifierKey.Type.LOG, "gateway.example/ledger/1");
    private static final SignerKey WITNESS = SignerKey.generate(VerifierKey.Type.WITNESS, "witness.example/w1");
    /// Two full bundles and a piece.
    private static final List<byte[]> HISTORY = Collections.unmodifiableList(history(700));
    private static final SignedNote AT_700 = sign(HISTORY, 700, KEY);
    private static final SignedNote AT_500 = sign(HISTORY, 500, KEY);
    private static final SignedNote AT_300 = sign(HISTORY, 300, KEY);

    private final LogFiles log = LogFiles.of(HISTORY, KEY);
    private final List<byte[]> entries = new ArrayList<>(HISTORY);

    private LedgerReport verify(SignedNote... kept) throws IOException {
        return verify(List.of(), kept);
    }

    private LedgerReport verify(List<VerifierKey> witnesses, SignedNote... kept) throws IOException {
        List<TilesVerification.Kept> named = new ArrayList<>();
        for (SignedNote note : kept) {
            named.add(new TilesVerification.Kept("checkpoint " + (named.size() + 1), note.toString()));
        }
        return new TilesVerification(log, KEY.verifier(), witnesses, named).run();
    }

    private static List<String> texts(LedgerReport report) {
        assertThat(report.ok()).isEqualTo(report.findings().isEmpty());
        return report.findings().stream().map(LedgerFinding::text).toList();
    }

    private static List<Check> checks(LedgerReport report) {
        return report.findings().stream().map(LedgerFinding::check).toList();
    }

    private static final String ROOT_700 = "The entries do not have the root of the checkpoint of the log, signed at size 700:"
            + " what was changed lies in entries 0 to 699.";

    @Test
    void acceptsALogAsItWasPublished() throws IOException {
        LedgerReport report = verify(AT_300, AT_500);

        assertThat(texts(report)).isEmpty();
        assertThat(report.size()).isEqualTo(700);
        assertThat(report.root())
                .isEqualTo(LogFiles.of(HISTORY, KEY).checkpoint().map(_ -> report.root()).orElseThrow());
        assertThat(report.checked()).containsEntry("entries", 700L).containsEntry("checkpoints", 3L)
                .containsEntry("tiles", 4L);
    }

    @Test
    void namesAnAlteredEntryWhereTheTilesWereLeft() throws IOException {
        entries.set(300, altered(entries.get(300)));
        log.entries(entries);

        assertThat(texts(verify(AT_300))).containsExactly(
                "Entry 300 was altered: its leaf hash is not the signed one.",
                ROOT_700.replace("entries 0 to", "entries 300 to"));
    }

    @Test
    void namesAnAlteredEntryWhereTheTilesWereMadeAnew() throws IOException {
        entries.set(300, altered(entries.get(300)));
        log.entries(entries);
        log.tiles(entries);

        assertThat(texts(verify())).containsExactly(
                "Entry 300 was altered: entry 301 names another leaf hash as that of the entry before it.", ROOT_700);
    }

    @Test
    void namesAnAlteredEntryWhereOnlyItsOwnTileWasMadeAnew() throws IOException {
        entries.set(300, altered(entries.get(300)));
        LogFiles made = LogFiles.of(entries, KEY);
        log.entries(entries);
        log.put(new TilePath(0, 1, 256), made.read(new TilePath(0, 1, 256)));

        assertThat(texts(verify())).contains(
                "Entry 300 was altered: entry 301 names another leaf hash as that of the entry before it.");
    }

    @Test
    void tellsAnAlteredLastEntryOnlyByTheSignature() throws IOException {
        entries.set(699, altered(entries.get(699)));
        log.entries(entries);
        assertThat(texts(verify())).contains("Entry 699 was altered: its leaf hash is not the signed one.");

        log.tiles(entries);
        assertThat(checks(verify(AT_500))).containsExactly(Check.FORKED);
        assertThat(texts(verify(AT_500)).getFirst()).contains("they part in entries 500 to 699.");
    }

    @Test
    void saysThatTwoNeighboursDoNotFollowOneAnother() throws IOException {
        entries.set(300, altered(entries.get(300)));
        entries.set(301, altered(entries.get(301)));
        log.entries(entries);
        log.tiles(entries);

        assertThat(texts(verify())).contains(
                "Entries 300 to 301 do not follow one another: at least 1 of them were altered.");
    }

    @Test
    void namesARemovedEntry() throws IOException {
        entries.remove(300);
        log.entries(entries);

        assertThat(texts(verify())).containsExactly("Entry 300 was removed: entry 301 stands in its place.");

        log.tiles(entries);
        assertThat(texts(verify())).containsExactly("Entry 300 was removed: entry 301 stands in its place.");
    }

    @Test
    void namesManyRemovedEntries() throws IOException {
        entries.subList(20, 680).clear();
        log.entries(entries);

        assertThat(texts(verify())).containsExactly(
                "Entries 20 to 679 were removed: entry 680 stands in the place of the first.");
    }

    @Test
    void namesAnInsertedEntry() throws IOException {
        entries.add(300, LogFiles.entry(300, Hash.leaf(entries.get(299)), "nobody"));
        log.entries(entries);

        assertThat(texts(verify())).containsExactly("An entry was inserted before entry 300.");

        log.tiles(entries);
        assertThat(texts(verify())).containsExactly("An entry was inserted before entry 300:"
                + " two say that they are it, and entry 301 names the second as the one before.");
    }

    @Test
    void namesAnEntryPutBehindTheLast() throws IOException {
        entries.add(LogFiles.entry(700, Hash.leaf(entries.get(699)), "nobody"));
        log.entries(entries);

        assertThat(texts(verify())).containsExactly(
                "After entry 699 stand further entries, which no checkpoint covers.");
    }

    @Test
    void namesEntriesInAnotherOrder() throws IOException {
        Collections.swap(entries, 300, 301);
        log.entries(entries);
        assertThat(texts(verify())).containsExactly("In the place of entry 300 stands entry 301.",
                "In the place of entry 301 stands entry 300.", ROOT_700);

        log.tiles(entries);
        assertThat(texts(verify())).containsExactly("In the place of entry 300 stands entry 301.",
                "In the place of entry 301 stands entry 300.", ROOT_700);
    }

    @Test
    void namesEntriesThatChangedPlacesFarApart() throws IOException {
        Collections.swap(entries, 3, 650);
        log.entries(entries);

        assertThat(texts(verify())).containsExactly("In the place of entry 3 stands entry 650.",
                "In the place of entry 650 stands entry 3.", ROOT_700);
    }

    @Test
    void namesAnEntryThatWasMoved() throws IOException {
        entries.add(400, entries.remove(300));
        log.entries(entries);

        assertThat(texts(verify())).containsExactly("Entry 300 was removed: entry 301 stands in its place.",
                "Entry 300 stands before entry 401, where it does not belong.", ROOT_700);
    }

    @Test
    void namesALogThatWasCutOff() throws IOException {
        List<byte[]> cut = entries.subList(0, 600);
        log.entries(cut);
        log.tiles(cut);
        assertThat(checks(verify())).contains(Check.TRUNCATED);
        assertThat(texts(verify())).contains("Entries 600 to 699 are missing: the ledger ends before it should.");

        log.checkpoint(sign(HISTORY, 600, KEY)); // as it was once, with a signature that is right
        assertThat(texts(verify())).isEmpty();
        assertThat(texts(verify(AT_700))).containsExactly("checkpoint 1 covers 700 entries, but here are only 600.");
    }

    @Test
    void namesALogSignedAgainWithAnotherKey() throws IOException {
        entries.set(300, altered(entries.get(300)));
        List<byte[]> rewritten = relinked(entries);
        log.entries(rewritten);
        log.tiles(rewritten);
        log.checkpoint(sign(rewritten, 700, OTHER));

        assertThat(texts(verify(AT_300, AT_500))).containsExactly(
                "The checkpoint of the log is signed in the log's name by another key than the one given: it was signed again.",
                "What is here is whole in itself, but another history than that of checkpoint 2, signed at size 500:"
                        + " they part in entries 300 to 499.");
    }

    @Test
    void onlyAnOlderCheckpointConvictsAStolenKey() throws IOException {
        entries.set(300, altered(entries.get(300)));
        List<byte[]> rewritten = relinked(entries);
        log.entries(rewritten);
        log.tiles(rewritten);
        log.checkpoint(sign(rewritten, 700, KEY));

        assertThat(texts(verify())).isEmpty(); // nobody can know
        LedgerReport convicted = verify(AT_300, AT_500);
        assertThat(checks(convicted)).containsExactly(Check.FORKED);
        assertThat(texts(convicted)).containsExactly(
                "What is here is whole in itself, but another history than that of checkpoint 2, signed at size 500:"
                        + " they part in entries 300 to 499. The checkpoint of the log, which has the root of what is here, is"
                        + " signed with the same key: it has signed two histories.");
    }

    @Test
    void aStolenKeyHasNoCosignature() throws IOException {
        log.checkpoint(AT_700.cosign(WITNESS, Instant.EPOCH));
        assertThat(texts(verify(List.of(WITNESS.verifier())))).isEmpty();

        List<byte[]> rewritten = relinked(List.of(altered(entries.getFirst())));
        log.entries(rewritten);
        log.tiles(rewritten);
        log.checkpoint(sign(rewritten, 1, KEY));
        assertThat(texts(verify(List.of(WITNESS.verifier()))))
                .containsExactly("None of the checkpoints is cosigned by witness.example/w1.");
        assertThat(checks(verify(List.of(WITNESS.verifier()), AT_700.cosign(WITNESS, Instant.EPOCH))))
                .containsExactly(Check.TRUNCATED);
    }

    @Test
    void namesAForgedCosignature() throws IOException {
        String line = AT_500.cosign(WITNESS, Instant.EPOCH).toString().lines().toList().getLast() + "\n";
        log.checkpoint(withLine(AT_700, line));

        assertThat(checks(verify(List.of(WITNESS.verifier())))).containsOnly(Check.COSIGNATURE);
        assertThat(texts(verify(List.of(WITNESS.verifier()))))
                .contains("The checkpoint of the log: The signature of witness.example/w1 does not verify.");
    }

    private static SignedNote withLine(SignedNote note, String line) {
        try {
            return note.with(line);
        } catch (org.casegate.crypto.tlog.BadNote e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void namesATileThatIsNotThatOfItsEntries() throws IOException {
        log.put(new TilePath(1, 0, 2), new byte[64]);
        log.remove(new TilePath(0, 1, 256).toString());

        assertThat(texts(verify())).containsExactly(
                "tile/0/001 is missing or does not hold the hashes of what lies below it.",
                "tile/1/000.p/2 is missing or does not hold the hashes of what lies below it.");
    }

    @Test
    void namesABundleThatIsMissingOrCutOff() throws IOException {
        TilePath second = new TilePath(TilePath.ENTRIES, 1, 256);
        byte[] bundle = log.read(second);
        log.put(second, Arrays.copyOf(bundle, bundle.length - 1));
        assertThat(checks(verify())).contains(Check.ALTERED);
        assertThat(texts(verify())).contains("Entry 511 was altered: its leaf hash is not the signed one.");

        log.remove(second.toString());
        assertThat(texts(verify())).contains("Entries 256 to 699 are missing: the ledger ends before it should.");
    }

    @Test
    void namesSignedEntriesThatAreNoEntries() throws IOException {
        entries.set(5, "{\"v\": 1}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        LogFiles careless = LogFiles.of(entries, KEY);

        LedgerReport report = new TilesVerification(careless, KEY.verifier(), List.of(), List.of()).run();

        assertThat(report.findings()).extracting(LedgerFinding::check).containsExactly(Check.CANONICAL, Check.PREV);
    }

    @Test
    void needsACheckpointThatItsKeySigned() throws IOException {
        log.checkpoint(sign(HISTORY, 700, OTHER));
        assertThat(checks(verify())).containsExactly(Check.RESIGNED);

        log.remove("checkpoint");
        assertThat(texts(verify())).containsExactly("the log has no checkpoint.");
        assertThat(texts(verify(AT_700))).containsExactly("the log has no checkpoint.");
        log.checkpoint(AT_700);
        assertThat(verify(SignedNoteOf.text("no note")).findings()).extracting(LedgerFinding::text)
                .containsExactly(
                        "checkpoint 1 is not to be trusted: The note is not signed by gateway.example/ledger/1.");
    }

    /// A note by a key that nobody knows.
    private static final class SignedNoteOf {
        static SignedNote text(String text) {
            return SignedNote.sign(text + "\n", SignerKey.generate(VerifierKey.Type.LOG, "elsewhere.example"));
        }
    }

    /// RFC 6962's promise, for every way to change a list: whatever is done to one entry of whatever log, it is found, and
    /// found where it is.
    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void anyAlteredRemovedInsertedOrReorderedEntryIsFoundInItsPlace(@ForAll @IntRange(min = 3, max = 699) int where,
            @ForAll @IntRange(max = 3) int attack, @ForAll boolean tilesToo) throws IOException {
        List<byte[]> changed = new ArrayList<>(HISTORY);
        Check expected = switch (attack) {
            case 0 -> {
                changed.set(where, altered(changed.get(where)));
                yield Check.ALTERED;
            }
            case 1 -> {
                changed.remove(where);
                yield where == 699 ? Check.TRUNCATED : Check.REMOVED;
            }
            case 2 -> {
                changed.add(where, LogFiles.entry(where, Hash.leaf(changed.get(where - 1)), "nobody"));
                yield Check.INSERTED;
            }
            default -> {
                Collections.swap(changed, where, where - 2);
                yield Check.REORDERED;
            }
        };
        LogFiles attacked = LogFiles.of(HISTORY, KEY);
        attacked.entries(changed);
        if (tilesToo) {
            attacked.tiles(changed);
        }

        LedgerReport report = new TilesVerification(attacked, KEY.verifier(), List.of(), List.of()).run();

        assertThat(report.ok()).isFalse();
        boolean knowable = !(tilesToo && attack == 0 && where == 699); // nothing follows it, and nothing vouches for it
        if (knowable) {
            assertThat(report.findings()).anySatisfy(finding -> {
                assertThat(finding.check()).isEqualTo(expected);
                assertThat(finding.index().orElseThrow()).isBetween(where - 2L, where + 1L);
            });
        }
    }
}
