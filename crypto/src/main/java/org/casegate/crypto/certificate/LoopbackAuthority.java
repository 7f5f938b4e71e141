// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// An authority for loopback names (RFC 5280). The JDK signs and reads certificates but has no public way to make one:
/// only the encoding is Bouncy Castle's.
final class LoopbackAuthority {
    private static final AlgorithmIdentifier ALGORITHM = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);
    private static final int SERIAL_BITS = 127;
    private static final int KEY_ID = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyPair keys;
    private final X500Name name;
    private final Instant from;
    private final Instant until;

    LoopbackAuthority(KeyPair keys, Instant now, Instant until) throws GeneralSecurityException {
        this.keys = keys;
        this.from = now.minus(CLOCK_SKEW);
        this.until = until;
        // Two authorities of one name and different keys confuse browsers.
        this.name = new X500Name("CN=CaseGate demo " + HexFormat.of().formatHex(keyId(keys.getPublic()), 0, 4));
    }

    /// The authority's own certificate.
    X509Certificate certificate() throws GeneralSecurityException {
        return sign(name, keys.getPublic(), encoded(extensions -> {
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            extensions.addExtension(Extension.nameConstraints, true, new NameConstraints(
                    new GeneralSubtree[]{subtree(GeneralName.dNSName, "localhost"),
                            subtree(GeneralName.iPAddress, "127.0.0.0/8"), subtree(GeneralName.iPAddress, "::1/128")},
                    null));
            extensions.addExtension(Extension.subjectKeyIdentifier, false,
                    new SubjectKeyIdentifier(keyId(keys.getPublic())));
        }));
    }

    /// A certificate for a server on this machine.
    X509Certificate sign(PublicKey server) throws GeneralSecurityException {
        return sign(new X500Name("CN=localhost"), server, encoded(extensions -> {
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            extensions.addExtension(Extension.extendedKeyUsage, false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            extensions.addExtension(Extension.subjectAlternativeName, false,
                    new GeneralNames(new GeneralName[]{new GeneralName(GeneralName.dNSName, "localhost"),
                            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                            new GeneralName(GeneralName.iPAddress, "::1")}));
            extensions.addExtension(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyId(server)));
            extensions.addExtension(Extension.authorityKeyIdentifier, false,
                    new AuthorityKeyIdentifier(keyId(keys.getPublic())));
        }));
    }

    private X509Certificate sign(X500Name subject, PublicKey key, Extensions extensions)
            throws GeneralSecurityException {
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(new BigInteger(SERIAL_BITS, RANDOM).setBit(0)));
        generator.setSignature(ALGORITHM);
        generator.setIssuer(name);
        generator.setStartDate(new Time(Date.from(from)));
        generator.setEndDate(new Time(Date.from(until)));
        generator.setSubject(subject);
        generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        generator.setExtensions(extensions);
        try {
            TBSCertificate content = generator.generateTBSCertificate();
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getEncoded(ASN1Encoding.DER));
            byte[] whole = new DERSequence(new ASN1Encodable[]{content, ALGORITHM, new DERBitString(signature.sign())})
                    .getEncoded(ASN1Encoding.DER);
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(whole));
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    private static GeneralSubtree subtree(int kind, String name) {
        return new GeneralSubtree(new GeneralName(kind, name));
    }

    private static byte[] keyId(PublicKey key) throws GeneralSecurityException {
        return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()), KEY_ID);
    }

    private static Extensions encoded(Content content) throws GeneralSecurityException {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        try {
            content.addTo(extensions);
        } catch (IOException e) {
            throw inMemory(e);
        }
        return extensions.generate();
    }

    private static IllegalStateException inMemory(IOException e) {
        return new IllegalStateException("Nothing is written but memory.", e);
    }

    private interface Content {
        void addTo(ExtensionsGenerator extensions) throws IOException, GeneralSecurityException;
    }
}
