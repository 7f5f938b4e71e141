// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.release;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.casegate.crypto.seal.Damaged;
import org.casegate.crypto.seal.Octets;
import org.casegate.crypto.seal.Opener;
import org.casegate.crypto.seal.Outline;
import org.casegate.crypto.seal.SessionKey;
import org.casegate.crypto.seal.Source;

/// The octets that go out for a part. Closing forgets the key and leaves the store.
sealed interface Outgoing extends Closeable {
    long sizeBytes();

    /// @throws Damaged if it is not what was stored: what was written before is not whole
    void copyTo(OutputStream out) throws IOException;

    /// The content, by chunks that are verified before an octet of them leaves.
    record Clear(Source source, SessionKey key, Opener opener) implements Outgoing {
        @Override
        public long sizeBytes() {
            return opener.contentSize();
        }

        @Override
        public void copyTo(OutputStream out) throws IOException {
            opener.copy(0, opener.contentSize(), out);
        }

        @Override
        public void close() throws IOException {
            try (key) {
                source.close();
            }
        }
    }

    /// An OpenPGP message for whoever holds the key: the wrapped key, then the object as it lies. Nobody here can look inside; whether
    /// it is the object that was stored, the outline says.
    record Message(Octets pkesk, Source source, Outline outline) implements Outgoing {
        private static final int PIECE = 64 * 1024;

        @Override
        public long sizeBytes() {
            return pkesk.size() + outline.size();
        }

        @Override
        public void copyTo(OutputStream out) throws IOException {
            out.write(pkesk.bytes());
            byte[] piece = new byte[PIECE];
            for (long at = 0; at < outline.size();) {
                int length = (int) Math.min(PIECE, outline.size() - at);
                int read = source.read(at, ByteBuffer.wrap(piece, 0, length));
                if (read < 0) {
                    throw new Damaged("The object ends before its size.");
                }
                out.write(piece, 0, read);
                at += read;
            }
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
