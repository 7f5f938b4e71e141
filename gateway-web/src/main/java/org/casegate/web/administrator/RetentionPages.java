// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.administrator;

import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.retention.RetentionRefused;
import org.casegate.policy.retention.RetentionSchedule;
import org.casegate.web.server.InWords;
import org.casegate.web.server.Reply;
import org.casegate.web.server.Trouble;
import org.casegate.web.server.ViewSeal;
import org.casegate.web.server.Visit;

/// How long the gateway keeps its copies, and how that is changed. The schedule alone says what may be: the pages ask twice,
/// because a shorter period cannot be taken back from what it has destroyed.
public final class RetentionPages {
    private final RetentionSchedule schedule;

    public RetentionPages(RetentionSchedule schedule) {
        this.schedule = schedule;
    }

    /// All classes.
    public Reply list(Visit visit) {
        String done = ViewSeal.open(visit.signedIn(), visit.query().text("done")).orElse("");
        return Reply.page("administrator/retention.jte", new RetentionPage(schedule.classes(), done));
    }

    /// The form for one of them.
    public Reply ask(Visit visit) {
        return line(visit).map(line -> form(200, line, "", "days", "", ""))
                .orElseGet(() -> Reply.trouble(Trouble.notFound()));
    }

    /// Reads the form; does it when the second step said so.
    public Reply change(Visit visit) {
        Optional<RetentionSchedule.Line> found = line(visit);
        if (found.isEmpty()) {
            return Reply.trouble(Trouble.notFound());
        }
        RetentionSchedule.Line line = found.get();
        String number = visit.form().field("number").orElse("");
        String unit = visit.form().text("unit");
        Optional<Period> period = PeriodInWords.parse(number, unit);
        if (period.isEmpty()) {
            return form(422, line, number, unit, "Enter a whole number of days, weeks, months or years, like 30 days",
                    "");
        }
        if (!visit.form().text("sure").equals("yes")) {
            return form(200, line, number, unit, "", PeriodInWords.of(period.get()));
        }
        return set(visit, line, number, unit, period.get());
    }

    private Reply set(Visit visit, RetentionSchedule.Line line, String number, String unit, Period period) {
        try {
            RetentionSchedule.Set set = schedule.set(Actor.signedIn(visit.who()), line.agreement(),
                    line.retention().id(), period);
            String sentence = set.proposal().map(proposal -> "Keeping " + line.retention().id() + " for "
                    + PeriodInWords.of(period) + " amends the agreement. It waits for approval as proposal " + proposal
                    + ".").or(() -> set.index().map(
                            index -> line.retention().id() + " is now kept for "
                                    + PeriodInWords.of(period) + ". " + InWords.count(set.parts(), "part")
                                    + " will be destroyed earlier. "
                                    + "Ledger entry " + index + "."))
                    .orElse(line.retention().id() + " was kept for that long already.");
            return Reply.seeOther("/retention?done=" + ViewSeal.seal(visit.signedIn(), sentence));
        } catch (RetentionRefused refused) {
            return form(422, line, number, unit, refused.sentence(), "");
        } catch (LedgerUnavailable e) {
            return Reply.trouble(new Trouble(503, "This could not be recorded", List.of(
                    "A change of a period is written into the ledger with it. That could not be done, so nothing has changed.",
                    "Try again in a few minutes."), Optional.of("LEDGER")));
        }
    }

    private static Reply form(int status, RetentionSchedule.Line line, String number, String unit, String complaint,
            String asked) {
        return Reply.page(status, "administrator/period.jte", new PeriodPage(line, number, unit, complaint, asked));
    }

    private Optional<RetentionSchedule.Line> line(Visit visit) {
        return schedule.classes().stream()
                .filter(line -> line.agreement().value().equals(visit.parameter("agreement"))
                        && line.retention().id().value().equals(visit.parameter("class")))
                .findFirst();
    }
}
