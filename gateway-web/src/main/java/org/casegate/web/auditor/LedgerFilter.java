// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.auditor;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.casegate.policy.event.EntryKind;
import org.casegate.policy.ledger.LedgerQuery;
import org.casegate.web.server.Form;

/// The filters as an auditor has typed them, "" where left empty.
///
/// @param kind      an [EntryKind]'s name
/// @param agreement an agreement's id
/// @param agency    an agency's id
/// @param account   an account's id
/// @param code      a reason code
/// @param clause    a clause relied on, as printed
/// @param caseRef   a case in clear; it leaves this gateway's memory only sealed
/// @param from      the first day, ISO
/// @param to        the last day, ISO, included
/// @param before    entries below this index
record LedgerFilter(String kind, String agreement, String agency, String account, String code, String clause,
        String caseRef, String from, String to, String before) {
    static final LedgerFilter NONE = new LedgerFilter("", "", "", "", "", "", "", "", "", "");

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final String SEPARATOR = "\n";
    private static final int PAGE = 50;
    private static final int FIELDS = 10;
    private static final int LONGEST = 120;

    static LedgerFilter of(Form form) {
        return new LedgerFilter(line(form, "kind"), line(form, "agreement"), line(form, "agency"),
                line(form, "account"), line(form, "code"), line(form, "clause"), line(form, "case"),
                line(form, "from"), line(form, "to"), "");
    }

    /// One line of text that [#parse] reads.
    String text() {
        return String.join(SEPARATOR, kind, agreement, agency, account, code, clause, caseRef, from, to, before);
    }

    static Optional<LedgerFilter> parse(String text) {
        String[] fields = text.split(SEPARATOR, -1);
        return fields.length == FIELDS
                ? Optional.of(new LedgerFilter(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5],
                        fields[6], fields[7], fields[8], fields[9]))
                : Optional.empty();
    }

    LedgerFilter before(long index) {
        return new LedgerFilter(kind, agreement, agency, account, code, clause, caseRef, from, to,
                Long.toString(index));
    }

    /// The same entries, and not only a page of them.
    LedgerFilter whole() {
        return new LedgerFilter(kind, agreement, agency, account, code, clause, caseRef, from, to, "");
    }

    /// What was filled in, for people.
    List<String> inWords() {
        List<String> words = new ArrayList<>();
        say(words, "kind", kind);
        say(words, "agreement", agreement);
        say(words, "agency", agency);
        say(words, "account", account);
        say(words, "reason code", code);
        say(words, "clause", clause);
        say(words, "case", caseRef);
        say(words, "from", from);
        say(words, "to the end of", to);
        return words;
    }

    private static void say(List<String> words, String name, String value) {
        if (!value.isEmpty()) {
            words.add(name + " " + value);
        }
    }

    /// What to mend; empty if nothing.
    List<Complaint> complaints() {
        List<Complaint> complaints = new ArrayList<>();
        if (!kind.isEmpty() && entryKind().isEmpty()) {
            complaints.add(new Complaint("kind", "Choose a kind of entry from the list"));
        }
        if (agency.length() > 120) {
            complaints.add(new Complaint("agency", "Choose an agency from the list"));
        }
        complain(complaints, "agreement", agreement, "Agreement");
        complain(complaints, "account", account, "Account");
        complain(complaints, "code", code, "Reason code");
        complain(complaints, "clause", clause, "Clause");
        if (caseRef.length() > 40) {
            complaints.add(new Complaint("case", "Case reference must be 40 characters or fewer"));
        }
        if (!from.isEmpty() && day(from).isEmpty()) {
            complaints.add(new Complaint("from", "First day must be a real date, like 2026-11-21"));
        }
        if (!to.isEmpty() && day(to).isEmpty()) {
            complaints.add(new Complaint("to", "Last day must be a real date, like 2026-11-21"));
        }
        return complaints;
    }

    private static void complain(List<Complaint> complaints, String field, String value, String name) {
        if (value.length() > LONGEST) {
            complaints.add(new Complaint(field, name + " must be " + LONGEST + " characters or fewer"));
        }
    }

    /// The query, where there is nothing to mend.
    LedgerQuery query() {
        return new LedgerQuery(entryKind(), given(agreement), given(agency), given(account), given(code), given(clause),
                given(caseRef), day(from).map(LedgerFilter::start), day(to).map(last -> start(last.plusDays(1))),
                before.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(before)), PAGE);
    }

    private Optional<EntryKind> entryKind() {
        return Arrays.stream(EntryKind.values()).filter(known -> known.name().equals(kind)).findFirst();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(LONDON).toInstant();
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static String line(Form form, String name) {
        return form.field(name).map(typed -> typed.replaceAll("\\s+", " ")).orElse("");
    }

    /// Something in a field that must be mended.
    record Complaint(String field, String sentence) {}
}
