// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.casegate.crypto.certificate.CertificateNotAlive;
import org.casegate.crypto.certificate.ManagedKeys;
import org.casegate.crypto.certificate.ManagedSecret;
import org.casegate.crypto.seal.Damaged;
import org.casegate.crypto.seal.SessionKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Envelopes, and the wraps that lie in them.
class EnvelopeTest {
    private static final UUID PART = new UUID(1, 1);
    private static final UUID OBJECT = new UUID(2, 2);
    private static final Binding TRANSIT = Binding.transit(PART, OBJECT);
    private static final Binding MANAGED = Binding.managed(PART, OBJECT, "scc-safeguarding-lead");

    private final MovableClock clock = new MovableClock();
    private final SessionKey session = SessionKey.random();
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
        session.close();
        keys.close();
        master.close();
    }

    @Test
    void hasTheFormOfTheDesign() throws IOException {
        byte[] row = Envelope.seal(keys.current(), new byte[32], TRANSIT);
        assertThat(row).hasSize(Envelope.OVERHEAD + 32).startsWith(1);
        assertThat(Arrays.copyOfRange(row, 1, 9)).isEqualTo(keys.current().id().bytes());
        assertThat(Envelope.keyIdOf(row)).isEqualTo(keys.current().id());
    }

    @Test
    void opensAgainWhateverThePayload() throws IOException {
        for (int size : new int[]{0, 1, 32, 1000, 70_000}) {
            byte[] payload = new byte[size];
            new Random(size).nextBytes(payload);
            assertThat(Envelope.open(keys, Envelope.seal(keys.current(), payload, TRANSIT), TRANSIT))
                    .isEqualTo(payload);
        }
    }

    @Test
    @DisplayName("V19: an envelope moved to another row does not open")
    void movedToAnotherRowItDoesNotOpen() throws IOException {
        byte[] row = Envelope.seal(keys.current(), new byte[32], MANAGED);
        for (Binding elsewhere : List.of(new Binding("transit", PART, OBJECT, MANAGED.recipient()),
                new Binding("managed2", PART, OBJECT, MANAGED.recipient()),
                new Binding("managed", OBJECT, OBJECT, MANAGED.recipient()),
                new Binding("managed", PART, PART, MANAGED.recipient()),
                new Binding("managed", OBJECT, PART, MANAGED.recipient()), new Binding("managed", PART, OBJECT, ""),
                new Binding("managed", PART, OBJECT, "scc-safeguarding-leae"), Binding.subject(PART))) {
            assertThatExceptionOfType(Damaged.class).isThrownBy(() -> Envelope.open(keys, row, elsewhere));
        }
        assertThat(Envelope.open(keys, row, MANAGED)).hasSize(32);
    }

    @Test
    void everyAlteredOrCutOrLengthenedRowIsRefused() throws IOException {
        byte[] row = Envelope.seal(keys.current(), new byte[32], TRANSIT);
        for (int bit = 0; bit < 8 * row.length; bit++) {
            byte[] altered = row.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> Envelope.open(keys, altered, TRANSIT))
                    .isInstanceOfAny(Damaged.class, KeyUnavailable.class);
        }
        for (int length = 0; length < row.length + 50; length++) {
            byte[] other = Arrays.copyOf(row, length);
            if (length != row.length) {
                assertThatExceptionOfType(Damaged.class).isThrownBy(() -> Envelope.open(keys, other, TRANSIT));
            }
        }
    }

    @Test
    void noTwoAreAlike() throws IOException {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            byte[] row = Envelope.seal(keys.current(), new byte[1], TRANSIT);
            nonces.add(Arrays.toString(Arrays.copyOfRange(row, 9, 21)));
        }
        assertThat(nonces).hasSize(10_000);
    }

    @Test
    void bindingsOfAnyTwoRowsHaveDifferentOctets() {
        List<Binding> bindings = List.of(TRANSIT, MANAGED, Binding.transit(OBJECT, PART), Binding.subject(PART),
                Binding.account("totp", "a"), Binding.account("totp", "b"), Binding.account("totpa", ""),
                Binding.account("totp", ""), new Binding("totp", PART, new UUID(0, 0), ""));
        assertThat(bindings).extracting(binding -> Arrays.toString(binding.octets())).doesNotHaveDuplicates();
        assertThat(bindings).allSatisfy(binding -> assertThat(binding.octets()).hasSize(95));
    }

    @Test
    void aKindIsShortAndPlain() {
        for (String kind : List.of("", "Transit", "a b", "seventeen-letters", "tränsit", "a\0")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Binding.account(kind, "x"));
        }
        Binding.account("sixteen-letters1", "x");
    }

    @Test
    void underTheMasterKeyEachPurposeIsAWorldOfItsOwn() throws IOException {
        Binding binding = Binding.account("totp", "sp-review-officer");
        byte[] row = Envelope.seal(master, Purpose.TOTP, new byte[20], binding);
        assertThat(Envelope.open(master, Purpose.TOTP, row, binding)).hasSize(20);
        assertThatExceptionOfType(KeyUnavailable.class)
                .isThrownBy(() -> Envelope.open(master, Purpose.MANAGED, row, binding));
        assertThatExceptionOfType(Damaged.class)
                .isThrownBy(() -> Envelope.open(master, Purpose.TOTP, row, Binding.account("totp", "another")));
        assertThatExceptionOfType(KeyUnavailable.class).isThrownBy(() -> Envelope.open(keys, row, binding));
        MasterKey.create(home.resolve("other.key"));
        try (MasterKey other = MasterKey.read(home.resolve("other.key"))) {
            assertThatExceptionOfType(KeyUnavailable.class)
                    .isThrownBy(() -> Envelope.open(other, Purpose.TOTP, row, binding));
        }
    }

    @Test
    void aTransitRowGivesTheSessionKeyBack() throws IOException {
        byte[] row = wraps.transit(session, TRANSIT);
        try (SessionKey opened = wraps.openTransit(row, TRANSIT)) {
            assertThat(opened.octets()).isEqualTo(session.octets());
        }
        assertThatExceptionOfType(Damaged.class)
                .isThrownBy(() -> wraps.openTransit(row, Binding.transit(new UUID(9, 9), OBJECT)));
    }

    @Test
    void aManagedRowGivesTheSessionKeyBackToItsRecipientAlone() throws IOException {
        try (ManagedSecret secret = ManagedKeys.generate(clock.instant());
                ManagedSecret other = ManagedKeys.generate(clock.instant())) {
            byte[] row = wraps.managed(session, secret.certificate(), MANAGED);
            try (SessionKey opened = wraps.openManaged(row, secret, MANAGED)) {
                assertThat(opened.octets()).isEqualTo(session.octets());
            }
            assertThatExceptionOfType(Damaged.class).isThrownBy(() -> wraps.openManaged(row, other, MANAGED));
            assertThatExceptionOfType(Damaged.class)
                    .isThrownBy(() -> wraps.openManaged(row, secret, Binding.managed(PART, OBJECT, "another")));
        }
    }

    @Test
    void rowsMoveToTheNextWeeksKeyAndStayWhatTheyWere() throws IOException {
        try (ManagedSecret secret = ManagedKeys.generate(clock.instant())) {
            byte[] transit = wraps.transit(session, TRANSIT);
            byte[] managed = wraps.managed(session, secret.certificate(), MANAGED);
            byte[] pkesk = wraps.pkesk(managed, MANAGED);
            EpochKeyId old = keys.current().id();
            clock.move(Duration.ofDays(7));
            byte[] movedTransit = wraps.rewrap(transit, TRANSIT);
            byte[] movedManaged = wraps.rewrap(managed, MANAGED);
            keys.destroy(old);
            assertThat(Envelope.keyIdOf(movedTransit)).isEqualTo(keys.current().id()).isNotEqualTo(old);
            assertThat(wraps.pkesk(movedManaged, MANAGED)).isEqualTo(pkesk);
            wraps.openTransit(movedTransit, TRANSIT).close();
            wraps.openManaged(movedManaged, secret, MANAGED).close();
            assertThatExceptionOfType(KeyUnavailable.class).isThrownBy(() -> wraps.openTransit(transit, TRANSIT));
            assertThatExceptionOfType(KeyUnavailable.class).isThrownBy(() -> wraps.rewrap(managed, MANAGED));
        }
    }

    @Test
    void eachWrapTakesItsOwnKindOfBinding() throws IOException {
        byte[] row = wraps.transit(session, TRANSIT);
        assertThatIllegalArgumentException().isThrownBy(() -> wraps.transit(session, MANAGED));
        assertThatIllegalArgumentException().isThrownBy(() -> wraps.openTransit(row, MANAGED));
        assertThatIllegalArgumentException().isThrownBy(() -> wraps.pkesk(row, TRANSIT));
        try (ManagedSecret secret = ManagedKeys.generate(clock.instant())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> wraps.managed(session, secret.certificate(), TRANSIT));
        }
    }

    @Test
    void nothingIsWrappedToAnExpiredCertificate() throws IOException {
        try (ManagedSecret secret = ManagedKeys.generate(clock.instant())) {
            clock.move(ManagedKeys.VALIDITY.plusSeconds(1));
            assertThatExceptionOfType(CertificateNotAlive.class)
                    .isThrownBy(() -> wraps.managed(session, secret.certificate(), MANAGED));
        }
    }

    @Test
    void aManagedSecretRestsSealedForItsAccount() throws IOException {
        ManagedSecrets secrets = new ManagedSecrets(master);
        Instant now = clock.instant();
        try (ManagedSecret secret = ManagedKeys.generate(now)) {
            byte[] row = secrets.seal(secret, "scc-safeguarding-lead");
            try (ManagedSecret opened = secrets.open(row, "scc-safeguarding-lead")) {
                assertThat(opened.certificate()).isEqualTo(secret.certificate());
                try (SessionKey unwrapped = opened.unwrap(secret.certificate().wrap(session, now))) {
                    assertThat(unwrapped.octets()).isEqualTo(session.octets());
                }
            }
            assertThatExceptionOfType(Damaged.class).isThrownBy(() -> secrets.open(row, "another"));
            for (int at = 0; at < row.length; at += 5) {
                byte[] altered = row.clone();
                altered[at] ^= 1;
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> secrets.open(altered, "scc-safeguarding-lead"))
                        .isInstanceOfAny(Damaged.class, KeyUnavailable.class);
            }
        }
    }
}
