// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.pack.Tables.CASE_PACK;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.casegate.policy.intake.PackId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A recipient from the inbox to the last octet, against real intake, release and ledger.
final class RecipientTest {
    private static final String NOT_YOURS = "You cannot open this pack because it was not addressed to you.";

    private final TestSites sites = TestSites.started();

    @Test
    @DisplayName("S01: the cover page says who sent what, as of when, on what footing, and escapes every word of it")
    void showsTheCoverPage() {
        PackId pack = sites.send(text("What the police know."));
        Browser browser = sites.signedIn(TestSites.RECIPIENT);

        assertThat(browser.get("/packs").body()).contains("/packs/" + pack, "SSCB-RR-2026-014", "Staffordshire Police",
                "12 May 2026 at 10am");
        HttpResponse<String> cover = browser.get("/packs/" + pack);

        assertThat(cover.statusCode()).isEqualTo(200);
        assertThat(cover.body()).contains("Case SSCB-RR-2026-014", "Staffordshire Police", "5 May 2026", "4 May 2026",
                "RAPID-REVIEW", "Chairs the &lt;rapid&gt; review", "chronology £ &amp; b.txt",
                "Fact and opinion",
                "4 August 2026", "version 1.1", "ST 4.0 · ST 6.0 · ST 9.0 · ST 1.3 · ST front page");
        assertThat(cover.body()).doesNotContain("<rapid>", "£ & b");
        assertThat(cover.body()).matches("(?s).*<title>Pack [A-Z0-9-]+ – CaseGate</title>.*");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    @DisplayName("S01: after the reminder the part comes out as it went in, and the entry was there before")
    void givesOutAPart(HttpClient.Version version) throws Exception {
        byte[] content = noise(300_000);
        PackId pack = sites.send(content);
        Browser browser = new Browser(sites.portal.port(), version);
        sites.signIn(browser, TestSites.RECIPIENT);
        accept(browser, pack);
        int before = downloads();

        HttpResponse<byte[]> answer = browser.client().send(download(browser, pack, 1), BodyHandlers.ofByteArray());

        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(content);
        assertThat(answer.headers().firstValue("content-disposition")).hasValue(
                "attachment; filename=\"chronology _ _ b.txt\"; filename*=UTF-8''chronology%20%C2%A3%20%26%20b.txt");
        assertThat(answer.headers().firstValue("content-length")).hasValue("300000");
        assertThat(downloads()).isEqualTo(before + 1);
    }

    @Test
    @DisplayName("OB-020, V9: no download without a press of the button on our page")
    void givesOutNothingToALinkOrAnotherSite() {
        PackId pack = sites.send(text("Only by the button."));
        Browser browser = sites.signedIn(TestSites.RECIPIENT);
        accept(browser, pack);
        int before = downloads();

        assertThat(browser.get(part(pack, 1)).statusCode()).isEqualTo(405);
        assertThat(browser.post(part(pack, 1), Map.of(), "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
        assertThat(browser.postAlone(part(pack, 1), Map.of(), "Sec-Fetch-Site", "same-origin").statusCode())
                .isEqualTo(403);
        assertThat(downloads()).isEqualTo(before);
    }

    @Test
    @DisplayName("S01: another account of the same agency learns nothing, not even that there is such a pack")
    void answersTheSameForAnothersPackAndForNone() {
        PackId pack = sites.send(text("Not for everyone."));
        PackId none = PackId.random();
        Browser other = sites.signedIn(TestSites.OTHER_RECIPIENT);

        assertThat(other.get("/packs").body()).doesNotContain(pack.toString());
        HttpResponse<String> theirs = other.get("/packs/" + pack);
        HttpResponse<String> nobodys = other.get("/packs/" + none);
        assertThat(theirs.statusCode()).isEqualTo(404);
        assertThat(theirs.body()).contains(NOT_YOURS, "NOT-THE-RECIPIENT", TestSites.LAST_LINE);
        assertThat(plain(theirs)).isEqualTo(plain(nobodys));
        assertThat(plain(other.post(part(pack, 1), Map.of()))).isEqualTo(plain(nobodys));
        assertThat(plain(other.post(part(none, 1), Map.of()))).isEqualTo(plain(nobodys));
        assertThat(plain(other.post(part(pack, 99), Map.of()))).isEqualTo(plain(nobodys));
        assertThat(plain(other.post("/packs/" + pack + "/reminder", Map.of("read", "yes")))).isEqualTo(plain(nobodys));
        assertThat(plain(other.get("/packs/not-a-pack"))).isEqualTo(plain(nobodys));
    }

    @Test
    @DisplayName("D-01 to D-05: of a pack that was withdrawn neither cover page nor inbox show anything, only why not")
    void showsNothingOfAWithdrawnPack() {
        PackId pack = sites.send(text("Taken back."));
        Browser browser = sites.signedIn(TestSites.RECIPIENT);
        sites.database.query().update(CASE_PACK).set(CASE_PACK.STATE, "WITHDRAWN")
                .where(CASE_PACK.ID.eq(UUID.fromString(pack.toString()))).execute();

        HttpResponse<String> cover = browser.get("/packs/" + pack);

        assertThat(cover.statusCode()).isEqualTo(403);
        assertThat(cover.body()).contains("You cannot open this pack because it was withdrawn on 6 May 2026.",
                "NOT-AVAILABLE").doesNotContain("SSCB-RR-2026-014", "Staffordshire Police", "chronology");
        assertThat(browser.get("/packs").body()).contains("it was withdrawn on 6 May 2026")
                .doesNotContain(pack.toString());
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    @DisplayName("OB-072: a download that runs is broken off when its sender takes the pack back, and is not whole")
    void breaksOffWhatIsTakenBack(HttpClient.Version version) throws Exception {
        byte[] content = new byte[96 << 20]; // more than the buffers between take
        PackId pack = sites.send(content);
        Browser browser = new Browser(sites.portal.port(), version);
        sites.signIn(browser, TestSites.RECIPIENT);
        accept(browser, pack);

        HttpResponse<InputStream> answer = browser.client().send(download(browser, pack, 1),
                BodyHandlers.ofInputStream());

        try (InputStream body = answer.body()) {
            assertThat(body.readNBytes(1)).hasSize(1);
            sites.withdraw(pack);
            assertThatThrownBy(() -> body.transferTo(OutputStream.nullOutputStream())).isInstanceOf(IOException.class);
        }
        assertThat(browser.get("/packs/" + pack).body())
                .contains("You cannot open this pack because it was withdrawn on 6 May 2026.");
    }

    @Test
    @DisplayName("A tampered object: an error page and never an octet")
    void givesOutNothingOfADamagedPart() throws Exception {
        PackId pack = sites.send(noise(200_000));
        Browser browser = sites.signedIn(TestSites.RECIPIENT);
        accept(browser, pack);
        alter(newestObject(), -1);

        HttpResponse<String> answer = browser.post(part(pack, 1), Map.of());

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("content-disposition")).isEmpty();
        assertThat(answer.body()).contains("This part is damaged", "Reference ", TestSites.LAST_LINE);
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    @DisplayName("A chunk that was altered: the connection breaks off before it")
    void breaksOffAtADamagedChunk(HttpClient.Version version) throws Exception {
        byte[] content = noise(1_000_000);
        PackId pack = sites.send(content);
        Browser browser = new Browser(sites.portal.port(), version);
        sites.signIn(browser, TestSites.RECIPIENT);
        accept(browser, pack);
        alter(newestObject(), 700_000);

        HttpResponse<InputStream> answer = browser.client().send(download(browser, pack, 1),
                BodyHandlers.ofInputStream());

        byte[] seen = new byte[content.length];
        try (InputStream body = answer.body()) {
            assertThatThrownBy(() -> body.readNBytes(seen, 0, seen.length)).isInstanceOf(IOException.class);
        }
    }

    private static void accept(Browser browser, PackId pack) {
        HttpResponse<String> cover = browser.get("/packs/" + pack);
        if (cover.body().contains("I have read this and accept it")) {
            assertThat(browser.post(part(pack, 1), Map.of()).body()).contains(
                    "Please read and accept the confidentiality reminder before opening this pack.", "REMINDER");
            browser.post("/packs/" + pack + "/reminder", Map.of("read", "yes"));
        }
        assertThat(browser.get("/packs/" + pack).body()).contains("Download").doesNotContain("I have read this");
    }

    private static java.net.http.HttpRequest download(Browser browser, PackId pack, int number) {
        browser.get("/packs/" + pack);
        return browser.form(part(pack, number), Map.of("token", browser.token()), "Sec-Fetch-Site", "same-origin");
    }

    private static String part(PackId pack, int number) {
        return "/packs/" + pack + "/parts/" + number;
    }

    private int downloads() {
        return sites.database.query().fetchCount(ENTRY, ENTRY.KIND.eq("DOWNLOADED"));
    }

    /// The page without what differs each time.
    private static String plain(HttpResponse<String> page) {
        return page.statusCode() + page.body().replaceAll("nonce=\"[^\"]*\"", "").replaceAll("value=\"[^\"]*\"", "");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] noise(int count) {
        byte[] octets = new byte[count];
        new Random(count).nextBytes(octets);
        return octets;
    }

    /// The largest of the objects that were made last: the chronology of the pack that was just sent.
    private Path newestObject() throws IOException {
        try (Stream<Path> files = Files.walk(sites.objects())) {
            return files.filter(Files::isRegularFile).filter(file -> file.toFile().length() > 100_000)
                    .max(Comparator.comparingLong((Path file) -> file.toFile().lastModified())).orElseThrow();
        }
    }

    /// @param position of the octet to change; negative counts from the end
    private static void alter(Path object, long position) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(object.toFile(), "rw")) {
            long at = position < 0 ? file.length() + position : position;
            file.seek(at);
            int octet = file.read();
            file.seek(at);
            file.write(octet ^ 1);
        }
    }
}
