// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import java.io.ByteArrayOutputStream;

/// Partial lengths as RFC 9580 section 4.2.1 describes them, written apart from the code under test.
final class Packet {
    private Packet() {}

    /// The body of a packet that fills the array.
    static byte[] body(byte[] packet) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = 1;
        boolean partial = true;
        while (partial) {
            int first = packet[at++] & 0xFF;
            partial = first >= 224 && first < 255;
            int length;
            if (first < 192) {
                length = first;
            } else if (first < 224) {
                length = ((first - 192) << 8) + (packet[at++] & 0xFF) + 192;
            } else if (partial) {
                length = 1 << (first & 0x1F);
            } else {
                throw new IllegalArgumentException("a five-octet length");
            }
            body.write(packet, at, length);
            at += length;
        }
        if (at != packet.length) {
            throw new IllegalArgumentException("octets after the packet");
        }
        return body.toByteArray();
    }

    /// A packet in frames of 8,192 octets, the last definite.
    static byte[] framed(int type, byte[] body) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(type);
        int at = 0;
        while (body.length - at > 8192) {
            packet.write(0xE0 | 13);
            packet.write(body, at, 8192);
            at += 8192;
        }
        int last = body.length - at;
        if (last < 192) {
            packet.write(last);
        } else {
            packet.write(((last - 192) >> 8) + 192);
            packet.write((last - 192) & 0xFF);
        }
        packet.write(body, at, last);
        return packet.toByteArray();
    }

    /// A packet with one definite length of five octets.
    static byte[] definite(int type, byte[] body) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(type);
        packet.write(255);
        for (int shift = 24; shift >= 0; shift -= 8) {
            packet.write(body.length >> shift);
        }
        packet.writeBytes(body);
        return packet.toByteArray();
    }
}
