// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.casegate.schema.tables.ledger.Tables.CASE_LINK;
import static org.casegate.schema.tables.ledger.Tables.OPENING;
import static org.casegate.schema.tables.ledger.Tables.SUBJECT_KEY;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.casegate.crypto.tlog.Json;
import org.casegate.crypto.tlog.LedgerFinding.Check;
import org.casegate.crypto.tlog.LedgerFindings;
import org.casegate.schema.Database;
import org.jooq.impl.DSL;

/// Checks that each commitment opens, or that an entry says that its subject was erased; and that what was erased is gone.
/// Collects what a chunk of entries says, then looks it all up at once.
final class OpeningAudit {
    private final Database database;
    private final Openings openings;
    private final Erasures erasures;
    private final LedgerFindings findings;
    private final List<Claim> claims = new ArrayList<>();
    private final Map<UUID, Long> gone = new HashMap<>();
    private long opened;
    private long erased;

    OpeningAudit(Database database, Openings openings, LedgerFindings findings) {
        this.database = database;
        this.openings = openings;
        this.erasures = new Erasures(database);
        this.findings = findings;
    }

    /// @param about      the subject of the entry, which an entry of erasure names too
    /// @param commitment hexadecimal, as the entry says it
    private record Claim(long index, Optional<UUID> about, UUID subject, String field, String commitment) {}

    long opened() {
        return opened;
    }

    long erased() {
        return erased;
    }

    void entry(long index, Json.Members entry) {
        Optional<UUID> about = entry.text("subject").flatMap(Ids::parse);
        claims(index, about, entry);
        for (Json part : entry.items("parts")) {
            if (part instanceof Json.Members members) {
                claims(index, about, members);
            }
        }
        Erasures.erased(entry).forEach(subject -> gone.put(subject, index));
    }

    private void claims(long index, Optional<UUID> about, Json.Members members) {
        Optional<UUID> subject = members.text("subject").flatMap(Ids::parse);
        SortedMap<String, Json> sealed = members.members("sealed");
        if (subject.isEmpty() && !sealed.isEmpty()) {
            findings.add(Check.FORM, index, "Entry " + index + " commits to values without naming their subject.");
            return;
        }
        sealed.forEach((field, commitment) -> claims.add(new Claim(index, about, subject.orElseThrow(), field,
                commitment instanceof Json.Text(String hex) ? hex : "")));
    }

    /// Looks up what the entries since the last time said.
    void check() {
        Set<UUID> subjects = new HashSet<>();
        Set<String> fields = new HashSet<>();
        for (Claim claim : claims) {
            subjects.add(claim.subject());
            fields.add(claim.field());
        }
        Map<UUID, SortedMap<String, Optional<OpeningCipher.Opened>>> stored = openings.openAll(subjects, fields);
        List<Claim> missing = new ArrayList<>();
        for (Claim claim : claims) {
            Optional<OpeningCipher.Opened> opening = stored.getOrDefault(claim.subject(), Collections.emptySortedMap())
                    .get(claim.field());
            if (opening == null) {
                missing.add(claim);
            } else {
                compare(claim, opening);
            }
        }
        // Looked up after the openings: erased meanwhile is erased with an entry that is there by now.
        account(missing);
        checkGone();
        claims.clear();
        gone.clear();
    }

    private void compare(Claim claim, Optional<OpeningCipher.Opened> opening) {
        if (opening.isEmpty()) {
            findings.add(Check.OPENING, claim.index(), "Entry " + claim.index() + ": the value of " + claim.field()
                    + " does not open under its key.");
        } else if (!opening.get().commitment(claim.field()).hex().equals(claim.commitment())) {
            findings.add(Check.OPENING, claim.index(), "Entry " + claim.index() + ": the value of " + claim.field()
                    + " is not the one that the entry commits to.");
        } else {
            opened++;
        }
    }

    private void account(List<Claim> missing) {
        Set<UUID> about = new HashSet<>();
        missing.forEach(claim -> claim.about().ifPresent(about::add));
        Map<UUID, EntryView.Erasure> known = erasures.about(about);
        for (Claim claim : missing) {
            if (known.containsKey(claim.subject())) {
                erased++;
            } else {
                findings.add(Check.OPENING, claim.index(), "Entry " + claim.index() + ": the value of " + claim.field()
                        + " is gone, and no entry says that it was destroyed.");
            }
        }
    }

    private void checkGone() {
        if (gone.isEmpty()) {
            return;
        }
        database.query()
                .select(SUBJECT_KEY.SUBJECT)
                .from(SUBJECT_KEY)
                .where(SUBJECT_KEY.SUBJECT.in(gone.keySet()))
                .union(DSL.select(OPENING.SUBJECT).from(OPENING).where(OPENING.SUBJECT.in(gone.keySet())))
                .union(DSL.select(CASE_LINK.SUBJECT).from(CASE_LINK).where(CASE_LINK.SUBJECT.in(gone.keySet())))
                .fetch(SUBJECT_KEY.SUBJECT)
                .forEach(subject -> findings.add(Check.OPENING, gone.getOrDefault(subject, -1L),
                        "Entry " + gone.get(subject)
                                + " says that the values of " + subject
                                + " were destroyed, but something of them is there."));
    }
}
