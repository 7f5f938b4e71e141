// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.walk;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.casegate.ops.console.Stop;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.demo.Demo;
import org.casegate.ops.demo.Ports;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.jspecify.annotations.Nullable;

/// The whole journey of one case pack: sent by the machine's own `sftp`, judged, sealed, collected over HTTPS, recorded,
/// destroyed on time. Each step is shown with its evidence.
public final class Walk {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    /// The new retention period.
    private static final int DAYS = 30;

    private Walk() {}

    /// Walks in the home that is named, else in a fresh one, which is removed if all went well.
    ///
    /// @return 0 only if everything held
    public static int run(PrintWriter out, Optional<Path> home, Ports ports)
            throws IOException, BadConfig, LedgerUnavailable, Conflict, InterruptedException {
        Sftp.find();
        Path place = home.isPresent() ? home.get() : Files.createTempDirectory("casegate-walk");
        Story story = new Story(out);
        story.title("One case pack, from sftp to a recipient's browser: judged, sealed, recorded, destroyed on time");
        boolean held = false;
        try {
            story.step("A gateway starts, with a register, keys and sign-ins that are made for it");
            try (Demo demo = Demo.start(place, ports, what -> story.evidence("made", what))) {
                walk(story, demo);
            }
            held = story.end();
        } finally {
            if (home.isPresent() || !held) {
                story.line("What it left behind lies in " + place);
            } else {
                remove(place);
            }
        }
        return held ? 0 : Stop.ANSWER_IS_NO;
    }

    private static void walk(Story story, Demo demo) throws IOException, LedgerUnavailable, InterruptedException {
        Sending sending = new Sending(story, demo);
        Disk disk = new Disk(story, demo);
        Auditing auditing = new Auditing(story, demo);

        sending.accepted();
        sending.refused();
        new Notifying(story, demo).tellsTheRecipient();
        disk.holdsNothingInClear();
        try (Collecting collecting = new Collecting(story, demo)) {
            collecting.asTheRecipient();
            collecting.asAColleague();
            collecting.bothParts();
            auditing.tellsAllOfIt();
            new Administering(story, demo).keepsFor(DAYS);
            Instant end = endOfPeriod(demo);
            story.step("The clock moves to the end of the period: %s in London"
                    .formatted(LocalDate.ofInstant(end, LONDON)));
            demo.forwardTo(end.minusSeconds(60));
            collecting.inTime();
            demo.forwardTo(end.plusSeconds(1));
            collecting.tooLate();
        }
        story.step("The gateway destroys what is due");
        demo.gateway().runDue();
        disk.holdsNothingAnyMore();
        auditing.stillVerifies();
    }

    /// The pack came in today, and 30 days are over at the start of a day.
    private static Instant endOfPeriod(Demo demo) {
        return LocalDate.ofInstant(demo.gateway().clock().instant(), LONDON).plusDays(DAYS).atStartOfDay(LONDON)
                .toInstant();
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, @Nullable IOException fault) throws IOException {
                Files.delete(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
