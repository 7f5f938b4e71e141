// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.sftp.tree.MemoryTree.CASE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.casegate.sftp.tree.TestClient.Got;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How an upload goes on, fails and ends, request by request.
class UploadRequestsTest {
    private static final int OK = 0;
    private static final int FAILURE = 4;
    private static final int WRITE_CREATE = 0x0a;
    private static final int WRITE_CREATE_TRUNCATE = 0x1a;

    private final MemoryTree tree = new MemoryTree();
    private TestClient client;

    @BeforeEach
    void connect() throws IOException {
        client = new TestClient(tree.requests());
        tree.pack("p");
    }

    @Test
    @DisplayName("lesson 3: a connection cut after the last WRITE commits nothing")
    void neverCommitsWithoutAClose() throws IOException {
        int handle = client.open(CASE + "/p/report.pdf", WRITE_CREATE_TRUNCATE).handle();
        client.write(handle, 0, new byte[1000]);

        client.cut();

        assertThat(tree.committed("p", "report.pdf")).isEmpty();
        assertThat(tree.atRest("p")).isTrue();
    }

    @Test
    @DisplayName("lesson 3: a close with a gap commits nothing and says where the gap is")
    void refusesAGap() throws IOException {
        int handle = client.open(CASE + "/p/report.pdf", WRITE_CREATE_TRUNCATE).handle();
        client.write(handle, 0, new byte[1000]);
        client.write(handle, 1500, new byte[10]);

        Got got = client.close(handle);

        assertThat(got.status()).isEqualTo(FAILURE);
        assertThat(got.sentence()).contains("bytes missing at offset 1000");
        assertThat(tree.committed("p", "report.pdf")).isEmpty();
    }

    @Test
    @DisplayName("lesson 1: a suspended part goes on at what was received, with or without APPEND")
    void continuesASuspendedPart() throws IOException {
        for (int flags : new int[]{0x02, 0x06, 0x0a, 0x0e}) {
            String name = "report-" + flags + ".pdf";
            client.write(client.open(CASE + "/p/" + name, WRITE_CREATE_TRUNCATE).handle(), 0, new byte[1000]);
            client.cut();
            connect(tree);

            Got stat = client.onPath(7, CASE + "/p/" + name);
            assertThat(stat.body().getLong(4)).isEqualTo(1000);
            int handle = client.open(CASE + "/p/" + name, flags).handle();
            client.write(handle, 1000, new byte[]{1, 2, 3});

            assertThat(client.close(handle).status()).isEqualTo(OK);
            assertThat(tree.committed("p", name).orElseThrow()).hasSize(1003).endsWith(1, 2, 3);
        }
    }

    @Test
    @DisplayName("APPEND means nothing: offsets are absolute")
    void ignoresAppend() throws IOException {
        client.put(CASE + "/p/report.pdf", "12345");

        int handle = client.open(CASE + "/p/report.pdf", 0x0e).handle();
        client.write(handle, 0, "abc".getBytes(StandardCharsets.UTF_8));
        client.close(handle);

        assertThat(tree.committed("p", "report.pdf").orElseThrow()).isEqualTo("abc".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void beginsAgainWhereTheFirstWriteSaysSo() throws IOException {
        client.write(client.open(CASE + "/p/report.pdf", WRITE_CREATE_TRUNCATE).handle(), 0, new byte[1000]);
        client.cut();
        connect(tree);

        int handle = client.open(CASE + "/p/report.pdf", WRITE_CREATE).handle();
        client.write(handle, 0, new byte[7]);
        client.write(handle, 7, new byte[7]);

        assertThat(client.close(handle).status()).isEqualTo(OK);
        assertThat(tree.committed("p", "report.pdf").orElseThrow()).hasSize(14);
    }

    @Test
    @DisplayName("lesson 3: opening and closing what a cut connection left does not make it a part")
    void doesNotCommitWhatNobodyWrote() throws IOException {
        client.write(client.open(CASE + "/p/report.pdf", WRITE_CREATE_TRUNCATE).handle(), 0, new byte[1000]);
        client.cut();
        connect(tree);

        Got got = client.close(client.open(CASE + "/p/report.pdf", WRITE_CREATE).handle());

        assertThat(got.status()).isEqualTo(FAILURE);
        assertThat(got.sentence()).contains("ended after 1000 octets");
        assertThat(tree.committed("p", "report.pdf")).isEmpty();
    }

    @Test
    void commitsWhatHadAllArrivedWhenTheClientStatesItsSize() throws IOException {
        client.write(client.open(CASE + "/p/report.pdf", WRITE_CREATE_TRUNCATE).handle(), 0, new byte[1000]);
        client.cut();
        connect(tree);

        int handle = client.open(CASE + "/p/report.pdf", WRITE_CREATE).handle();
        assertThat(size(handle, 1000).status()).isEqualTo(OK);

        assertThat(client.close(handle).status()).isEqualTo(OK);
        assertThat(tree.committed("p", "report.pdf")).isPresent();
    }

    @Test
    @DisplayName("STAT repeats a refusal (paramiko looks nowhere else), until the pack is taken after all")
    void forgetsARefusalWhenThePackIsTaken() throws IOException {
        client.put(CASE + "/p/manifest.yaml", "report.pdf\nrefuse\n");
        assertThat(client.put(CASE + "/p/report.pdf", "12345").status()).isEqualTo(FAILURE);
        assertThat(client.onPath(7, CASE + "/p/report.pdf").sentence()).isEqualTo(MemoryTree.REFUSAL);

        client.put(CASE + "/p/manifest.yaml", "report.pdf\n");

        assertThat(client.onPath(7, CASE + "/p/report.pdf").body().getLong(4)).isEqualTo(5);
    }

    @Test
    void takesAnEmptyPart() throws IOException {
        assertThat(client.put(CASE + "/p/empty.txt", "").status()).isEqualTo(OK);
        assertThat(tree.committed("p", "empty.txt").orElseThrow()).isEmpty();
    }

    @Test
    @DisplayName("lesson 5: SETSTAT and FSETSTAT are 0 without effect, before and after the decision")
    void ignoresTimesAndModes() throws IOException {
        int handle = client.open(CASE + "/p/report.pdf", WRITE_CREATE_TRUNCATE).handle();
        client.write(handle, 0, new byte[10]);
        for (int flags : new int[]{0x04, 0x08, 0x0c}) {
            assertThat(client.request(10, octets -> {
                TestClient.handle(octets, handle);
                octets.writeInt(flags);
                octets.writeLong(0);
            }).status()).isEqualTo(OK);
        }
        client.close(handle);
        client.put(CASE + "/p/manifest.yaml", "report.pdf\n");

        for (int type : new int[]{9}) {
            assertThat(client.request(type, octets -> {
                TestClient.text(octets, CASE + "/p/report.pdf");
                octets.writeInt(0x08);
                octets.writeInt(0);
                octets.writeInt(Integer.MAX_VALUE);
            }).status()).isEqualTo(OK);
        }
        assertThat(extended("lsetstat@openssh.com", CASE + "/p/report.pdf").status()).isEqualTo(OK);
    }

    @Test
    void refusesToMakeAPartShorterButTakesItsSizeAndMore() throws IOException {
        int handle = client.open(CASE + "/p/report.pdf", WRITE_CREATE_TRUNCATE).handle();
        client.write(handle, 0, new byte[10]);

        assertThat(size(handle, 10).status()).isEqualTo(OK);
        assertThat(size(handle, 9).status()).isEqualTo(FAILURE);
        assertThat(size(handle, 11).status()).isEqualTo(OK);
        assertThat(client.close(handle).sentence()).contains("10 of the 11 octets");
    }

    @Test
    @DisplayName("lesson 22: after a failure every WRITE and the CLOSE repeat it")
    void repeatsTheFailureOfAnUpload() throws IOException {
        int handle = client.open(CASE + "/p/report.pdf", WRITE_CREATE_TRUNCATE).handle();
        Got broken = client.write(handle, 0, "!!!!".getBytes(StandardCharsets.UTF_8));
        assertThat(broken.status()).isEqualTo(FAILURE);
        assertThat(broken.sentence()).contains("Something went wrong");

        assertThat(client.write(handle, 4, new byte[4]).sentence()).isEqualTo(broken.sentence());
        assertThat(client.close(handle).sentence()).isEqualTo(broken.sentence());
        assertThat(tree.committed("p", "report.pdf")).isEmpty();
    }

    @Test
    @DisplayName("lesson 22: a judgement that breaks is a no")
    void answersAFaultWithoutSayingMore() throws IOException {
        Got got = client.put(CASE + "/p/manifest.yaml", "break\n");

        assertThat(got.status()).isEqualTo(FAILURE);
        assertThat(got.sentence()).contains("Something went wrong").doesNotContain("the judge broke");
    }

    @Test
    @DisplayName("lesson 1: limits hold at each WRITE")
    void checksTheLimitAtEachWrite() throws IOException {
        int handle = client.open(CASE + "/p/report.pdf", WRITE_CREATE_TRUNCATE).handle();
        byte[] piece = new byte[200_000];
        int status = OK;
        for (int i = 0; status == OK && i < 100; i++) {
            status = client.write(handle, (long) i * piece.length, piece).status();
        }

        assertThat(status).isEqualTo(FAILURE);
        assertThat(client.close(handle).sentence()).contains("larger than 8 MiB");
    }

    private void connect(MemoryTree same) throws IOException {
        client = new TestClient(same.requests());
    }

    private Got size(int handle, long size) throws IOException {
        return client.request(10, octets -> {
            TestClient.handle(octets, handle);
            octets.writeInt(1);
            octets.writeLong(size);
        });
    }

    private Got extended(String name, String path) throws IOException {
        return client.request(200, octets -> {
            TestClient.text(octets, name);
            TestClient.text(octets, path);
            octets.writeInt(0);
        });
    }
}
