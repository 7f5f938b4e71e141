// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.sftp.tree.MemoryTree.CASE;
import static org.casegate.sftp.tree.MemoryTree.REFUSAL;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.casegate.sftp.tree.TestClient.Got;
import org.casegate.sftp.wire.Frame;
import org.casegate.sftp.wire.FramePool;
import org.casegate.sftp.wire.Frames;
import org.casegate.sftp.wire.MalformedFrame;
import org.casegate.sftp.wire.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {
    private static final int STATUS = 101;
    private static final int OK = 0;
    private static final int EOF = 1;
    private static final int NO_SUCH_FILE = 2;
    private static final int PERMISSION_DENIED = 3;
    private static final int FAILURE = 4;
    private static final int OP_UNSUPPORTED = 8;

    private final MemoryTree tree = new MemoryTree();
    private TestClient client;

    @BeforeEach
    void connect() throws IOException {
        client = new TestClient(tree.requests());
        tree.pack("p");
    }

    @Test
    void acceptsAPackAtTheCloseThatCompletesIt() throws IOException {
        assertThat(client.put(CASE + "/p/report.pdf", "%PDF").sentence()).isEmpty();

        Got got = client.put(CASE + "/p/manifest.yaml", "report.pdf\n");

        assertThat(got.status()).isEqualTo(OK);
        assertThat(got.sentence()).startsWith("Accepted");
        assertThat(client.said()).containsExactly("Accepted: 1 recipient may collect it.");
        assertThat(tree.committed("p", "report.pdf")).hasValue("%PDF".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("lesson 23: a refusal reaches the person with its sentence, as status 4 and beside the protocol")
    void refusesAPackAtTheCloseThatCompletesIt() throws IOException {
        client.put(CASE + "/p/report.pdf", "%PDF");

        Got got = client.put(CASE + "/p/manifest.yaml", "report.pdf\nrefuse\n");

        assertThat(got.status()).isEqualTo(FAILURE);
        assertThat(got.sentence()).isEqualTo(REFUSAL);
        assertThat(client.said()).containsExactly(REFUSAL);
        Got stat = client.onPath(7, CASE + "/p/manifest.yaml");
        assertThat(stat.status()).as("a client that swallowed the CLOSE looks again").isEqualTo(NO_SUCH_FILE);
        assertThat(stat.sentence()).isEqualTo(REFUSAL);
    }

    @Test
    void answersHeldAndPendingWithStatusNoughtAndALineForTheTerminal() throws IOException {
        assertThat(client.put(CASE + "/p/manifest.yaml", "hold\n").status()).isEqualTo(OK);
        assertThat(client.put(CASE + "/p/manifest.yaml", "wait\n").status()).isEqualTo(OK);

        assertThat(client.said()).containsExactly(
                "Held: nobody can see it yet.  [31mDo not send it again. The convener decides.",
                "Received, still being checked.");
    }

    @Test
    @DisplayName("lesson 1: a part under a temporary name is judged when it is renamed into place")
    void judgesAtTheRename() throws IOException {
        client.put(CASE + "/p/manifest.yaml", "report.pdf\nrefuse\n");
        assertThat(client.put(CASE + "/p/report.pdf.filepart", "%PDF").status()).isEqualTo(OK);

        Got got = client.rename(CASE + "/p/report.pdf.filepart", CASE + "/p/report.pdf");

        assertThat(got.status()).isEqualTo(FAILURE);
        assertThat(got.sentence()).isEqualTo(REFUSAL);
    }

    @Test
    @DisplayName("lesson 26: a rename to the same name is 0 and nothing")
    void renamesToTheSameName() throws IOException {
        client.put(CASE + "/p/report.pdf", "%PDF");

        assertThat(client.rename(CASE + "/p/report.pdf", CASE + "/p/./report.pdf").status()).isEqualTo(OK);
        assertThat(client.rename(CASE + "/p/none.pdf", CASE + "/p/none.pdf").status()).isEqualTo(NO_SUCH_FILE);
        assertThat(client.rename(CASE + "/p/report.pdf", CASE + "/q/report.pdf").status()).isEqualTo(FAILURE);
    }

    @Test
    void refusesToReadAPartBack() throws IOException {
        client.put(CASE + "/p/report.pdf", "%PDF");

        Got got = client.open(CASE + "/p/report.pdf", 0x01);

        assertThat(got.status()).isEqualTo(PERMISSION_DENIED);
        int writing = client.open(CASE + "/p/report.pdf", 0x0b).handle();
        assertThat(read(writing, 0, 100).status()).isEqualTo(PERMISSION_DENIED);
    }

    @Test
    void readsATextToItsEnd() throws IOException {
        int handle = client.open("README.txt", 0x01).handle();

        Got first = read(handle, 0, 1_000_000);
        int length = first.body().getInt(0);

        assertThat(first.type()).isEqualTo(103);
        assertThat(read(handle, length, 10).status()).isEqualTo(EOF);
        assertThat(read(handle, -1, 10).status()).isEqualTo(EOF);
        assertThat(read(handle, length - 1, 10).body().getInt(0)).isEqualTo(1);
    }

    @Test
    @DisplayName("lesson 8: a directory in pages: no name twice, none missing, replies below 256 KiB")
    void listsADirectoryInPages() throws IOException {
        for (int i = 0; i < 5_000; i++) {
            tree.pack("pack-%05d".formatted(i));
        }
        int handle = client.onPath(11, CASE).handle();
        List<String> names = new ArrayList<>();
        int pages = 0;
        for (Got page = client.onHandle(12, handle); page.type() == 104; page = client.onHandle(12, handle)) {
            assertThat(page.body().limit()).isLessThan(200 * 1024);
            names(page.body(), names);
            pages++;
            tree.pack("new-" + pages);
        }

        assertThat(names).hasSize(5_001).doesNotHaveDuplicates();
        assertThat(pages).isGreaterThan(3);
    }

    @Test
    void refusesToListAFile() throws IOException {
        assertThat(client.onPath(11, "/README.txt").status()).isEqualTo(FAILURE);
        assertThat(client.onPath(11, "/nothing").status()).isEqualTo(NO_SUCH_FILE);
    }

    @Test
    void answersRealPathByTextAlone() throws IOException {
        for (String path : new String[]{".", "", "/", "/..", "/a/b/../.."}) {
            ByteBuffer body = client.onPath(16, path).body();
            assertThat(body.getInt()).isEqualTo(1);
            assertThat(Got.text(body)).isEqualTo("/");
        }
    }

    @Test
    @DisplayName("lesson 4: links, copies, ACLs and unknown requests do not exist")
    void knowsNothingElse() throws IOException {
        for (int type : new int[]{0, 2, 19, 20, 21, 22, 23, 101, 201, 255}) {
            assertThat(client.onPath(type, "/x").status()).as("request %d", type).isEqualTo(OP_UNSUPPORTED);
        }
        for (String name : new String[]{"hardlink@openssh.com", "copy-data", "copy-file", "check-file",
                "space-available",
                "home-directory", "users-groups-by-id@openssh.com", "expand-path@openssh.com", ""}) {
            assertThat(extended(name, "/x").status()).as(name).isEqualTo(OP_UNSUPPORTED);
        }
    }

    @Test
    void tellsItsLimits() throws IOException {
        ByteBuffer body = extended("limits@openssh.com", "").body();

        assertThat(new long[]{body.getLong(), body.getLong(), body.getLong(), body.getLong()}).containsExactly(262_144,
                261_120, 261_120, 64);
    }

    @Test
    @DisplayName("statvfs tells what the account may send and what is left of it, in blocks of 4096")
    void tellsTheSpaceOfTheAccount() throws IOException {
        ByteBuffer body = extended("statvfs@openssh.com", "/").body();

        assertThat(new long[]{body.getLong(), body.getLong(), body.getLong(), body.getLong(), body.getLong()})
                .containsExactly(4096, 4096, 10, 5, 5);
    }

    @Test
    @DisplayName("V15: at most 64 handles are open at once")
    void boundsItsHandles() throws IOException {
        for (int i = 0; i < 64; i++) {
            assertThat(client.open("/README.txt", 1).type()).isEqualTo(102);
        }

        assertThat(client.open("/README.txt", 1).status()).isEqualTo(FAILURE);
        assertThat(client.onPath(11, "/").status()).isEqualTo(FAILURE);
        client.close(1);
        assertThat(client.open("/README.txt", 1).type()).isEqualTo(102);
    }

    @ParameterizedTest
    @DisplayName("V15: a handle that was never given out is refused")
    @ValueSource(ints = {0, 99, -1, Integer.MAX_VALUE})
    void refusesAForeignHandle(int handle) throws IOException {
        for (int type : new int[]{4, 5, 6, 8, 10, 12}) {
            Got got = client.request(type, octets -> {
                TestClient.handle(octets, handle);
                octets.writeLong(0);
                octets.writeInt(0);
            });
            assertThat(got.type()).isEqualTo(STATUS);
            assertThat(got.status()).isEqualTo(FAILURE);
        }
    }

    @Test
    @DisplayName("V15: requests cut short are answered, and the channel lives")
    void answersRequestsCutShort() throws IOException {
        for (int type = 2; type < 256; type++) {
            Got got = client.request(type, octets -> {
            });
            assertThat(got.status()).as("request %d", type).isIn(5, OP_UNSUPPORTED);
        }
        assertThat(client.onPath(16, ".").type()).isEqualTo(104);
    }

    @Test
    @DisplayName("V15: a client that does not begin with INIT is cut off")
    void refusesRequestsBeforeInit() {
        Frames frames = new Frames(new FramePool());
        Requests requests = tree.requests().apply(new Reply(client));
        byte[] realPath = {0, 0, 0, 9, 16, 0, 0, 0, 1, 0, 0, 0, 0};

        assertThatThrownBy(() -> {
            List<Frame> whole = new ArrayList<>();
            frames.feed(realPath, 0, realPath.length, whole::add);
            requests.answer(whole.getFirst());
        }).isInstanceOf(MalformedFrame.class);
    }

    private Got read(int handle, long offset, int length) throws IOException {
        return client.request(5, octets -> {
            TestClient.handle(octets, handle);
            octets.writeLong(offset);
            octets.writeInt(length);
        });
    }

    private Got extended(String name, String path) throws IOException {
        return client.request(200, octets -> {
            TestClient.text(octets, name);
            TestClient.text(octets, path);
            octets.writeInt(0);
        });
    }

    private static void names(ByteBuffer body, List<String> names) {
        int count = body.getInt();
        for (int i = 0; i < count; i++) {
            names.add(Got.text(body));
            Got.text(body);
            body.position(body.position() + 4 + 8 + 4 + 8);
        }
    }
}
