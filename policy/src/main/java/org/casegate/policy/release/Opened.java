// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.release;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.casegate.crypto.seal.Opener;
import org.casegate.crypto.seal.SessionKey;
import org.casegate.crypto.seal.Source;

/// A part that may go out now: judged, recorded, its end and its beginning verified. Whoever holds one has been let through
/// by [Release]; nobody else can make one.
public final class Opened implements AutoCloseable {
    private final String fileName;
    private final long index;
    private final Source source;
    private final SessionKey key;
    private final Opener opener;
    private final Function<OutputStream, Watch> watch;

    /// @param watch what a reader is put behind
    Opened(String fileName, long index, Source source, SessionKey key, Opener opener,
            Function<OutputStream, Watch> watch) {
        this.fileName = fileName;
        this.index = index;
        this.source = source;
        this.key = key;
        this.opener = opener;
        this.watch = watch;
    }

    /// The name that the sender gave it.
    public String fileName() {
        return fileName;
    }

    public long sizeBytes() {
        return opener.contentSize();
    }

    /// The index of the ledger entry `DOWNLOADED`.
    public long index() {
        return index;
    }

    /// Streams the content, by chunks that are verified before an octet of them leaves; memory does not grow with size.
    ///
    /// @throws org.casegate.crypto.seal.Damaged if a chunk is not what was sealed: what was written before it is genuine and
    ///                                          not whole, so the caller must break the transfer off, never end it
    /// @throws NoLongerAvailable if the pack was taken back meanwhile; likewise
    public void copyTo(OutputStream out) throws IOException {
        opener.copy(0, opener.contentSize(), watch.apply(out));
    }

    @Override
    public void close() {
        try (key) {
            source.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
