// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;

/// Why nothing is sealed to a certificate, in the words that help its owner: what to change, not what a library said.
final class Objection {
    private final OpenPGPCertificate certificate;
    private final PGPPublicKey primary;
    private final Instant now;

    private Objection(OpenPGPCertificate certificate, Instant now) {
        this.certificate = certificate;
        this.primary = certificate.getPrimaryKey().getPGPPublicKey();
        this.now = now;
    }

    /// @throws CertificateRefused if there is any objection
    static void raise(OpenPGPCertificate certificate, Instant now) throws CertificateRefused {
        Optional<String> sentence = new Objection(certificate, now).sentence();
        if (sentence.isPresent()) {
            throw new CertificateRefused(sentence.get());
        }
    }

    /// What signs is looked at first: of a key that is not good enough nothing is verified.
    private Optional<String> sentence() {
        Optional<String> signing = AlgorithmPolicy.againstSigningBy(primary)
                .map(why -> "The primary key %s: make a new key, Ed25519 for example.".formatted(why));
        if (signing.isPresent()) {
            return signing;
        }
        // By its presence, whoever signed it and how: to refuse a key costs less than to seal to a lost one.
        if (primary.hasRevocation()) {
            return Optional.of("The certificate is revoked: send the one that has taken its place.");
        }
        if (!begun(primary)) {
            return Optional.of(
                    "The certificate is from the future: set the clock of the machine that made it, and make a new one.");
        }
        if (Certificate.encryptionKey(certificate, now).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(weak().or(this::expired).orElseGet(this::none));
    }

    private Optional<String> weak() {
        List<PGPSignature> ruling = new ArrayList<>();
        for (Iterator<PGPSignature> each = primary.getSignatures(); each.hasNext();) {
            PGPSignature signature = each.next();
            if (signature.hasKeyIdentifier(primary.getKeyIdentifier())) {
                ruling.add(signature);
            }
        }
        for (PGPPublicKey subkey : subkeys()) {
            for (Iterator<PGPSignature> each = subkey.getSignaturesOfType(PGPSignature.SUBKEY_BINDING); each
                    .hasNext();) {
                ruling.add(each.next());
            }
        }
        return ruling.stream().filter(signature -> !AlgorithmPolicy.acceptsHash(signature.getHashAlgorithm()))
                .findFirst()
                .map(_ -> "A self-signature uses SHA-1 or something weaker, which can be forged: sign the certificate anew with SHA-256 (gpg --cert-digest-algo SHA256, then change the expiry of the key and of each subkey), and send it again.");
    }

    private Optional<String> expired() {
        Date end = certificate.getExpirationTime(Date.from(now));
        boolean primaryEnded = end != null && !end.toInstant().isAfter(now);
        boolean subkeyEnded = certificate.getSubkeys().values().stream()
                .filter(key -> AlgorithmPolicy.againstSealingTo(key.getPGPPublicKey()).isEmpty())
                .anyMatch(this::ended);
        return primaryEnded || subkeyEnded
                ? Optional.of(
                        "The certificate, or its encryption subkey, has expired: extend it, or send the one that has taken its place.")
                : Optional.empty();
    }

    private boolean ended(OpenPGPComponentKey key) {
        long seconds = key.getPGPPublicKey().getValidSeconds();
        return seconds > 0 && !key.getCreationTime().toInstant().plusSeconds(seconds).isAfter(now);
    }

    private String none() {
        List<PGPPublicKey> subkeys = subkeys();
        if (subkeys.stream().anyMatch(key -> key.isEncryptionKey() && key.hasRevocation())) {
            return "The encryption subkey is revoked: add a new one, and send the certificate again.";
        }
        return subkeys.stream().filter(PGPPublicKey::isEncryptionKey)
                .flatMap(key -> AlgorithmPolicy.againstSealingTo(key).stream()).findFirst()
                .map(why -> "The encryption subkey %s: add a subkey of X25519, or of RSA with 3072 bits or more, and send the certificate again."
                        .formatted(why))
                .orElse("The certificate has no subkey to encrypt to that its primary key has signed and that holds now: add one (gpg --quick-add-key FINGERPRINT default encr), and send the certificate again.");
    }

    private List<PGPPublicKey> subkeys() {
        return certificate.getSubkeys().values().stream().map(OpenPGPComponentKey::getPGPPublicKey).toList();
    }

    private boolean begun(PGPPublicKey key) {
        return !key.getCreationTime().toInstant().isAfter(now);
    }
}
