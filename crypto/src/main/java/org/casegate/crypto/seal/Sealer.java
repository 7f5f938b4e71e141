// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Seals one object while its content arrives: one OpenPGP packet of one fixed form, with nothing before or after it.
/// Nothing is kept but what the chunk at hand needs, about 230 KiB from the first write on.
///
/// Single use and one thread. A sealer is never rebuilt from a saved state, so that no nonce can be used twice; without
/// [#finish()] the object has no final tag and never opens. After an exception the object is lost and every further call
/// refuses.
public final class Sealer {
    /// Content is taken in pieces, which bounds the buffers.
    private static final int PIECE = 16384;
    private static final SecureRandom RANDOM = new SecureRandom();

    private enum State {
        OPEN, WORKING, FINISHED
    }

    private final Suite suite;
    private final byte[] salt;
    private final OutputStream sink;
    private final byte[] header = new byte[Sealed.HEADER_SIZE];
    private @Nullable Buffers buffers;
    private State state = State.OPEN;
    private long contentSize;
    private long objectSize;
    private long chunks;
    private long total;

    /// A sealer for one new object; the salt is random.
    ///
    /// @param key may be closed once this returns
    /// @param sink takes the object from its first octet; not closed here
    public Sealer(SessionKey key, OutputStream sink) {
        this(key, randomSalt(), sink);
    }

    /// With a given salt, for tests that compare octets.
    Sealer(SessionKey key, byte[] salt, OutputStream sink) {
        this.suite = new Suite(key, salt);
        this.salt = salt;
        this.sink = sink;
    }

    /// Seals further content. The octets may reach the sink only with later ones.
    ///
    /// @throws IOException if the sink fails; the object is lost
    public void write(byte[] octets, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, octets.length);
        Buffers at = begin();
        for (int done = 0; done < length;) {
            int piece = Math.min(PIECE, length - done);
            at.in.put(octets, from + done, piece);
            done += piece;
            while (at.in.ready() >= Suite.CHUNK) {
                seal(at, Suite.CHUNK);
            }
        }
        contentSize += length;
        state = State.OPEN;
    }

    /// Octets of content so far.
    public long contentSize() {
        return contentSize;
    }

    /// Writes what is held back and the final tag. The sink is left open; to force it to disk is the caller's.
    ///
    /// @throws IOException if the sink fails; the object is lost
    public Sealed finish() throws IOException {
        Buffers at = begin();
        at.in.end();
        while (at.in.ready() > 0) {
            seal(at, Math.min(Suite.CHUNK, at.in.ready()));
        }
        byte[] finalTag = suite.sealTotal(chunks, total);
        at.out.put(finalTag, 0, finalTag.length);
        at.out.end();
        drain(at.out);
        at.giveBack();
        buffers = null;
        state = State.FINISHED;
        return new Sealed(contentSize, objectSize, Octets.copyOf(header), Octets.copyOf(finalTag));
    }

    private Buffers begin() {
        if (state != State.OPEN) {
            throw new IllegalStateException(
                    state == State.FINISHED ? "The object is finished." : "The object is lost.");
        }
        state = State.WORKING;
        if (buffers == null) {
            buffers = Buffers.take(salt);
        }
        return buffers;
    }

    private void seal(Buffers at, int length) throws IOException {
        int sealed = suite.seal(chunks++, at.in.octets(), length, at.chunk);
        total += length;
        at.in.drop(length);
        at.out.put(at.chunk, 0, sealed);
        drain(at.out);
    }

    private void drain(Frames out) throws IOException {
        int ready = out.ready();
        if (objectSize < header.length) {
            int known = (int) objectSize;
            System.arraycopy(out.octets(), 0, header, known, Math.min(ready, header.length - known));
        }
        sink.write(out.octets(), 0, ready);
        objectSize += ready;
        out.drop(ready);
    }

    private static byte[] randomSalt() {
        byte[] salt = new byte[Suite.SALT];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /// Taken at the first write, so that an idle upload owns none. Some are kept for the next ones: where many small objects
    /// are sealed, making them costs more than what goes through them.
    private static final class Buffers {
        private static final int MOST_KEPT = 16;
        private static final Queue<Buffers> KEPT = new ArrayBlockingQueue<>(MOST_KEPT);

        private final Frames in = new Frames(Layout.INNER_TYPE, Suite.CHUNK + PIECE);
        private final Frames out = new Frames(Layout.OUTER_TYPE, Layout.SEALED_CHUNK + Suite.TAG);
        private final byte[] chunk = new byte[Layout.SEALED_CHUNK];

        static Buffers take(byte[] salt) {
            Buffers kept = KEPT.poll();
            Buffers buffers = kept == null ? new Buffers() : kept;
            buffers.begin(salt);
            return buffers;
        }

        /// Whoever gives them must not use them again.
        void giveBack() {
            in.wipe();
            var _ = KEPT.offer(this);
        }

        private void begin(byte[] salt) {
            in.begin();
            out.begin();
            byte[] literal = Layout.literalHeader();
            in.put(literal, 0, literal.length);
            byte[] header = Suite.header(salt);
            out.put(header, 0, header.length);
        }
    }
}
