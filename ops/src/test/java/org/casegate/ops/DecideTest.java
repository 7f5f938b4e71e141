// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The dry run of formats.md 4: what the gateway would decide, in the words in which it would say so.
class DecideTest {

    private static final String LAST_LINE = "\"last_line\": \"If a child may be at risk now, do not wait for this system: "
            + "ring Out-of-hours duty team, 01632 960999 (always).\"";
    private static final String MOMENT = "2026-05-06T09:00:00Z";

    @TempDir
    Path folder;

    private Path register;
    private Path pack;

    @BeforeEach
    void writeAPack() throws IOException {
        register = Files.writeString(folder.resolve("register.yaml"), resource("register.yaml"));
        pack = Files.createDirectory(folder.resolve("pack"));
        Files.writeString(pack.resolve("manifest.yaml"), resource("manifest.yaml"));
        Files.writeString(pack.resolve("chronology.csv"), "date,event\n2026-05-01,visit\n");
        Files.writeString(pack.resolve("summary.txt"), "One visit.\n");
    }

    @Test
    @DisplayName("S01: an accepted pack answers 0 and one JSON object, field by field")
    void acceptsToTheLetter() {
        assertThat(decide()).isEqualTo(new Ran(0, """
                {"outcome": "ACCEPTED", "agreement": "staffordshire", "agreement_version": "1.1", \
                "at": "2026-05-06T09:00:00Z", "findings": [], "warnings": [], %s, \
                "destroy_on": {"chronology.csv": "2026-08-04", "summary.txt": "2026-05-19"}}
                """.formatted(LAST_LINE), ""));
    }

    @Test
    @DisplayName("S02: a recipient that the agreement does not name is refused with its clause and sentence, 11")
    void refusesToTheLetter() throws IOException {
        edit("agency: staffordshire-county-council, account: scc-safeguarding-lead",
                "agency: british-transport-police, account: btp-officer");

        assertThat(decide()).isEqualTo(new Ran(11,
                """
                        {"outcome": "REFUSED", "agreement": "staffordshire", "agreement_version": "1.1", \
                        "at": "2026-05-06T09:00:00Z", "findings": [{"step": "ST-05", "code": "RECIPIENT-NOT-NAMED", \
                        "effect": "REFUSE", "clause": "ST front page; ST 4.0", \
                        "text": "This upload was refused because British Transport Police is not an agency named in the \
                        Staffordshire agreement."}], "warnings": [], %s, "destroy_on": {}}
                        """
                        .formatted(LAST_LINE),
                ""));
    }

    @Test
    @DisplayName("B09: more people than were declared are counted in the files; held, 10, and no field beyond the format")
    void holdsWhatTheFilesShow() throws IOException {
        Files.writeString(pack.resolve("chronology.csv"),
                "9990000018\n9990000026\n9990000034\n9990000042\n9990000050\n");

        Ran ran = decide();

        assertThat(ran.status()).isEqualTo(10);
        assertThat(ran.out()).startsWith("{\"outcome\": \"HELD\"").contains(
                "{\"step\": \"ST-17\", \"code\": \"TOO-MANY-SUBJECTS\", \"effect\": \"HOLD\", \"clause\": \"ST 5.1\", "
                        + "\"text\": \"This upload is on hold because it appears to contain 5 people and you declared 2.\"}")
                .endsWith(LAST_LINE + ", \"destroy_on\": {}}\n");
    }

    @Test
    @DisplayName("MANIFEST-INVALID's siblings: a part that is missing, unlisted or another than declared, all at once")
    void comparesTheFilesWithTheManifest() throws IOException {
        Files.delete(pack.resolve("summary.txt"));
        Files.writeString(pack.resolve("more.txt"), "more");
        edit("file: chronology.csv, nature", "file: chronology.csv, sha256: " + "0".repeat(64) + ", nature");

        assertThat(codes(decide())).containsExactlyInAnyOrder("HASH-MISMATCH", "PART-NOT-LISTED", "PART-MISSING");
    }

    @Test
    void takesTheDigestThatIsRight() throws Exception {
        String digest = HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(pack.resolve("chronology.csv"))));
        edit("file: chronology.csv, nature", "file: chronology.csv, sha256: " + digest + ", nature");

        assertThat(decide().status()).isZero();
    }

    @Test
    @DisplayName("the register's cases bind where it lists any, and only there")
    void goesByTheCasesOfTheRegister() throws IOException {
        addToRegister(
                """
                        cases:
                          - { agreement: staffordshire, case_ref: SSCB-RR-2026-015, purpose: CSPR, senders: [staffordshire-police] }
                        """);
        Ran unknown = decide();
        edit("SSCB-RR-2026-014", "SSCB-RR-2026-015");
        Ran another = decide();

        assertThat(codes(unknown)).containsExactly("MANIFEST-INVALID");
        assertThat(unknown.out()).contains("does not have case SSCB-RR-2026-014 open for your agency");
        assertThat(another.out()).contains("holds case SSCB-RR-2026-015 open for the purpose CSPR");
    }

    @Test
    @DisplayName("OB-058: what the sender's agency received under another transfer is held, and only that")
    void holdsWhatTheRegisterSaysWasReceived() throws Exception {
        String digest = HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(pack.resolve("summary.txt"))));
        String received = "received:\n  - { sha256: " + digest
                + ", agency: %s, agreement: solihull, transfer: SO-2026-000123 }\n";
        String without = Files.readString(register);

        addToRegister(received.formatted("staffordshire-county-council"));
        assertThat(decide().status()).isZero();
        Files.writeString(register, without);
        addToRegister(received.formatted("staffordshire-police"));
        Ran ran = decide();

        assertThat(ran.status()).isEqualTo(10);
        assertThat(codes(ran)).containsExactly("REUSE");
        assertThat(ran.out()).contains("summary.txt was received from the sender of transfer SO-2026-000123");
    }

    @ParameterizedTest
    @CsvSource({"--from-place GB,0", "--from-place FR,11", "--from-place ??,11", "--from-address 192.0.2.7,0",
            "--from-address 203.0.113.9,11"})
    @DisplayName("A-03: the sender's place comes from the option or from the registered networks; unknown refuses")
    void placesTheSender(String option, int status) {
        Ran ran = decide(option.split(" ", -1));

        assertThat(ran.status()).isEqualTo(status);
        assertThat(codes(ran)).isEqualTo(status == 0 ? List.of() : List.of("TERRITORY"));
    }

    @Test
    @DisplayName("D-06, D-01, D-04, D-05: the download gate answers for one part in the same form")
    void runsTheDownloadGate() {
        assertThat(download("summary.txt", "scc-safeguarding-lead")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(11);
            assertThat(ran.out()).contains("\"findings\": [{\"step\": \"D-06\", \"code\": \"REMINDER\", \"effect\": "
                    + "\"REFUSE\", \"clause\": \"ST 11.0\", \"text\": \"Please read and accept the confidentiality "
                    + "reminder before opening this pack.\"}]").contains(LAST_LINE);
        });
        assertThat(download("summary.txt", "scc-safeguarding-lead", "--reminder-accepted"))
                .isEqualTo(new Ran(0, """
                        {"outcome": "ACCEPTED", "agreement": "staffordshire", "agreement_version": "1.1", \
                        "at": "2026-05-06T09:00:00Z", "findings": [], "warnings": [], %s, "destroy_on": {}}
                        """.formatted(LAST_LINE), ""));
        assertThat(codes(download("summary.txt", "scc-review-manager", "--reminder-accepted")))
                .containsExactly("NOT-THE-RECIPIENT");
        assertThat(codes(download("summary.txt", "scc-safeguarding-lead", "--from-place", "FR")))
                .containsExactly("TERRITORY");
        assertThat(codes(run("decide --download summary.txt --as scc-safeguarding-lead --at 2026-05-19T12:00:00Z")))
                .containsExactly("NOT-AVAILABLE");
        assertThat(download("summary.txt", "scc-safeguarding-lead", "--reminder-accepted", "--access-ground", "CASE")
                .status()).isZero();
    }

    @Test
    @DisplayName("B21: parts of one pack may be asked for by any spelling that counts as the name")
    void refusesAPartThatTheManifestDoesNotList() {
        assertThat(download("SUMMARY.txt", "scc-safeguarding-lead", "--reminder-accepted").status()).isZero();
        assertThat(download("other.txt", "scc-safeguarding-lead")).isEqualTo(new Ran(2, "",
                "casegate: --download 'other.txt': the manifest lists no such part; it lists chronology.csv, summary.txt\n"));
    }

    @Test
    @DisplayName("every mistake of a manifest is named with file, line, key and what is accepted, 2")
    void namesEveryMistake() throws IOException {
        edit("regime: UK_GDPR", "regime: GDPR");
        edit("identifiability: IDENTIFIABLE", "identifiable: yes");
        String manifest = pack.resolve("manifest.yaml").toString();

        Ran ran = decide();

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines()).containsExactly(
                "casegate: " + manifest + ", line 1, identifiability: is missing; accepted: IDENTIFIABLE, ANONYMISED",
                manifest + ", line 5, regime: 'GDPR' is not accepted; accepted: UK_GDPR, DPA_PART3",
                manifest + ", line 14, identifiable: is not a known key; did you mean 'identifiability'?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --at yesterday              | --at: 'yesterday' is not accepted; accepted: a time with its offset, 2026-05-06T09:00:00Z
            --from-place Britain        | --from-place: 'Britain' is not accepted; accepted: GB or another code of ISO 3166-1, XQ, ??
            --from-address example.org  | --from-address: 'example.org' is not accepted; accepted: an address such as 192.0.2.7 or 2001:db8::7
            --from-place GB --from-address 192.0.2.7 | give --from-place or --from-address, not both
            --from-address 203.0.113.9 --country-database none.mmdb | --country-database: there is no file none.mmdb
            --access-ground CASE        | --access-ground goes with --download PART only
            --reminder-accepted         | --reminder-accepted goes with --download PART only
            --as Jane.Example           | --as: 'Jane.Example' is not accepted; accepted: an account id such as sp-review-officer
            --download summary.txt --access-ground SURE | --access-ground: 'SURE' is not accepted; accepted: CASE, MONITORING, STATUTORY
            """)
    void answersEachWrongOptionInOneLine(String options, String message) {
        assertThat(run("decide " + (options.contains("--as") ? "" : "--as sp-review-officer ") + options))
                .isEqualTo(new Ran(2, "", "casegate: " + message + "\n"));
    }

    @Test
    void answersEachWrongFileInOneLine() throws IOException {
        Files.createDirectory(pack.resolve("old"));
        assertThat(decide().err())
                .isEqualTo("casegate: " + pack.resolve("old")
                        + ": is no file; a pack holds files only, all in one folder\n");
        Files.delete(pack.resolve("old"));

        Files.writeString(pack.resolve("con.txt"), "");
        assertThat(decide().err()).isEqualTo("casegate: " + pack.resolve("con.txt")
                + ": The name 'con.txt' is reserved by Windows; give the file another name.\n");
        Files.delete(pack.resolve("con.txt"));

        Files.writeString(pack.resolve("Summary.TXT"), "");
        assertThat(decide().err()).contains("counts as the same name as Summary.TXT; rename one of them");
        Files.delete(pack.resolve("Summary.TXT"));

        Files.move(pack.resolve("manifest.yaml"), pack.resolve("manifest.yaml.txt"));
        assertThat(decide()).isEqualTo(new Ran(2, "", "casegate: " + pack
                + ": holds no manifest.yaml; found manifest.yaml.txt, rename it\n"));

        Files.delete(register);
        assertThat(decide()).isEqualTo(new Ran(2, "", "casegate: " + register + ": no such file\n"));
    }

    @Test
    void passesOverWhatTheGatewayShowsInAPacksFolder() throws IOException {
        for (String shown : List.of("manifest-template.yaml", "STATUS.txt", "RECEIPT.txt", "receipt.json",
                "receipt.entry")) {
            Files.writeString(pack.resolve(shown), "as shown");
        }

        assertThat(decide().status()).isZero();
    }

    @Test
    @DisplayName("names beyond ASCII come out whole, whatever the terminal can write")
    void writesNamesInAscii() throws IOException {
        edit("file: summary.txt", "file: Geschwister-Übersicht.txt");
        Files.move(pack.resolve("summary.txt"), pack.resolve("Geschwister-Übersicht.txt"));

        assertThat(decide().out()).contains("\"Geschwister-\\u00dcbersicht.txt\": \"2026-05-19\"");
    }

    @Test
    @DisplayName("V17: a dry run writes nothing, beside the pack or elsewhere in its folder")
    void writesNothing() throws IOException {
        Map<Path, String> before = everything();
        decide();
        download("summary.txt", "scc-safeguarding-lead");

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    @DisplayName("S01 ten parts are judged in a Java of its own, as the script starts it")
    void judgesTenParts() throws Exception {
        StringBuilder parts = new StringBuilder("parts:\n");
        for (int number = 1; number <= 10; number++) {
            parts.append("  - { file: part-%d.txt, nature: FACT, retention_class: case-pack }%n".formatted(number));
            Files.writeString(pack.resolve("part-" + number + ".txt"), "Seen at home on 1 May.\n".repeat(500));
        }
        String manifest = resource("manifest.yaml");
        Files.writeString(pack.resolve("manifest.yaml"), manifest.substring(0, manifest.indexOf("parts:")) + parts);
        Files.delete(pack.resolve("chronology.csv"));
        Files.delete(pack.resolve("summary.txt"));

        java(List.of("decide", "--register", register.toString(), "--pack", pack.toString(), "--as",
                "sp-review-officer", "--at", MOMENT), 0);
    }

    /// One command in a Java of its own, started as the script starts it.
    private static void java(List<String> arguments, int status) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                        "org.casegate.ops.Main"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream out = process.getInputStream()) {
            out.transferTo(OutputStream.nullOutputStream());
        }
        assertThat(process.waitFor()).isEqualTo(status);
    }

    private Map<Path, String> everything() throws IOException {
        Map<Path, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                all.put(file,
                        (Files.isRegularFile(file) ? Files.readString(file) : "") + Files.getLastModifiedTime(file));
            }
        }
        return all;
    }

    private static List<String> codes(Ran ran) {
        return Stream.of(ran.out().split("\"code\": \"", -1)).skip(1).map(rest -> rest.substring(0, rest.indexOf('"')))
                .toList();
    }

    private void edit(String from, String to) throws IOException {
        Path manifest = pack.resolve("manifest.yaml");
        String text = Files.readString(manifest);
        assertThat(text).contains(from);
        Files.writeString(manifest, text.replace(from, to));
    }

    private void addToRegister(String text) throws IOException {
        Files.writeString(register, Files.readString(register) + text);
    }

    private Ran decide(String... more) {
        return run("decide --as sp-review-officer --at " + MOMENT + " " + String.join(" ", more));
    }

    private Ran download(String part, String account, String... more) {
        return run("decide --download " + part + " --as " + account + " --at " + MOMENT + " " + String.join(" ", more));
    }

    private Ran run(String line) {
        List<String> arguments = new ArrayList<>(Stream.of(line.strip().split(" +", -1)).toList());
        arguments.addAll(List.of("--register", register.toString(), "--pack", pack.toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(new PrintStream(out, true, US_ASCII), new PrintStream(err, true, UTF_8), arguments);
        return new Ran(status, out.toString(US_ASCII), err.toString(UTF_8));
    }

    private static String resource(String name) throws IOException {
        try (InputStream text = DecideTest.class.getResourceAsStream("decide/" + name)) {
            return new String(text.readAllBytes(), UTF_8);
        }
    }

    private record Ran(int status, String out, String err) {}
}
