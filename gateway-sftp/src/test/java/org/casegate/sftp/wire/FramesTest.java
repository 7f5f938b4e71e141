// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
    private final FramePool pool = new FramePool();

    @ParameterizedTest(name = "V15: a frame of {0} octets ends the session")
    @ValueSource(longs = {0, 1, 4, 256 * 1024 + 1, 1L << 31, (1L << 32) - 1})
    void refusesALengthThatNoRequestHas(long length) {
        byte[] header = {(byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length};

        assertThatThrownBy(() -> new Frames(pool).feed(header, 0, 4, frame -> {
        })).isInstanceOf(MalformedFrame.class).hasMessageContaining(Long.toString(length));
    }

    @Test
    void takesTheShortestAndTheLongestFrame() throws IOException {
        List<Integer> lengths = new ArrayList<>();
        Frames frames = new Frames(pool);

        for (int length : new int[]{Frames.SHORTEST, Frames.LONGEST}) {
            byte[] octets = framed(new byte[length]);
            frames.feed(octets, 0, octets.length, frame -> lengths.add(frame.onTheWire() - 4));
        }

        assertThat(lengths).containsExactly(5, 256 * 1024);
    }

    @Property(tries = 200)
    void cutsTheSameFramesHoweverTheOctetsArrive(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 5, max = 70_000) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 40_000) int piece) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        List<byte[]> sent = new ArrayList<>();
        for (int i = 0; i < lengths.size(); i++) {
            byte[] octets = new byte[lengths.get(i)];
            Arrays.fill(octets, (byte) i);
            sent.add(octets);
            stream.writeBytes(framed(octets));
        }
        byte[] all = stream.toByteArray();
        List<byte[]> received = new ArrayList<>();
        Frames frames = new Frames(pool);

        for (int at = 0; at < all.length; at += piece) {
            frames.feed(all, at, Math.min(piece, all.length - at), frame -> {
                received.add(Arrays.copyOf(frame.array(), frame.onTheWire() - 4));
                frame.release();
            });
        }

        assertThat(received).usingElementComparator(Arrays::compare).isEqualTo(sent);
    }

    @Test
    @DisplayName("V15: fields longer than their frame are refused, whatever they claim")
    void refusesFieldsThatTheFrameDoesNotHold() throws IOException {
        for (int claimed : new int[]{5, 100, Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            new DataOutputStream(octets).writeInt(claimed);
            octets.write(new byte[4]);

            Frame frame = frame(octets.toByteArray());

            assertThatThrownBy(frame::data).isInstanceOf(Refusal.class).extracting("status")
                    .isEqualTo(Status.BAD_MESSAGE);
        }
    }

    @Test
    @DisplayName("V7: a name that is not well-formed UTF-8 is refused, not guessed")
    void refusesOtherEncodings() throws IOException {
        for (int[] name : new int[][]{{0xe9}, {0xc0, 0xaf}, {0xed, 0xa0, 0x80}, {0xf8, 0x88, 0x80, 0x80, 0x80},
                {0x2f, 0xc3}}) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            new DataOutputStream(octets).writeInt(name.length);
            for (int octet : name) {
                octets.write(octet);
            }
            octets.write(0);

            assertThatThrownBy(() -> frame(octets.toByteArray()).text()).isInstanceOf(Refusal.class)
                    .hasMessageContaining("UTF-8");
        }
    }

    @Test
    void aPoolKeepsOnlyArraysOfItsOwnLengths() {
        byte[] odd = new byte[10_000];
        pool.give(odd);

        assertThat(pool.take(10_000)).isNotSameAs(odd).hasSizeGreaterThanOrEqualTo(10_000);
        byte[] large = pool.take(Frames.LONGEST);
        pool.give(large);
        assertThat(pool.take(200_000)).isSameAs(large);
    }

    private Frame frame(byte[] octets) throws IOException {
        List<Frame> whole = new ArrayList<>();
        byte[] framed = framed(octets);
        new Frames(pool).feed(framed, 0, framed.length, whole::add);
        return whole.getFirst();
    }

    private static byte[] framed(byte[] octets) throws IOException {
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        new DataOutputStream(framed).writeInt(octets.length);
        framed.write(octets);
        return framed.toByteArray();
    }
}
