// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.clock.London;
import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.intake.PackId;
import org.casegate.policy.ledger.LedgerQueries;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.ManifestParser;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;

/// What is addressed to one recipient, and nothing else: there is no way here to a pack that is not yours. A fault of the
/// keys is an `UncheckedIOException`.
public final class Inbox {
    private final Shelf shelf;
    private final Openings openings;
    private final LedgerQueries entries;
    private final Directory directory;
    private final Agreements agreements;
    private final InstantSource clock;

    public Inbox(Database database, Openings openings, LedgerQueries entries, Directory directory,
            Agreements agreements,
            InstantSource clock) {
        this.shelf = new Shelf(database);
        this.openings = openings;
        this.entries = entries;
        this.directory = directory;
        this.agreements = agreements;
        this.clock = clock;
    }

    /// The packs addressed to this account, newest first. A pack whose time has ended is not among them.
    public List<InboxPack> packs(Authenticated who) {
        Register register = directory.current();
        List<Shelf.Pack> packs = shelf.addressedTo(who.account());
        Map<UUID, SortedMap<String, String>> words = words(packs.stream().map(pack -> pack.id().value()).toList());
        List<InboxPack> lines = new ArrayList<>();
        for (Shelf.Pack pack : packs) {
            SortedMap<String, String> of = words.get(pack.id().value());
            if (of != null) {
                lines.add(line(pack, of, register));
            }
        }
        return lines;
    }

    private InboxPack line(Shelf.Pack pack, SortedMap<String, String> words, Register register) {
        List<Shelf.Part> parts = shelf.parts(pack.id());
        Instant now = clock.instant();
        boolean collectable = pack.state().equals("ACCEPTED")
                && parts.stream().anyMatch(part -> unavailable(part, now).isEmpty());
        return new InboxPack(pack.id(), pack.transfer(), pack.agreement(), words.getOrDefault(Openings.CASE, ""),
                register.nameOf(pack.sender()), pack.acceptedAt(), pack.meetingAt(), parts.size(), collectable);
    }

    /// The cover page of a pack addressed to this account.
    public Optional<CoverPage> cover(Authenticated who, PackId id) {
        Optional<Shelf.Pack> found = shelf.pack(id);
        boolean mine = shelf.recipients(id).stream().anyMatch(recipient -> recipient.account().equals(who.account()));
        SortedMap<String, String> words = words(List.of(id.value())).getOrDefault(id.value(), new TreeMap<>());
        if (found.isEmpty() || !mine || !words.containsKey("manifest")) {
            return Optional.empty();
        }
        Shelf.Pack pack = found.get();
        Register register = directory.current();
        Agreement agreement = agreements.find(pack.agreement()).orElseThrow();
        Manifest manifest = manifest(words);
        String whyNeeded = manifest.recipients()
                .stream()
                .filter(addressee -> addressee.account().filter(who.account()::equals).isPresent())
                .flatMap(addressee -> addressee.whyNeeded().stream())
                .findFirst()
                .orElse("");
        LocalDate accepted = London.dateOf(pack.acceptedAt());
        return Optional.of(new CoverPage(line(pack, words, register), agreement.name(), agreement.version().version(),
                manifest.origin().agency().map(register::nameOf).orElse(register.nameOf(pack.sender())),
                manifest.origin().originatedOn().orElse(accepted), manifest.origin().asAt().orElse(accepted),
                manifest.purpose().orElse(""), whyNeeded, parts(pack),
                entries.entry(pack.entry()).map(entry -> entry.clauses()).orElse(List.of()),
                shelf.reminderAccepted(pack, who.account())));
    }

    private Manifest manifest(SortedMap<String, String> words) {
        Parsed<Manifest> parsed = new ManifestParser(agreements.ids()).parse(Base64.getDecoder()
                .decode(words.getOrDefault("manifest", "").getBytes(StandardCharsets.US_ASCII)));
        return parsed.orThrow();
    }

    private List<CoverPart> parts(Shelf.Pack pack) {
        List<Shelf.Part> parts = shelf.parts(pack.id());
        Map<UUID, SortedMap<String, String>> words = words(parts.stream().map(Shelf.Part::id).toList());
        Instant now = clock.instant();
        return parts.stream().map(part -> {
            SortedMap<String, String> of = words.getOrDefault(part.id(), new TreeMap<>());
            return new CoverPart(part.number(),
                    of.getOrDefault("name", "part " + part.number() + " of " + parts.size()),
                    part.nature(), part.sizeBytes(), of.getOrDefault("sha256", ""), part.destroyOn(),
                    unavailable(part, now));
        }).toList();
    }

    private Map<UUID, SortedMap<String, String>> words(List<UUID> subjects) {
        try {
            return openings.readAll(subjects);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> unavailable(Shelf.Part part, Instant now) {
        return part.kept() && !London.isDue(part.destroyOn(), now)
                ? Optional.empty()
                : Optional.of("Destroyed on " + London.written(part.destroyOn()) + ", at the end of its period.");
    }
}
