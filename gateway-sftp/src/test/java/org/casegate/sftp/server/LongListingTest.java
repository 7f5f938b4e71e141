// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.apache.sshd.sftp.client.SftpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A case with 100,000 packs of one account, from rows whose names are sealed.
class LongListingTest {
    private static final int PACKS = 100_000;
    private static final int READERS = 4;

    @TempDir
    static Path directory;

    private static RealIntake gateway;

    @BeforeAll
    static void open() throws Exception {
        gateway = new RealIntake(directory);
        gateway.fill(PACKS);
    }

    @AfterAll
    static void shut() throws IOException {
        gateway.close();
    }

    @Test
    @DisplayName("lessons 8 and 9: 100,000 names, four READDIRs in flight: none twice, none missing")
    void lists() throws Exception {
        List<String> names = new ArrayList<>();
        try (SftpClient sftp = gateway.sftp();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                SftpClient.CloseableHandle handle = sftp.openDir(RealIntake.CASE)) {
            Callable<List<String>> reader = () -> toTheEnd(sftp, handle);
            List<Future<List<String>>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(reader));
            }
            for (Future<List<String>> each : readers) {
                names.addAll(each.get());
            }
        }

        assertThat(names).hasSize(PACKS).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("lesson 8: a pack that is made while the case is listed changes nothing of the others")
    void listsWhilePacksAreMade() throws Exception {
        try (SftpClient sftp = gateway.sftp(); SftpClient.CloseableHandle handle = sftp.openDir(RealIntake.CASE)) {
            List<String> names = new ArrayList<>(namesOf(sftp.readDir(handle)));
            sftp.mkdir(RealIntake.CASE + "/meanwhile");
            for (List<SftpClient.DirEntry> page = sftp.readDir(handle); page != null; page = sftp.readDir(handle)) {
                names.addAll(namesOf(page));
            }
            sftp.rmdir(RealIntake.CASE + "/meanwhile");

            names.remove("meanwhile");
            assertThat(names).hasSize(PACKS).doesNotHaveDuplicates();
        }
    }

    private static List<String> toTheEnd(SftpClient sftp, SftpClient.Handle handle) throws IOException {
        List<String> names = new ArrayList<>();
        for (List<SftpClient.DirEntry> page = sftp.readDir(handle); page != null; page = sftp.readDir(handle)) {
            names.addAll(namesOf(page));
        }
        return names;
    }

    private static List<String> namesOf(List<SftpClient.DirEntry> page) {
        return page.stream().map(SftpClient.DirEntry::getFilename).toList();
    }
}
