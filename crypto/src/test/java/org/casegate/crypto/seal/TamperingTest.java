// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// V17: what was altered, cut or lengthened does not open, and no octet leaves but from a verified chunk before the
/// damage.
@DisplayName("V17: tampering with sealed objects")
class TamperingTest {
    private static final int CHUNK = 65536;
    private static final int SEALED_CHUNK = CHUNK + 16;
    private static final int HEADER = 36;

    private static final SessionKey KEY = SessionKey.random();
    private static final byte[] CONTENT = Samples.content(1_000_000);
    private static final byte[] OBJECT = Samples.seal(KEY, CONTENT);
    private static final byte[] BODY = Packet.body(OBJECT);
    private static final int CHUNKS = Math.ceilDiv(BODY.length - HEADER - 16, SEALED_CHUNK);

    @AfterAll
    static void closeKey() {
        KEY.close();
    }

    @Test
    void everyBitOfSmallObjects() throws IOException {
        for (int size : new int[]{0, 1, 50, 117, 118, 130, 191, 300}) {
            byte[] object = Samples.seal(KEY, Samples.content(size));
            for (int bit = 0; bit < 8 * object.length; bit++) {
                object[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(Samples.refused(KEY, object)).as("%d octets, bit %d", object.length, bit).isTrue();
                object[bit / 8] ^= (byte) (1 << bit % 8);
            }
            assertThat(Samples.refused(KEY, object)).isFalse();
        }
    }

    @Test
    void everyOctetOfAnObjectWithSeveralFrames() throws IOException {
        byte[] object = Samples.seal(KEY, Samples.content(12_300));
        for (int at = 0; at < object.length; at++) {
            byte whole = object[at];
            object[at] ^= (byte) (1 << at % 8);
            assertThat(Samples.refused(KEY, object)).as("octet %d", at).isTrue();
            object[at] = whole;
        }
    }

    @Test
    void everyBitOfTheFrameOctetsOfALargeObject() throws IOException {
        byte[] object = OBJECT.clone();
        for (int at = 1; at < object.length; at += 8193) {
            int octets = object.length - at > 8193 ? 1 : 2;
            for (int bit = 0; bit < 8 * octets; bit++) {
                object[at + bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(Samples.refused(KEY, object)).as("frame octet %d, bit %d", at, bit).isTrue();
                object[at + bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
    }

    @Test
    void everyCutOfAnObjectWithSeveralFrames() throws IOException {
        for (int size : new int[]{0, 130, 12_300}) {
            byte[] object = Samples.seal(KEY, Samples.content(size));
            for (int length = 0; length < object.length; length++) {
                assertThat(releases(Arrays.copyOf(object, length))).as("cut to %d", length).isZero();
            }
        }
    }

    @Test
    void cutsAroundEveryChunkAndFrameOfALargeObject() throws IOException {
        for (int chunk = 0; chunk <= CHUNKS; chunk++) {
            int boundary = HEADER + chunk * SEALED_CHUNK;
            for (int at = boundary - 20; at <= boundary + 20; at++) {
                assertThat(releases(Arrays.copyOf(OBJECT, at + at / 8192 + 2))).isZero();
            }
        }
    }

    @Test
    void anyNumberOfAppendedOctets() throws IOException {
        for (int size : new int[]{0, 130, 12_300}) {
            byte[] object = Samples.seal(KEY, Samples.content(size));
            for (int more = 1; more < 300; more++) {
                assertThat(releases(Arrays.copyOf(object, object.length + more))).as("%d more", more).isZero();
            }
        }
    }

    @Test
    void anAppendedMessage() throws IOException {
        byte[] small = Samples.seal(KEY, Samples.content(10));
        assertThat(releases(joined(OBJECT, small))).isZero();
        assertThat(releases(joined(OBJECT, OBJECT))).isZero();
        assertThat(releases(joined(small, OBJECT))).isZero();
    }

    @Test
    void aTruncationAtEachChunkBoundaryInGoodFrames() throws IOException {
        byte[] finalTag = Arrays.copyOfRange(BODY, BODY.length - 16, BODY.length);
        for (int chunks = 0; chunks < CHUNKS; chunks++) {
            byte[] head = Arrays.copyOf(BODY, HEADER + chunks * SEALED_CHUNK);
            assertThat(releases(Packet.framed(0xD2, joined(head, finalTag)))).as("%d chunks, tag", chunks).isZero();
            if (chunks > 0) {
                assertThat(releases(Packet.framed(0xD2, head))).as("%d chunks, no tag", chunks).isZero();
            }
        }
    }

    @Test
    void aChunkAlignedObjectWithoutItsFinalTag() throws IOException {
        // The last chunk is full: what CVE-2026-12817 let pass in another reader.
        int inner = 3 * CHUNK - 1;
        int content = (int) (FrameLayout.body(inner) - 6);
        byte[] body = Packet.body(Samples.seal(KEY, Samples.content(content)));
        assertThat((body.length - HEADER - 16) % SEALED_CHUNK).isZero();
        assertThat(releases(Packet.framed(0xD2, Arrays.copyOf(body, body.length - 16)))).isZero();
        assertThat(releases(Packet.framed(0xD2, Arrays.copyOf(body, body.length - 16 - SEALED_CHUNK)))).isZero();
    }

    @Test
    void aBitInAChunkReleasesTheChunksBeforeIt() throws IOException {
        byte[] body = BODY.clone();
        body[HEADER + 7 * SEALED_CHUNK + 1000] ^= 1;
        assertThat(Samples.releasedBeforeDamage(KEY, Packet.framed(0xD2, body))).isEqualTo(firstChunks(7));
    }

    @Test
    void swappedChunksReleaseTheChunksBeforeThem() throws IOException {
        byte[] body = BODY.clone();
        System.arraycopy(BODY, HEADER + 2 * SEALED_CHUNK, body, HEADER + 3 * SEALED_CHUNK, SEALED_CHUNK);
        System.arraycopy(BODY, HEADER + 3 * SEALED_CHUNK, body, HEADER + 2 * SEALED_CHUNK, SEALED_CHUNK);
        assertThat(Samples.releasedBeforeDamage(KEY, Packet.framed(0xD2, body))).isEqualTo(firstChunks(2));
    }

    @Test
    void aDoubledOrMissingChunkReleasesNothing() throws IOException {
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            int at = HEADER + chunk * SEALED_CHUNK;
            int next = Math.min(at + SEALED_CHUNK, BODY.length - 16);
            byte[] doubled = joined(Arrays.copyOf(BODY, next), Arrays.copyOfRange(BODY, at, BODY.length));
            byte[] missing = joined(Arrays.copyOf(BODY, at), Arrays.copyOfRange(BODY, next, BODY.length));
            assertThat(releases(Packet.framed(0xD2, doubled))).as("doubled %d", chunk).isZero();
            assertThat(releases(Packet.framed(0xD2, missing))).as("missing %d", chunk).isZero();
        }
    }

    @Test
    void aChangedFinalTagReleasesNothing() throws IOException {
        for (int octet = 1; octet <= 16; octet++) {
            byte[] body = BODY.clone();
            body[body.length - octet] ^= (byte) 0x80;
            assertThat(releases(Packet.framed(0xD2, body))).isZero();
        }
    }

    @Test
    void aFinalTagFromElsewhereReleasesNothing() throws IOException {
        byte[] other = Packet.body(Samples.seal(KEY, CONTENT));
        byte[] body = BODY.clone();
        System.arraycopy(other, other.length - 16, body, body.length - 16, 16);
        assertThat(releases(Packet.framed(0xD2, body))).isZero();
        System.arraycopy(BODY, HEADER + SEALED_CHUNK - 16, body, body.length - 16, 16);
        assertThat(releases(Packet.framed(0xD2, body))).as("a chunk's tag moved to the end").isZero();
    }

    @Test
    void aChangedHeaderReleasesNothing() throws IOException {
        for (int octet = 0; octet < HEADER; octet++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] body = BODY.clone();
                body[octet] ^= (byte) (1 << bit);
                assertThat(releases(Packet.framed(0xD2, body))).isZero();
            }
        }
    }

    @Test
    void everyOtherChunkSizeIsRefusedUnseen() throws IOException {
        for (int octet = 0; octet < 256; octet++) {
            byte[] body = BODY.clone();
            body[3] = (byte) octet;
            if (octet != 10) {
                assertThat(releases(Packet.framed(0xD2, body))).as("chunk octet %d", octet).isZero();
            }
        }
    }

    @Test
    void otherFramesOfTheSamePacketReleaseNothing() throws IOException {
        assertThat(releases(Packet.definite(0xD2, BODY))).isZero();
        byte[] small = Packet.body(Samples.seal(KEY, Samples.content(10)));
        assertThat(releases(Packet.definite(0xD2, small))).isZero();
    }

    @Test
    void anotherPacketTypeReleasesNothing() throws IOException {
        for (int type = 0; type < 256; type++) {
            if (type != 0xD2) {
                assertThat(releases(Packet.framed(type, BODY))).isZero();
            }
        }
    }

    @Test
    void anotherKeyOrAnotherPartsObjectReleasesNothing() throws IOException {
        try (SessionKey other = SessionKey.random()) {
            assertThat(Samples.releasedBeforeDamage(other, OBJECT)).isEmpty();
            assertThat(releases(Samples.seal(other, CONTENT))).isZero();
        }
    }

    @Test
    void aPacketThatIsNotOurLiteralReleasesNothingThoughItsTagsHold() throws IOException {
        byte[] literal = joined(new byte[]{'b', 0, 0, 0, 0, 0}, Samples.content(500));
        List<byte[]> others = List.of(Packet.framed(0xC8, literal), Packet.framed(0xD4, literal),
                Packet.framed(0xCB, joined(new byte[]{'t', 0, 0, 0, 0, 0}, Samples.content(500))),
                Packet.framed(0xCB, joined(new byte[]{'b', 1, 'a', 0, 0, 0, 0}, Samples.content(500))),
                Packet.framed(0xCB, joined(new byte[]{'b', 0, 1, 0, 0, 0}, Samples.content(500))),
                joined(Packet.framed(0xCB, literal), Packet.framed(0xD5, new byte[20])),
                Packet.definite(0xCB, literal));
        for (byte[] plaintext : others) {
            assertThat(releases(sealPlaintext(plaintext))).isZero();
        }
        assertThat(Samples.open(KEY, sealPlaintext(Packet.framed(0xCB, literal)))).isEqualTo(Samples.content(500));
    }

    @Test
    void anObjectThatShrinksWhileItIsReadGivesVerifiedChunksAndThenDamage() throws IOException {
        MemorySource source = new MemorySource(OBJECT);
        Opener opener = Opener.open(source, KEY);
        source.become(Arrays.copyOf(OBJECT, 5 * 8193 * 8));
        ByteArrayOutputStream released = new ByteArrayOutputStream();
        assertThatExceptionOfType(Damaged.class).isThrownBy(() -> opener.copy(0, opener.contentSize(), released));
        assertThat(released.toByteArray()).isEqualTo(firstChunks(4));
    }

    @Test
    void afterADamagedChunkNothingOfItIsLeftToBeCopied() throws IOException {
        byte[] body = BODY.clone();
        body[HEADER + 3 * SEALED_CHUNK] ^= 1;
        Opener opener = Opener.open(new MemorySource(Packet.framed(0xD2, body)), KEY);
        int inChunk3 = firstChunks(3).length + 10;
        for (int i = 0; i < 2; i++) {
            ByteArrayOutputStream released = new ByteArrayOutputStream();
            assertThatExceptionOfType(Damaged.class).isThrownBy(() -> opener.copy(inChunk3, 10, released));
            assertThat(released.size()).isZero();
        }
        ByteArrayOutputStream beyond = new ByteArrayOutputStream();
        opener.copy(firstChunks(4).length, 100, beyond);
        assertThat(beyond.size()).isEqualTo(100);
    }

    @Test
    void aSourceThatCannotBeReadIsNotCalledDamaged() {
        Source broken = new Source() {
            @Override
            public long size() {
                return OBJECT.length;
            }

            @Override
            public int read(long position, ByteBuffer into) throws IOException {
                throw new IOException("Input/output error");
            }

            @Override
            public void close() {}
        };
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Opener.open(broken, KEY))
                .isNotInstanceOf(Damaged.class);
    }

    private static int releases(byte[] object) throws IOException {
        return Samples.releasedBeforeDamage(KEY, object).length;
    }

    /// Seals any plaintext with good tags, as somebody with the session key could.
    private static byte[] sealPlaintext(byte[] plaintext) {
        byte[] salt = new byte[Suite.SALT];
        Suite suite = new Suite(KEY, salt);
        byte[] chunk = new byte[plaintext.length + 16];
        suite.seal(0, plaintext, plaintext.length, chunk);
        return Packet.framed(0xD2, joined(joined(Suite.header(salt), chunk), suite.sealTotal(1, plaintext.length)));
    }

    private static byte[] firstChunks(int chunks) {
        int size = 0;
        for (int chunk = 0; chunk < chunks; chunk++) {
            size += contentIn(chunk);
        }
        return Arrays.copyOf(CONTENT, size);
    }

    /// Content in one full chunk, counted octet by octet.
    private static int contentIn(int chunk) {
        int content = 0;
        for (int at = chunk * CHUNK; at < (chunk + 1) * CHUNK; at++) {
            boolean frameOctet = at > 0 && (at - 1) % 8193 == 0;
            if (at >= 8 && !frameOctet) {
                content++;
            }
        }
        return content;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
