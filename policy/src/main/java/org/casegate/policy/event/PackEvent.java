// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.UUID;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.crypto.tlog.Json;

/// What happens to a pack and its files.
public sealed interface PackEvent extends Event {
    /// One part of a pack. Parts are told by their place: part 1, part 2.
    ///
    /// @param sealed commitments to its name and digest
    record Part(UUID subject, Map<String, Commitment> sealed, long sizeBytes) {
        public Part {
            sealed = Map.copyOf(sealed);
        }
    }

    /// What every judgement of a pack says.
    ///
    /// @param pack            with the commitment to its case; and, where a list of its parts stands beside the entry, to that
    /// @param parts           in their order; none where the list stands beside
    /// @param listed          how many parts the list beside the entry has, where there is one
    /// @param erased          subjects that are erased: files that were replaced, and what may not be kept
    /// @param register        revision that was judged by
    /// @param agreementSha256 of the agreement's text
    /// @param attempt         from 1
    record Judgement(Under under, About pack, List<Part> parts, OptionalInt listed, List<UUID> erased, long register,
            String agreementSha256, String transfer, int attempt) {
        public Judgement {
            parts = List.copyOf(parts);
            erased = List.copyOf(erased);
        }

        private Said said(EntryKind kind) {
            Said said = Said.of(kind).under(under).about(pack).erased(erased).fact("register", register)
                    .fact("agreement_sha256", agreementSha256).fact("transfer", transfer).fact("attempt", attempt)
                    .fact("parts", listed);
            return parts.isEmpty() ? said : said.parts(parts);
        }
    }

    /// What was objected to, or asked.
    ///
    /// @param code    of the finding that counts first
    /// @param clauses of all of them
    /// @param steps   of the check
    record Findings(String code, List<String> clauses, List<String> codes, List<String> steps) {
        private Said in(Said said) {
            return said.refusal(code, clauses).fact("codes", codes).fact("steps", steps);
        }
    }

    /// A pack is taken.
    ///
    /// @param reliedOn    clauses
    /// @param recipients  accounts
    /// @param controllers account and controller, where they differ
    /// @param readings    how something was read that could be read otherwise
    /// @param corrects    the transfer that it replaces
    record Accepted(Judgement of, List<String> reliedOn, List<String> recipients, List<String> controllers,
            List<String> readings, Optional<String> corrects) implements PackEvent {
        @Override
        public SortedMap<String, Json> members() {
            return of.said(EntryKind.ACCEPTED).clauses(reliedOn).fact("recipients", recipients)
                    .factIfAny("controllers", controllers).factIfAny("readings", readings).fact("corrects", corrects)
                    .members();
        }
    }

    /// A pack waits for somebody's decision.
    ///
    /// @param asked    agency and role
    /// @param decideBy the earliest end of a time to decide in
    /// @param passedOn random ids of the packs from which something is passed on: so both transfers are linked, and a sender, who
    ///                 may read the entry, learns nothing of the other
    record Held(Judgement of, Findings findings, List<String> asked, Instant decideBy, List<String> passedOn)
            implements
                PackEvent {
        @Override
        public SortedMap<String, Json> members() {
            return findings.in(of.said(EntryKind.HELD)).fact("asked", asked).fact("decide_by", decideBy.toString())
                    .factIfAny("passed_on", passedOn).members();
        }
    }

    /// A pack is refused by the gateway.
    record Refused(Judgement of, Findings findings) implements PackEvent {
        @Override
        public SortedMap<String, Json> members() {
            return findings.in(of.said(EntryKind.REFUSED)).members();
        }
    }

    /// One file of a pack is refused before there is anything to judge.
    record FileRefused(Under under, UUID pack, String code, List<String> clauses) implements PackEvent {
        @Override
        public SortedMap<String, Json> members() {
            return Said.of(EntryKind.REFUSED).under(under).subject(pack).refusal(code, clauses).members();
        }
    }

    /// So many refusals of one account, for one reason, that they have one entry together.
    ///
    /// @param download whether opening was refused, and not sending
    /// @param since    of the first of them, as an entry's time is printed
    /// @param until    of the last
    record RefusedOften(boolean download, Under under, String code, List<String> clauses, long refusals, String since,
            String until) implements PackEvent {
        @Override
        public SortedMap<String, Json> members() {
            return Said.of(download ? EntryKind.DOWNLOAD_REFUSED : EntryKind.REFUSED).under(under)
                    .refusal(code, clauses).fact("refusals", refusals).fact("since", since).fact("until", until)
                    .members();
        }
    }

    /// An upload never became a pack, or a file never became complete.
    record Abandoned(Under under, UUID pack, String code, List<String> clauses, List<UUID> erased)
            implements
                PackEvent {
        @Override
        public SortedMap<String, Json> members() {
            return Said.of(EntryKind.ABANDONED).under(under).subject(pack).code(code).clauses(clauses).erased(erased)
                    .members();
        }
    }

    /// What a decider answers about a pack on hold.
    ///
    /// @param pack     with the commitments to its case and to the reason given
    /// @param code     of the first question
    /// @param codes    of all that were answered
    /// @param register revision
    /// @param role     the role account that was asked, where the decider acts for one
    record Answer(Under under, About pack, String code, List<String> clauses, String transfer, List<String> codes,
            long register, Optional<String> role) {
        private Said said(EntryKind kind) {
            return Said.of(kind).under(under).about(pack).refusal(code, clauses).fact("transfer", transfer)
                    .fact("codes", codes).fact("register", register).fact("role", role);
        }
    }

    /// A decider lets a pack go.
    ///
    /// @param outstanding questions that others have still to answer
    record Released(Answer answer, int outstanding) implements PackEvent {
        @Override
        public SortedMap<String, Json> members() {
            return answer.said(EntryKind.RELEASED).fact("outstanding", outstanding).members();
        }
    }

    /// An agency decides not to share.
    record Declined(Answer answer) implements PackEvent {
        @Override
        public SortedMap<String, Json> members() {
            return answer.said(EntryKind.DECLINED).members();
        }
    }

    /// A pack is replaced by another. The entry is about the old one.
    ///
    /// @param old         with the commitment to its case, while there is one
    /// @param transfer    of the old pack
    /// @param correctedBy transfer of the new one
    record Corrected(Under under, About old, List<String> clauses, String transfer, String correctedBy, UUID correction)
            implements
                PackEvent {
        @Override
        public SortedMap<String, Json> members() {
            return Said.of(EntryKind.CORRECTED).under(under).aboutWhatIsLeft(old).clauses(clauses)
                    .fact("transfer", transfer).fact("corrected_by", correctedBy)
                    .fact("correction", correction.toString()).members();
        }
    }

    /// A sender takes a pack back.
    ///
    /// @param pack   with the commitments to its case and to the reason given
    /// @param former the pack's state before
    record Withdrawn(Under under, About pack, List<String> clauses, String transfer, String former)
            implements
                PackEvent {
        @Override
        public SortedMap<String, Json> members() {
            return Said.of(EntryKind.WITHDRAWN).under(under).about(pack).clauses(clauses).fact("transfer", transfer)
                    .fact("former", former).members();
        }
    }

    /// Parts of a pack end.
    ///
    /// @param classes       of retention
    /// @param parts         by number
    /// @param beyondBackups from when on no copy of the database has their keys
    record Destroyed(Under under, UUID pack, List<String> clauses, List<String> classes, List<Integer> parts,
            LocalDate beyondBackups, List<UUID> erased) implements PackEvent {
        @Override
        public SortedMap<String, Json> members() {
            return Said.of(EntryKind.DESTROYED).under(under).subject(pack).clauses(clauses).fact("classes", classes)
                    .fact("parts", parts.stream().map(String::valueOf).toList())
                    .fact("beyond_backups", beyondBackups.toString()).erased(erased).members();
        }
    }
}
