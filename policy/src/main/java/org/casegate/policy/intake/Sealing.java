// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.casegate.crypto.seal.ContentHash;
import org.casegate.crypto.seal.Sealed;
import org.casegate.crypto.seal.Sealer;
import org.casegate.crypto.seal.SessionKey;
import org.casegate.crypto.seal.Sha256;
import org.casegate.crypto.seal.WarmUp;
import org.casegate.crypto.store.ObjectId;
import org.casegate.crypto.store.ObjectStore;
import org.casegate.crypto.store.ObjectWriter;
import org.casegate.policy.inspect.Inspector;
import org.casegate.policy.inspect.PartFindings;
import org.casegate.policy.ledger.Subject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One object being written. Hash, inspection and sealing see the same octets once; none is kept in clear. Not thread-safe.
final class Sealing implements Begun {
    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final int WARM_UP_WRITE = 32 * 1024;
    private static final int WARM_UP_WRITES = 512;

    private final Subject subject;
    private final ObjectId object;
    private final SessionKey key;
    private final ObjectWriter writer;
    private final Sealer sealer;
    private final ContentHash hash = new ContentHash();
    private final Inspector inspector = new Inspector();

    Sealing(Subject subject, ObjectId object, SessionKey key, ObjectStore store) throws IOException {
        this.subject = subject;
        this.object = object;
        this.key = key;
        this.writer = store.create(object);
        this.sealer = new Sealer(key, writer);
    }

    /// Goes through it all with what nobody sent, in memory, so that the first part of a process is taken as quickly as those after
    /// it, and finds out how this processor hashes best. Takes a second or two.
    static void warmUp() {
        double rate = WarmUp.run(WARM_UP);
        byte[] noise = new byte[WARM_UP_WRITE];
        ThreadLocalRandom.current().nextBytes(noise);
        Inspector inspector = new Inspector();
        for (int write = 0; write < WARM_UP_WRITES; write++) {
            inspector.update(noise, 0, noise.length);
        }
        inspector.finish();
        LOG.atInfo().addKeyValue("sha256", "%.0f MiB/s".formatted(rate)).log("Warm");
    }

    void append(byte[] octets, int from, int length) throws IOException {
        hash.update(octets, from, length);
        inspector.update(octets, from, length);
        sealer.write(octets, from, length);
    }

    void force() throws IOException {
        writer.force();
    }

    /// Ends the object: complete and durable on return.
    Arrived finish() throws IOException {
        Sealed sealed = sealer.finish();
        writer.force();
        return new Arrived(subject, sealed, hash.finish(), inspector.finish());
    }

    @Override
    public boolean acknowledged() {
        return false;
    }

    @Override
    public long contentSize() {
        return sealer.contentSize();
    }

    @Override
    public long mostContent() {
        return sealer.contentSize();
    }

    @Override
    public UUID part() {
        return subject.id();
    }

    @Override
    public ObjectId object() {
        return object;
    }

    /// Forgets the key. Without [#finish] the object can never be opened.
    @Override
    public void close() throws IOException {
        try (key) {
            writer.close();
        }
    }

    /// A file that is whole and safe.
    record Arrived(Subject subject, Sealed sealed, Sha256 sha256, PartFindings findings) {}
}
