// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.casegate.crypto.seal.Samples;
import org.casegate.crypto.seal.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Large objects go to the disk block by block, and what is read is what was written all the same.
class BlocksTest {
    private static final int BLOCK = Blocks.SIZE;
    private static final int CACHED = (int) FileWriter.CACHED;

    @TempDir
    private Path home;
    private DiskObjectStore store;

    @BeforeEach
    void makeStore() throws IOException {
        store = new DiskObjectStore(home.resolve("objects"));
    }

    @DisplayName("an object of any size, written in any pieces, is read as it was written")
    @ParameterizedTest(name = "{0} octets in pieces of {1}")
    @CsvSource({"1048575, 65552", "1048576, 65552", "1048577, 65552", "1572863, 65552", "1572864, 65552",
            "1572865, 1", "2097152, 524288", "3000000, 3000000", "5242881, 600001"})
    void readsWhatWasWritten(int size, int piece) throws IOException {
        byte[] octets = Samples.content(size);
        ObjectId id = store.newId();
        try (ObjectWriter writer = store.create(id)) {
            write(writer, octets, 0, size, piece);
            writer.force();
            assertThat(read(id)).isEqualTo(octets);
        }
        assertThat(read(id)).isEqualTo(octets);
    }

    @Test
    @DisplayName("what was forced on the way is in the file then, and is once more when more has come")
    void forcesOnTheWay() throws IOException {
        byte[] octets = Samples.content(CACHED + 3 * BLOCK);
        ObjectId id = store.newId();
        try (ObjectWriter writer = store.create(id)) {
            int[] places = {CACHED + 100, CACHED + 101, CACHED + 5_000, CACHED + BLOCK, CACHED + 2 * BLOCK + 7};
            int done = 0;
            for (int place : places) {
                write(writer, octets, done, place, 65_552);
                done = place;
                writer.force();
                assertThat(read(id)).hasSize(place).isEqualTo(Arrays.copyOf(octets, place));
            }
            write(writer, octets, done, octets.length, 65_552);
        }
        assertThat(read(id)).isEqualTo(octets);
    }

    @Test
    @DisplayName("more large objects at once than there are buffers are all written")
    void moreAtOnceThanBuffers() throws IOException {
        byte[] octets = Samples.content(CACHED + 2 * BLOCK + 9);
        List<ObjectWriter> writers = new ArrayList<>();
        List<ObjectId> ids = new ArrayList<>();
        for (int i = 0; i < Blocks.MOST + 3; i++) {
            ids.add(store.newId());
            writers.add(store.create(ids.getLast()));
        }
        for (int from = 0; from < octets.length; from += 100_000) {
            for (ObjectWriter writer : writers) {
                writer.write(octets, from, Math.min(100_000, octets.length - from));
            }
        }
        for (ObjectWriter writer : writers) {
            writer.close();
        }
        for (ObjectId id : ids) {
            assertThat(read(id)).isEqualTo(octets);
        }
    }

    @Test
    @DisplayName("a buffer is used again, and where all are in use there is none")
    void lendsSoManyBuffers() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        Blocks blocks = new Blocks(Files.getFileStore(home).getBlockSize());
        for (int i = 0; i < 3 * Blocks.MOST; i++) {
            try (Blocks.Straight straight = blocks.open(file).orElseThrow()) {
                assertThat(straight.block().remaining()).isEqualTo(BLOCK);
                straight.block().put((byte) 1);
            }
        }
        List<Blocks.Straight> lent = new ArrayList<>();
        for (int i = 0; i < Blocks.MOST; i++) {
            lent.add(blocks.open(file).orElseThrow());
        }
        assertThat(blocks.open(file)).isEmpty();
        lent.getFirst().close();
        assertThat(blocks.open(file)).isPresent();
    }

    @Test
    @DisplayName("a file system whose blocks do not fit is written to in the usual way")
    void keepsToTheUsualWay() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        assertThat(List.of(0L, 3L, Long.MAX_VALUE)).allSatisfy(
                alignment -> assertThat(new Blocks(alignment).open(file)).isEqualTo(Optional.empty()));
    }

    private static void write(ObjectWriter writer, byte[] octets, int from, int to, int piece) throws IOException {
        for (int at = from; at < to; at += piece) {
            writer.write(octets, at, Math.min(piece, to - at));
        }
    }

    private byte[] read(ObjectId id) throws IOException {
        try (Source source = store.open(id)) {
            ByteBuffer into = ByteBuffer.allocate((int) source.size());
            for (int read = 0; into.hasRemaining() && read >= 0;) {
                read = source.read(into.position(), into);
            }
            return into.array();
        }
    }
}
