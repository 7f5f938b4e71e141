// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.UUID;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.OpenPGPKey.OpenPGPSecretKey;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;
import org.casegate.crypto.certificate.Certificate;
import org.casegate.crypto.certificate.ManagedKeys;
import org.casegate.crypto.certificate.ManagedSecret;
import org.casegate.crypto.seal.Samples;
import org.casegate.crypto.seal.SessionKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A wrapped key and the object after it are a standard OpenPGP message, which programs that are not ours open.
class StandardMessageTest {
    private static final int[] SIZES = {0, 1, 100, 8124, 8186, 65_513, 65_514, 65_521, 131_040, 400_000};
    private static final Binding BINDING = Binding.managed(new UUID(1, 1), new UUID(2, 2), "scc-safeguarding-lead");

    private final MovableClock clock = new MovableClock();
    private final ManagedSecret secret = ManagedKeys.generate(clock.instant());
    @TempDir
    private Path home;
    private MasterKey master;
    private EpochKeys keys;
    private Wraps wraps;

    @BeforeEach
    void create() throws IOException {
        MasterKey.create(home.resolve("master.key"));
        master = MasterKey.read(home.resolve("master.key"));
        EpochKeys.create(home.resolve("ring"), master, clock);
        keys = EpochKeys.open(home.resolve("ring"), master, clock);
        wraps = new Wraps(keys, clock);
    }

    @AfterEach
    void close() {
        secret.close();
        keys.close();
        master.close();
    }

    @Test
    void bouncyCastleOpensIt() throws IOException, PGPException {
        for (int size : SIZES) {
            byte[] content = Samples.content(size);
            assertThat(openWithBouncyCastle(message(content))).isEqualTo(content);
        }
    }

    @Test
    void anAgencyWithACertificateOfItsOwnGetsAMessageOfTheSameForm() throws Exception {
        Certificate agency = Certificate.read(secret.certificate().octets(), clock.instant());
        Binding binding = Binding.sealed(new UUID(1, 1), new UUID(2, 2), "scc-safeguarding-lead");
        byte[] content = Samples.content(100_000);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        try (SessionKey session = SessionKey.random()) {
            byte[] row = wraps.sealed(session, agency, agency.claims(clock.instant()), binding);
            assertThatIllegalArgumentException().isThrownBy(() -> wraps.openManaged(row, secret, binding));
            message.writeBytes(wraps.pkesk(wraps.rewrap(row, binding), binding));
            message.writeBytes(Samples.seal(session, content));
        }
        assertThat(openWithBouncyCastle(message.toByteArray())).isEqualTo(content);
    }

    @Test
    void bouncyCastleRefusesItAltered() throws IOException {
        byte[] message = message(Samples.content(10_000));
        message[message.length - 5000] ^= 1;
        assertThatExceptionOfType(Exception.class).isThrownBy(() -> openWithBouncyCastle(message));
    }

    private byte[] message(byte[] content) throws IOException {
        try (SessionKey session = SessionKey.random()) {
            byte[] row = wraps.managed(session, secret.certificate(), BINDING);
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            message.writeBytes(wraps.pkesk(row, BINDING));
            message.writeBytes(Samples.seal(session, content));
            return message.toByteArray();
        }
    }

    private byte[] openWithBouncyCastle(byte[] message) throws IOException, PGPException {
        BCPGInputStream in = new BCPGInputStream(new ByteArrayInputStream(message));
        PGPEncryptedDataList encrypted = (PGPEncryptedDataList) new BcPGPObjectFactory(in).nextObject();
        PGPPublicKeyEncryptedData data = (PGPPublicKeyEncryptedData) encrypted.get(0);
        InputStream clear = data.getDataStream(new BcPublicKeyDataDecryptorFactory(encryptionKey()));
        BcPGPObjectFactory inside = new BcPGPObjectFactory(clear);
        PGPLiteralData literal = (PGPLiteralData) inside.nextObject();
        assertThat((char) literal.getFormat()).isEqualTo('b');
        assertThat(literal.getFileName()).isEmpty();
        byte[] content = literal.getInputStream().readAllBytes();
        assertThat(inside.nextObject()).as("nothing after the content").isNull();
        assertThat(data.verify()).isTrue();
        assertThat(in.read()).as("nothing after the message").isEqualTo(-1);
        return content;
    }

    private PGPKeyPair encryptionKey() throws IOException, PGPException {
        OpenPGPKey key = new BcOpenPGPApi().readKeyOrCertificate().parseKey(secret.octets());
        for (OpenPGPSecretKey candidate : key.getSecretKeys().values()) {
            if (!candidate.isPrimaryKey()) {
                return candidate.unlock().getKeyPair();
            }
        }
        throw new AssertionError("A managed key has a subkey.");
    }
}
