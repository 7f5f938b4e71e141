// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.crypto.keep.SignerKeyFile;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.AgreementParser;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.amendment.Proposal.Document;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.directory.Channel;
import org.casegate.policy.directory.Directory;
import org.casegate.policy.directory.TestDirectory;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RegisterFacts;
import org.casegate.policy.register.RegisterFile;
import org.casegate.policy.register.RegisterParser;
import org.casegate.policy.register.Setting;
import org.casegate.policy.register.Settings;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;

/// Two invented partnerships: `rutland`, whose agreement asks everybody in writing, and `wessex`, whose statutory partners
/// approve what the Business Manager drafts. A county, a police force, a hospital and a charity.
final class Partners implements AutoCloseable {
    static final Actor ROOT = Actor.onMachine("os:root");
    static final Optional<Document> LETTER = Optional.of(new Document("RU/2026/014", Optional.of("ab".repeat(32))));
    static final Optional<Document> NONE = Optional.empty();

    private static final String IN_WRITING = "{ by: ALL_ADMITTED, in_writing: true, clause: RU 6.3 }";
    private static final String DRAFTED = "{ by: STATUTORY_PARTNERS, clause: WX 5.3, drafted_by: BUSINESS_MANAGER }";

    /// As it is loaded first.
    static final String REGISTER = """
            register: 1
            storage_places: [GB]
            agencies:
              - { id: county, name: The County, place: GB }
              - { id: police, name: The Police, place: GB }
              - { id: hospital, name: The Hospital, place: GB }
              - { id: charity, name: The Charity, place: GB }
            memberships:
              - { agreement: rutland, agency: county, statutory: true, signed: { on: 2025-01-10, version: "3", position: Chief Executive } }
              - { agreement: rutland, agency: police, statutory: true, signed: { on: 2025-01-11, version: "3" } }
              - { agreement: rutland, agency: hospital, admitted: { on: 2025-02-01, by: [county, police] } }
              - { agreement: wessex, agency: county, statutory: true, admitted: { on: 2025-01-10 } }
              - { agreement: wessex, agency: police, statutory: true, admitted: { on: 2025-01-10 } }
            accounts:
              - { id: county-spoc, agency: county, kind: PERSON, roles: [SPOC] }
              - { id: county-manager, agency: county, kind: PERSON, roles: [BUSINESS_MANAGER, SPOC] }
              - { id: county-sysadmin, agency: county, kind: PERSON, roles: [SYSADMIN] }
              - { id: county-sender, agency: county, kind: PERSON, roles: [SENDER] }
              - { id: police-spoc, agency: police, kind: PERSON, roles: [SPOC] }
              - { id: hospital-spoc, agency: hospital, kind: PERSON, roles: [SPOC] }
              - { id: charity-spoc, agency: charity, kind: PERSON, roles: [SPOC] }
            agreements:
              - agreement: rutland
                version: "3"
                state: ACTIVE
                start: 2025-03-01
                retention_classes:
                  - { class: case-pack, trigger: RECEIVED, period: P90D, action: DESTROY, reason: Gateway copy }
                settings: { territory.allowed: UK }
              - agreement: wessex
                version: "1"
                state: ACTIVE
                start: 2025-03-01
            """;

    private final Database database = TestDatabase.fresh();
    private final TestDirectory directory = new TestDirectory(database, InstantSource.system());
    private final Agreements bundled = new Agreements(List.of(agreement("rutland", "3"), agreement("wessex", "1")));
    private final AgreementVersions versions = new AgreementVersions(database, directory.directory(), bundled);
    private final MasterKey master;
    private final Ledger ledger;
    private final Amendments amendments;
    private volatile Instant now = Instant.parse("2026-05-06T09:00:00Z");

    Partners() {
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "amendments");
            MasterKey.create(folder.resolve("master"));
            master = MasterKey.read(folder.resolve("master"));
            InstantSource clock = () -> now;
            ledger = Ledger.start(database, clock,
                    SignerKeyFile.create(folder.resolve("checkpoint"), "partners.example/ledger", master));
            amendments = new Amendments(database, ledger, directory.directory(), versions, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LedgerUnavailable e) {
            throw new IllegalStateException(e);
        }
    }

    /// With the register in force.
    static Partners loaded() throws Exception {
        Partners partners = new Partners();
        partners.amendments.ask(ROOT, _ -> read(REGISTER));
        return partners;
    }

    static byte[] text(String id, String version) {
        return """
                agreement: %s
                name: The agreement of %s
                version: "%s"
                parties:
                  - { id: county, name: The County, statutory: true }
                  - { id: police, name: The Police, statutory: true }
                  - { id: hospital, name: The Hospital }
                approvals: %s
                purposes:
                  - { code: AUDIT, clause: X 1, words: audits }
                settings: { territory.allowed: UK, review.overdue: CONTINUE }
                steps:
                  - step: X-01
                    first: true
                    check: in-force
                    clause: X 9
                    count_from: START
                    first_review_after: P6M
                    review_every: P1Y
                    sentences:
                      - { code: AGREEMENT-NOT-ACTIVE, text: Not active. }
                      - { code: AGREEMENT-NOT-ACTIVE, when: review, text: Not reviewed. }
                      - { code: AGREEMENT-ENDED, text: Ended. }
                      - { code: AGREEMENT-ENDED, when: party, text: Ended for you. }
                      - { code: REVIEW-OVERDUE, effect: WARN, text: Overdue. }
                download:
                  - { step: D-06, check: reminder, clause: X 11, sentences: [{ code: REMINDER, text: Read it. }] }
                """.formatted(id, id, version, id.equals("rutland") ? IN_WRITING : DRAFTED).getBytes(UTF_8);
    }

    private static Agreement agreement(String id, String version) {
        return AgreementParser.parse(text(id, version)).orThrow();
    }

    static Register read(String text) {
        return RegisterParser.parse(text.getBytes(UTF_8)).orThrow().register();
    }

    /// The present register, exported, with a change of its text.
    Register edited(String was, String is) {
        String text = exported();
        if (!text.contains(was)) {
            throw new IllegalArgumentException("not in the register: " + was + "\n" + text);
        }
        return read(text.replace(was, is));
    }

    String exported() {
        return RegisterFacts.yaml(new RegisterFile(current(), List.of(), List.of()));
    }

    Register current() {
        return directory.directory().current();
    }

    Amendments amendments() {
        return amendments;
    }

    AgreementVersions versions() {
        return versions;
    }

    /// Another node on the same database.
    AgreementVersions another() {
        return new AgreementVersions(database, new Directory(database), bundled);
    }

    TestDirectory directory() {
        return directory;
    }

    Database database() {
        return database;
    }

    Actor by(String account) {
        return Actor.onMachine(directory.authenticated(account, Channel.COMMAND), "os:test");
    }

    Amendments.Done ask(String account, UnaryOperator<Register> change) throws Exception {
        return amendments().ask(by(account), change);
    }

    Amendments.Done approve(String account, long id, Optional<Document> document) throws Exception {
        return amendments().approve(by(account), id, document);
    }

    /// A register with another value of one setting.
    static UnaryOperator<Register> set(AgreementId agreement, Setting setting, String value) {
        return register -> {
            AgreementRegistration registration = register.agreement(agreement).orElseThrow();
            return register
                    .with(registration.with(new Settings(Map.of(setting, value)).orElse(registration.settings())));
        };
    }

    static String yaml(Register register) {
        return RegisterFacts.yaml(new RegisterFile(register, List.of(), List.of()));
    }

    void at(Instant moment) {
        now = moment;
    }

    long size() {
        return database.query().fetchCount(ENTRY);
    }

    /// The entries from an index on, as kind, code and body.
    List<String> entries(long from) {
        return database.query().select(ENTRY.KIND, ENTRY.CODE, ENTRY.BODY).from(ENTRY).where(ENTRY.INDEX.ge(from))
                .orderBy(ENTRY.INDEX)
                .fetch(row -> (row.value2() == null ? row.value1() : row.value1() + " " + row.value2())
                        + " " + new String(row.value3(), UTF_8));
    }

    /// The same without their bodies.
    List<String> kinds(long from) {
        return entries(from).stream().map(entry -> entry.substring(0, entry.indexOf(" {"))).toList();
    }

    @Override
    public void close() {
        ledger.close();
        directory.close();
        master.close();
        database.close();
    }
}
