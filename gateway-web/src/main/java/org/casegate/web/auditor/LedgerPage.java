// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.auditor;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.casegate.crypto.tlog.Json;
import org.casegate.policy.event.EntryKind;
import org.casegate.policy.ledger.EntryView;
import org.casegate.policy.register.Agency;
import org.casegate.web.server.InWords;

/// One page of the ledger, newest entry first.
///
/// @param complaints what to mend in the filters; then there are no entries
/// @param older      address of the page after this one, "" if this is the last
/// @param view       what an address has behind it that means the same entries, all pages of them
record LedgerPage(LedgerFilter filter, List<LedgerFilter.Complaint> complaints, List<Agency> agencies,
        List<EntryView> entries, String older, String view) {
    LedgerPage {
        complaints = List.copyOf(complaints);
        agencies = List.copyOf(agencies);
        entries = List.copyOf(entries);
    }

    List<EntryKind> kinds() {
        return List.of(EntryKind.values());
    }

    /// What to mend in one field, "" if nothing.
    String complaint(String field) {
        return complaints.stream().filter(complaint -> complaint.field().equals(field))
                .map(LedgerFilter.Complaint::sentence).findFirst().orElse("");
    }

    /// The colour of a kind's tag: red for a no, grey for what only notes something.
    static String colour(String kind) {
        return switch (kind) {
            case "REFUSED", "DECLINED", "REJECTED", "DOWNLOAD_REFUSED", "INCIDENT" -> "govuk-tag--red";
            case "ACCEPTED", "RELEASED" -> "govuk-tag--green";
            case "HELD" -> "govuk-tag--yellow";
            case "DESTROYED" -> "govuk-tag--purple";
            case "QUERIED", "REMINDED", "NOTIFIED" -> "govuk-tag--grey";
            default -> "govuk-tag--blue";
        };
    }

    /// Such as "2: 1.2 MB, 14 kB".
    static String sizes(List<Long> bytes) {
        return bytes.size() + ": " + bytes.stream().map(InWords::size).collect(Collectors.joining(", "));
    }

    /// A field's name as a heading: "beyond_backups" as "Beyond backups".
    static String label(String field) {
        return field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1).replace('_', ' ');
    }

    /// A fact as a person reads it.
    static String text(Json fact) {
        return switch (fact) {
            case Json.Text(String value) -> value;
            case Json.Whole(long value) -> Long.toString(value);
            case Json.True() -> "yes";
            case Json.Items(List<Json> values) ->
                values.stream().map(LedgerPage::text).collect(Collectors.joining(", "));
            case Json.Members(SortedMap<String, Json> values) -> values.entrySet().stream()
                    .map(member -> member.getKey() + ": " + text(member.getValue())).collect(Collectors.joining(", "));
        };
    }

    boolean filtered() {
        return !filter.equals(LedgerFilter.NONE);
    }
}
