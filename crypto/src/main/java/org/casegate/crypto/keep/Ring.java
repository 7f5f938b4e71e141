// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.casegate.crypto.seal.Damaged;

/// What the ring file holds at one moment.
///
/// @param generation grows with every change
/// @param keys by the start of their weeks, no two alike
record Ring(long generation, List<EpochKey> keys) {
    /// Keys are made this long before their week, so that no backup of the ring misses one that a row may name.
    static final int WEEKS_AHEAD = 8;

    private static final int KEY = EpochKeyId.SIZE + 2 * Long.BYTES + EpochKey.SIZE;
    private static final long NOT_RETIRED = Long.MIN_VALUE;

    Ring {
        keys = List.copyOf(keys);
    }

    static Ring empty() {
        return new Ring(0, List.of());
    }

    /// The last key whose week has begun. A clock before all of them gets the first.
    EpochKey at(Instant now) {
        return keys.stream().filter(key -> !key.from().isAfter(now)).reduce((_, later) -> later)
                .orElse(keys.getFirst());
    }

    /// Whether this moment's week has its key.
    boolean covers(Instant now) {
        return now.isBefore(at(now).from().plus(EpochKey.WEEK));
    }

    /// The keys of earlier weeks, oldest first.
    List<EpochKey> former(Instant now) {
        return keys.subList(0, keys.indexOf(at(now)));
    }

    Optional<EpochKey> find(EpochKeyId id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /// With new keys for this week and the coming ones where they are missing; itself where none is.
    Ring extended(Instant now) {
        List<EpochKey> more = new ArrayList<>(keys);
        Instant week = EpochKey.weekOf(now);
        for (int ahead = 0; ahead <= WEEKS_AHEAD; ahead++) {
            Instant from = week.plus(EpochKey.WEEK.multipliedBy(ahead));
            if (misses(from)) {
                more.add(EpochKey.random(from));
            }
        }
        more.sort(Comparator.comparing(EpochKey::from));
        return more.size() == keys.size() ? this : new Ring(generation + 1, more);
    }

    /// A week before the first key is never made up for: its key was destroyed, or the clock is wrong.
    private boolean misses(Instant from) {
        boolean past = !keys.isEmpty() && from.isBefore(keys.getFirst().from());
        return !past && keys.stream().noneMatch(key -> key.from().equals(from));
    }

    Ring without(EpochKeyId id) {
        return new Ring(generation + 1, keys.stream().filter(key -> !key.id().equals(id)).toList());
    }

    Ring retired(EpochKeyId id, Instant at) {
        return new Ring(generation + 1,
                keys.stream().map(key -> key.id().equals(id) ? key.retired(at) : key).toList());
    }

    /// This reading of the ring, sharing with an earlier one the octets of the keys that are in both.
    Ring sharing(Ring earlier) {
        return new Ring(generation,
                keys.stream().map(key -> earlier.find(key.id()).map(key::sharing).orElse(key)).toList());
    }

    byte[] encode() throws KeyUnavailable {
        ByteBuffer octets = ByteBuffer.allocate(Long.BYTES + keys.size() * KEY).putLong(generation);
        for (EpochKey key : keys) {
            long retired = key.retiredAt().map(Instant::getEpochSecond).orElse(NOT_RETIRED);
            octets.putLong(key.id().value()).putLong(key.from().getEpochSecond()).putLong(retired).put(key.octets());
        }
        return octets.array();
    }

    static Ring decode(byte[] octets) throws Damaged {
        if (octets.length < Long.BYTES + KEY || (octets.length - Long.BYTES) % KEY != 0) {
            throw new Damaged("The key ring is cut.");
        }
        ByteBuffer in = ByteBuffer.wrap(octets);
        long generation = in.getLong();
        List<EpochKey> keys = new ArrayList<>();
        while (in.hasRemaining()) {
            EpochKeyId id = new EpochKeyId(in.getLong());
            Instant from = Instant.ofEpochSecond(in.getLong());
            long retired = in.getLong();
            byte[] key = new byte[EpochKey.SIZE];
            in.get(key);
            keys.add(EpochKey.read(id, from, retired == NOT_RETIRED ? null : Instant.ofEpochSecond(retired), key));
        }
        return new Ring(generation, keys);
    }
}
