// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.BCPGOutputStream;
import org.bouncycastle.bcpg.PacketFormat;
import org.bouncycastle.bcpg.UserIDPacket;
import org.bouncycastle.bcpg.sig.Features;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentSignature;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPUserId;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPImplementation;
import org.bouncycastle.openpgp.api.OpenPGPKeyReader;
import org.casegate.crypto.seal.Damaged;
import org.casegate.crypto.seal.SessionKey;
import org.jspecify.annotations.Nullable;

/// An agency's own OpenPGP certificate, of version 4 or 6: whoever holds the secret half opens what is sealed to it, and the
/// gateway cannot. Only what it takes to seal is kept: the primary key, the self-signature that rules it, one user ID and one
/// encryption subkey. Its user ID is a text that anybody could have written; its identity is the whole fingerprint. Immutable;
/// equal certificates have the same octets.
///
/// Whether it may be sealed to is asked of a moment, at every wrap: it may have expired since it was taken in, and what
/// counts as good enough changes.
public final class Certificate {
    private final OpenPGPCertificate certificate;
    private final byte[] octets;

    private Certificate(OpenPGPCertificate certificate, byte[] octets) {
        this.certificate = certificate;
        this.octets = octets;
    }

    /// Takes in what an agency has sent.
    ///
    /// @param given one certificate, with armour or without
    /// @throws CertificateRefused if nothing may be sealed to it at this moment; the sentence says what to change
    public static Certificate read(byte[] given, Instant now) throws CertificateRefused {
        OpenPGPCertificate whole;
        try {
            whole = parse(CertificateScanner.scan(given));
        } catch (IOException | RuntimeException _) {
            throw new CertificateRefused("This OpenPGP certificate cannot be read: export it again.");
        }
        Objection.raise(whole, now);
        try {
            OpenPGPComponentKey key = encryptionKey(whole, now).orElseThrow();
            Certificate kept = restore(minimal(whole, key, Date.from(now)));
            if (kept.isAliveAt(now)) {
                return kept;
            }
        } catch (IOException | RuntimeException _) {
            // The same refusal.
        }
        throw new CertificateRefused(
                "The self-signatures of this certificate cannot be taken over: export it with a present program.");
    }

    /// Takes up what [#octets()] gave.
    ///
    /// @throws Damaged if it is anything else
    public static Certificate restore(byte[] octets) throws Damaged {
        try {
            byte[] scanned = CertificateScanner.scan(octets);
            if (Arrays.equals(scanned, octets)) {
                return new Certificate(parse(scanned), scanned);
            }
        } catch (CertificateRefused | IOException | RuntimeException _) {
            // The same refusal.
        }
        throw new Damaged("This is not a certificate that was taken in.");
    }

    private static OpenPGPCertificate parse(byte[] scanned) throws IOException {
        return new OpenPGPKeyReader(new BcOpenPGPImplementation(), AlgorithmPolicy.ofSignatures())
                .parseCertificate(scanned);
    }

    /// The newest subkey to seal to, of those that hold at the moment and are good enough.
    static Optional<OpenPGPComponentKey> encryptionKey(OpenPGPCertificate certificate, Instant now) {
        if (AlgorithmPolicy.againstSigningBy(certificate.getPrimaryKey().getPGPPublicKey()).isPresent()) {
            return Optional.empty();
        }
        return certificate.getEncryptionKeys(Date.from(now)).stream()
                .filter(key -> !key.isPrimaryKey() && !key.getPGPPublicKey().hasRevocation())
                .filter(key -> AlgorithmPolicy.againstSealingTo(key.getPGPPublicKey()).isEmpty())
                .filter(key -> signedWell(key, now))
                .max(Comparator.comparing(OpenPGPComponentKey::getCreationTime));
    }

    private static boolean signedWell(OpenPGPComponentKey key, Instant now) {
        OpenPGPComponentSignature signature = key.getLatestSelfSignature(Date.from(now));
        return signature != null && AlgorithmPolicy.acceptsHash(signature.getSignature().getHashAlgorithm());
    }

    private static byte[] minimal(OpenPGPCertificate whole, OpenPGPComponentKey subkey, Date now) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        BCPGOutputStream out = new BCPGOutputStream(octets, PacketFormat.CURRENT);
        whole.getPrimaryKey().getPGPPublicKey().getPublicKeyPacket().encode(out);
        write(whole.getPrimaryKey().getLatestDirectKeySelfSignature(now), out);
        OpenPGPUserId name = whole.getPrimaryUserId(now);
        if (name != null) {
            new UserIDPacket(name.getUserId()).encode(out);
            write(name.getLatestSelfSignature(now), out);
        }
        subkey.getPGPPublicKey().getPublicKeyPacket().encode(out);
        write(subkey.getLatestSelfSignature(now), out);
        out.flush();
        return octets.toByteArray();
    }

    private static void write(@Nullable OpenPGPComponentSignature signature,
            BCPGOutputStream out) throws IOException {
        if (signature != null) {
            PGPSignature packet = signature.getSignature();
            packet.encode(out);
        }
    }

    /// The certificate without armour; a copy.
    public byte[] octets() {
        return octets.clone();
    }

    /// The identity: 40 hexadecimal digits for version 4, 64 for version 6; lower case.
    public String fingerprint() {
        return HexFormat.of().formatHex(certificate.getFingerprint());
    }

    /// Whether something may be sealed to it at this moment.
    public boolean isAliveAt(Instant now) {
        return encryptionKey(certificate, now).isPresent();
    }

    /// From when on nothing may be sealed to it, as far as it says now; nothing where it has no end.
    public Optional<Instant> expiresAt(Instant now) {
        Stream<Date> ends = encryptionKey(certificate, now).stream()
                .map(key -> key.getKeyExpirationDateAt(Date.from(now)));
        return Stream.concat(ends, Stream.ofNullable(certificate.getExpirationTime(Date.from(now))))
                .filter(Objects::nonNull).min(Comparator.naturalOrder()).map(Date::toInstant);
    }

    /// The version that its owner's program says it reads, by the signed features alone: nothing is guessed from the version of
    /// the key.
    public Reads claims(Instant now) {
        boolean second = encryptionKey(certificate, now).map(key -> key.getFeatures(Date.from(now)))
                .filter(Features::supportsSEIPDv2).isPresent();
        return second ? Reads.V2 : Reads.V1;
    }

    /// Wraps the session key of an object of [org.casegate.crypto.seal.Sealer]: one PKESK packet of version 6, which before
    /// the object makes a standard OpenPGP message.
    ///
    /// @throws CertificateNotAlive if nothing may be sealed to it at this moment
    public byte[] wrap(SessionKey key, Instant now) throws CertificateNotAlive {
        return Pkesk.wrap(key, alive(now).getPGPPublicKey());
    }

    /// Wraps the session key of an object of [org.casegate.crypto.seal.CompatibleSealer]: one PKESK packet of version 3.
    ///
    /// @throws CertificateNotAlive if nothing may be sealed to it at this moment
    public byte[] wrapCompatible(SessionKey key, Instant now) throws CertificateNotAlive {
        return Pkesk.wrapCompatible(key, alive(now).getPGPPublicKey());
    }

    private OpenPGPComponentKey alive(Instant now) throws CertificateNotAlive {
        return encryptionKey(certificate, now).orElseThrow(() -> new CertificateNotAlive(fingerprint(), now));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Certificate that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return fingerprint();
    }
}
