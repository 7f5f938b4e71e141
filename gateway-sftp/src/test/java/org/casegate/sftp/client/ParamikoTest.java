// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.casegate.sftp.client.Desk.CASE;
import static org.casegate.sftp.client.Desk.REFUSAL;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gateway met by scripts on paramiko. Its `put` does not look at the answer to CLOSE, but at the STAT after it.
class ParamikoTest {
    @TempDir
    static Path folder;

    private static Desk desk;
    private static String python;

    @BeforeAll
    static void open() throws Exception {
        desk = Desk.with(folder);
        Optional<String> found = Optional.empty();
        // the system's own first: its paramiko is no other Python's
        for (String each : List.of("/usr/bin/python3", "python3")) {
            if (found.isEmpty() && Desk.find(each) && desk.run(each, "-c", "import paramiko").status() == 0) {
                found = Optional.of(each);
            }
        }
        assumeThat(found).as("python3-paramiko is installed (ops/test-clients installs it)").isPresent();
        python = found.orElseThrow();
    }

    @AfterAll
    static void shut() throws IOException {
        if (desk != null) {
            desk.close();
        }
    }

    @Test
    @DisplayName("lesson 5: put, listdir, stat, utime and chmod after the decision; the receipt at once")
    void puts() throws Exception {
        Desk.Ran ran = script("sftp.mkdir('put')", "sftp.put('manifest.yaml', 'put/manifest.yaml')",
                "print(sftp.open('put/STATUS.txt').read().decode())",
                "print(sftp.put('chronology.txt', 'put/chronology.txt').st_size)",
                "sftp.utime('put/chronology.txt', (1, 1))", "sftp.chmod('put/chronology.txt', 0o600)",
                "print(sftp.stat('put/chronology.txt').st_size, sftp.listdir('put'))",
                "print(sftp.open('put/RECEIPT.txt').read().decode())");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("chronology.txt", "29 [", "'receipt.json'", "ACCEPTED  10:00");
    }

    @Test
    @DisplayName("lesson 3: gone in mid-upload, the script goes on where the gateway stands")
    void continuesAfterACut() throws Exception {
        String pack = desk.packWithManifest("cut");
        Desk.Ran cut = script("data = open('long.txt', 'rb').read()", "file = sftp.open('cut/chronology.txt', 'w')",
                "file.write(data[:1000000])", "sys.stdout.flush()", "os._exit(7)");
        assertThat(cut.status()).as(cut.err()).isEqualTo(7);
        desk.awaitRest(pack + "/chronology.txt");

        Desk.Ran ran = script("data = open('long.txt', 'rb').read()", "there = sftp.stat('cut/chronology.txt').st_size",
                "file = sftp.open('cut/chronology.txt', 'r+')", "file.seek(there)", "file.write(data[there:])",
                "file.close()", "print(there)");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(Long.parseLong(ran.out().strip())).isBetween(1L, 1_000_000L);
        assertThat(desk.size(pack + "/chronology.txt")).isEqualTo(Desk.LONG);
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
    }

    @Test
    @DisplayName("a script that writes out of order, within 8 MiB, loses nothing")
    void writesOutOfOrder() throws Exception {
        String pack = desk.packWithManifest("backwards");

        Desk.Ran ran = script("data = open('long.txt', 'rb').read()",
                "file = sftp.open('backwards/chronology.txt', 'w')",
                "for at in reversed(range(0, len(data), 30000)):", "    file.seek(at)",
                "    file.write(data[at:at + 30000])", "file.close()");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.size(pack + "/chronology.txt")).isEqualTo(Desk.LONG);
        assertThat(desk.receipt(pack)).startsWith("ACCEPTED");
    }

    @Test
    @DisplayName("lesson 1: a temporary name, renamed into place, by the plain request and by the extension")
    void renamesIntoPlace() throws Exception {
        String plain = desk.packWithManifest("renamed");
        String extension = desk.packWithManifest("posix-renamed");

        Desk.Ran ran = script("for pack, move in ('renamed', sftp.rename), ('posix-renamed', sftp.posix_rename):",
                "    sftp.put('chronology.txt', pack + '/chronology.txt.part')",
                "    move(pack + '/chronology.txt.part', pack + '/chronology.txt')");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.receipt(plain)).startsWith("ACCEPTED");
        assertThat(desk.receipt(extension)).startsWith("ACCEPTED");
    }

    @Test
    void uploadsInParallel() throws Exception {
        desk.packFolder("many", "manifest.yaml", "a.txt", "b.txt", "c.txt");

        Desk.Ran ran = script("sftp.mkdir('parallel')", "def send(name):",
                "    other = connect().open_sftp()",
                "    other.put('many/' + name, '" + CASE + "/parallel/' + name)",
                "threads = [threading.Thread(target=send, args=(name,)) for name in os.listdir('many')]",
                "[thread.start() for thread in threads]", "[thread.join() for thread in threads]");

        assertThat(ran.err()).isEmpty();
        assertThat(desk.receipt(CASE + "/parallel")).startsWith("ACCEPTED").contains("Part 3 of 3");
    }

    @Test
    @DisplayName("lesson 23: a refused pack raises, with the sentence: FileNotFoundError by put, OSError by rename")
    void showsARefusal() throws Exception {
        String put = desk.packWithPart("refused");
        desk.packWithPart("refused-by-rename");

        Desk.Ran ran = script("sftp.put('refused.yaml', 'refused/manifest.yaml')");
        Desk.Ran rename = script("sftp.put('refused.yaml', 'refused-by-rename/manifest.yaml.part')",
                "sftp.rename('refused-by-rename/manifest.yaml.part', 'refused-by-rename/manifest.yaml')");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("FileNotFoundError", REFUSAL);
        assertThat(desk.receipt(put)).startsWith("REFUSED");
        assertThat(rename.status()).isEqualTo(1);
        assertThat(rename.err()).contains("OSError: " + REFUSAL);
    }

    @Test
    @DisplayName("B09: a held pack raises nothing; the receipt says it")
    void takesAHeldPack() throws Exception {
        String pack = desk.packWithManifest("held");

        Desk.Ran ran = script("sftp.put('crowd.txt', 'held/chronology.txt')");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(desk.receipt(pack)).contains("HELD  10:00");
    }

    private static Desk.Ran script(String... lines) throws Exception {
        String connect = """
                import os, paramiko, sys, threading
                def connect():
                    client = paramiko.SSHClient()
                    client.load_host_keys('%s')
                    client.connect('127.0.0.1', %d, username='%s', key_filename='%s', look_for_keys=False, allow_agent=False)
                    return client
                client = connect()
                sftp = client.open_sftp()
                sftp.chdir('%s')
                """
                .formatted(desk.knownHosts(), desk.port(), Desk.ACCOUNT, desk.key(), CASE);
        desk.write("script.py", connect + String.join("\n", lines) + "\nclient.close()\n");
        return desk.run(python, "script.py");
    }
}
