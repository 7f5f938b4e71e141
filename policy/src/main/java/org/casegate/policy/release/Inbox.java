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
import org.casegate.policy.amendment.AgreementVersions;
import org.casegate.policy.clock.London;
import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.intake.PackId;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerQueries;
import org.casegate.policy.ledger.Openings;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.ManifestParser;
import org.casegate.policy.manifest.Settled;
import org.casegate.policy.manifest.SettledText;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Role;
import org.casegate.schema.Database;

/// What is addressed to one recipient, and nothing else: there is no way here to a pack that is not yours. A fault of the
/// keys is an `UncheckedIOException`.
public final class Inbox {
    private final Shelf shelf;
    private final Gate gate;
    private final Openings openings;
    private final LedgerQueries entries;
    private final Directory directory;
    private final AgreementVersions agreements;
    private final InstantSource clock;

    public Inbox(Database database, Openings openings, LedgerQueries entries, Ledger ledger, Directory directory,
            AgreementVersions agreements, InstantSource clock) {
        this.shelf = new Shelf(database);
        this.gate = new Gate(shelf, ledger, directory, agreements, clock);
        this.openings = openings;
        this.entries = entries;
        this.directory = directory;
        this.agreements = agreements;
        this.clock = clock;
    }

    /// The packs addressed to this account, or to a role that it holds, newest first. One that the gate does not let it see
    /// is there with the reason and nothing else; one whose time has ended is not.
    public List<InboxLine> packs(Authenticated who) {
        Register register = directory.current();
        List<Shelf.Pack> packs = shelf.addressedTo(register.accountsOf(who.account(), Role.RECIPIENT));
        Map<UUID, SortedMap<String, String>> words = words(packs.stream().map(pack -> pack.id().value()).toList());
        List<InboxLine> lines = new ArrayList<>();
        for (Shelf.Pack pack : packs) {
            SortedMap<String, String> of = words.get(pack.id().value());
            if (of != null) {
                lines.add(gate.objection(who, pack, register)
                        .<InboxLine>map(
                                refusal -> new InboxLine.Shut(pack.transfer(), pack.acceptedAt(), refusal.text()))
                        .orElseGet(() -> new InboxLine.Open(pack(pack, of, register))));
            }
        }
        return lines;
    }

    private InboxPack pack(Shelf.Pack pack, SortedMap<String, String> words, Register register) {
        return new InboxPack(pack.id(), pack.transfer(), pack.agreement(), words.getOrDefault(Openings.CASE, ""),
                register.nameOf(pack.sender()), pack.acceptedAt(), pack.meetingAt(), shelf.parts(pack.id()).size());
    }

    /// The cover page of a pack.
    ///
    /// @throws ReleaseRefused if the gate says no (D-01 to D-05); the attempt is in the ledger, and nothing of the pack is shown
    public CoverPage cover(Authenticated who, PackId id) throws ReleaseRefused {
        Shelf.Pack pack = shelf.pack(id).orElseThrow(ReleaseRefused::unknown);
        Register register = directory.current();
        gate.see(who, pack, register);
        SortedMap<String, String> words = words(List.of(id.value())).getOrDefault(id.value(), new TreeMap<>());
        if (!words.containsKey("manifest")) {
            throw ReleaseRefused.unknown(); // destroyed since it was judged
        }
        Agreement agreement = gate.agreement(pack);
        AccountId addressee = gate.addressee(who, pack, register).orElseThrow(ReleaseRefused::unknown);
        Manifest manifest = manifest(words);
        String whyNeeded = manifest.recipients()
                .stream()
                .filter(recipient -> recipient.account().filter(addressee::equals).isPresent())
                .flatMap(recipient -> recipient.whyNeeded().stream())
                .findFirst()
                .orElse("");
        LocalDate accepted = London.dateOf(pack.acceptedAt());
        return new CoverPage(pack(pack, words, register), agreement.name(), agreement.version().version(),
                manifest.origin().agency().map(register::nameOf).orElse(register.nameOf(pack.sender())),
                manifest.origin().originatedOn().orElse(accepted), manifest.origin().asAt().orElse(accepted),
                manifest.purpose().orElse(""), whyNeeded, parts(pack),
                entries.entry(pack.entry()).map(entry -> entry.clauses()).orElse(List.of()),
                shelf.isSealed(id, addressee), shelf.reminderAccepted(pack, who.account()));
    }

    private Manifest manifest(SortedMap<String, String> words) {
        Parsed<Manifest> parsed = new ManifestParser(agreements.ids()).parse(Base64.getDecoder()
                .decode(words.getOrDefault("manifest", "").getBytes(StandardCharsets.US_ASCII)),
                Optional.ofNullable(words.get("settled")).map(SettledText::parse).orElse(Settled.NOTHING));
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
        if (part.kept() && part.destroyOn().filter(day -> London.isDue(day, now)).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(part.destroyOn()
                .map(day -> "Destroyed on " + London.written(day) + ", at the end of its period.")
                .orElse("Destroyed after a review."));
    }
}
