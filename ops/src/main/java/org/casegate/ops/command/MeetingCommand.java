// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.Stop;
import org.casegate.policy.clock.London;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.meeting.CaseFile;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.MeetingRef;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Opens, moves, cancels and shows the meetings of cases, for a convener.
@Command(name = "meeting", mixinStandardHelpOptions = true, header = "Open, move and cancel the meetings of cases, as a convener.", description = {
        "What a meeting settles besides its time, purpose, legal basis, recipients and why, its case settles: see `casegate case`.",
        "Packs that were accepted for a meeting stay as they are when it is moved or cancelled, and end on the date that their sender was told."}, footer = {
                "", "Example:",
                "  casegate meeting open staffordshire SSCB-RR-2026-014 SSCB-MTG-2026-031 2026-05-12T10:00:00+01:00 --as scc-convener"})
public final class MeetingCommand {
    private static final String REFERENCE = "letters, digits, dots, slashes, hyphens";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "open", mixinStandardHelpOptions = true, header = "Open a meeting of a case.", footer = {"",
            "Exit status 1 if it is refused.", "", "Example:",
            "  casegate meeting open staffordshire SSCB-RR-2026-014 SSCB-MTG-2026-031 2026-05-12T10:00:00+01:00 --as scc-convener"})
    int open(@Mixin GatewayOption where, @Mixin SignInOption who, @Mixin CaseName name,
            @Parameters(index = "2", paramLabel = "MEETING", description = "its reference, such as SSCB-MTG-2026-031") String meeting,
            @Parameters(index = "3", paramLabel = "TIME", description = "with its offset: 2026-05-12T10:00:00+01:00") String time)
            throws BadConfig, IOException, LedgerUnavailable {
        CaseRecord.Meeting wanted = new CaseRecord.Meeting(reference(meeting), moment(time));
        return Convener.acts(where, who, out(),
                "The meeting %s is open, at %s".formatted(wanted.ref(), London.written(wanted.at())),
                (gateway, actor) -> gateway.convening().openMeeting(actor, name.agreement(), name.ref(), wanted));
    }

    @Command(name = "move", mixinStandardHelpOptions = true, header = "Move a meeting to another time.", description = "Says which packs will be destroyed before the meeting takes place.", footer = {
            "", "Exit status 1 if it is refused.", "", "Example:",
            "  casegate meeting move staffordshire SSCB-RR-2026-014 SSCB-MTG-2026-031 2026-05-19T10:00:00+01:00 --as scc-convener"})
    int move(@Mixin GatewayOption where, @Mixin SignInOption who, @Mixin CaseName name,
            @Parameters(index = "2", paramLabel = "MEETING", description = "its reference") String meeting,
            @Parameters(index = "3", paramLabel = "TIME", description = "with its offset: 2026-05-19T10:00:00+01:00") String time)
            throws BadConfig, IOException, LedgerUnavailable {
        CaseRecord.Meeting wanted = new CaseRecord.Meeting(reference(meeting), moment(time));
        return Convener.acts(where, who, out(),
                "The meeting %s is moved to %s".formatted(wanted.ref(), London.written(wanted.at())),
                (gateway, actor) -> gateway.convening().move(actor, name.agreement(), name.ref(), wanted));
    }

    @Command(name = "cancel", mixinStandardHelpOptions = true, header = "Cancel a meeting: no pack is sent for it any more.", footer = {
            "", "Exit status 1 if it is refused.", "", "Example:",
            "  casegate meeting cancel staffordshire SSCB-RR-2026-014 SSCB-MTG-2026-031 --as scc-convener"})
    int cancel(@Mixin GatewayOption where, @Mixin SignInOption who, @Mixin CaseName name,
            @Parameters(index = "2", paramLabel = "MEETING", description = "its reference") String meeting)
            throws BadConfig, IOException, LedgerUnavailable {
        MeetingRef ref = reference(meeting);
        return Convener.acts(where, who, out(), "The meeting " + ref + " is cancelled",
                (gateway, actor) -> gateway.convening().cancel(actor, name.agreement(), name.ref(), ref));
    }

    @Command(name = "show", mixinStandardHelpOptions = true, header = "Show a meeting and what its case settles.", footer = {
            "", "Example:",
            "  casegate meeting show staffordshire SSCB-RR-2026-014 SSCB-MTG-2026-031 --as scc-convener"})
    int show(@Mixin GatewayOption where, @Mixin SignInOption who, @Mixin CaseName name,
            @Parameters(index = "2", paramLabel = "MEETING", description = "its reference") String meeting,
            @Option(names = "--json", description = "one object on standard output: the case, with its meetings") boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        MeetingRef ref = reference(meeting);
        CaseFile file = Convener.asks(where, who,
                (gateway, actor) -> gateway.convening().find(actor, name.agreement(), name.ref()));
        Optional<CaseRecord.Meeting> found = file.record().meetings().stream().filter(each -> each.ref().equals(ref))
                .findFirst();
        if (found.isEmpty() && !file.settled().cancelled().contains(ref)) {
            throw Stop.answerIsNo("the case %s has no meeting %s".formatted(name.ref(), ref));
        }
        if (json) {
            CaseText.json(out(), file);
        } else {
            out().println("Meeting         %s, %s".formatted(ref,
                    found.map(each -> London.written(each.at())).orElse("cancelled")));
            CaseText.whole(out(), file);
        }
        out().flush();
        return 0;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, header = "List the meetings of every open case that the account convenes for, by time.", footer = {
            "", "Example:", "  casegate meeting list --as scc-convener --json"})
    int list(@Mixin GatewayOption where, @Mixin SignInOption who,
            @Option(names = "--json", description = "one array on standard output") boolean json)
            throws BadConfig, IOException, LedgerUnavailable {
        List<CaseText.Line> meetings = Convener
                .asks(where, who, (gateway, actor) -> gateway.convening().cases(actor)).stream()
                .filter(CaseFile::isOpen)
                .flatMap(file -> file.record().meetings().stream().map(each -> new CaseText.Line(file, each)))
                .sorted(Comparator.comparing(line -> line.meeting().at())).toList();
        if (json) {
            CaseText.meetingsJson(out(), meetings);
        } else if (meetings.isEmpty()) {
            out().println("No meeting is open.");
        } else {
            CaseText.meetings(out(), meetings);
        }
        out().flush();
        return 0;
    }

    private static MeetingRef reference(String text) {
        return CaseName.parsed(text, MeetingRef::parse, REFERENCE);
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            throw Stop.badInput("`%s` is not accepted; accepted is a time with its offset, 2026-05-12T10:00:00+01:00"
                    .formatted(text));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
