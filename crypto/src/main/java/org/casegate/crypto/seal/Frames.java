// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import java.util.Arrays;

/// Writes one level of framing: octets go in, a packet in partial lengths comes out. The header of a frame can be
/// written only once the frame is full *and* more comes, for a full last frame is definite; so one frame at most is
/// held back.
final class Frames {
    private final byte packetType;
    private final byte[] buffer;
    private int end;
    /// Where the open frame's header stands; all before it is final.
    private int header;
    private int fill;
    private boolean ended;

    /// @param packetType the packet's first octet
    /// @param capacity the most octets that will ever be put in before they are taken out
    Frames(int packetType, int capacity) {
        int heldBack = 1 + 1 + FrameLayout.FRAME + 2;
        this.packetType = (byte) packetType;
        buffer = new byte[heldBack + capacity + capacity / FrameLayout.FRAME + 1];
        begin();
    }

    /// Begins another packet; nothing of one before is left in it.
    void begin() {
        buffer[0] = packetType;
        header = 1;
        end = 2;
        fill = 0;
        ended = false;
    }

    void put(byte[] octets, int from, int length) {
        int next = from;
        int left = length;
        while (left > 0) {
            if (fill == FrameLayout.FRAME) {
                buffer[header] = FrameLayout.FULL;
                header = end++;
                fill = 0;
            }
            int run = Math.min(left, FrameLayout.FRAME - fill);
            System.arraycopy(octets, next, buffer, end, run);
            next += run;
            left -= run;
            end += run;
            fill += run;
        }
    }

    /// Ends the packet: the open frame gets its definite length, and all becomes ready.
    void end() {
        if (FrameLayout.headerSize(fill) == 2) {
            System.arraycopy(buffer, header + 1, buffer, header + 2, fill);
            buffer[header + 1] = FrameLayout.headerOctet(fill, 1);
            end++;
        }
        buffer[header] = FrameLayout.headerOctet(fill, 0);
        ended = true;
    }

    /// How many octets, from the first on, are final.
    int ready() {
        return ended ? end : header;
    }

    byte[] octets() {
        return buffer;
    }

    /// Overwrites everything: the buffer held content in clear.
    void wipe() {
        Arrays.fill(buffer, (byte) 0);
    }

    /// Forgets octets that were taken.
    void drop(int length) {
        System.arraycopy(buffer, length, buffer, 0, end - length);
        end -= length;
        header -= length;
    }
}
