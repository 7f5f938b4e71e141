// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import java.security.SecureRandom;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The key of one week, Monday to Sunday in UTC: every secret that is stored in that week lies in an envelope under it.
/// Weekly the living ones move to the next key, and the old key is destroyed once no backup is left in which it might be
/// needed: so what was deleted in between ends everywhere. Thread-safe; it does not show its octets.
public final class EpochKey {
    static final int SIZE = 32;
    static final Duration WEEK = Duration.ofDays(7);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final EpochKeyId id;
    private final Instant from;
    private final @Nullable Instant retiredAt;
    private final Secret secret;

    private EpochKey(EpochKeyId id, Instant from, @Nullable Instant retiredAt, Secret secret) {
        this.id = id;
        this.from = from;
        this.retiredAt = retiredAt;
        this.secret = secret;
    }

    /// A key as read from the ring.
    ///
    /// @param octets become the key's own
    static EpochKey read(EpochKeyId id, Instant from, @Nullable Instant retiredAt, byte[] octets) {
        return new EpochKey(id, from, retiredAt, new Secret(octets));
    }

    static EpochKey random(Instant from) {
        byte[] octets = new byte[SIZE];
        RANDOM.nextBytes(octets);
        return read(new EpochKeyId(RANDOM.nextLong()), from, null, octets);
    }

    static Instant weekOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public EpochKeyId id() {
        return id;
    }

    /// The start of its week.
    public Instant from() {
        return from;
    }

    /// Since when no row has named the key, if that is so: [EpochKeys#retire].
    public Optional<Instant> retiredAt() {
        return Optional.ofNullable(retiredAt);
    }

    EpochKey retired(Instant at) {
        return new EpochKey(id, from, at, secret);
    }

    /// This key with the octets of another reading of it, so that destroying one destroys all.
    EpochKey sharing(EpochKey sameKey) {
        return new EpochKey(id, from, retiredAt, sameKey.secret);
    }

    /// A copy, which the caller overwrites.
    byte[] octets() throws KeyUnavailable {
        return secret.copy().orElseThrow(() -> KeyUnavailable.of(id));
    }

    void destroy() {
        secret.destroy();
    }

    private static final class Secret {
        private final byte[] octets;
        private boolean destroyed;

        Secret(byte[] octets) {
            this.octets = octets;
        }

        synchronized Optional<byte[]> copy() {
            return destroyed ? Optional.empty() : Optional.of(octets.clone());
        }

        synchronized void destroy() {
            destroyed = true;
            Arrays.fill(octets, (byte) 0);
        }
    }
}
