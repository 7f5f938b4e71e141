// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.keep;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.casegate.crypto.seal.Damaged;
import org.jspecify.annotations.Nullable;

/// The ring of epoch keys: one file outside the database, sealed under the master key, rewritten whole or not at all and
/// forced to disk before anything is said to have changed. Its generation grows with every change; the database keeps the
/// greatest, so that a node with an older ring is told from one with the present ring.
///
/// Erasure rests on it. Weekly: [#roll()]; every living row under a former key moves to the current one
/// ([Envelope#rewrap]); then [#retire] says that no row names the former key. Once no backup of the database is older
/// than that ([#due]), [#destroy] ends the key, and with it, in every copy, what was deleted before.
///
/// Thread-safe; several processes may share the file, each sees the others' changes at its next call.
public final class EpochKeys implements AutoCloseable {
    private static final byte[] MAGIC = "casegate-ring-1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST_FILE = 1 << 20;
    private static final Binding BINDING = Binding.account("ring", "");
    /// A file lock belongs to the whole process, so that it keeps out other processes only.
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final PrivateFile file;
    private final MasterKey master;
    private final InstantSource clock;
    private volatile Loaded loaded;
    /// The greatest generation that this process knows of.
    private volatile long atLeast;

    private EpochKeys(PrivateFile file, MasterKey master, InstantSource clock) throws IOException {
        this.file = file;
        this.master = master;
        this.clock = clock;
        this.loaded = locked(this::load);
    }

    /// Makes a new ring, with a key for this week and for each of the coming eight; on return it survives a crash.
    ///
    /// @throws KeyRefused if there is a file already; it is left as it is
    public static void create(Path ring, MasterKey master, InstantSource clock) throws IOException {
        file(ring).create(encode(Ring.empty().extended(clock.instant()), master));
    }

    /// Opens the ring of this site.
    ///
    /// @param master outlives the ring
    /// @throws KeyRefused with a sentence for the operator: the file is missing, open to others, of another owner, damaged,
    ///         or was made under another master key
    public static EpochKeys open(Path ring, MasterKey master, InstantSource clock) throws IOException {
        return new EpochKeys(file(ring), master, clock);
    }

    /// The key of this week. It was made long ago; only where a clock jumped or weeks were missed is one made now.
    public EpochKey current() throws IOException {
        Instant now = clock.instant();
        Ring ring = ring();
        return (ring.covers(now) ? ring : change(found -> found.extended(now))).at(now);
    }

    /// A key by its id, of whatever week.
    public Optional<EpochKey> find(EpochKeyId id) throws IOException {
        return ring().find(id);
    }

    /// Makes the keys of the coming eight weeks where they are missing. May be repeated at any time.
    public Roll roll() throws IOException {
        Instant now = clock.instant();
        Ring ring = change(found -> found.extended(now));
        return new Roll(ring.at(now), ring.former(now), ring.generation());
    }

    /// Notes that, from now on, no row names this key any more. To be called after a pass over the rows that moved some,
    /// or that found none for the first time: the time until [#due] counts from the last call.
    ///
    /// @throws IllegalStateException if the key is the current one or a coming one
    public void retire(EpochKeyId id) throws IOException {
        Instant now = clock.instant();
        change(found -> {
            requireFormer(found, id, now);
            return found.find(id).isEmpty() ? found : found.retired(id, now);
        });
    }

    /// The keys that may be destroyed: retired, and no backup left that is older than that.
    ///
    /// @param backupAge how long a backup of the database is kept and may be restored
    public List<EpochKeyId> due(Duration backupAge) throws IOException {
        Instant now = clock.instant();
        return ring().former(now).stream()
                .filter(key -> key.retiredAt().filter(at -> !at.plus(backupAge).isAfter(now)).isPresent())
                .map(EpochKey::id)
                .toList();
    }

    /// Ends a key: on return the ring on disk is without it, and whatever lies under it can be read by nobody who has no
    /// older copy of ring and master key. A key that is not in the ring is destroyed already.
    ///
    /// @throws IllegalStateException if the key is the current one or a coming one
    public void destroy(EpochKeyId id) throws IOException {
        Instant now = clock.instant();
        change(found -> {
            requireFormer(found, id, now);
            return found.find(id).isEmpty() ? found : found.without(id);
        });
    }

    /// From now on a ring of an earlier generation opens nothing and seals nothing: it is an old copy, in which keys are that
    /// were destroyed, or from which keys are missing.
    ///
    /// @throws KeyRefused with a sentence for the operator, if the present ring is of an earlier one
    public void require(long generation) throws IOException {
        atLeast = Math.max(atLeast, generation);
        ring();
    }

    /// How often the ring has changed.
    public long generation() throws IOException {
        return ring().generation();
    }

    /// Overwrites the keys in memory.
    @Override
    public void close() {
        loaded.ring().keys().forEach(EpochKey::destroy);
    }

    private static void requireFormer(Ring ring, EpochKeyId id, Instant now) {
        boolean former = ring.former(now).stream().anyMatch(key -> key.id().equals(id));
        if (!former && ring.find(id).isPresent()) {
            throw new IllegalStateException("The epoch key " + id + " is the current one or a coming one.");
        }
    }

    /// The ring as it now lies on disk, which is read again only where the file is another one.
    private Ring ring() throws IOException {
        Loaded seen = loaded;
        if (seen.stamp().equals(Stamp.of(file.path()))) {
            return requireNoOlder(seen).ring();
        }
        return locked(this::reload);
    }

    private Loaded requireNoOlder(Loaded found) throws KeyRefused {
        if (found.ring().generation() < atLeast) {
            throw new KeyRefused("The key ring " + file.path() + " is an old copy: its generation is "
                    + found.ring().generation() + ", and " + atLeast
                    + " had been reached. Put the newest ring in its place.");
        }
        return found;
    }

    private Ring reload() throws IOException {
        Loaded found = requireNoOlder(load());
        take(new Loaded(found.ring().sharing(loaded.ring()), found.stamp()));
        return loaded.ring();
    }

    private Ring change(Change change) throws IOException {
        return locked(() -> {
            Ring found = reload();
            Ring changed = change.apply(found);
            if (changed.generation() != found.generation()) {
                file.replace(encode(changed, master));
                take(new Loaded(changed, Stamp.of(file.path())));
            }
            return changed;
        });
    }

    /// Keys that are gone from the ring are overwritten, whoever still holds them.
    private void take(Loaded next) {
        Ring before = loaded.ring();
        loaded = next;
        atLeast = Math.max(atLeast, next.ring().generation());
        before.keys().stream().filter(key -> next.ring().find(key.id()).isEmpty()).forEach(EpochKey::destroy);
    }

    private Loaded load() throws IOException {
        Stamp stamp = Stamp.of(file.path());
        return new Loaded(decode(file, master), stamp);
    }

    private <T> T locked(Work<T> work) throws IOException {
        IN_THIS_PROCESS.lock();
        try (FileChannel channel = file.lockFile(); FileLock _ = channel.lock()) {
            return work.run();
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    private static byte[] encode(Ring ring, MasterKey master) throws IOException {
        byte[] payload = ring.encode();
        byte[] sealed = Envelope.seal(master, Purpose.RING, payload, BINDING);
        Arrays.fill(payload, (byte) 0);
        byte[] octets = Arrays.copyOf(MAGIC, MAGIC.length + sealed.length);
        System.arraycopy(sealed, 0, octets, MAGIC.length, sealed.length);
        return octets;
    }

    private static Ring decode(PrivateFile file, MasterKey master) throws IOException {
        byte[] octets = file.read(LARGEST_FILE);
        if (!Arrays.equals(octets, 0, Math.min(MAGIC.length, octets.length), MAGIC, 0, MAGIC.length)) {
            throw new KeyRefused("The file " + file.path() + " is not a CaseGate key ring.");
        }
        try {
            byte[] sealed = Arrays.copyOfRange(octets, MAGIC.length, octets.length);
            byte[] payload = Envelope.open(master, Purpose.RING, sealed, BINDING);
            Ring ring = Ring.decode(payload);
            Arrays.fill(payload, (byte) 0);
            return ring;
        } catch (KeyUnavailable _) {
            throw new KeyRefused("The key ring " + file.path() + " was made under another master key.");
        } catch (Damaged _) {
            throw new KeyRefused("The key ring " + file.path() + " is damaged. Put its newest backup in its place.");
        }
    }

    private static PrivateFile file(Path ring) {
        return new PrivateFile(ring, "key ring");
    }

    private record Loaded(Ring ring, Stamp stamp) {}

    /// What tells one file at a path from the next.
    private record Stamp(@Nullable Object fileKey, FileTime modified, long size) {
        static Stamp of(Path path) throws IOException {
            try {
                BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
                return new Stamp(file.fileKey(), file.lastModifiedTime(), file.size());
            } catch (NoSuchFileException _) {
                throw new KeyRefused("There is no key ring at " + path + ".");
            }
        }
    }

    private interface Change {
        Ring apply(Ring found) throws IOException;
    }

    private interface Work<T> {
        T run() throws IOException;
    }
}
