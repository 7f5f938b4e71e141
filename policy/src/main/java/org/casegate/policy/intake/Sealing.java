// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.IOException;
import java.util.UUID;
import org.casegate.crypto.seal.ContentHash;
import org.casegate.crypto.seal.Sealed;
import org.casegate.crypto.seal.Sealer;
import org.casegate.crypto.seal.SessionKey;
import org.casegate.crypto.seal.Sha256;
import org.casegate.crypto.store.ObjectId;
import org.casegate.crypto.store.ObjectStore;
import org.casegate.crypto.store.ObjectWriter;
import org.casegate.policy.inspect.Inspector;
import org.casegate.policy.inspect.PartFindings;
import org.casegate.policy.ledger.Subject;

/// One object being written. Hash, inspection and sealing see the same octets once; none is kept in clear. Not thread-safe.
final class Sealing implements Begun {
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
