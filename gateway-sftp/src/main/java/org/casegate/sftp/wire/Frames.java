// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.wire;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/// Cuts the octets of one channel into frames: a length of four octets, then as many octets. Not thread-safe: the thread
/// that reads the network calls it. Each octet is copied once.
public final class Frames {
    /// The shortest frame that says anything: type and request id.
    public static final int SHORTEST = 5;

    /// The longest frame that is read; `limits@openssh.com` says so to clients that ask.
    public static final int LONGEST = 256 * 1024;

    private static final int LENGTH_OCTETS = 4;

    private final FramePool pool;
    private int lengthSoFar;
    private int lengthOctets;
    private byte @Nullable [] octets;
    private int length;
    private int filled;

    public Frames(FramePool pool) {
        this.pool = pool;
    }

    /// Takes the next octets and passes on each frame that they complete, in order.
    ///
    /// @throws MalformedFrame if a frame's length is below [#SHORTEST] or above [#LONGEST]; nothing more can be read then
    public void feed(byte[] data, int from, int count, Consumer<Frame> whole) throws MalformedFrame {
        int at = from;
        int end = from + count;
        while (at < end) {
            byte[] into = octets;
            if (into == null) {
                readLength(data[at++]);
                continue;
            }
            int part = Math.min(length - filled, end - at);
            System.arraycopy(data, at, into, filled, part);
            at += part;
            filled += part;
            if (filled == length) {
                octets = null;
                whole.accept(new Frame(pool, into, length));
            }
        }
    }

    private void readLength(byte octet) throws MalformedFrame {
        lengthSoFar = (lengthSoFar << 8) | (octet & 0xff);
        if (++lengthOctets < LENGTH_OCTETS) {
            return;
        }
        // compared as signed: 2^31 and more are negative, and below the shortest
        if (lengthSoFar < SHORTEST || lengthSoFar > LONGEST) {
            throw new MalformedFrame("a frame of " + Integer.toUnsignedString(lengthSoFar) + " octets");
        }
        length = lengthSoFar;
        octets = pool.take(length);
        filled = 0;
        lengthSoFar = 0;
        lengthOctets = 0;
    }
}
