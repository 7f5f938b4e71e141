// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static org.casegate.schema.tables.register.Tables.CERTIFICATE;

import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.casegate.crypto.certificate.Reads;
import org.casegate.crypto.keep.KeptCertificates;
import org.casegate.crypto.keep.Token;
import org.casegate.crypto.seal.Octets;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.register.AgencyId;
import org.casegate.schema.Database;
import org.casegate.schema.tables.register.tables.records.CertificateRecord;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/// Agencies' certificates as rows.
final class CertificateRows {
    private final Database database;

    CertificateRows(Database database) {
        this.database = database;
    }

    /// What became of a certificate.
    enum State {
        REGISTERED,
        OPENED,
        ENDED
    }

    /// @param envelope what counts; the rest is for lists
    record Row(AgencyId agency, int number, String fingerprint, Octets envelope, Reads reads, State state,
            Optional<Instant> expiresAt, Instant registeredAt, String registeredBy, Optional<Octets> testNumber,
            int wrong, Optional<Instant> openedAt, Optional<String> openedBy) {
        /// @throws IOException if the row was altered
        KeptCertificates.Kept open(KeptCertificates kept) throws IOException {
            return kept.open(envelope.bytes(), agency.value(), number);
        }

        private Condition itself() {
            return CERTIFICATE.AGENCY.eq(agency.value()).and(CERTIFICATE.NUMBER.eq(number))
                    .and(CERTIFICATE.STATE.eq(state.name())).and(CERTIFICATE.WRONG.eq(wrong));
        }
    }

    /// All that have not ended, by agency.
    List<Row> living() {
        return database.query().selectFrom(CERTIFICATE).where(CERTIFICATE.STATE.ne(State.ENDED.name()))
                .orderBy(CERTIFICATE.AGENCY, CERTIFICATE.NUMBER).fetch(CertificateRows::row);
    }

    Optional<Row> find(AgencyId agency, State state) {
        return database.query().selectFrom(CERTIFICATE)
                .where(CERTIFICATE.AGENCY.eq(agency.value()), CERTIFICATE.STATE.eq(state.name()))
                .fetchOptional(CertificateRows::row);
    }

    int nextNumber(AgencyId agency) {
        return 1 + database.query().fetchCount(CERTIFICATE, CERTIFICATE.AGENCY.eq(agency.value()));
    }

    private static Row row(CertificateRecord row) {
        return new Row(new AgencyId(row.getAgency()), row.getNumber(), HexFormat.of().formatHex(row.getFingerprint()),
                Octets.copyOf(row.getEnvelope()), Reads.valueOf(row.getReads()), State.valueOf(row.getState()),
                Optional.ofNullable(row.getExpiresAt()), row.getRegisteredAt(), row.getRegisteredBy(),
                Optional.ofNullable(row.getTestNumber()).map(Octets::copyOf), row.getWrong(),
                Optional.ofNullable(row.getOpenedAt()),
                Optional.ofNullable(row.getOpenedBy()));
    }

    static StateChange insert(Row row) {
        return StateChange.none().with(DSL.insertInto(CERTIFICATE)
                .set(CERTIFICATE.AGENCY, row.agency().value())
                .set(CERTIFICATE.NUMBER, row.number())
                .set(CERTIFICATE.FINGERPRINT, HexFormat.of().parseHex(row.fingerprint()))
                .set(CERTIFICATE.ENVELOPE, row.envelope().bytes())
                .set(CERTIFICATE.READS, row.reads().name())
                .set(CERTIFICATE.STATE, row.state().name())
                .set(CERTIFICATE.EXPIRES_AT, row.expiresAt().orElse(null))
                .set(CERTIFICATE.REGISTERED_AT, row.registeredAt())
                .set(CERTIFICATE.REGISTERED_BY, row.registeredBy()), 1);
    }

    static StateChange end(AgencyId agency, List<State> states) {
        return StateChange.none().withAny(DSL.update(CERTIFICATE)
                .set(CERTIFICATE.STATE, State.ENDED.name())
                .setNull(CERTIFICATE.TEST_NUMBER)
                .where(CERTIFICATE.AGENCY.eq(agency.value()),
                        CERTIFICATE.STATE.in(states.stream().map(State::name).toList())));
    }

    static StateChange tested(Row row, Token number) {
        return StateChange.none().with(DSL.update(CERTIFICATE)
                .set(CERTIFICATE.TEST_NUMBER, number.bytes())
                .set(CERTIFICATE.WRONG, 0)
                .where(row.itself()), 1);
    }

    static StateChange wrong(Row row, boolean last) {
        var update = DSL.update(CERTIFICATE).set(CERTIFICATE.WRONG, row.wrong() + 1);
        return StateChange.none()
                .with((last ? update.setNull(CERTIFICATE.TEST_NUMBER) : update).where(row.itself()), 1);
    }

    static StateChange opened(Row row, byte[] envelope, Instant at, String by) {
        return StateChange.none().with(DSL.update(CERTIFICATE)
                .set(CERTIFICATE.STATE, State.OPENED.name())
                .set(CERTIFICATE.ENVELOPE, envelope)
                .setNull(CERTIFICATE.TEST_NUMBER)
                .set(CERTIFICATE.OPENED_AT, at)
                .set(CERTIFICATE.OPENED_BY, by)
                .where(row.itself()), 1);
    }
}
