// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

/// The arithmetic of one level of framing (RFC 9580 section 4.2.1.4): a body in partial lengths of exactly 8,192 octets,
/// the last frame definite and never empty. Length and layout determine each other, so that a reader parses nothing: it
/// knows every frame octet beforehand and compares.
///
/// @param body octets of the body, at least 1
record FrameLayout(long body) {
    static final int FRAME = 8192;
    /// The header of a full frame that more follows: a partial length of 2^13.
    static final byte FULL = (byte) 0xED;
    /// A definite length below this takes one octet, from here on two.
    static final int TWO_OCTETS_FROM = 192;

    private static final int FULL_WITH_HEADER = FRAME + 1;

    FrameLayout {
        if (body < 1) {
            throw new IllegalArgumentException("A framed body is never empty.");
        }
    }

    /// Size of a body once it is framed, without the octet of the packet type.
    static long framed(long body) {
        return new FrameLayout(body).framed();
    }

    /// The body that has this size once framed: the inverse of [#framed(long)].
    ///
    /// @return -1 if no body has
    static long body(long framed) {
        long full = framed / FULL_WITH_HEADER;
        int rest = (int) (framed % FULL_WITH_HEADER);
        if (rest < 2) {
            // No last frame is so short: it is a long one, and one frame fewer stands before it.
            full--;
            rest += FULL_WITH_HEADER;
        }
        if (full < 0 || rest == TWO_OCTETS_FROM + 1) {
            return -1;
        }
        int last = rest - 1 < TWO_OCTETS_FROM ? rest - 1 : rest - 2;
        return full * FRAME + last;
    }

    static int headerSize(int lastFrame) {
        return lastFrame < TWO_OCTETS_FROM ? 1 : 2;
    }

    /// Octet 0 or 1 of a definite length.
    static byte headerOctet(int lastFrame, int index) {
        if (lastFrame < TWO_OCTETS_FROM) {
            return (byte) lastFrame;
        }
        int beyond = lastFrame - TWO_OCTETS_FROM;
        return (byte) (index == 0 ? (beyond >> 8) + TWO_OCTETS_FROM : beyond);
    }

    long framed() {
        return FULL_WITH_HEADER * fullFrames() + headerSize(last()) + last();
    }

    /// Where an octet of the body stands among the framed ones.
    long position(long bodyOffset) {
        long frame = bodyOffset / FRAME;
        return frame < fullFrames() ? bodyOffset + frame + 1 : bodyOffset + fullFrames() + headerSize(last());
    }

    /// How many octets of the body stand before a position among the framed ones.
    long bodyBefore(long framedOffset) {
        long frame = frameAt(framedOffset);
        long within = framedOffset - frame * FULL_WITH_HEADER;
        return frame * FRAME + Math.max(0, within - headerSizeOf(frame));
    }

    /// Compares the frame octets in a stretch of framed octets with what they must be, and closes the gaps.
    ///
    /// @param framedOffset where the stretch begins among the framed octets
    /// @return how many octets of the body now stand from `from` on
    int strip(byte[] octets, int from, int length, long framedOffset) throws Damaged {
        int end = from + length;
        int in = from;
        int out = from;
        while (in < end) {
            long offset = framedOffset + (in - from);
            long frame = frameAt(offset);
            int within = (int) (offset - frame * FULL_WITH_HEADER);
            int header = headerSizeOf(frame);
            if (within < header) {
                verify(octets[in], frame, within);
                in++;
                continue;
            }
            int run = Math.min(end - in, header + bodyOf(frame) - within);
            System.arraycopy(octets, in, octets, out, run);
            in += run;
            out += run;
        }
        return out - from;
    }

    private void verify(byte octet, long frame, int within) throws Damaged {
        byte expected = frame < fullFrames() ? FULL : headerOctet(last(), within);
        if (octet != expected) {
            throw new Damaged("A frame does not have the length that the size demands.");
        }
    }

    private long fullFrames() {
        return (body - 1) / FRAME;
    }

    private int last() {
        return (int) (body - FRAME * fullFrames());
    }

    private long frameAt(long framedOffset) {
        return Math.min(framedOffset / FULL_WITH_HEADER, fullFrames());
    }

    private int headerSizeOf(long frame) {
        return frame < fullFrames() ? 1 : headerSize(last());
    }

    private int bodyOf(long frame) {
        return frame < fullFrames() ? FRAME : last();
    }
}
