// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import java.util.Arrays;

/// Where everything in one object stands, computed from its size alone. An object is one OpenPGP packet, version 2 of
/// the symmetrically encrypted and integrity protected data packet (RFC 9580 section 5.13.2), in one form:
///
/// ```
/// object     D2, then the body in frames (FrameLayout)
/// body       02 09 03 0A ‖ salt(32) ‖ chunk 0 ‖ chunk 1 ‖ … ‖ final tag(16)
/// chunk i    AES-256-GCM(plaintext from 65536 * i on, 1 to 65536 octets) ‖ tag(16)
/// plaintext  CB, then in frames: 62 00 00000000 ‖ content        a literal packet: binary, no name, no date
/// ```
///
/// Every octet is authenticated or has one legal value, so that nothing can be changed without being noticed.
final class Layout {
    static final int OUTER_TYPE = 0xD2;
    static final int INNER_TYPE = 0xCB;
    /// The body before the first chunk.
    static final int HEADER = 4 + Suite.SALT;
    static final int SEALED_CHUNK = Suite.CHUNK + Suite.TAG;

    /// A literal packet's own header: binary, no name, no date (RFC 9580 section 5.9).
    private static final byte[] LITERAL = {'b', 0, 0, 0, 0, 0};
    private static final int TYPE_OCTET = 1;
    /// More than anybody can store.
    private static final long ENDLESS = 1L << 56;

    private final FrameLayout outer;
    private final FrameLayout inner;
    private final long chunks;
    private final long plaintext;

    private Layout(FrameLayout outer, FrameLayout inner, long chunks, long plaintext) {
        this.outer = outer;
        this.inner = inner;
        this.chunks = chunks;
        this.plaintext = plaintext;
    }

    /// The layout of an object of this size.
    ///
    /// @throws Damaged if no object has it
    static Layout ofObject(long size) throws Damaged {
        long body = FrameLayout.body(size - TYPE_OCTET);
        long sealed = body - HEADER - Suite.TAG;
        long chunks = Math.ceilDiv(sealed, SEALED_CHUNK);
        // No empty chunk: a chunk-aligned end is followed directly by the final tag.
        if (sealed <= 0 || sealed - SEALED_CHUNK * (chunks - 1) <= Suite.TAG) {
            throw impossible();
        }
        long plaintext = sealed - Suite.TAG * chunks;
        long inner = FrameLayout.body(plaintext - TYPE_OCTET);
        if (inner < LITERAL.length) {
            throw impossible();
        }
        return new Layout(new FrameLayout(body), new FrameLayout(inner), chunks, plaintext);
    }

    /// The layout of an object whose sealing ended before its time: its frames are all full ones, for more was to follow, and
    /// of its chunks those count that are there whole.
    ///
    /// @param size octets that are there
    static Layout ofRemains(long size) {
        FrameLayout endless = new FrameLayout(ENDLESS);
        long body = size <= TYPE_OCTET ? 0 : endless.bodyBefore(size - TYPE_OCTET);
        return new Layout(endless, endless, Math.max(0, body - HEADER) / SEALED_CHUNK, ENDLESS);
    }

    static long objectSize(long content) {
        long plaintext = TYPE_OCTET + FrameLayout.framed(LITERAL.length + content);
        long chunks = Math.ceilDiv(plaintext, Suite.CHUNK);
        return TYPE_OCTET + FrameLayout.framed(HEADER + plaintext + Suite.TAG * (chunks + 1));
    }

    static byte[] literalHeader() {
        return LITERAL.clone();
    }

    long contentSize() {
        return inner.body() - LITERAL.length;
    }

    long chunks() {
        return chunks;
    }

    long plaintext() {
        return plaintext;
    }

    /// The whole packet's body: header, chunks, final tag.
    long body() {
        return outer.body();
    }

    /// Octets of a chunk with its tag.
    int sealedSize(long chunk) {
        long before = chunk * Suite.CHUNK;
        return (int) Math.min(Suite.CHUNK, plaintext - before) + Suite.TAG;
    }

    static long bodyOffset(long chunk) {
        return HEADER + chunk * SEALED_CHUNK;
    }

    /// The octet in the object right after an octet of the body, where the next one's frame octets begin.
    long objectOffsetAfter(long bodyOctets) {
        return bodyOctets == 0 ? TYPE_OCTET : TYPE_OCTET + outer.position(bodyOctets - 1) + 1;
    }

    /// Verifies and removes the outer frame octets of a stretch of the object.
    int stripOuter(byte[] octets, int from, int length, long objectOffset) throws Damaged {
        return outer.strip(octets, from, length, objectOffset - TYPE_OCTET);
    }

    /// Verifies and removes the literal packet's type, frame and header octets in an opened chunk.
    ///
    /// @param length octets of the opened chunk
    /// @return octets of content; they stand from [#contentIndex(long)] on
    int stripInner(byte[] opened, int length, long chunk) throws Damaged {
        if (chunk > 0) {
            return inner.strip(opened, 0, length, chunk * Suite.CHUNK - TYPE_OCTET);
        }
        int body = inner.strip(opened, TYPE_OCTET, length - TYPE_OCTET, 0);
        int header = contentIndex(0);
        if (opened[0] != (byte) INNER_TYPE || !Arrays.equals(opened, TYPE_OCTET, header, LITERAL, 0, LITERAL.length)) {
            throw new Damaged("The packet inside is not a plain literal one.");
        }
        return body - LITERAL.length;
    }

    static int contentIndex(long chunk) {
        return chunk == 0 ? TYPE_OCTET + LITERAL.length : 0;
    }

    /// Octets of content in the chunks before this one.
    long contentBefore(long chunk) {
        return chunk == 0 ? 0 : inner.bodyBefore(chunk * Suite.CHUNK - TYPE_OCTET) - LITERAL.length;
    }

    /// The chunk in which an octet of the content stands.
    long chunkOf(long content) {
        return (TYPE_OCTET + inner.position(LITERAL.length + content)) / Suite.CHUNK;
    }

    private static Damaged impossible() {
        return new Damaged("No sealed object has this size.");
    }
}
