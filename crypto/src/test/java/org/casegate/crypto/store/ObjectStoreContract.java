// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.casegate.crypto.seal.Opener;
import org.casegate.crypto.seal.Samples;
import org.casegate.crypto.seal.Sealer;
import org.casegate.crypto.seal.SessionKey;
import org.casegate.crypto.seal.Source;
import org.junit.jupiter.api.Test;

/// What every object store keeps to.
abstract class ObjectStoreContract {
    /// An empty store.
    abstract ObjectStore store();

    @Test
    void givesBackWhatWasWritten() throws IOException {
        ObjectId id = ObjectId.random();
        byte[] octets = Samples.content(300_000);
        put(id, octets);
        assertThat(read(id)).isEqualTo(octets);
    }

    @Test
    void readsAtAnyPositionAndSaysWhereTheEndIs() throws IOException {
        ObjectId id = ObjectId.random();
        byte[] octets = Samples.content(1000);
        put(id, octets);
        try (Source source = store().open(id)) {
            ByteBuffer into = ByteBuffer.allocate(10);
            assertThat(source.size()).isEqualTo(1000);
            assertThat(source.read(995, into)).isEqualTo(5);
            assertThat(into.get(0)).isEqualTo(octets[995]);
            assertThat(source.read(1000, into)).isEqualTo(-1);
            assertThat(source.read(2000, into)).isEqualTo(-1);
        }
    }

    @Test
    void aPartSealedIntoItOpensFromIt() throws IOException {
        ObjectId id = ObjectId.random();
        byte[] content = Samples.content(150_000);
        try (SessionKey key = SessionKey.random()) {
            try (ObjectWriter writer = store().create(id)) {
                Sealer sealer = new Sealer(key, writer);
                sealer.write(content, 0, content.length);
                sealer.finish();
                writer.force();
            }
            try (Source source = store().open(id)) {
                ByteArrayOutputStream opened = new ByteArrayOutputStream();
                Opener.open(source, key).copy(0, content.length, opened);
                assertThat(opened.toByteArray()).isEqualTo(content);
            }
        }
    }

    @Test
    void aTakenNameIsRefusedAndItsObjectUntouched() throws IOException {
        ObjectId id = ObjectId.random();
        put(id, Samples.content(10));
        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> store().create(id));
        assertThat(read(id)).isEqualTo(Samples.content(10));
    }

    @Test
    void anObjectThatIsNotThereIsNoSuchObject() throws IOException {
        ObjectId id = ObjectId.random();
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> store().open(id))
                .withMessageContaining(id.toString());
        put(id, new byte[1]);
        store().delete(id);
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> store().open(id));
    }

    @Test
    void deletingIsRepeatable() throws IOException {
        ObjectId id = ObjectId.random();
        ObjectId other = ObjectId.random();
        put(id, new byte[1]);
        put(other, new byte[1]);
        assertThat(store().delete(id)).isTrue();
        assertThat(store().delete(id)).isFalse();
        assertThat(listed()).containsExactly(other);
    }

    @Test
    void listsEveryObjectWholeOrNot() throws IOException {
        assertThat(listed()).isEmpty();
        List<ObjectId> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.add(ObjectId.random());
            put(ids.getLast(), new byte[i]);
        }
        ids.add(ObjectId.random());
        try (ObjectWriter unfinished = store().create(ids.getLast())) {
            unfinished.write(1);
            assertThat(listed()).containsExactlyInAnyOrderElementsOf(ids);
        }
        assertThat(listed()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void servesManyAtOnce() throws Exception {
        List<Future<ObjectId>> written = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                written.add(threads.submit(() -> {
                    ObjectId id = ObjectId.random();
                    put(id, id.toString().getBytes(StandardCharsets.US_ASCII));
                    return id;
                }));
            }
        }
        for (Future<ObjectId> id : written) {
            assertThat(read(id.get())).asString().isEqualTo(id.get().toString());
        }
        assertThat(listed()).hasSize(64);
    }

    @Test
    void knowsItsRoom() throws IOException {
        assertThat(store().freeBytes()).isPositive().isLessThanOrEqualTo(store().totalBytes());
    }

    @Test
    void aNameIsReadAsItIsPrinted() {
        ObjectId id = ObjectId.random();
        assertThat(ObjectId.parse(id.toString())).isEqualTo(id);
        for (String other : List.of("", "..", "0".repeat(31), "0".repeat(33), "A".repeat(32), "0".repeat(31) + "/")) {
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> ObjectId.parse(other));
        }
    }

    final void put(ObjectId id, byte[] octets) throws IOException {
        try (ObjectWriter writer = store().create(id)) {
            writer.write(octets, 0, octets.length);
            writer.force();
        }
    }

    private byte[] read(ObjectId id) throws IOException {
        try (Source source = store().open(id)) {
            ByteBuffer into = ByteBuffer.allocate((int) source.size());
            int run = 0;
            while (into.hasRemaining() && run >= 0) {
                run = source.read(into.position(), into);
            }
            return into.array();
        }
    }

    private List<ObjectId> listed() throws IOException {
        try (Stream<ObjectId> ids = store().list()) {
            return ids.toList();
        }
    }
}
