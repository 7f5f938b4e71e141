// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Seals one object for programs that read nothing newer than version 1 of the packet, GnuPG above all (RFC 9580 section
/// 5.13.1): AES-256 in CFB mode, and at the very end a SHA-1 over everything, the modification detection code. It is only written: a
/// reader learns of a change when all has gone out already.
///
/// Single use and one thread, as [Sealer]. After an exception the object is lost and every further call refuses.
public final class CompatibleSealer {
    private static final int PIECE = 16384;
    private static final int BLOCK = 16;
    private static final byte VERSION = 1;
    /// The modification detection code's own packet: type 19, 20 octets.
    private static final byte[] CODE_HEADER = {(byte) 0xD3, 20};
    private static final SecureRandom RANDOM = new SecureRandom();

    private enum State {
        OPEN, WORKING, FINISHED
    }

    private final OutputStream sink;
    private final Cipher cipher;
    private final MessageDigest code;
    private final Frames in = new Frames(Layout.INNER_TYPE, PIECE);
    private final Frames out = new Frames(Layout.OUTER_TYPE, 2 * PIECE);
    private State state = State.OPEN;
    private long objectSize;

    /// A sealer for one new object.
    ///
    /// @param key may be closed once this returns
    /// @param sink takes the object from its first octet; not closed here
    public CompatibleSealer(SessionKey key, OutputStream sink) {
        this.sink = sink;
        byte[] octets = key.octets();
        try {
            cipher = Cipher.getInstance("AES/CFB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(octets, "AES"), new IvParameterSpec(new byte[BLOCK]));
            code = MessageDigest.getInstance("SHA-1");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES and SHA-1.", e);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
        out.put(new byte[]{VERSION}, 0, 1);
        byte[] random = new byte[BLOCK];
        RANDOM.nextBytes(random);
        byte[] prefix = Arrays.copyOf(random, BLOCK + 2);
        System.arraycopy(random, BLOCK - 2, prefix, BLOCK, 2);
        encrypt(prefix, prefix.length);
        byte[] literal = Layout.literalHeader();
        in.put(literal, 0, literal.length);
    }

    /// Seals further content. The octets may reach the sink only with later ones.
    ///
    /// @throws IOException if the sink fails; the object is lost
    public void write(byte[] octets, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, octets.length);
        begin();
        for (int done = 0; done < length;) {
            int piece = Math.min(PIECE, length - done);
            in.put(octets, from + done, piece);
            done += piece;
            forward();
        }
        state = State.OPEN;
    }

    /// Writes what is held back and the modification detection code. The sink is left open; to force it to disk is the caller's.
    ///
    /// @return octets of the whole object
    /// @throws IOException if the sink fails; the object is lost
    public long finish() throws IOException {
        begin();
        in.end();
        forward();
        encrypt(CODE_HEADER, CODE_HEADER.length);
        byte[] digest = code.digest();
        put(cipher.update(digest));
        try {
            put(cipher.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A stream mode ends anywhere.", e);
        }
        out.end();
        drain();
        in.wipe();
        state = State.FINISHED;
        return objectSize;
    }

    private void begin() {
        if (state != State.OPEN) {
            throw new IllegalStateException(
                    state == State.FINISHED ? "The object is finished." : "The object is lost.");
        }
        state = State.WORKING;
    }

    private void forward() throws IOException {
        int ready = in.ready();
        encrypt(in.octets(), ready);
        in.drop(ready);
        drain();
    }

    private void encrypt(byte[] octets, int length) {
        code.update(octets, 0, length);
        put(cipher.update(octets, 0, length));
    }

    /// The cipher holds back what is less than a block.
    private void put(byte @Nullable [] encrypted) {
        if (encrypted != null) {
            out.put(encrypted, 0, encrypted.length);
        }
    }

    private void drain() throws IOException {
        int ready = out.ready();
        sink.write(out.octets(), 0, ready);
        objectSize += ready;
        out.drop(ready);
    }
}
