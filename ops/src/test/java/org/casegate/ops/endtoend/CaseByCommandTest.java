// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.HashMap;
import org.casegate.crypto.credential.Base32;
import org.casegate.crypto.credential.Totp;
import org.casegate.ops.demo.DemoAccount;
import org.casegate.ops.walk.Sftp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A convener at the command line, and a sender with OpenSSH who has nothing but the template.
class CaseByCommandTest {
    private static final String CONVENER = "scc-convener";
    private static final String CASE = "/staffordshire/SSCB-RR-2026-077";

    @TempDir
    static Path folder;

    private static final Map<String, Long> USED = new HashMap<>();

    private static RunningDemo demo;

    @BeforeAll
    static void start() throws Exception {
        demo = RunningDemo.in(folder);
    }

    @AfterAll
    static void shut() throws Exception {
        if (demo != null) {
            demo.verifyLedger();
            demo.close();
        }
    }

    @Test
    @DisplayName("S01: a convener opens case and meeting by command; the sender's template has at most eight questions, and what he leaves out is settled")
    void opensAndSends() throws Exception {
        Path file = Files.writeString(folder.resolve("case.yaml"),
                """
                        case: 1
                        agreement: staffordshire
                        case_ref: SSCB-RR-2026-077
                        purpose: RAPID-REVIEW
                        senders: [staffordshire-police]
                        recipients:
                          - { agency: staffordshire-county-council, account: scc-safeguarding-lead, why_needed: Chairs the review }
                        meetings: [{ meeting_ref: SSCB-MTG-2099-001, meeting_at: 2099-05-12T10:00:00+01:00 }]
                        art6: e
                        legal_gateway: [CHILDREN-ACT-1989-AND-2004]
                        no_consent_reason: WOULD_PLACE_AT_RISK
                        retention_class: case-pack
                        """);

        RunningDemo.Ran opened = demo.run("case", "open", file.toString(), "--as", CONVENER, "--factors",
                factors(CONVENER).toString());
        assertThat(opened.output()).contains("The case SSCB-RR-2026-077 is open (ledger entry ");
        assertThat(opened.status()).isZero();

        RunningDemo.Ran meetings = demo.run("meeting", "list", "--json", "--as", CONVENER, "--factors",
                factors(CONVENER).toString());
        assertThat(meetings.output()).contains("\"SSCB-MTG-2099-001\"", "\"2099-05-12T10:00+01:00\"");

        Path template = folder.resolve("template.yaml");
        Sftp.Ran asked = sftp("mkdir " + CASE + "/first", "get " + CASE + "/first/manifest-template.yaml " + template);
        assertThat(asked.status()).as(asked.err()).isZero();
        List<String> questions = Files.readAllLines(template).stream()
                .filter(line -> !line.startsWith("#") && line.contains("# <-"))
                .map(line -> line.strip().replaceFirst(":.*", "")).toList();
        assertThat(questions).containsExactly("as_at", "subjects", "categories", "necessity", "- file", "nature");

        Path manifest = Files.writeString(folder.resolve("manifest.yaml"), """
                manifest: 1
                agreement: staffordshire
                case_ref: SSCB-RR-2026-077
                regime: UK_GDPR
                as_at: 2026-05-04
                identifiability: IDENTIFIABLE
                subjects: [{ key: child-1, living: true, relation: SUBJECT_CHILD }]
                categories: [NAME]
                necessity: The last two years and no more
                parts: [{ file: part.txt, nature: FACT }]
                """);
        Path part = Files.writeString(folder.resolve("part.txt"), "A sample\n");
        Sftp.Ran sent = sftp("put " + part + " " + CASE + "/first/part.txt",
                "put " + manifest + " " + CASE + "/first/manifest.yaml", "ls " + CASE + "/first");

        assertThat(sent.status()).as(sent.err()).isZero();
        assertThat(demo.records().entries()).contains("ACCEPTED");
    }

    @Test
    @DisplayName("A-46: who is no convener opens nothing, and a faulty case is told line by line; neither leaves a case")
    void refuses() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "case: 1\nagreement: staffordshire\ncase: 2\n");
        RunningDemo.Ran bad = demo.run("case", "open", file.toString(), "--as", CONVENER);
        assertThat(bad.status()).isEqualTo(2);
        assertThat(bad.output()).contains("bad.yaml, line 3", "case_ref");

        RunningDemo.Ran stranger = demo.run("case", "list", "--as", "scc-auditor", "--factors",
                factors("scc-auditor").toString());
        assertThat(stranger.status()).isEqualTo(1);
        assertThat(stranger.output()).contains("scc-auditor has none of the roles that may do this: CONVENER");
    }

    private static Sftp.Ran sftp(String... lines) throws Exception {
        List<String> batch = new ArrayList<>(List.of(lines));
        return Sftp.of(demo.file()).run(demo.file().account(Sender.ACCOUNT),
                Files.write(Files.createTempFile(folder, "batch", ""), batch));
    }

    /// Password and a code that was not used yet: that of this step or of the next, as soon as it is taken.
    private static Path factors(String account) throws Exception {
        DemoAccount known = demo.file().account(account);
        long step = Math.max(USED.getOrDefault(account, 0L) + 1, stepNow());
        Await.until("the next code is taken", () -> stepNow() + 1 >= step);
        USED.put(account, step);
        String code = Totp.code(Base32.decode(known.totpSecret()), step);
        return Files.writeString(folder.resolve("factors-" + account), known.password() + "\n" + code + "\n");
    }

    private static long stepNow() {
        return Totp.stepAt(InstantSource.system().instant());
    }
}
