// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.casegate.crypto.keep.Binding;
import org.casegate.crypto.keep.Wraps;
import org.casegate.crypto.seal.Octets;
import org.casegate.crypto.seal.Opener;
import org.casegate.crypto.seal.SessionKey;
import org.casegate.crypto.seal.Source;
import org.casegate.crypto.store.ObjectId;
import org.casegate.crypto.store.ObjectStore;
import org.casegate.schema.Database;

/// The gateway's own hold on a part's session key, from its first octet to the decision. It is used for two things only: to
/// read a manifest, and to wrap the key anew to those who may collect.
final class TransitKeys {
    private final Database database;
    private final ObjectStore store;
    private final Wraps wraps;

    TransitKeys(Database database, ObjectStore store, Wraps wraps) {
        this.database = database;
        this.store = store;
        this.wraps = wraps;
    }

    /// The envelope that goes into the part's row.
    byte[] wrap(SessionKey key, UUID part, ObjectId object) throws IOException {
        return wraps.transit(key, Binding.transit(part, object.value()));
    }

    /// The session key of a part that is not decided. The caller closes it.
    ///
    /// @throws NoSuchFileException if the part has been decided, or is gone, since its row was read
    SessionKey open(PartRow part) throws IOException {
        return open(part, envelopes(List.of(part)));
    }

    /// The envelopes of several parts, to be opened one by one; a part that is decided or gone has none.
    Map<UUID, Octets> envelopes(Collection<PartRow> parts) {
        return PackRows.transitEnvelopes(database.query(), parts.stream().map(PartRow::id).toList());
    }

    /// The session key of one of them. The caller closes it.
    ///
    /// @throws NoSuchFileException if the part has been decided, or is gone, since its row was read
    SessionKey open(PartRow part, Map<UUID, Octets> envelopes) throws IOException {
        Octets envelope = envelopes.get(part.id());
        if (envelope == null) {
            throw new NoSuchFileException(part.id().toString());
        }
        return wraps.openTransit(envelope.bytes(), Binding.transit(part.id(), part.object().value()));
    }

    /// A small file whole.
    byte[] read(PartRow part, int atMostBytes) throws IOException {
        return read(part, atMostBytes, envelopes(List.of(part)));
    }

    /// The same with its envelope among these.
    byte[] read(PartRow part, int atMostBytes, Map<UUID, Octets> envelopes) throws IOException {
        try (SessionKey key = open(part, envelopes); Source source = store.open(part.object())) {
            Opener opener = Opener.open(source, key);
            if (opener.contentSize() > atMostBytes) {
                throw new IOException("longer than " + atMostBytes + " octets");
            }
            ByteArrayOutputStream octets = new ByteArrayOutputStream((int) opener.contentSize());
            opener.copy(0, opener.contentSize(), octets);
            return octets.toByteArray();
        }
    }
}
