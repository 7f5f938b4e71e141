// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.sftp.client.Desk.REFUSAL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.casegate.sftp.server.RealIntake;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What WinSCP and FileZilla send, request by request; the programs themselves have no place in an automated test.
class WinScpLikeTest {
    private static final int STEP = 32_000;

    @TempDir
    static Path folder;

    private static Desk desk;
    private static SftpClient sftp;
    private static byte[] whole;

    @BeforeAll
    static void open() throws Exception {
        desk = Desk.with(folder);
        sftp = desk.connect();
        whole = Files.readAllBytes(folder.resolve("long.txt"));
    }

    @AfterAll
    static void shut() throws IOException {
        sftp.close();
        desk.close();
    }

    @Test
    @DisplayName("lesson 1: WinSCP: a .filepart cut half way, STAT, WRITE at the offset without APPEND, CLOSE, RENAME, SETSTAT")
    void resumesAFilepart() throws Exception {
        String pack = desk.packWithManifest("winscp");
        String temporary = pack + "/chronology.txt.filepart";
        desk.cutAfter(temporary, 1_600_000);

        long there = sftp.stat(temporary).getSize();
        try (SftpClient.CloseableHandle handle = sftp.open(temporary, List.of(OpenMode.Write))) {
            assertThat(sftp.stat(handle).getSize()).isEqualTo(there);
            write(sftp, handle, (int) there, whole.length);
        }
        sftp.setStat(temporary, times());
        assertThat(desk.names(pack)).doesNotContain("RECEIPT.txt");
        sftp.rename(temporary, pack + "/chronology.txt");
        sftp.setStat(pack + "/chronology.txt", times().perms(0644));

        assertThat(there).isEqualTo(1_600_000);
        assertThat(sftp.stat(pack + "/chronology.txt").getSize()).isEqualTo(Desk.LONG);
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
    }

    @Test
    @DisplayName("lesson 1: WinSCP after a cancel: the .filepart was closed, and is continued at the offset that STAT says")
    void continuesAClosedFilepart() throws Exception {
        String pack = desk.packWithManifest("cancelled");
        String temporary = pack + "/chronology.txt.filepart";
        send(temporary, 0, 1_600_000, OpenMode.Write, OpenMode.Create, OpenMode.Truncate);

        assertThat(sftp.stat(temporary).getSize()).isEqualTo(1_600_000);
        send(temporary, 1_600_000, whole.length, OpenMode.Write);
        sftp.rename(temporary, pack + "/chronology.txt");

        assertThat(desk.receipt(pack)).startsWith("ACCEPTED").contains(Desk.LONG + " bytes");
    }

    @Test
    @DisplayName("a file that was closed and is opened without being emptied stays as it is until something is written, whatever program touches it")
    void leavesWhatIsOnlyTouched() throws Exception {
        String pack = desk.packWithManifest("touched");
        String temporary = pack + "/chronology.txt.filepart";
        send(temporary, 0, whole.length, OpenMode.Write, OpenMode.Create, OpenMode.Truncate);

        sftp.open(temporary, List.of(OpenMode.Write, OpenMode.Create)).close();
        sftp.open(temporary, List.of(OpenMode.Write, OpenMode.Append)).close();
        assertThat(sftp.stat(temporary).getSize()).isEqualTo(Desk.LONG);
        sftp.rename(temporary, pack + "/chronology.txt");
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");

        sftp.open(pack + "/chronology.txt", List.of(OpenMode.Write)).close(); // also when it is decided
        assertThat(sftp.stat(pack + "/chronology.txt").getSize()).isEqualTo(Desk.LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {".filepart", ".part", ".partial", ".tmp", ".4c8f0b1d.partial"})
    @DisplayName("lesson 2: temporary names are received and not judged; the rename judges")
    void knowsTemporaryNames(String suffix) throws Exception {
        String pack = desk.packWithManifest("temporary" + suffix);
        send(pack + "/chronology.txt" + suffix, 0, STEP, OpenMode.Write, OpenMode.Create, OpenMode.Truncate);
        assertThat(desk.names(pack)).doesNotContain("RECEIPT.txt");

        sftp.rename(pack + "/chronology.txt" + suffix, pack + "/chronology.txt");

        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
    }

    @Test
    @DisplayName("lesson 8: FileZilla: four READDIRs in flight on one handle: no name twice, none missing, while uploads go on")
    void readsADirectoryFourTimesAtOnce() throws Exception {
        String pack = desk.pack("filezilla");
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            made.add("%03d-".formatted(i) + "x".repeat(230));
            sftp.open(pack + "/" + made.getLast(), List.of(OpenMode.Write, OpenMode.Create)).close();
        }
        List<String> seen = new ArrayList<>();
        int pages = 0;

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                SftpClient.CloseableHandle directory = sftp.openDir(pack)) {
            Callable<List<List<String>>> reader = () -> readToTheEnd(directory);
            List<Future<List<List<String>>>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(threads.submit(reader));
            }
            send(pack + "/meanwhile", 0, STEP, OpenMode.Write, OpenMode.Create);
            for (Future<List<List<String>>> each : readers) {
                for (List<String> page : each.get()) {
                    seen.addAll(page);
                    pages++;
                }
            }
        }

        assertThat(pages).isGreaterThan(1);
        seen.remove("meanwhile");
        assertThat(seen).doesNotHaveDuplicates().containsAll(made).contains("STATUS.txt", "manifest-template.yaml")
                .hasSize(made.size() + 2);
    }

    @Test
    @DisplayName("lesson 5: FileZilla: two connections send, a third looks: STAT, upload, FSETSTAT, CLOSE, SETSTAT, STAT")
    void uploadsOverTwoConnections() throws Exception {
        String pack = desk.pack("two");
        try (SftpClient one = desk.connect(); SftpClient two = desk.connect()) {
            assertThatThrownBy(() -> one.stat(pack + "/chronology.txt")).isInstanceOf(IOException.class);
            SftpClient.CloseableHandle part = one.open(pack + "/chronology.txt",
                    List.of(OpenMode.Write, OpenMode.Create, OpenMode.Truncate));
            write(one, part, 0, STEP);
            SftpClient.CloseableHandle manifest = two.open(pack + "/manifest.yaml",
                    List.of(OpenMode.Write, OpenMode.Create, OpenMode.Truncate));
            two.write(manifest, 0, RealIntake.text("manifest.yaml").getBytes(UTF_8));
            two.setStat(manifest, times());
            two.close(manifest);
            assertThat(desk.names(pack)).contains("STATUS.txt").doesNotContain("RECEIPT.txt");
            one.setStat(part, times());
            one.close(part);
            one.setStat(pack + "/chronology.txt", times());
            two.setStat(pack + "/manifest.yaml", times());

            assertThat(sftp.stat(pack + "/chronology.txt").getSize()).isEqualTo(STEP);
            assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
        }
    }

    @Test
    @DisplayName("lesson 23: a refused pack: the sentence in the status of CLOSE or RENAME, which both programs print")
    void refuses() throws Exception {
        String pack = desk.packWithPart("refused");
        byte[] manifest = Files.readAllBytes(folder.resolve("refused.yaml"));
        try (SftpClient.CloseableHandle handle = sftp.open(pack + "/manifest.yaml.filepart",
                List.of(OpenMode.Write, OpenMode.Create, OpenMode.Truncate))) {
            sftp.write(handle, 0, manifest);
        }

        assertThatThrownBy(() -> sftp.rename(pack + "/manifest.yaml.filepart", pack + "/manifest.yaml"))
                .hasMessageContaining(REFUSAL);

        assertThat(desk.receipt(pack)).startsWith("REFUSED");
    }

    @Test
    @DisplayName("a file that another connection sent again is there for STAT, whatever this one was told about it before")
    void forgetsARefusalThatAnotherConnectionMended() throws Exception {
        String pack = desk.packWithManifest("mended");
        String temporary = pack + "/chronology.txt.filepart";
        send(temporary, 0, STEP, OpenMode.Write, OpenMode.Create);
        assertThatThrownBy(() -> send(temporary, STEP - 1, 2 * STEP, OpenMode.Write)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> sftp.stat(temporary)).hasMessageContaining("were already received");

        try (SftpClient other = desk.connect();
                SftpClient.CloseableHandle handle = other.open(temporary,
                        List.of(OpenMode.Write, OpenMode.Create, OpenMode.Truncate))) {
            write(other, handle, 0, 2 * STEP);
        }

        assertThat(sftp.stat(temporary).getSize()).isEqualTo(2 * STEP);
        sftp.rename(temporary, pack + "/chronology.txt");
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
    }

    @Test
    void answersAHeldPackWithOk() throws Exception {
        String pack = desk.packWithManifest("held");
        byte[] crowd = Files.readAllBytes(folder.resolve("crowd.txt"));

        try (SftpClient.CloseableHandle handle = sftp.open(pack + "/chronology.txt",
                List.of(OpenMode.Write, OpenMode.Create, OpenMode.Truncate))) {
            sftp.write(handle, 0, crowd);
        }
        sftp.setStat(pack + "/chronology.txt", times());

        assertThat(desk.receipt(pack)).contains("HELD  10:00");
    }

    private static List<List<String>> readToTheEnd(SftpClient.Handle directory) throws IOException {
        List<List<String>> pages = new ArrayList<>();
        for (List<DirEntry> page = sftp.readDir(directory); page != null; page = sftp.readDir(directory)) {
            pages.add(page.stream().map(DirEntry::getFilename).toList());
        }
        return pages;
    }

    private static void send(String file, int from, int to, OpenMode... modes) throws IOException {
        try (SftpClient.CloseableHandle handle = sftp.open(file, List.of(modes))) {
            write(sftp, handle, from, to);
        }
    }

    private static void write(SftpClient by, SftpClient.Handle handle, int from, int to) throws IOException {
        for (int at = from; at < to; at += STEP) {
            by.write(handle, at, whole, at, Math.min(STEP, to - at));
        }
    }

    private static Attributes times() {
        FileTime then = FileTime.from(Instant.parse("1990-01-01T00:00:00Z"));
        return new Attributes().accessTime(then).modifyTime(then);
    }
}
