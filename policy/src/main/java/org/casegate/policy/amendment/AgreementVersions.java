// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

import static org.casegate.schema.tables.register.Tables.AGREEMENT_TEXT;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Gatherers;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.AgreementParser;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.event.RegisterEvent;
import org.casegate.policy.event.Under;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.impl.DSL;

/// The texts of the agreements: those that ship with the gateway and those that were loaded since, each by its SHA-256. Of each
/// agreement the register says which one judges, so that every node goes by it from the next judgement on. Thread-safe.
public final class AgreementVersions {
    private static final int TEXTS_AT_ONCE = 200;

    private final Database database;
    private final Directory directory;
    private final Agreements bundled;
    private final Map<String, Agreement> read = new ConcurrentHashMap<>();
    private volatile InForce last;

    /// @param bundled what ships with the gateway
    public AgreementVersions(Database database, Directory directory, Agreements bundled) {
        this.database = database;
        this.directory = directory;
        this.bundled = bundled;
        this.last = new InForce(-1, bundled);
        bundled.all().forEach(agreement -> read.put(agreement.textSha256(), agreement));
    }

    private record InForce(long revision, Agreements agreements) {}

    /// The text of each agreement that this register names. Where it names none, the one that ships with the gateway, which then
    /// judges nothing.
    ///
    /// @param register of a revision that is stored
    public Agreements of(Register register) {
        InForce known = last;
        if (known.revision() == register.revision() && register.revision() > 0) {
            return known.agreements();
        }
        Agreements agreements = find(register);
        last = new InForce(register.revision(), agreements);
        return agreements;
    }

    /// The text of one agreement that this register names.
    ///
    /// @throws NoSuchElementException if no text of it is known
    public Agreement find(AgreementId id, Register register) {
        return of(register).find(id).orElseThrow();
    }

    /// The text that is in force now, on whichever node it was put in force.
    ///
    /// @throws NoSuchElementException if no text of it is known
    public Agreement current(AgreementId id) {
        return find(id, directory.current());
    }

    /// The texts that are in force now.
    public Agreements current() {
        return of(directory.current());
    }

    /// As [#of], of a register that is not stored.
    Agreements find(Register register) {
        learn(register.agreements().stream().flatMap(each -> each.textSha256().stream()).toList());
        Map<AgreementId, Agreement> chosen = new LinkedHashMap<>();
        bundled.all().forEach(agreement -> chosen.put(agreement.version().agreement(), agreement));
        for (AgreementRegistration registration : register.agreements()) {
            registration.textSha256().ifPresent(hash -> chosen.put(registration.agreement(), text(hash)
                    .orElseThrow(() -> new IllegalStateException("the text " + hash + " of the agreement "
                            + registration.agreement() + " is not in this database"))));
        }
        return new Agreements(chosen.values());
    }

    /// The text of this hash.
    public Optional<Agreement> text(String sha256) {
        Agreement known = read.get(sha256);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Agreement> stored = database.query()
                .select(AGREEMENT_TEXT.TEXT)
                .from(AGREEMENT_TEXT)
                .where(AGREEMENT_TEXT.SHA256.eq(HexFormat.of().parseHex(sha256)))
                .fetchOptional(row -> readable(sha256, AgreementParser.parse(row.value1())));
        stored.ifPresent(agreement -> read.put(sha256, agreement));
        return stored;
    }

    /// Reads what is not known yet of these texts, many at a time: a node that starts has all of them to read.
    private void learn(List<String> hashes) {
        hashes.stream().filter(hash -> !read.containsKey(hash)).distinct().map(HexFormat.of()::parseHex)
                .gather(Gatherers.windowFixed(TEXTS_AT_ONCE)).forEach(some -> {
                    Result<Record2<byte[], byte[]>> rows = database.query()
                            .select(AGREEMENT_TEXT.SHA256, AGREEMENT_TEXT.TEXT)
                            .from(AGREEMENT_TEXT)
                            .where(AGREEMENT_TEXT.SHA256.in(some))
                            .fetch();
                    List<Parsed<Agreement>> texts = AgreementParser.parseAll(rows.map(Record2::value2));
                    for (int row = 0; row < rows.size(); row++) {
                        String hash = HexFormat.of().formatHex(rows.get(row).value1());
                        read.put(hash, readable(hash, texts.get(row)));
                    }
                });
    }

    private static Agreement readable(String sha256, Parsed<Agreement> text) {
        return switch (text) {
            case Parsed.Good<Agreement> good -> good.value();
            case Parsed.Bad<Agreement> bad -> throw new IllegalStateException(
                    "the stored text " + sha256 + " does not read: " + bad.complaints().getFirst().in("agreement"));
        };
    }

    /// A text that is known.
    ///
    /// @param sha256 64 hexadecimal digits
    public record Version(AgreementId agreement, String version, String sha256, boolean bundled) {}

    /// Every text that is known, by agreement, those of the gateway first.
    public List<Version> all() {
        List<Version> all = new ArrayList<>();
        bundled.all().forEach(agreement -> all.add(new Version(agreement.version().agreement(),
                agreement.version().version(), agreement.textSha256(), true)));
        database.query()
                .select(AGREEMENT_TEXT.AGREEMENT, AGREEMENT_TEXT.VERSION, AGREEMENT_TEXT.SHA256)
                .from(AGREEMENT_TEXT)
                .orderBy(AGREEMENT_TEXT.AGREEMENT, AGREEMENT_TEXT.ENTRY)
                .forEach(row -> all.add(new Version(new AgreementId(row.value1()), row.value2(),
                        HexFormat.of().formatHex(row.value3()), false)));
        return all;
    }

    /// The agreements of which a text is known.
    public Set<AgreementId> ids() {
        Set<AgreementId> ids = new HashSet<>(bundled.ids());
        database.query().selectDistinct(AGREEMENT_TEXT.AGREEMENT).from(AGREEMENT_TEXT)
                .forEach(row -> ids.add(new AgreementId(row.value1())));
        return ids;
    }

    /// Whether the database has the text, and not only this release of the gateway.
    boolean isKept(String sha256) {
        return database.query().fetchExists(AGREEMENT_TEXT,
                AGREEMENT_TEXT.SHA256.eq(HexFormat.of().parseHex(sha256)));
    }

    /// The entry that says that a text is kept.
    static Draft kept(Agreement agreement) {
        return Draft.of(new RegisterEvent.TextKept(Under.of(agreement.version()), agreement.textSha256()));
    }

    /// Keeps a text with the entry that says so.
    ///
    /// @param place of that entry among those of the change
    static StateChange keep(Agreement agreement, int place) {
        return StateChange.none().withIndex(index -> DSL.insertInto(AGREEMENT_TEXT)
                .set(AGREEMENT_TEXT.SHA256, HexFormat.of().parseHex(agreement.textSha256()))
                .set(AGREEMENT_TEXT.AGREEMENT, agreement.version().agreement().value())
                .set(AGREEMENT_TEXT.VERSION, agreement.version().version())
                .set(AGREEMENT_TEXT.TEXT, agreement.text().octets())
                .set(AGREEMENT_TEXT.ENTRY, index + place), 1);
    }
}
