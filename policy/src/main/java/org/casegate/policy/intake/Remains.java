// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;
import java.util.UUID;
import org.casegate.crypto.seal.Opener;
import org.casegate.crypto.seal.SessionKey;
import org.casegate.crypto.seal.Source;
import org.casegate.crypto.store.ObjectId;
import org.casegate.crypto.store.ObjectStore;

/// What a process that has ended left of a file on its way, an object without an end whose chunks can be read; or a file that had
/// been closed. Nothing is ever added to such an object, for nobody knows which nonces were used. To go on, its content is sealed
/// anew. Not thread-safe.
final class Remains implements Begun {
    private final PartRow row;
    private final TransitKeys transit;
    private final ObjectStore store;
    private final long most;
    private OptionalLong verified = OptionalLong.empty();

    private Remains(PartRow row, TransitKeys transit, ObjectStore store, long most) {
        this.row = row;
        this.transit = transit;
        this.store = store;
        this.most = most;
    }

    /// What lies in the store of a file; no chunk of it has been looked at yet.
    static Remains of(PartRow row, TransitKeys transit, ObjectStore store) throws IOException {
        try (Source source = store.open(row.object())) {
            return new Remains(row, transit, store, Opener.mostSalvaged(source.size()));
        }
    }

    /// A file that had been closed.
    static Remains closed(PartRow row, TransitKeys transit, ObjectStore store) {
        Remains whole = new Remains(row, transit, store, row.contentSize());
        whole.verified = OptionalLong.of(row.contentSize());
        return whole;
    }

    @Override
    public boolean acknowledged() {
        return row.received();
    }

    /// Reads all of it once, the first time.
    @Override
    public long contentSize() throws IOException {
        if (verified.isEmpty()) {
            try (SessionKey key = transit.open(row); Source source = store.open(row.object())) {
                verified = OptionalLong.of(Opener.salvage(source, key, OutputStream.nullOutputStream()));
            }
        }
        return verified.getAsLong();
    }

    @Override
    public long mostContent() {
        return most;
    }

    /// What it takes to read it when its row is gone. The caller closes it.
    Reading read() throws IOException {
        SessionKey key = transit.open(row);
        try {
            return new Reading(key, store.open(row.object()), contentSize(), acknowledged());
        } catch (IOException | RuntimeException fault) {
            key.close();
            throw fault;
        }
    }

    @Override
    public UUID part() {
        return row.id();
    }

    @Override
    public ObjectId object() {
        return row.object();
    }

    @Override
    public void close() {
        // nothing is open between two looks
    }

    /// The old object and its key, both still open.
    ///
    /// @param ended whether it has its end
    record Reading(SessionKey key, Source source, long size, boolean ended) implements AutoCloseable {
        /// Seals all of it anew.
        ///
        /// @throws IOException if it is not what it was at the first look
        void into(Sealing anew) throws IOException {
            Into sink = new Into(anew);
            if (ended) {
                Opener.open(source, key).copy(0, size, sink);
            } else if (Opener.salvage(source, key, sink) != size) {
                throw new IOException("what was left of a part has changed");
            }
        }

        @Override
        public void close() throws IOException {
            try (key) {
                source.close();
            }
        }
    }

    private static final class Into extends OutputStream {
        private final Sealing anew;

        Into(Sealing anew) {
            this.anew = anew;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[]{(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            anew.append(octets, from, length);
        }
    }
}
