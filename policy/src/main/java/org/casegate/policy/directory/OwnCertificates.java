// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.casegate.crypto.certificate.Certificate;
import org.casegate.crypto.certificate.CertificateNotAlive;
import org.casegate.crypto.certificate.CertificateRefused;
import org.casegate.crypto.certificate.Reads;
import org.casegate.crypto.keep.KeptCertificates;
import org.casegate.crypto.keep.KeptCertificates.Kept;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.keep.Token;
import org.casegate.crypto.seal.CompatibleSealer;
import org.casegate.crypto.seal.Octets;
import org.casegate.crypto.seal.Sealer;
import org.casegate.crypto.seal.SessionKey;
import org.casegate.policy.directory.CertificateRows.Row;
import org.casegate.policy.directory.CertificateRows.State;
import org.casegate.policy.event.RegisterEvent;
import org.casegate.policy.ledger.Appended;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;

/// Agencies' own OpenPGP certificates. Nothing is sealed to one before its owner has opened a test object and told the number in it:
/// that proves that he holds the secret half, and that his program reads what he will get. From then on parts for his
/// agency are sealed to it alone, and the gateway cannot read them after their decision. Each step is an entry in the ledger.
///
/// Thread-safe; also against other processes on the same database.
public final class OwnCertificates {
    /// So many wrong numbers make a test object worthless.
    public static final int MOST_WRONG = 5;

    private static final int TRIES = 5;
    private static final long NUMBERS = 1_000_000_000_000L;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final CertificateRows rows;
    private final KeptCertificates kept;
    private final KeyedToken tokens;
    private final Ledger ledger;
    private final Directory directory;
    private final InstantSource clock;

    public OwnCertificates(Database database, KeptCertificates kept, KeyedToken tokens, Ledger ledger,
            Directory directory, InstantSource clock) {
        this.rows = new CertificateRows(database);
        this.kept = kept;
        this.tokens = tokens;
        this.ledger = ledger;
        this.directory = directory;
        this.clock = clock;
    }

    /// A certificate of an agency, as a list shows it.
    ///
    /// @param inUse parts are sealed to it; else its owner has not opened the test object yet
    /// @param reads what he has opened, else what his certificate says that he reads
    public record Line(AgencyId agency, String fingerprint, boolean inUse, Reads reads, Optional<Instant> expiresAt,
            Instant registeredAt, String registeredBy, Optional<Instant> openedAt, Optional<String> openedBy) {}

    /// Certificates that are in use or wait for their owners, by agency.
    public List<Line> list() {
        return rows.living().stream().map(row -> new Line(row.agency(), row.fingerprint(), row.state() == State.OPENED,
                row.reads(), row.expiresAt(), row.registeredAt(), row.registeredBy(), row.openedAt(), row.openedBy()))
                .toList();
    }

    /// Takes in what an agency has sent. A certificate that is in use stays so until this one is opened.
    ///
    /// @param file where it lies beside the register's file, if that is known
    /// @return its fingerprint and the entry
    /// @throws CertificateRefused if nothing may be sealed to it
    public Registered register(Actor actor, AgencyId id, byte[] given, Optional<String> file)
            throws CertificateRefused, CertificateRefusal, LedgerUnavailable, IOException {
        Instant now = now();
        Certificate certificate = Certificate.read(given, now);
        return tried(() -> {
            Register base = directory.current();
            Agency agency = agency(base, id);
            boolean first = agency.openpgp().isEmpty();
            if (!first && knows(agency.id(), certificate)) {
                throw new CertificateRefusal("%s has registered this certificate already.".formatted(agency.name()));
            }
            int number = rows.nextNumber(agency.id());
            Row row = new Row(agency.id(), number, certificate.fingerprint(),
                    Octets.copyOf(kept.seal(new Kept(certificate, Optional.empty()), agency.id().value(), number)),
                    certificate.claims(now), State.REGISTERED, certificate.expiresAt(now), now, actor.name(),
                    Optional.empty(), 0, Optional.empty(), Optional.empty());
            StateChange change = CertificateRows
                    .end(agency.id(), first ? List.of(State.REGISTERED, State.OPENED) : List.of(State.REGISTERED))
                    .and(CertificateRows.insert(row));
            Optional<String> path = file.or(agency::openpgp)
                    .or(() -> Optional.of("keys/%s.asc".formatted(agency.id())));
            Appended entry = append(actor, base, agency, path, change,
                    List.of(event(RegisterEvent.Sealed.REGISTERED, row)));
            return new Registered(row.fingerprint(), row.reads(), entry.index());
        });
    }

    /// @param reads what the certificate says that its owner reads
    public record Registered(String fingerprint, Reads reads, long entry) {}

    /// Whether this very certificate is in use, or waits for its owner.
    public boolean knows(AgencyId agency, Certificate certificate) {
        return List.of(State.REGISTERED, State.OPENED).stream().flatMap(state -> rows.find(agency, state).stream())
                .anyMatch(row -> holds(row, certificate));
    }

    private boolean holds(Row row, Certificate certificate) {
        try {
            return row.open(kept).certificate().equals(certificate);
        } catch (IOException damaged) {
            return false; // it is replaced
        }
    }

    /// Makes a test object for the certificate that waits: a standard OpenPGP message with a number in it. One that was made
    /// before is worthless from then on.
    public byte[] makeTest(Actor actor, AgencyId id) throws CertificateRefusal, LedgerUnavailable, IOException {
        return tried(() -> {
            Agency agency = agency(directory.current(), id);
            Row row = waiting(agency);
            String number = "%012d".formatted(RANDOM.nextLong(NUMBERS));
            byte[] message = message(row, """
                    This is the test object that CaseGate made for %s.

                    The number is %s

                    Tell it to whoever runs the gateway. It shows that you hold the key of the certificate
                    %s, and that your program reads what will be sealed to it.
                    """.formatted(agency.name(), number.replaceAll("(\\d{4})(?=\\d)", "$1 "), row.fingerprint()));
            ledger.append(actor.sign(Draft.of(event(RegisterEvent.Sealed.TEST_MADE, row))),
                    CertificateRows.tested(row, token(row, number)));
            return message;
        });
    }

    private byte[] message(Row row, String text) throws IOException, CertificateRefusal {
        byte[] content = text.getBytes(UTF_8);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        Certificate certificate = row.open(kept).certificate();
        try (SessionKey key = SessionKey.random()) {
            switch (row.reads()) {
                case V1 -> {
                    message.writeBytes(certificate.wrapCompatible(key, now()));
                    CompatibleSealer sealer = new CompatibleSealer(key, message);
                    sealer.write(content, 0, content.length);
                    sealer.finish();
                }
                case V2 -> {
                    message.writeBytes(certificate.wrap(key, now()));
                    Sealer sealer = new Sealer(key, message);
                    sealer.write(content, 0, content.length);
                    sealer.finish();
                }
            }
        } catch (CertificateNotAlive ended) {
            throw ended(row);
        }
        return message.toByteArray();
    }

    /// What came of a number.
    ///
    /// @param right the certificate is in use from now on
    /// @param left  how many more may be tried of this test object
    public record Answer(boolean right, int left, Reads reads, String fingerprint, long entry) {}

    /// Takes the number that the owner has read in the test object. The right one puts the certificate in use.
    ///
    /// @param number blanks and hyphens do not matter
    public Answer confirm(Actor actor, AgencyId id, String number)
            throws CertificateRefusal, LedgerUnavailable, IOException {
        return tried(() -> {
            Register base = directory.current();
            Agency agency = agency(base, id);
            Row row = waiting(agency);
            Octets asked = row.testNumber().orElseThrow(() -> new CertificateRefusal(
                    "No test object waits for its number: make one with `casegate agency certificate test %s`."
                            .formatted(agency.id())));
            boolean right = MessageDigest.isEqual(asked.bytes(), token(row, number.replaceAll("[ \\-]", "")).bytes());
            return right ? opened(actor, base, agency, row) : wrong(actor, row);
        });
    }

    private Answer opened(Actor actor, Register base, Agency agency, Row row)
            throws IOException, CertificateRefusal, LedgerUnavailable, Conflict {
        Certificate certificate = row.open(kept).certificate();
        Instant now = now();
        if (!certificate.isAliveAt(now)) {
            throw ended(row);
        }
        byte[] envelope = kept.seal(new Kept(certificate, Optional.of(row.reads())), agency.id().value(),
                row.number());
        StateChange change = CertificateRows.end(agency.id(), List.of(State.OPENED))
                .and(CertificateRows.opened(row, envelope, now, actor.name()));
        Appended entry = append(actor, base, agency, agency.openpgp(), change,
                List.of(event(RegisterEvent.Sealed.OPENED, row)));
        return new Answer(true, 0, row.reads(), row.fingerprint(), entry.index());
    }

    private Answer wrong(Actor actor, Row row) throws LedgerUnavailable, Conflict {
        int left = MOST_WRONG - row.wrong() - 1;
        Appended entry = ledger.append(actor.sign(Draft.of(event(RegisterEvent.Sealed.NUMBER_WRONG, row))),
                CertificateRows.wrong(row, left <= 0));
        return new Answer(false, left, row.reads(), row.fingerprint(), entry.index());
    }

    /// The agency has no certificate of its own any more: from now on parts for it are sealed to keys that the gateway keeps. What
    /// was sealed before stays as it is.
    ///
    /// @return the entry
    public long withdraw(Actor actor, AgencyId id) throws CertificateRefusal, LedgerUnavailable, IOException {
        return tried(() -> {
            Register base = directory.current();
            Agency agency = agency(base, id);
            List<RegisterEvent> events = new ArrayList<>();
            for (State state : List.of(State.OPENED, State.REGISTERED)) {
                rows.find(agency.id(), state)
                        .ifPresent(row -> events.add(event(RegisterEvent.Sealed.WITHDRAWN, row)));
            }
            if (events.isEmpty() && agency.openpgp().isEmpty()) {
                throw new CertificateRefusal("%s has registered no certificate.".formatted(agency.name()));
            }
            return append(actor, base, agency, Optional.empty(),
                    CertificateRows.end(agency.id(), List.of(State.REGISTERED, State.OPENED)), events).index();
        });
    }

    private Appended append(Actor actor, Register base, Agency agency, Optional<String> file, StateChange change,
            List<RegisterEvent> events) throws LedgerUnavailable, Conflict {
        List<Draft> drafts = new ArrayList<>();
        RegisterChange register = RegisterChange.between(base, base.with(agency.withOpenpgp(file)));
        if (!register.isEmpty()) {
            drafts.add(actor.sign(Draft.of(new RegisterEvent.Agency(RegisterEvent.Effect.CHANGED, agency.id().value(),
                    List.of("openpgp")))));
        }
        events.forEach(event -> drafts.add(actor.sign(Draft.of(event))));
        StateChange moved = register.isEmpty() ? RegisterChange.beside(base) : register.change();
        return ledger.append(drafts, moved.and(change)).getLast();
    }

    private static RegisterEvent event(RegisterEvent.Sealed step, Row row) {
        return new RegisterEvent.Certificate(step, row.agency().value(), row.fingerprint(), row.reads().name());
    }

    private Token token(Row row, String number) {
        return tokens.of("certificate-test", row.agency().value(), row.fingerprint(), number);
    }

    private Row waiting(Agency agency) throws CertificateRefusal {
        return rows.find(agency.id(), State.REGISTERED).filter(_ -> agency.openpgp().isPresent())
                .orElseThrow(() -> new CertificateRefusal(
                        "%s has no certificate that waits to be opened: register one with `casegate agency certificate register %s FILE`."
                                .formatted(agency.name(), agency.id())));
    }

    private static Agency agency(Register register, AgencyId id) throws CertificateRefusal {
        return register.agency(id)
                .orElseThrow(() -> new CertificateRefusal("The register has no agency `%s`.".formatted(id)));
    }

    private static CertificateRefusal ended(Row row) {
        return new CertificateRefusal(
                "The certificate %s has expired since it was registered: ask the agency for a present one."
                        .formatted(row.fingerprint()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private interface Attempt<T> {
        T once() throws CertificateRefusal, LedgerUnavailable, Conflict, IOException;
    }

    private static <T> T tried(Attempt<T> attempt) throws CertificateRefusal, LedgerUnavailable, IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                return attempt.once();
            } catch (Conflict e) {
                // the register or the certificate has moved on: look again
            }
        }
        throw new CertificateRefusal("The register kept changing. Try again.");
    }
}
