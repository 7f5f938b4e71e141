// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.casegate.schema.tables.ledger.Tables.ENTRY;

import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.crypto.tlog.NoSuchTile;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.crypto.tlog.TiledTree;
import org.casegate.crypto.tlog.TlogProof;
import org.casegate.crypto.tlog.TilePath;
import org.casegate.policy.event.About;
import org.casegate.policy.event.LedgerEvent;
import org.casegate.schema.Database;
import org.jooq.Condition;

/// Answers those who may look at the ledger, and records first that they asked.
public final class LedgerQueries {
    private final Ledger ledger;
    private final Openings openings;
    private final EntryReader reader;
    private final Supplier<List<String>> agreements;

    /// @param agreements every agreement id under which a case may have been linked
    public LedgerQueries(Database database, Ledger ledger, Openings openings, Supplier<List<String>> agreements) {
        this.ledger = ledger;
        this.openings = openings;
        this.reader = new EntryReader(database, openings);
        this.agreements = agreements;
    }

    /// Appends `QUERIED` (the filters; the case reference only as a commitment), then reads the entries before it.
    ///
    /// @param account who asks
    /// @param agency  the account's agency, where it has one
    /// @return newest first
    /// @throws LedgerUnavailable if the query cannot be recorded; nothing is shown then
    /// @throws IOException       if the values of the entries cannot be opened here
    public List<EntryView> run(String account, Optional<String> agency, LedgerQuery query)
            throws LedgerUnavailable, IOException {
        Asked asked = ask(account, agency, query, Optional.empty());
        return asked.knowable() ? reader.page(asked.sought(), asked.below(), query.limit()) : List.of();
    }

    /// A query that is recorded.
    ///
    /// @param knowable whether anything can match
    /// @param below    entries below this index
    private record Asked(boolean knowable, EntryReader.Sought sought, long below) {}

    /// @param form in which it is answered, where it is not a page
    private Asked ask(String account, Optional<String> agency, LedgerQuery query, Optional<String> form)
            throws LedgerUnavailable, IOException {
        List<UUID> subjects = query.caseReference().isPresent()
                ? openings.subjectsOf(query.agreement().map(List::of).orElseGet(agreements),
                        query.caseReference().get())
                : List.of();
        Appended asked = record(account, agency, query, subjects, form);
        long below = Math.min(asked.index(), query.beforeIndex().orElse(Long.MAX_VALUE));
        return new Asked(query.caseReference().isEmpty() || !subjects.isEmpty(),
                sought(query, subjects, below), below);
    }

    /// Entries by month in London, and by kind.
    ///
    /// @param months only those in which there is something, the first one first
    public record Counts(SortedMap<YearMonth, SortedMap<String, Long>> months) {}

    /// Appends `QUERIED`, then counts the entries before it; of the filters, page and length say nothing here.
    public Counts count(String account, Optional<String> agency, LedgerQuery query)
            throws LedgerUnavailable, IOException {
        Asked asked = ask(account, agency, query, Optional.of("count"));
        SortedMap<YearMonth, SortedMap<String, Long>> months = new TreeMap<>();
        if (asked.knowable()) {
            reader.months(query, asked.sought(), asked.below()).forEach((month, kinds) -> {
                if (!kinds.isEmpty()) {
                    months.put(month, kinds);
                }
            });
        }
        return new Counts(months);
    }

    /// Takes entries that are carried away.
    public interface Sink {
        /// @param proof that the entry stands in the log that was signed
        void take(EntryView entry, TlogProof proof) throws IOException;
    }

    /// Appends `QUERIED`, then is ready to give every entry before it that matches.
    ///
    /// @throws LedgerUnavailable if it cannot be recorded, or nothing be signed; nothing is given then
    public Export export(String account, Optional<String> agency, LedgerQuery query)
            throws LedgerUnavailable, IOException {
        Asked asked = ask(account, agency, query, Optional.of("export"));
        return new Export(asked, ledger.cosigned(ledger.publish()));
    }

    /// What is carried away, by one checkpoint; recorded already.
    public final class Export {
        private final Asked asked;
        private final SignedCheckpoint head;

        private Export(Asked asked, SignedCheckpoint head) {
            this.asked = asked;
            this.head = head;
        }

        /// Gives the entries, newest first, each with its proof. Without the values behind commitments: what is carried away cannot
        /// be erased.
        ///
        /// @return how many there were
        public long to(Sink sink) throws IOException {
            long given = 0;
            long below = asked.knowable() ? asked.below() : 0;
            TiledTree tree = new TiledTree(ledger.tiles(), head.checkpoint().size());
            while (below > 0) {
                List<EntryView> page = reader.plain(asked.sought(), below, LedgerQuery.MAX_LIMIT);
                for (EntryView entry : page) {
                    sink.take(entry, new TlogProof(entry.index(), tree.inclusion(entry.index()), head.note()));
                }
                given += page.size();
                below = page.size() < LedgerQuery.MAX_LIMIT ? 0 : page.getLast().index();
            }
            return given;
        }
    }

    /// Appends `QUERIED` (which bundle), then reads a bundle of entries as it is published.
    ///
    /// @param account who asks
    /// @param agency  the account's agency, where it has one
    /// @throws NoSuchTile        if no checkpoint covers all of it; then nothing is recorded
    /// @throws LedgerUnavailable if the query cannot be recorded; nothing is shown then
    public byte[] bundle(String account, Optional<String> agency, TilePath path) throws NoSuchTile, LedgerUnavailable {
        byte[] bundle = ledger.tiles().read(path);
        Draft draft = Draft.of(new LedgerEvent.BundleRead(path.number(), path.width())).actor(account);
        try {
            ledger.append(agency.map(draft::agency).orElse(draft), StateChange.none());
        } catch (Conflict e) {
            throw new IllegalStateException("An entry without a change conflicts with nothing", e);
        }
        return bundle;
    }

    /// One entry, without its values: for the receipt of somebody who may see it.
    public Optional<EntryView> entry(long index) {
        return reader.entry(index);
    }

    private Appended record(String account, Optional<String> agency, LedgerQuery query, List<UUID> subjects,
            Optional<String> form) throws LedgerUnavailable, IOException {
        Optional<About> reference = Optional.empty();
        StateChange change = StateChange.none();
        if (query.caseReference().isPresent()) {
            Optional<Known> known = known(subjects);
            if (known.isPresent()) {
                reference = Optional
                        .of(new About(known.get().subject(), Map.of(Openings.CASE, known.get().commitment())));
            } else {
                Subject asked = openings.create();
                SealedField sealed = asked.seal(Openings.CASE, query.caseReference().get());
                reference = Optional.of(new About(asked.id(), Map.of(Openings.CASE, sealed.commitment())));
                change = change.with(asked.insert(), 1).with(sealed.insert(), 1).confinedTo(asked.id());
            }
        }
        Draft draft = Draft.of(searched(query, reference, form)).actor(account);
        try {
            return ledger.append(agency.map(draft::agency).orElse(draft), change);
        } catch (Conflict e) {
            throw new IllegalStateException("A new subject conflicts with nothing", e);
        }
    }

    private record Known(UUID subject, Commitment commitment) {}

    /// A subject of the case whose commitment to the reference can be repeated: so the question is forgotten when the case is,
    /// and whoever looks at the case sees who asked about it.
    private Optional<Known> known(List<UUID> subjects) throws IOException {
        for (UUID subject : subjects) {
            Optional<Commitment> commitment = openings.commitment(subject, Openings.CASE);
            if (commitment.isPresent()) {
                return Optional.of(new Known(subject, commitment.get()));
            }
        }
        return Optional.empty();
    }

    private static LedgerEvent searched(LedgerQuery query, Optional<About> reference, Optional<String> form) {
        return new LedgerEvent.Searched(reference, query.limit(), query.kind(), query.agreement(), query.agency(),
                query.actor(), query.code(), query.clause(), query.from().map(LedgerTime::print),
                query.to().map(LedgerTime::print), query.beforeIndex(), form);
    }

    private EntryReader.Sought sought(LedgerQuery query, List<UUID> subjects, long below) {
        List<Condition> others = new ArrayList<>();
        query.kind().ifPresent(kind -> others.add(ENTRY.KIND.eq(kind.name())));
        query.agreement().ifPresent(agreement -> others.add(ENTRY.AGREEMENT.eq(agreement)));
        query.agency().ifPresent(agency -> others.add(ENTRY.AGENCY.eq(agency)));
        query.actor().ifPresent(actor -> others.add(ENTRY.ACTOR.eq(actor)));
        query.code().ifPresent(code -> others.add(ENTRY.CODE.eq(code)));
        if (query.caseReference().isPresent()) {
            others.add(reader.about(subjects, below));
        }
        return new EntryReader.Sought(query.from().map(from -> reader.firstAt(from, below)).orElse(0L),
                query.to().map(to -> reader.firstAt(to, below)).orElse(below), query.clause(), others, query.isJoint());
    }
}
