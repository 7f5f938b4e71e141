// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/// One request of a client: its octets and a place to read on from. Every read checks that the frame is long enough.
/// The octets belong to the frame until [#release].
public final class Frame {
    private static final int ATTRIBUTE_SIZE = 0x1;

    private final FramePool pool;
    private final byte[] octets;
    private final int length;
    private int at;

    Frame(FramePool pool, byte[] octets, int length) {
        this.pool = pool;
        this.octets = octets;
        this.length = length;
    }

    /// How much of the channel's window the frame took: its octets and the four of its length.
    public int onTheWire() {
        return length + 4;
    }

    /// Gives the octets back to the pool. Nothing may be read from the frame afterwards.
    public void release() {
        pool.give(octets);
    }

    public int octet() throws Refusal {
        return octets[advance(1)] & 0xff;
    }

    public int number() throws Refusal {
        return numberAt(advance(4));
    }

    /// An unsigned number of 64 bits as a signed one: beyond 2^63 it is negative.
    public long longNumber() throws Refusal {
        int start = advance(8);
        return ((long) numberAt(start) << 32) | (numberAt(start + 4) & 0xffff_ffffL);
    }

    /// A text in UTF-8; anything that is not well-formed UTF-8 is refused, so that no two spellings mean one name.
    public String text() throws Refusal {
        Slice slice = data();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets, slice.from(), slice.length()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw Refusal.because("Names must be in UTF-8. Set your program to UTF-8 and send the name again.");
        }
    }

    /// A run of octets, in place: valid until [#release].
    public Slice data() throws Refusal {
        int count = number();
        if (count < 0) {
            throw malformed();
        }
        return new Slice(advance(count), count);
    }

    /// The size among the attributes that follow, if the client sent one. The other attributes are of no consequence here
    /// and stay unread.
    public OptionalLong sizeAttribute() throws Refusal {
        if ((number() & ATTRIBUTE_SIZE) == 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(longNumber());
    }

    /// The array that slices of this frame point into.
    public byte[] array() {
        return octets;
    }

    /// A run of octets of the frame's array.
    public record Slice(int from, int length) {}

    /// The number in four octets of [#array], at a place that was read as part of a [Slice].
    public int numberAt(int from) {
        return ((octets[from] & 0xff) << 24) | ((octets[from + 1] & 0xff) << 16) | ((octets[from + 2] & 0xff) << 8)
                | (octets[from + 3] & 0xff);
    }

    private int advance(int count) throws Refusal {
        if (count > length - at) {
            throw malformed();
        }
        int start = at;
        at += count;
        return start;
    }

    private static Refusal malformed() {
        return new Refusal(Status.BAD_MESSAGE, "The request is cut short.");
    }
}
