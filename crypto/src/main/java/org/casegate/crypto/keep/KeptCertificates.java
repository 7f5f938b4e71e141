// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.casegate.crypto.certificate.Certificate;
import org.casegate.crypto.certificate.Reads;
import org.casegate.crypto.seal.Damaged;

/// Agencies' certificates at rest, each in an envelope under the master key with what its owner has opened. They are no
/// secret; but whoever can write rows must not choose to whom parts are sealed, nor what counts as opened. Thread-safe.
public final class KeptCertificates {
    private static final String KIND = "agency-cert";
    private static final byte NOTHING = 0;

    private final MasterKey master;

    /// @param master outlives this
    public KeptCertificates(MasterKey master) {
        this.master = master;
    }

    /// A certificate and the version of the test object that its owner has opened; nothing where he has not yet.
    public record Kept(Certificate certificate, Optional<Reads> opened) {}

    /// The row of a certificate.
    ///
    /// @param number the agency's first, second...
    public byte[] seal(Kept kept, String agency, int number) {
        byte[] octets = kept.certificate().octets();
        byte[] payload = new byte[1 + octets.length];
        payload[0] = kept.opened().map(reads -> (byte) reads.version()).orElse(NOTHING);
        System.arraycopy(octets, 0, payload, 1, octets.length);
        return Envelope.seal(master, Purpose.CERTIFICATE, payload, binding(agency, number));
    }

    /// The certificate of a row.
    ///
    /// @throws KeyUnavailable if it was sealed under another master key
    /// @throws Damaged if the row was altered or belongs elsewhere
    public Kept open(byte[] row, String agency, int number) throws IOException {
        byte[] payload = Envelope.open(master, Purpose.CERTIFICATE, row, binding(agency, number));
        if (payload.length == 0) {
            throw new Damaged("The envelope does not hold a certificate.");
        }
        Optional<Reads> opened = Reads.of(payload[0]);
        return new Kept(Certificate.restore(Arrays.copyOfRange(payload, 1, payload.length)), opened);
    }

    private static Binding binding(String agency, int number) {
        return Binding.account(KIND, agency + "/" + number);
    }
}
