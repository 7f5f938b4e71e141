// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.casegate.crypto.certificate.Certificate;
import org.casegate.crypto.certificate.ManagedCertificate;
import org.casegate.crypto.certificate.ManagedSecret;
import org.casegate.crypto.certificate.Reads;
import org.casegate.crypto.seal.Damaged;
import org.casegate.crypto.seal.SessionKey;

/// Session keys to rows and back, each row an envelope under the epoch key of its week.
///
/// A *transit* row holds the session key itself, for the gateway, from the first octet of a part to the decision. A
/// *managed* row holds a PKESK packet to a recipient's managed certificate, until the part is destroyed: before the object
/// it makes a standard OpenPGP message. So does a *sealed* row, to the certificate of the recipient's agency, which the gateway
/// cannot open. Thread-safe.
public final class Wraps {
    private final EpochKeys keys;
    private final InstantSource clock;

    public Wraps(EpochKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /// The transit row of a session key.
    ///
    /// @param binding from [Binding#transit]
    public byte[] transit(SessionKey key, Binding binding) throws IOException {
        require(Binding.TRANSIT, binding);
        byte[] payload = key.octets();
        try {
            return Envelope.seal(keys.current(), payload, binding);
        } finally {
            Arrays.fill(payload, (byte) 0);
        }
    }

    /// The session key of a transit row; the caller closes it.
    ///
    /// @throws KeyUnavailable if the row's epoch key is destroyed
    /// @throws Damaged if the row was altered or belongs to another part
    public SessionKey openTransit(byte[] row, Binding binding) throws IOException {
        require(Binding.TRANSIT, binding);
        byte[] payload = Envelope.open(keys, row, binding);
        try {
            if (payload.length != SessionKey.SIZE) {
                throw new Damaged("The envelope does not hold a session key.");
            }
            return SessionKey.copyOf(payload);
        } finally {
            Arrays.fill(payload, (byte) 0);
        }
    }

    /// The managed row of a session key for one recipient.
    ///
    /// @param to from [ManagedSecret#certificate()] of the recipient's opened secret
    /// @param binding from [Binding#managed]
    /// @throws org.casegate.crypto.certificate.CertificateNotAlive if the certificate has expired
    public byte[] managed(SessionKey key, ManagedCertificate to, Binding binding) throws IOException {
        require(Binding.MANAGED, binding);
        return Envelope.seal(keys.current(), to.wrap(key, clock.instant()), binding);
    }

    /// The sealed row of a session key for one recipient.
    ///
    /// @param to    his agency's own certificate
    /// @param reads which form the object has: what the certificate's owner has shown that he reads
    /// @param binding from [Binding#sealed]
    /// @throws org.casegate.crypto.certificate.CertificateNotAlive if nothing may be sealed to it at this moment
    public byte[] sealed(SessionKey key, Certificate to, Reads reads, Binding binding) throws IOException {
        require(Binding.SEALED, binding);
        Instant now = clock.instant();
        byte[] pkesk = switch (reads) {
            case V1 -> to.wrapCompatible(key, now);
            case V2 -> to.wrap(key, now);
        };
        return Envelope.seal(keys.current(), pkesk, binding);
    }

    /// The session key of a managed row; the caller closes it.
    ///
    /// @throws KeyUnavailable if the row's epoch key is destroyed
    /// @throws Damaged if the row was altered, belongs to another part or recipient, or was wrapped to another key
    public SessionKey openManaged(byte[] row, ManagedSecret secret, Binding binding) throws IOException {
        require(Binding.MANAGED, binding);
        return secret.unwrap(pkesk(row, binding));
    }

    /// Either row under the current epoch key.
    ///
    /// @throws KeyUnavailable if the row's epoch key is destroyed
    /// @throws Damaged if the row was altered or belongs elsewhere
    public byte[] rewrap(byte[] row, Binding binding) throws IOException {
        return Envelope.rewrap(keys, row, binding);
    }

    /// The PKESK packet in a managed or sealed row; followed by the object it is a standard OpenPGP message.
    ///
    /// @throws KeyUnavailable if the row's epoch key is destroyed
    /// @throws Damaged if the row was altered or belongs elsewhere
    public byte[] pkesk(byte[] row, Binding binding) throws IOException {
        require(binding.kind().equals(Binding.SEALED) ? Binding.SEALED : Binding.MANAGED, binding);
        return Envelope.open(keys, row, binding);
    }

    private static void require(String kind, Binding binding) {
        if (!binding.kind().equals(kind)) {
            throw new IllegalArgumentException("The binding is of kind '" + binding.kind() + "', not '" + kind + "'.");
        }
    }
}
