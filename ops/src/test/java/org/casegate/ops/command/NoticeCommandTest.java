// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.casegate.ops.demo.Demo;
import org.casegate.ops.demo.Ports;
import org.casegate.ops.demo.Progress;
import org.casegate.policy.notice.Addressee;
import org.casegate.policy.notice.NoticeBoard;
import org.casegate.policy.notice.NoticeKind;
import org.casegate.policy.notice.NoticeMatter;
import org.casegate.policy.notice.Notices;
import org.casegate.policy.event.RegisterEvent;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.meeting.CaseFile;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRef;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NoticeCommandTest {
    private static final AgreementId STAFFORDSHIRE = new AgreementId("staffordshire");

    @TempDir
    Path folder;

    @Test
    @DisplayName("OB-098 notices can be listed, tested, retried and reported as bounced; the ledger verifies")
    void worksOnAGateway() throws Exception {
        Path home = folder.resolve("home");
        try (Demo demo = Demo.start(home, Ports.free(), Progress.silent())) {
            queue(demo);
            demo.gateway().post().delivery().orElseThrow().deliver();
            assertThat(Files.readString(mails(home).getFirst())).contains("To: scc-safeguarding-lead@",
                    "SSCB-RR-2026-014", demo.file().webUrl() + "/");
        }
        Path mail = mails(home).getFirst();

        assertThat(run(home, "list")).isEqualTo(new Ran(0, List.of("TAKEN", "UPLOAD_EXPIRED", "scc-safeguarding-lead",
                "written to a file")));
        assertThat(run(home, "test", "postmaster@partnership.example").out())
                .containsExactly("taken: written to a file");
        assertThat(run(home, "bounced", report(id(mail)).toString(), mail.toString()).out())
                .containsExactly("1 of 2 files report a notice that was not delivered.");
        assertThat(run(home, "list", "--json", "--state", "NOT_DELIVERED").out()).anyMatch(
                line -> line.contains("\"answer\" : \"came back 5.1.1\""));
        assertThat(run(home, "retry").out()).containsExactly("1 queued again.");
        assertThat(run(home, "test", "postmaster").status()).isNotZero();

        try (Demo demo = Demo.start(home, Ports.free(), Progress.silent())) {
            demo.gateway().post().delivery().orElseThrow().deliver();
            assertThat(demo.gateway().post().board().standing())
                    .isEqualTo(new NoticeBoard.Standing(0, 0, Optional.empty()));
            assertThat(demo.gateway().audit().run().findings()).isEmpty();
        }
    }

    private static String id(Path mail) {
        return mail.getFileName().toString().replace(".eml", "");
    }

    private static void queue(Demo demo) throws Exception {
        CaseFile file = demo.gateway().cases().find(STAFFORDSHIRE, new CaseRef("SSCB-RR-2026-014")).orElseThrow();
        NoticeMatter matter = new NoticeMatter(STAFFORDSHIRE, Optional.of(file.id()), Optional.empty(),
                new AgencyId("staffordshire-police"), Optional.empty(), Optional.empty());
        demo.gateway().ledger().append(Draft.of(new RegisterEvent.Loaded(List.of())), Notices.queue(
                NoticeKind.UPLOAD_EXPIRED, matter,
                Addressee.accounts(List.of(new AccountId("scc-safeguarding-lead"))), demo.gateway().clock().instant()));
    }

    private Path report(String id) throws Exception {
        return Files.writeString(folder.resolve("report"), """
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Action: failed
                Status: 5.1.1
                --b
                Message-ID: <%s@demo.casegate.example>
                """.formatted(id));
    }

    private static List<Path> mails(Path home) throws Exception {
        try (Stream<Path> files = Files.list(home.resolve("mail"))) {
            return files.filter(file -> file.toString().endsWith(".eml")).toList();
        }
    }

    /// @param out of one line its columns but the time and the attempts, else the lines
    private record Ran(int status, List<String> out) {}

    private static Ran run(Path home, String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new NoticeCommand());
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(new StringWriter()));
        int status = line.execute(Stream.concat(Stream.of(arguments),
                Stream.of("--config", home.resolve("casegate.yaml").toString())).toArray(String[]::new));
        List<String> lines = out.toString().lines().toList();
        return new Ran(status, arguments[0].equals("list") && lines.size() == 1 && lines.getFirst().contains("  ")
                ? Stream.of(lines.getFirst().split("  +")).filter(column -> column.matches("[A-Za-z].*")).toList()
                : lines);
    }
}
