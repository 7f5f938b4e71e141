// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.casegate.schema.tables.ledger.Tables.ENTRY;
import static org.casegate.schema.tables.register.Tables.CERTIFICATE;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.casegate.crypto.certificate.Certificate;
import org.casegate.crypto.certificate.CertificateRefused;
import org.casegate.crypto.certificate.Gpg;
import org.casegate.crypto.certificate.ManagedKeys;
import org.casegate.crypto.certificate.ManagedSecret;
import org.casegate.crypto.certificate.Reads;
import org.casegate.crypto.keep.KeptCertificates;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.keep.ManagedSecrets;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.crypto.keep.SignerKeyFile;
import org.casegate.crypto.seal.Samples;
import org.casegate.crypto.seal.SessionKey;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.AgencyId;
import org.casegate.schema.Database;
import org.casegate.schema.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agency's own certificate from its registration to its end.
class OwnCertificatesTest {
    private static final AgencyId COUNCIL = new AgencyId("staffordshire-county-council");
    private static final AgencyId POLICE = new AgencyId("staffordshire-police");
    private static final Actor ROOT = Actor.onMachine("os:root");
    private static final Pattern NUMBER = Pattern.compile("The number is (\\d{4} \\d{4} \\d{4})\n");
    private static final int PKESK_OF_X25519 = 111;

    @TempDir
    private Path folder;
    private final Database database = TestDatabase.fresh();
    private final Duration[] ahead = {Duration.ofSeconds(2)};
    private final InstantSource clock = () -> Instant.now().plus(ahead[0]);
    private final TestDirectory directory = new TestDirectory(database, clock);
    private MasterKey master;
    private Ledger ledger;
    private OwnCertificates own;

    @BeforeEach
    void begin() throws Exception {
        MasterKey.create(folder.resolve("master"));
        master = MasterKey.read(folder.resolve("master"));
        ledger = Ledger.start(database, clock,
                SignerKeyFile.create(folder.resolve("checkpoint"), "certificates.example/ledger", master));
        directory.load(Registers.PARTNERS.replaceAll("(?m)^ +ssh_keys: .*\n", ""));
        own = new OwnCertificates(database, new KeptCertificates(master), new KeyedToken(master), ledger,
                directory.directory(), clock);
    }

    @AfterEach
    void end() {
        ledger.close();
        directory.close();
        master.close();
        database.close();
    }

    private List<String> codes() {
        return database.query().select(ENTRY.CODE).from(ENTRY).where(ENTRY.INDEX.gt(0L)).orderBy(ENTRY.INDEX)
                .fetch(ENTRY.CODE);
    }

    private Optional<OwnCertificate> inUse(AgencyId agency) throws IOException {
        return new RecipientKeys(database, new ManagedSecrets(master), new KeptCertificates(master), clock)
                .own(agency, directory.directory().current());
    }

    private static String number(byte[] text) {
        Matcher found = NUMBER.matcher(new String(text, UTF_8));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static byte[] opened(ManagedSecret owner, byte[] message) throws IOException {
        try (SessionKey key = owner.unwrap(Arrays.copyOf(message, PKESK_OF_X25519))) {
            return Samples.open(key, Arrays.copyOfRange(message, PKESK_OF_X25519, message.length));
        }
    }

    /// Registers and opens it; its owner.
    private ManagedSecret openedBy(AgencyId agency) throws Exception {
        ManagedSecret owner = ManagedKeys.generate(clock.instant());
        own.register(ROOT, agency, owner.certificate().octets(), Optional.empty());
        String number = number(opened(owner, own.makeTest(ROOT, agency)));
        assertThat(own.confirm(ROOT, agency, number).right()).isTrue();
        return owner;
    }

    @Test
    @DisplayName("OB-103: GnuPG's certificate is used once its owner has opened the test object in version 1, and told its number")
    void gnupg() throws Exception {
        try (Gpg gpg = new Gpg(folder)) {
            byte[] certificate = gpg.export(gpg.generate("Council", "ed25519", "cv25519"));
            OwnCertificates.Registered registered = own.register(ROOT, COUNCIL, certificate, Optional.empty());
            assertThat(registered.reads()).isEqualTo(Reads.V1);
            assertThat(directory.directory().current().agency(COUNCIL).flatMap(Agency::openpgp))
                    .contains("keys/staffordshire-county-council.asc");
            assertThat(inUse(COUNCIL)).as("nothing is sealed to it before it is opened").isEmpty();
            assertThatExceptionOfType(CertificateRefusal.class).isThrownBy(() -> own.confirm(ROOT, COUNCIL, "1"))
                    .withMessageContaining("certificate test staffordshire-county-council");

            byte[] message = own.makeTest(ROOT, COUNCIL);
            String number = number(gpg.decrypt(message));
            OwnCertificates.Answer wrong = own.confirm(ROOT, COUNCIL, "0000-0000-0000");
            assertThat(wrong.right()).isFalse();
            assertThat(wrong.left()).isEqualTo(4);
            assertThat(inUse(COUNCIL)).isEmpty();
            long before = directory.directory().revision();
            OwnCertificates.Answer right = own.confirm(ROOT, COUNCIL, number.replace(' ', '-'));
            assertThat(right.right()).isTrue();
            assertThat(directory.directory().revision()).as("what is judged meanwhile is judged again")
                    .isEqualTo(before + 1);

            assertThat(inUse(COUNCIL)).hasValueSatisfying(used -> {
                assertThat(used.reads()).isEqualTo(Reads.V1);
                assertThat(used.certificate().fingerprint()).isEqualTo(registered.fingerprint());
            });
            assertThat(inUse(POLICE)).isEmpty();
            assertThat(own.list()).singleElement().satisfies(line -> {
                assertThat(line.inUse()).isTrue();
                assertThat(line.openedBy()).contains("os:root");
            });
            assertThat(codes()).containsExactly("AGENCY-CHANGED", "CERTIFICATE-REGISTERED", "CERTIFICATE-TEST-MADE",
                    "CERTIFICATE-NUMBER-WRONG", "CERTIFICATE-OPENED");
        }
    }

    @Test
    @DisplayName("OB-103: a certificate that says so is sealed to in version 2, and its test object is of that version too")
    void version2() throws Exception {
        try (ManagedSecret owner = openedBy(COUNCIL)) {
            assertThat(inUse(COUNCIL)).hasValueSatisfying(used -> {
                assertThat(used.reads()).isEqualTo(Reads.V2);
                assertThat(used.certificate().fingerprint()).isEqualTo(owner.certificate().fingerprint());
            });
        }
    }

    @Test
    @DisplayName("V17: five wrong numbers make a test object worthless, and a new one another's number too")
    void fiveWrongNumbers() throws Exception {
        try (ManagedSecret owner = ManagedKeys.generate(clock.instant())) {
            own.register(ROOT, COUNCIL, owner.certificate().octets(), Optional.empty());
            String number = number(opened(owner, own.makeTest(ROOT, COUNCIL)));
            for (int left = 4; left >= 0; left--) {
                assertThat(own.confirm(ROOT, COUNCIL, "123").left()).isEqualTo(left);
            }
            assertThatExceptionOfType(CertificateRefusal.class).isThrownBy(() -> own.confirm(ROOT, COUNCIL, number))
                    .withMessageContaining("No test object waits");
            String second = number(opened(owner, own.makeTest(ROOT, COUNCIL)));
            assertThat(own.confirm(ROOT, COUNCIL, number).right()).isFalse();
            assertThat(own.confirm(ROOT, COUNCIL, second).right()).isTrue();
            assertThatExceptionOfType(CertificateRefusal.class).isThrownBy(() -> own.confirm(ROOT, COUNCIL, second));
        }
    }

    @Test
    void anotherTakesItsPlaceOnceItIsOpened() throws Exception {
        try (ManagedSecret first = openedBy(COUNCIL); ManagedSecret second = ManagedKeys.generate(clock.instant())) {
            byte[] octets = second.certificate().octets();
            own.register(ROOT, COUNCIL, octets, Optional.empty());
            assertThatExceptionOfType(CertificateRefusal.class)
                    .isThrownBy(() -> own.register(ROOT, COUNCIL, octets, Optional.empty()))
                    .withMessageContaining("has registered this certificate already");
            assertThat(inUse(COUNCIL).orElseThrow().certificate().fingerprint())
                    .isEqualTo(first.certificate().fingerprint());
            assertThat(own.confirm(ROOT, COUNCIL, number(opened(second, own.makeTest(ROOT, COUNCIL)))).right())
                    .isTrue();
            assertThat(inUse(COUNCIL).orElseThrow().certificate())
                    .isEqualTo(Certificate.read(octets, clock.instant()));
            assertThat(own.list()).hasSize(1);
        }
    }

    @Test
    void withdrawnItIsUsedNoMore() throws Exception {
        openedBy(COUNCIL).close();
        own.withdraw(ROOT, COUNCIL);
        assertThat(inUse(COUNCIL)).isEmpty();
        assertThat(directory.directory().current().agency(COUNCIL).flatMap(Agency::openpgp)).isEmpty();
        assertThat(codes()).endsWith("AGENCY-CHANGED", "CERTIFICATE-WITHDRAWN");
        assertThatExceptionOfType(CertificateRefusal.class).isThrownBy(() -> own.withdraw(ROOT, COUNCIL));
        assertThatExceptionOfType(CertificateRefusal.class).isThrownBy(() -> own.makeTest(ROOT, COUNCIL));
        openedBy(COUNCIL).close();
        assertThat(inUse(COUNCIL)).isPresent();
    }

    @Test
    @DisplayName("V17: one that has ended before it is opened, or that is none, is refused")
    void endedOrNone() throws Exception {
        try (ManagedSecret owner = ManagedKeys.generate(clock.instant())) {
            own.register(ROOT, COUNCIL, owner.certificate().octets(), Optional.empty());
            String number = number(opened(owner, own.makeTest(ROOT, COUNCIL)));
            ahead[0] = Duration.ofDays(800);
            assertThatExceptionOfType(CertificateRefusal.class).isThrownBy(() -> own.confirm(ROOT, COUNCIL, number))
                    .withMessageContaining("has expired");
            assertThatExceptionOfType(CertificateRefusal.class).isThrownBy(() -> own.makeTest(ROOT, COUNCIL));
            assertThatExceptionOfType(CertificateRefused.class).isThrownBy(
                    () -> own.register(ROOT, POLICE, "secret".getBytes(UTF_8), Optional.empty()));
            assertThatExceptionOfType(CertificateRefusal.class).isThrownBy(() -> own.register(ROOT,
                    new AgencyId("nobody"), ManagedKeys.generate(clock.instant()).certificate().octets(),
                    Optional.empty()));
        }
    }

    @Test
    @DisplayName("V19: whoever writes rows puts no other certificate in place, nor calls one opened")
    void cannotBeExchanged() throws Exception {
        openedBy(COUNCIL).close();
        openedBy(POLICE).close();
        byte[] polices = database.query().select(CERTIFICATE.ENVELOPE).from(CERTIFICATE)
                .where(CERTIFICATE.AGENCY.eq(POLICE.value())).fetchSingle(CERTIFICATE.ENVELOPE);
        database.query().update(CERTIFICATE).set(CERTIFICATE.ENVELOPE, polices)
                .where(CERTIFICATE.AGENCY.eq(COUNCIL.value())).execute();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> inUse(COUNCIL));

        try (ManagedSecret owner = ManagedKeys.generate(clock.instant())) {
            own.withdraw(ROOT, POLICE);
            own.register(ROOT, POLICE, owner.certificate().octets(), Optional.empty());
            database.query().update(CERTIFICATE).set(CERTIFICATE.STATE, "OPENED")
                    .where(CERTIFICATE.AGENCY.eq(POLICE.value()), CERTIFICATE.STATE.eq("REGISTERED")).execute();
            assertThat(inUse(POLICE)).isEmpty();
        }
    }
}
