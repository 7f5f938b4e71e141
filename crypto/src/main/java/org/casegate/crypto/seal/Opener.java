// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/// Opens one sealed object, whole or any part of it. Our own objects only: one form, known octet by octet from the size.
///
/// The final tag is verified first, against the total that the size demands, and with it the first chunk; so an object
/// that was cut or lengthened is refused before the first octet leaves. Then each chunk is verified before its octets
/// leave. One thread; the source stays the caller's.
public final class Opener {
    private static final long NONE = -1;
    /// A chunk with its tag and the frame octets among it.
    private static final int RAW = Layout.SEALED_CHUNK + Layout.SEALED_CHUNK / FrameLayout.FRAME + 3;

    private final Source source;
    private final Layout layout;
    private final Suite suite;
    private final byte[] raw;
    private final byte[] opened;
    private long loaded = NONE;
    private int loadedSize;

    private Opener(Source source, Layout layout, SessionKey key) throws IOException {
        this.source = source;
        this.layout = layout;
        raw = new byte[(int) Math.min(RAW, layout.objectOffsetAfter(layout.body()))];
        opened = new byte[(int) Math.min(Suite.CHUNK, layout.plaintext())];
        suite = new Suite(key, readSalt());
    }

    /// Verifies size, header, final tag and first chunk.
    ///
    /// @param source outlives the opener
    /// @param key may be closed once this returns
    /// @throws Damaged if it is not an object that was sealed whole under this key
    /// @throws IOException if the source cannot be read: nothing is then known of the object
    public static Opener open(Source source, SessionKey key) throws IOException {
        Opener opener = new Opener(source, Layout.ofObject(source.size()), key);
        opener.verifyTotal();
        opener.load(0);
        return opener;
    }

    /// At most so much content [#salvage] finds in an object of which so many octets are there.
    public static long mostSalvaged(long objectSize) {
        Layout layout = Layout.ofRemains(objectSize);
        return layout.contentBefore(layout.chunks());
    }

    /// Copies what is left of an object whose sealing ended before its time: the content of its first chunks, as far as each
    /// is there whole and verifies. No final tag says how much there was, so it is only good to be sealed anew.
    ///
    /// @return how many octets were copied
    /// @throws IOException if source or sink fails
    public static long salvage(Source source, SessionKey key, OutputStream sink) throws IOException {
        Layout layout = Layout.ofRemains(source.size());
        if (layout.chunks() == 0) {
            return 0;
        }
        Opener opener = new Opener(source, layout, key);
        long copied = 0;
        for (long chunk = 0; chunk < layout.chunks(); chunk++) {
            try {
                opener.load(chunk);
            } catch (Damaged torn) {
                break; // the machine lost what had not reached the disk
            }
            sink.write(opener.opened, Layout.contentIndex(chunk), opener.loadedSize);
            copied += opener.loadedSize;
        }
        return copied;
    }

    /// Octets of content in the whole object.
    public long contentSize() {
        return layout.contentSize();
    }

    /// Copies a range of the content, each octet from a verified chunk.
    ///
    /// @throws Damaged if a chunk does not verify: the sink got all of the range before that chunk and nothing of it. The
    ///         caller must then *abort* what it serves, so that it never looks whole
    /// @throws IOException if source or sink fails
    public void copy(long from, long length, OutputStream sink) throws IOException {
        Objects.checkFromIndexSize(from, length, contentSize());
        long next = from;
        long end = from + length;
        while (next < end) {
            long chunk = layout.chunkOf(next);
            load(chunk);
            int skip = (int) (next - layout.contentBefore(chunk));
            int run = (int) Math.min(end - next, loadedSize - skip);
            sink.write(opened, Layout.contentIndex(chunk) + skip, run);
            next += run;
        }
    }

    private byte[] readSalt() throws IOException {
        int size = (int) layout.objectOffsetAfter(Layout.HEADER);
        fill(0, size);
        layout.stripOuter(raw, 1, size - 1, 1);
        byte[] salt = Arrays.copyOfRange(raw, 1 + Layout.HEADER - Suite.SALT, 1 + Layout.HEADER);
        if (raw[0] != (byte) Layout.OUTER_TYPE
                || !Arrays.equals(raw, 1, 1 + Layout.HEADER, Suite.header(salt), 0, Layout.HEADER)) {
            throw new Damaged("The header is not that of a sealed object.");
        }
        return salt;
    }

    private void verifyTotal() throws IOException {
        read(layout.body() - Suite.TAG, Suite.TAG);
        suite.verifyTotal(layout.chunks(), layout.plaintext(), Arrays.copyOf(raw, Suite.TAG));
    }

    private void load(long chunk) throws IOException {
        if (chunk == loaded) {
            return;
        }
        loaded = NONE;
        int sealed = layout.sealedSize(chunk);
        read(Layout.bodyOffset(chunk), sealed);
        int size = suite.open(chunk, raw, sealed, opened);
        loadedSize = layout.stripInner(opened, size, chunk);
        loaded = chunk;
    }

    /// Reads a stretch of the packet's body into `raw`, from 0 on, with its frame octets verified and removed.
    private void read(long bodyOffset, int length) throws IOException {
        long start = layout.objectOffsetAfter(bodyOffset);
        long end = layout.objectOffsetAfter(bodyOffset + length);
        int size = (int) (end - start);
        fill(start, size);
        layout.stripOuter(raw, 0, size, start);
    }

    private void fill(long position, int length) throws IOException {
        ByteBuffer into = ByteBuffer.wrap(raw, 0, length);
        while (into.hasRemaining()) {
            if (source.read(position + into.position(), into) < 0) {
                throw new Damaged("The object ends before its size.");
            }
        }
    }
}
