// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.crypto.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskObjectStoreTest extends ObjectStoreContract {
    @TempDir
    private Path home;
    private Path root;
    private DiskObjectStore store;

    @BeforeEach
    void makeStore() throws IOException {
        root = home.resolve("objects");
        store = new DiskObjectStore(root);
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Test
    void nobodyButTheOwnerCanReadAnything() throws IOException {
        put(ObjectId.random(), new byte[1]);
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    @DisplayName("V7: no path below the root has anything in it but the object's random name")
    void pathsHoldNothingButTheName() throws IOException {
        ObjectId id = ObjectId.parse("abcdef0123456789abcdef0123456789");
        put(id, new byte[1]);
        try (Stream<Path> files = Files.walk(root).filter(Files::isRegularFile)) {
            assertThat(files.map(file -> root.relativize(file).toString()))
                    .containsExactly("ab/cd/abcdef0123456789abcdef0123456789");
        }
    }

    @Test
    @DisplayName("new objects lie beside each other until their folder has its fill, and no two have one name")
    void fillsAFolderBeforeTheNext() {
        Map<String, Integer> folders = new HashMap<>();
        Set<ObjectId> ids = new HashSet<>();
        for (int i = 0; i < 3 * 256; i++) {
            ObjectId id = store.newId();
            ids.add(id);
            folders.merge(id.toString().substring(0, 4), 1, Integer::sum);
        }

        assertThat(ids).hasSize(3 * 256);
        assertThat(folders).hasSizeBetween(2, 3); // of 65,536 two may be the same
        assertThat(folders.values()).allMatch(objects -> objects % 256 == 0);
    }

    @Test
    @DisplayName("many who close objects of one folder at once all find it forced")
    void forcesAFolderForAllWhoWait() throws Exception {
        List<Future<?>> closed = new ArrayList<>();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                closed.add(all.submit(() -> {
                    put(store.newId(), new byte[100]);
                    return null;
                }));
            }
        }
        for (Future<?> each : closed) {
            each.get();
        }
        try (Stream<ObjectId> ids = store.list()) {
            assertThat(ids).hasSize(64);
        }
    }

    @Test
    void refusesADirectoryThatOthersMayEnter() throws IOException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-x---"));
        assertThatIOException().isThrownBy(() -> new DiskObjectStore(root)).withMessage("The object store's directory "
                + root + " is open to others (mode rwxr-x---). Run: chmod 700 " + root);
    }

    @Test
    void leavesForeignFilesAlone() throws IOException {
        ObjectId id = ObjectId.random();
        put(id, new byte[1]);
        Files.createDirectory(root.resolve("lost+found"));
        Files.writeString(root.resolve("README"), "not ours");
        Files.createDirectories(root.resolve("ab/cd"));
        Files.writeString(root.resolve("ab/cd/notes.txt"), "not ours");
        try (Stream<ObjectId> ids = store.list()) {
            assertThat(ids).containsExactly(id);
        }
    }

    @Test
    void aSecondStoreOnTheSameDirectorySeesTheSameObjects() throws IOException {
        ObjectId id = ObjectId.random();
        put(id, new byte[1]);
        DiskObjectStore second = new DiskObjectStore(root);
        try (Stream<ObjectId> ids = second.list()) {
            assertThat(ids.toList()).isEqualTo(List.of(id));
        }
        assertThat(second.delete(id)).isTrue();
        assertThat(store.delete(id)).isFalse();
    }

    @Test
    void doesNotFollowALink() throws IOException {
        ObjectId id = ObjectId.parse("abcdef0123456789abcdef0123456789");
        Path secret = Files.writeString(home.resolve("secret"), "secret");
        put(ObjectId.parse("abcd0000000000000000000000000000"), new byte[1]);
        Files.createSymbolicLink(root.resolve("ab/cd/" + id), secret);
        assertThatIOException().isThrownBy(() -> store.open(id));
        assertThatIOException().isThrownBy(() -> store.create(id));
        assertThat(store.delete(id)).isTrue();
        assertThat(secret).exists();
    }
}
