// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.casegate.crypto.tlog.CanonicalJson;
import org.casegate.crypto.tlog.LedgerFinding;
import org.casegate.crypto.tlog.LedgerFinding.Check;
import org.casegate.crypto.tlog.LedgerReport;
import org.casegate.policy.event.SomeEvents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a superuser does, who can do anything, and how it shows. Eight entries: 0 begins, 1 to 6 accept, 7 destroys the pack of 2.
/// Checkpoints at 1, 4 and 8.
class LedgerAuditTest {
    private static final String BROKEN = "The entries do not have the root of the checkpoint signed at size ";

    private LedgerFixture fixture;
    private final List<LedgerFixture.Pack> packs = new ArrayList<>();

    @BeforeEach
    void fill() throws Exception {
        fixture = new LedgerFixture();
        try (Ledger ledger = fixture.ledger()) {
            ledger.publish();
            for (int i = 1; i <= 6; i++) {
                fixture.clock.move(Duration.ofMinutes(1));
                packs.add(fixture.accept(ledger, "SSCB-RR-2026-01" + i));
                if (i == 3) {
                    ledger.publish();
                }
            }
            fixture.destroy(ledger, packs.get(1));
            ledger.publish();
        }
        fixture.assertVerifies();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void saysWhatItChecked() {
        LedgerReport report = fixture.audit();

        assertThat(report.ok()).isTrue();
        assertThat(report.size()).isEqualTo(8);
        assertThat(report.checked()).containsExactlyInAnyOrderEntriesOf(
                Map.of("entries", 8L, "checkpoints", 3L, "openings", 10L, "erased", 2L, "kept", 0L, "witnesses", 0L));
        assertThat(report.json()).isEqualTo("{\"ok\":true,\"size\":8,\"root\":\"" + report.root().hex()
                + "\",\"checked\":{\"checkpoints\":3,\"entries\":8,\"erased\":2,\"kept\":0,\"openings\":10,\"witnesses\":0},\"findings\":[]}");
    }

    @Test
    void aBodyAltered() throws Exception {
        alterBody(5, "");

        assertThat(fixture.findings()).containsExactly("Entry 5 does not have the leaf hash stored with it.",
                "Entry 5 and its row do not say the same: agency.",
                "Entry 6 does not follow entry 5: the leaf hash it names is not that entry's.",
                BROKEN + "8: what was changed lies in entries 4 to 7.",
                "The stored head does not have the root of the entries.");
    }

    @Test
    void aBodyAlteredWithItsLeafHashAndColumn() throws Exception {
        alterBody(5,
                ", agency = 'west-midlands-police', leaf_hash = sha256('\\x00'::bytea || replace(convert_from(body, 'UTF8'),"
                        + " 'staffordshire-police', 'west-midlands-police')::bytea)");

        assertThat(fixture.findings()).containsExactly(
                "Entry 6 does not follow entry 5: the leaf hash it names is not that entry's.",
                BROKEN + "8: what was changed lies in entries 4 to 7.",
                "The stored head does not have the root of the entries.");
    }

    private void alterBody(long index, String more) throws Exception {
        fixture.tamper(
                "UPDATE ledger.entry SET body = replace(convert_from(body, 'UTF8'), 'staffordshire-police', 'west-midlands-police')::bytea"
                        + more + " WHERE index = " + index);
    }

    @Test
    void onlyColumnsAltered() throws Exception {
        fixture.tamper(
                "UPDATE ledger.entry SET actor = 'nobody', at = at + interval '1 s', subject = NULL WHERE index = 3");

        assertThat(fixture.findings()).containsExactly("Entry 3 and its row do not say the same: at, actor, subject.");
    }

    @Test
    void onlyTheClausesForQueriesAltered() throws Exception {
        fixture.tamper("DELETE FROM ledger.entry_clause WHERE index = 2",
                "INSERT INTO ledger.entry_clause VALUES ('ST 9.9', 3)");

        assertThat(fixture.findings()).containsExactly("Entry 2 and its row do not say the same: clauses.",
                "Entry 3 and its row do not say the same: clauses.");
    }

    @Test
    void oneRemoved() throws Exception {
        fixture.tamper("DELETE FROM ledger.entry WHERE index = 5");

        assertThat(fixture.findings()).containsExactly("Entry 5 is missing.",
                "Entry 6 does not follow entry 5: the leaf hash it names is not that entry's.",
                BROKEN + "8: what was changed lies in entries 4 to 7.");
    }

    @Test
    void oneRemovedAndTheRestRenumbered() throws Exception {
        fixture.tamper("DELETE FROM ledger.entry WHERE index = 5", "UPDATE ledger.entry SET index = 5 WHERE index = 6",
                "UPDATE ledger.entry SET index = 6 WHERE index = 7");

        assertThat(fixture.findings()).containsExactly("Entry 5 says that it is entry 6.",
                "Entry 5 does not follow entry 4: the leaf hash it names is not that entry's.",
                "Entry 6 says that it is entry 7.", "Entry 6 and its row do not say the same: clauses.",
                "A signed checkpoint covers 8 entries, but the ledger ends after 7.",
                "The head counts 8 entries, but the ledger ends after 7.");
    }

    @Test
    void twoSwapped() throws Exception {
        fixture.tamper("UPDATE ledger.entry SET index = index + 100 WHERE index IN (4, 5)",
                "UPDATE ledger.entry SET index = 5 WHERE index = 104",
                "UPDATE ledger.entry SET index = 4 WHERE index = 105");

        assertThat(fixture.findings()).contains("Entry 4 says that it is entry 5.", "Entry 5 says that it is entry 4.",
                "Entry 5 is dated before the entry that precedes it.",
                BROKEN + "8: what was changed lies in entries 4 to 7.");
    }

    @Test
    void theEndCutOffAndTheHeadRolledBack() throws Exception {
        fixture.tamper("DELETE FROM ledger.entry WHERE index >= 4",
                "UPDATE ledger.head SET size = 4, peaks = substring(peaks FROM 1 FOR 32), prev = (SELECT leaf_hash FROM ledger.entry WHERE index = 3),"
                        + " at = (SELECT at FROM ledger.entry WHERE index = 3)");

        assertThat(fixture.findings()).contains("A signed checkpoint covers 8 entries, but the ledger ends after 4.");
    }

    @Test
    void theEndCutOffOnly() throws Exception {
        fixture.tamper("DELETE FROM ledger.entry WHERE index >= 6", "DELETE FROM ledger.checkpoint WHERE size = 8");

        assertThat(fixture.findings()).containsExactly("The head counts 8 entries, but the ledger ends after 6.",
                "Entry 2: the value of case is gone, and no entry says that it was destroyed.",
                "Entry 2: the value of name is gone, and no entry says that it was destroyed.");
    }

    @Test
    void anEntryAddedBeyondTheHead() throws Exception {
        fixture.tamper(
                "INSERT INTO ledger.entry SELECT 8, at, kind, agreement, agency, actor, code, subject, body, leaf_hash"
                        + " FROM ledger.entry WHERE index = 6");

        assertThat(fixture.findings()).containsExactly("There are 1 entries beyond the head.");
    }

    @Test
    void theHeadsFrontierAltered() throws Exception {
        fixture.tamper("UPDATE ledger.head SET peaks = sha256(peaks)");

        assertThat(fixture.findings()).containsExactly("The stored head does not have the root of the entries.");
    }

    @Test
    void everythingGone() throws Exception {
        fixture.tamper("DELETE FROM ledger.entry", "DELETE FROM ledger.checkpoint",
                "UPDATE ledger.head SET size = 0, peaks = ''");

        assertThat(fixture.findings())
                .containsExactly("The ledger has no entries: it was never begun, or all of it is gone.");
    }

    @Test
    void aCheckpointAltered() throws Exception {
        fixture.tamper("UPDATE ledger.checkpoint SET note = replace(note, E'\\n4\\n', E'\\n5\\n') WHERE size = 4");

        assertThat(fixture.findings()).containsExactly("The checkpoint stored for size 4 is not to be trusted:"
                + " The signature of gateway.example/ledger does not verify.");
    }

    @Test
    void aCheckpointMoved() throws Exception {
        fixture.tamper("DELETE FROM ledger.checkpoint WHERE size = 1",
                "UPDATE ledger.checkpoint SET size = 1 WHERE size = 4");

        assertThat(fixture.findings()).contains("The checkpoint stored for size 1 is of size 4.");
    }

    @Test
    void anOpeningAltered() throws Exception {
        fixture.tamper(
                "UPDATE ledger.opening SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) WHERE field = 'case' AND subject = '"
                        + packs.getFirst().id() + "'");

        assertThat(fixture.findings()).containsExactly("Entry 1: the value of case does not open under its key.");
    }

    @Test
    void anOpeningPutInPlaceOfAnother() throws Exception {
        Subject subject = fixture.openings.find(packs.getFirst().id()).orElseThrow();
        fixture.database.query().execute(fixture.openings.erase(subject.id()).getFirst());
        fixture.database.query().execute(subject.seal(Openings.CASE, "SSCB-RR-2026-099").insert());

        assertThat(fixture.findings())
                .containsExactly("Entry 1: the value of case is not the one that the entry commits to.");
    }

    @Test
    void openingsErasedWithoutAnEntry() {
        fixture.openings.erase(packs.getFirst().part()).forEach(fixture.database.query()::execute);

        assertThat(fixture.findings())
                .containsExactly("Entry 1: the value of name is gone, and no entry says that it was destroyed.");
    }

    @Test
    void anErasureThatTheEntryClaimsWasUndone() throws Exception {
        fixture.database.query().execute(fixture.openings.create(packs.get(1).id()).insert());

        assertThat(fixture.findings()).containsExactly("Entry 7 says that the values of " + packs.get(1).id()
                + " were destroyed, but something of them is there.");
    }

    @Test
    void findingsAreCountedWhenThereAreTooMany() throws Exception {
        try (Ledger ledger = fixture.ledger()) {
            for (int i = 0; i < LedgerReport.MAX_FINDINGS; i++) {
                ledger.append(Draft.of(SomeEvents.reviewed()), StateChange.none());
            }
        }
        fixture.tamper("UPDATE ledger.entry SET actor = 'nobody'");

        List<LedgerFinding> findings = fixture.audit().findings();

        assertThat(findings).hasSize(LedgerReport.MAX_FINDINGS + 1);
        assertThat(findings.getLast().text()).isEqualTo("There are 8 findings more.");
    }

    @Test
    void findingsAreJson() throws Exception {
        fixture.tamper("UPDATE ledger.entry SET actor = 'nobody' WHERE index = 3");

        LedgerReport report = fixture.audit();

        assertThat(report.findings()).extracting(LedgerFinding::check).containsExactly(Check.COLUMN);
        assertThat(report.json()).startsWith("{\"ok\":false,")
                .endsWith("\"findings\":[{\"check\":\"COLUMN\",\"index\":3,\"text\":"
                        + "\"Entry 3 and its row do not say the same: actor.\"}]}");
        assertThat(CanonicalJson.parse("{\"checked\":{}}".getBytes(UTF_8)).members("checked")).isEmpty();
    }
}
