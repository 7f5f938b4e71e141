// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;

import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.casegate.crypto.tlog.Checkpoint;
import org.casegate.crypto.tlog.EntryBundle;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.LedgerReport;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.TilePath;
import org.casegate.crypto.verify.TileSite;
import org.casegate.crypto.verify.TilesVerification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("C2SP tlog-tiles on the portal")
class LedgerFilesTest {
    private final TestSites sites = TestSites.started();
    private Checkpoint head = new Checkpoint("", 0, Hash.ZEROS);

    @BeforeEach
    void publish() throws Exception {
        head = sites.ledger.publish().checkpoint();
    }

    private HttpResponse<byte[]> octets(Browser browser, String path, String... headers) throws Exception {
        return browser.client().send(browser.request("/ledger/" + path, headers).build(), BodyHandlers.ofByteArray());
    }

    private String last(int level) {
        int width = (int) Math.min(head.size(), TilePath.FULL);
        return new TilePath(level, 0, width).toString();
    }

    @Test
    void showsTilesToEverybodyAndLetsThemBeKept() throws Exception {
        HttpResponse<byte[]> tile = octets(new Browser(sites.portal.port()), last(0));

        assertThat(tile.statusCode()).isEqualTo(200);
        assertThat(tile.body()).hasSize(32 * (int) Math.min(head.size(), TilePath.FULL));
        assertThat(tile.headers().firstValue("content-type")).hasValue("application/octet-stream");
        assertThat(tile.headers().firstValue("cache-control")).hasValue("public, max-age=31536000, immutable");
        assertThat(tile.headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void theCheckpointIsKeptByNobody() {
        HttpResponse<String> note = new Browser(sites.portal.port()).get("/ledger/checkpoint");

        assertThat(note.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(SignedCheckpoint.claimedSize(note.body()).orElseThrow()).isGreaterThanOrEqualTo(head.size());
    }

    @ParameterizedTest(name = "V7: {0}")
    @ValueSource(strings = {"tile/0/999", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/0",
            "tile/9/000",
            "tile/-1/000", "tile/00/000", "tile/0/x000/000", "tile/0/000/000", "tile/0", "tile/", "tile/0/000/",
            "tile/Entries/000.p/1", "tile/0/..", "tile/0/%30%30%30.p/1", "tile/0/000.p/1;x", "tile/0//000.p/1"})
    void answersNothingElse(String path) throws Exception {
        assertThat(octets(new Browser(sites.portal.port()), path).statusCode()).isIn(400, 404);
    }

    @Test
    @DisplayName("OB-020: entries are shown to auditors only, each look is an entry")
    void showsEntriesToAuditorsOnly() throws Exception {
        String bundle = last(TilePath.ENTRIES);

        HttpResponse<byte[]> stranger = octets(new Browser(sites.portal.port()), bundle);
        assertThat(stranger.statusCode()).isEqualTo(303);
        assertThat(stranger.body()).isEmpty();
        assertThat(octets(sites.signedIn(TestSites.RECIPIENT), bundle).statusCode()).isEqualTo(403);

        int looks = looks();
        HttpResponse<byte[]> auditor = octets(sites.signedIn(TestSites.AUDITOR), bundle);
        assertThat(auditor.statusCode()).isEqualTo(200);
        assertThat(EntryBundle.parse(auditor.body())).hasSize((int) Math.min(head.size(), TilePath.FULL));
        assertThat(auditor.headers().firstValue("content-type")).hasValue("application/octet-stream");
        assertThat(auditor.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(looks()).isEqualTo(looks + 1);
        assertThat(octets(sites.signedIn(TestSites.AUDITOR), "tile/entries/999").statusCode()).isEqualTo(404);
        assertThat(looks()).isEqualTo(looks + 1);
    }

    @Test
    void anotherSitesLinkLeavesNoEntry() throws Exception {
        int looks = looks();

        HttpResponse<byte[]> led = octets(sites.signedIn(TestSites.AUDITOR), last(TilePath.ENTRIES), "Sec-Fetch-Site",
                "cross-site");

        assertThat(led.statusCode()).isEqualTo(303);
        assertThat(looks()).isEqualTo(looks);
    }

    /// Only this class's tests look at bundles.
    private int looks() {
        return sites.database.query().fetchCount(ENTRY, ENTRY.KIND.eq("QUERIED")
                .and(ENTRY.BODY.cast(String.class).contains("62756e646c65"))); // "bundle", as PostgreSQL prints octets
    }

    @Test
    void anOutsiderVerifiesTheTreeWithoutSeeingAnEntry() throws Exception {
        URI address = URI.create("https://localhost:" + sites.portal.port() + "/ledger");
        try (TileSite site = new TileSite(address, Tls.trusting())) {
            TilesVerification.Kept kept = new TilesVerification.Kept("kept",
                    sites.ledger.published().orElseThrow().note().toString());

            LedgerReport report = new TilesVerification(site, sites.ledger.verifier(), List.of(), List.of(kept)).run();

            assertThat(report.findings()).isEmpty();
            assertThat(report.checked()).containsEntry("entries", 0L).containsEntry("checkpoints", 2L);
        }
    }
}
