// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.Settled;

/// What this node holds in memory of packs on their way: uploads with an open handle or that wait to go on, and manifests that have been read. Lost with the process, and then nothing acknowledged is lost.
final class InFlight {
    private static final int STRIPES = 64;
    private static final int MANIFESTS = 500;

    private final Set<SealingUpload> uploads = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Read> manifests = new ConcurrentHashMap<>();
    private final List<ReentrantLock> locks = Stream.generate(ReentrantLock::new).limit(STRIPES).toList();

    /// One thread at a time changes or judges a pack. No thread holds two of these.
    Lock lock(PackId pack) {
        return locks.get(Math.floorMod(pack.hashCode(), STRIPES));
    }

    void add(SealingUpload upload) {
        uploads.add(upload);
    }

    void remove(SealingUpload upload) {
        uploads.remove(upload);
    }

    Optional<SealingUpload> find(PackId pack, FileName name) {
        return of(pack).stream().filter(upload -> upload.name().key().equals(name.key())).findFirst();
    }

    List<SealingUpload> of(PackId pack) {
        return uploads.stream().filter(upload -> upload.pack().id().equals(pack)).toList();
    }

    /// Whether a part is being received here, or waits to go on.
    boolean holds(UUID part) {
        return uploads.stream().anyMatch(upload -> upload.part().equals(part));
    }

    /// Octets received of a part that is not closed.
    long received(UUID part) {
        return uploads.stream()
                .filter(upload -> upload.part().equals(part))
                .mapToLong(SealingUpload::received)
                .findFirst()
                .orElse(0);
    }

    /// Octets received in all uploads of these packs that are not closed.
    long received(Predicate<PackRow> packs) {
        return uploads.stream().filter(upload -> packs.test(upload.pack())).mapToLong(SealingUpload::mostReceived)
                .sum();
    }

    /// A manifest as it was read, if what the case settles is still the same.
    Optional<Manifest> manifest(UUID part, Settled settled) {
        return Optional.ofNullable(manifests.get(part)).filter(read -> read.settled().equals(settled))
                .map(Read::manifest);
    }

    /// A manifest as it was read last, whatever the case settled then: what it lists is its own.
    Optional<Manifest> manifest(UUID part) {
        return Optional.ofNullable(manifests.get(part)).map(Read::manifest);
    }

    void remember(UUID part, Settled settled, Manifest manifest) {
        if (manifests.size() >= MANIFESTS) {
            manifests.clear();
        }
        manifests.put(part, new Read(settled, manifest));
    }

    void forget(UUID part) {
        manifests.remove(part);
    }

    private record Read(Settled settled, Manifest manifest) {}
}
