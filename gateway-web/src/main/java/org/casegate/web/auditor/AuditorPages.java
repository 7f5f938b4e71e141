// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.auditor;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.ledger.EntryView;
import org.casegate.policy.ledger.LedgerQueries;
import org.casegate.policy.ledger.LedgerQuery;
import org.casegate.policy.ledger.LedgerUnavailable;
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
                    new LedgerPage(filter, complaints, directory.current().agencies(), List.of(), ""));
        }
        return Reply.seeOther(address(visit, filter));
    }

    /// A page of entries, newest first.
    public Reply ledger(Visit visit) throws IOException {
        LedgerFilter filter = ViewSeal.open(visit.signedIn(), visit.query().text("view")).flatMap(LedgerFilter::parse)
                .filter(known -> known.complaints().isEmpty()).orElse(LedgerFilter.NONE);
        try {
            LedgerQuery query = filter.query();
            List<EntryView> entries = ask(visit.who(), query);
            boolean more = entries.size() == query.limit() && entries.getLast().index() > 0;
            String older = more ? address(visit, filter.before(entries.getLast().index())) : "";
            return Reply.page("auditor/ledger.jte",
                    new LedgerPage(filter, List.of(), directory.current().agencies(), entries, older));
        } catch (LedgerUnavailable e) {
            return Reply.trouble(Trouble.unrecorded());
        }
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
        return filter.equals(LedgerFilter.NONE)
                ? "/audit"
                : "/audit?view=" + ViewSeal.seal(visit.signedIn(), filter.text());
    }
}
