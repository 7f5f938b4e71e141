// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.release;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;

/// A part that may go out now: judged, recorded, its end and its beginning looked at. Whoever holds one has been let through
/// by [Release]; nobody else can make one.
public final class Opened implements AutoCloseable {
    /// What programs for OpenPGP take a message by.
    private static final String MESSAGE = ".pgp";

    private final String fileName;
    private final long index;
    private final Outgoing content;
    private final Function<OutputStream, Watch> watch;

    /// @param watch what a reader is put behind
    Opened(String name, long index, Outgoing content, Function<OutputStream, Watch> watch) {
        this.fileName = content instanceof Outgoing.Message ? name + MESSAGE : name;
        this.index = index;
        this.content = content;
        this.watch = watch;
    }

    /// The name that the sender gave it; with `.pgp` behind it where it is a message that the recipient opens with his own key.
    public String fileName() {
        return fileName;
    }

    public long sizeBytes() {
        return content.sizeBytes();
    }

    /// The index of the ledger entry `DOWNLOADED`.
    public long index() {
        return index;
    }

    /// Streams it; memory does not grow with size. Content goes by chunks that are verified before an octet of them leaves.
    ///
    /// @throws org.casegate.crypto.seal.Damaged if a chunk is not what was sealed: what was written before it is genuine and
    ///                                          not whole, so the caller must break the transfer off, never end it
    /// @throws NoLongerAvailable if the pack was taken back meanwhile; likewise
    public void copyTo(OutputStream out) throws IOException {
        content.copyTo(watch.apply(out));
    }

    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
