// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.auditor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.ledger.EntryView;
import org.casegate.policy.ledger.ExportForm;
import org.casegate.policy.ledger.LedgerQueries;
import org.casegate.policy.ledger.LedgerQuery;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.web.server.AttachmentBody;
import org.casegate.web.server.Reply;
import org.casegate.web.server.Trouble;
import org.casegate.web.server.ViewSeal;
import org.casegate.web.server.Visit;

/// The pages of auditors and scrutineers.
public final class AuditorPages {
    private final LedgerQueries queries;
    private final Directory directory;

    public AuditorPages(LedgerQueries queries, Directory directory) {
        this.queries = queries;
        this.directory = directory;
    }

    /// Takes the filters and leads to a page that can be reloaded and come back to.
    public Reply filter(Visit visit) {
        LedgerFilter filter = LedgerFilter.of(visit.form());
        List<LedgerFilter.Complaint> complaints = filter.complaints();
        if (!complaints.isEmpty()) {
            return Reply.page(422, "auditor/ledger.jte",
                    new LedgerPage(filter, complaints, directory.current().agencies(), List.of(), "", ""));
        }
        return Reply.seeOther(address(visit, filter));
    }

    /// A page of entries, newest first.
    public Reply ledger(Visit visit) throws IOException {
        LedgerFilter filter = wanted(visit);
        try {
            LedgerQuery query = filter.query();
            List<EntryView> entries = ask(visit.who(), query);
            boolean more = entries.size() == query.limit() && entries.getLast().index() > 0;
            String older = more ? address(visit, filter.before(entries.getLast().index())) : "";
            return Reply.page("auditor/ledger.jte", new LedgerPage(filter, List.of(), directory.current().agencies(),
                    entries, older, view(visit, filter.whole())));
        } catch (LedgerUnavailable e) {
            return Reply.trouble(Trouble.unrecorded());
        }
    }

    /// How many entries there are, by month and kind.
    public Reply months(Visit visit) throws IOException {
        LedgerFilter filter = wanted(visit).whole();
        try {
            LedgerQueries.Counts counts = queries.count(visit.who().account().value(),
                    Optional.of(visit.who().agency().value()), filter.query());
            return Reply.page("auditor/months.jte",
                    new MonthsPage(filter.inWords(), counts.months(), address(visit, filter)));
        } catch (LedgerUnavailable e) {
            return Reply.trouble(Trouble.unrecorded());
        }
    }

    /// A file of all the entries that fit.
    public Reply export(Visit visit, ExportForm form) throws IOException {
        try {
            return Reply.attachment("ledger" + form.ending(),
                    new Outgoing(queries.export(visit.who().account().value(),
                            Optional.of(visit.who().agency().value()), wanted(visit).whole().query()), form));
        } catch (LedgerUnavailable e) {
            return Reply.trouble(Trouble.unrecorded());
        }
    }

    /// Entries on their way out.
    private record Outgoing(LedgerQueries.Export export, ExportForm form) implements AttachmentBody {
        @Override
        public void copyTo(OutputStream out) throws IOException {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
            writer.write(form.heading());
            export.to((entry, proof) -> writer.write(form.line(entry, proof)));
            writer.flush();
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private static LedgerFilter wanted(Visit visit) {
        return ViewSeal.open(visit.signedIn(), visit.query().text("view")).flatMap(LedgerFilter::parse)
                .filter(known -> known.complaints().isEmpty()).orElse(LedgerFilter.NONE);
    }

    /// One entry, with all that it says.
    public Reply entry(Visit visit) throws IOException {
        String index = visit.parameter("index");
        if (!index.matches("0|[1-9][0-9]{0,14}")) {
            return Reply.trouble(Trouble.notFound());
        }
        long wanted = Long.parseLong(index);
        try {
            Optional<EntryView> found = ask(visit.who(), LedgerQuery.all().before(wanted + 1).atMost(1)).stream()
                    .filter(entry -> entry.index() == wanted).findFirst();
            return found.map(entry -> Reply.page("auditor/entry.jte", entry))
                    .orElseGet(() -> Reply.trouble(Trouble.notFound()));
        } catch (LedgerUnavailable e) {
            return Reply.trouble(Trouble.unrecorded());
        }
    }

    private List<EntryView> ask(Authenticated who, LedgerQuery query) throws LedgerUnavailable, IOException {
        return queries.run(who.account().value(), Optional.of(who.agency().value()), query);
    }

    private static String address(Visit visit, LedgerFilter filter) {
        return "/audit" + view(visit, filter);
    }

    private static String view(Visit visit, LedgerFilter filter) {
        return filter.equals(LedgerFilter.NONE) ? "" : "?view=" + ViewSeal.seal(visit.signedIn(), filter.text());
    }
}
