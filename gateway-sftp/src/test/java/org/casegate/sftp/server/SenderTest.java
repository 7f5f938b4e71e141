// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.sftp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.sftp.server.RealIntake.CASE;
import static org.casegate.sftp.server.SftpServerTest.put;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sender's way through the tree, down to the gateway's own intake.
class SenderTest {
    private static final int NO_SUCH_FILE = 2;
    private static final int PERMISSION_DENIED = 3;
    private static final int FAILURE = 4;

    @TempDir
    static Path directory;

    private static RealIntake gateway;
    private static SftpClient sftp;

    @BeforeAll
    static void open() throws Exception {
        gateway = new RealIntake(directory);
        sftp = gateway.sftp();
    }

    @AfterAll
    static void shut() throws IOException {
        sftp.close();
        gateway.close();
    }

    @Test
    @DisplayName("S01: a pack, manifest first, accepted at the close of its last part; the receipt is there at once")
    void acceptsAPack() throws IOException {
        sftp.mkdir(CASE + "/chronology");
        assertThat(names(CASE + "/chronology")).containsExactly("STATUS.txt", "manifest-template.yaml");
        assertThat(read(CASE + "/chronology/manifest-template.yaml")).contains("agreement: staffordshire");

        put(sftp, CASE + "/chronology/manifest.yaml", RealIntake.text("manifest.yaml").getBytes(UTF_8));
        assertThat(names(CASE + "/chronology")).doesNotContain("RECEIPT.txt");
        put(sftp, CASE + "/chronology/chronology.txt", "2026-05-01 a report was made\n".getBytes(UTF_8));

        assertThat(names(CASE + "/chronology")).contains("RECEIPT.txt", "receipt.json", "chronology.txt",
                "manifest.yaml");
        assertThat(read(CASE + "/chronology/RECEIPT.txt")).contains("ACCEPTED");
        assertThat(read(CASE + "/chronology/receipt.json")).contains("\"ACCEPTED\"");
    }

    @Test
    @DisplayName("S02: a refused pack: status 4 with the sentence at the close, STAT fails with it, the receipt says it")
    void refusesAPack() throws IOException {
        sftp.mkdir(CASE + "/refused");
        put(sftp, CASE + "/refused/chronology.txt", "2026-05-01 a report was made\n".getBytes(UTF_8));
        String manifest = RealIntake.text("manifest.yaml").replace("agency: staffordshire-county-council",
                "agency: british-transport-police");

        String sentence = refused(FAILURE, () -> put(sftp, CASE + "/refused/manifest.yaml", manifest.getBytes(UTF_8)));

        assertThat(sentence).contains("British Transport Police");
        assertThat(refused(NO_SUCH_FILE, () -> sftp.stat(CASE + "/refused/manifest.yaml"))).isEqualTo(sentence);
        assertThat(read(CASE + "/refused/RECEIPT.txt")).contains("REFUSED");
    }

    @Test
    void namesLineAndKeyOfAManifestThatDoesNotRead() throws IOException {
        sftp.mkdir(CASE + "/unreadable");

        assertThat(refused(FAILURE,
                () -> put(sftp, CASE + "/unreadable/manifest.yaml", "manifest: 1\nagrement: x\n".getBytes(UTF_8))))
                .contains("agrement");
    }

    @Test
    void showsTheTreeThatThisAccountMaySendTo() throws IOException {
        assertThat(names("/")).containsExactly("README.txt", "staffordshire");
        assertThat(names("/staffordshire")).containsExactly("SSCB-RR-2026-014");
        assertThat(read("/README.txt")).startsWith("How to send a case pack");
        assertThat(sftp.stat("/README.txt").getSize()).isEqualTo(read("/README.txt").length());
        assertThat(sftp.stat(CASE).isDirectory()).isTrue();
    }

    @Test
    @DisplayName("a case that one may not send to answers exactly as one that does not exist")
    void hidesOtherCases() {
        List<String> answers = new ArrayList<>();
        for (String there : List.of("/staffordshire/SSCB-RR-2026-015", "/staffordshire/SSCB-RR-9999-999")) {
            String all = refused(NO_SUCH_FILE, () -> sftp.stat(there))
                    + refused(NO_SUCH_FILE, () -> sftp.openDir(there))
                    + refused(NO_SUCH_FILE, () -> sftp.mkdir(there + "/pack"))
                    + refused(NO_SUCH_FILE, () -> sftp.stat(there + "/pack/part"))
                    + refused(NO_SUCH_FILE, () -> put(sftp, there + "/pack/part", new byte[1]))
                    + refused(FAILURE, () -> put(sftp, there + "/part", new byte[1]))
                    + refused(FAILURE, () -> sftp.mkdir(there))
                    + refused(NO_SUCH_FILE, () -> sftp.rmdir(there + "/pack"))
                    + refused(NO_SUCH_FILE, () -> sftp.remove(there + "/pack/part"));
            answers.add(all);
        }
        assertThat(answers.get(0)).isEqualTo(answers.get(1)).doesNotContain("2026-015");
    }

    @Test
    @DisplayName("V7: names that mean nothing, or harm, are refused or not found, and nothing breaks")
    void survivesStrangeNames() throws IOException {
        sftp.mkdir(CASE + "/names");
        for (String name : List.of("a\u0000b", "a\u202eb", "CON", "nul.txt", "a".repeat(300), "x\u200by", "a:b", "a*b",
                "RECEIPT.txt", "receipt.JSON", "manifest-template.yaml", "STATUS.txt", "trailing.", "a|b")) {
            assertThatThrownBy(() -> put(sftp, CASE + "/names/" + name, new byte[1])).as(name)
                    .isInstanceOfSatisfying(SftpException.class,
                            refusal -> assertThat(refusal.getStatus()).isEqualTo(FAILURE));
        }
        for (String path : List.of("/../../etc/passwd", CASE + "/%2e%2e/x", "/staffordshire'--/x", "/STAFFORDSHIRE",
                CASE.toLowerCase(java.util.Locale.ROOT), CASE + "/names/none", CASE + "/names/a/b/c")) {
            refused(NO_SUCH_FILE, () -> sftp.stat(path));
        }
        assertThat(names(CASE + "/names")).containsExactly("STATUS.txt", "manifest-template.yaml");
    }

    @Test
    @DisplayName("lesson 1: a temporary name is received, not judged; the rename judges")
    void judgesAtTheRename() throws IOException {
        sftp.mkdir(CASE + "/renamed");
        put(sftp, CASE + "/renamed/manifest.yaml", RealIntake.text("manifest.yaml").getBytes(UTF_8));
        put(sftp, CASE + "/renamed/chronology.txt.filepart", "facts\n".getBytes(UTF_8));
        assertThat(names(CASE + "/renamed")).doesNotContain("RECEIPT.txt");

        sftp.rename(CASE + "/renamed/chronology.txt.filepart", CASE + "/renamed/chronology.txt");

        assertThat(read(CASE + "/renamed/RECEIPT.txt")).contains("ACCEPTED");
    }

    @Test
    @DisplayName("what is decided stays: no write, no rename, no removal, but SETSTAT is 0")
    void closesADecidedPack() throws IOException {
        sftp.mkdir(CASE + "/decided");
        put(sftp, CASE + "/decided/manifest.yaml", RealIntake.text("manifest.yaml").getBytes(UTF_8));
        put(sftp, CASE + "/decided/chronology.txt", "facts\n".getBytes(UTF_8));

        assertThat(refused(FAILURE, () -> put(sftp, CASE + "/decided/more.txt", new byte[1]))).contains("RECEIPT.txt");
        refused(FAILURE, () -> sftp.remove(CASE + "/decided/chronology.txt"));
        refused(FAILURE, () -> sftp.rename(CASE + "/decided/chronology.txt", CASE + "/decided/other.txt"));
        refused(FAILURE, () -> sftp.rmdir(CASE + "/decided"));
        sftp.setStat(CASE + "/decided/chronology.txt", new SftpClient.Attributes().perms(0600));
        put(sftp, CASE + "/decided/chronology.txt", "facts\n".getBytes(UTF_8));
    }

    @Test
    @DisplayName("B09 OB-084: HELD is status 0; the receipt says that nobody can see it, who decides by when, and not to send it again")
    void holdsAPack() throws IOException {
        hold("held");

        assertThat(read(CASE + "/held/RECEIPT.txt")).contains("HELD  10:00 on 6 May 2026",
                "Nobody can see it yet. The single point of contact of Staffordshire Police decides by 10:00 on 7 May 2026. Do not send it again.");
        assertThat(read(CASE + "/held/receipt.json")).contains("\"HELD\"", "\"decided_by\"");
        hold("held-again");
        put(sftp, CASE + "/held/chronology.txt", CROWD.getBytes(UTF_8));
        assertThat(refused(FAILURE, () -> put(sftp, CASE + "/held/more.txt", new byte[1])))
                .contains("This pack was already HELD at 10:00 on 6 May 2026");
    }

    private static final String CROWD = "999 000 0018 and 999 000 0026";

    private static void hold(String pack) throws IOException {
        sftp.mkdir(CASE + "/" + pack);
        put(sftp, CASE + "/" + pack + "/manifest.yaml", RealIntake.text("manifest.yaml").getBytes(UTF_8));
        put(sftp, CASE + "/" + pack + "/chronology.txt", CROWD.getBytes(UTF_8));
    }

    @Test
    @DisplayName("OB-072: withdraw.yaml takes an accepted and a held pack back; mistakes are status 4 with line and key")
    void withdrawsAPack() throws IOException {
        sftp.mkdir(CASE + "/taken-back");
        assertThat(refused(FAILURE, () -> put(sftp, CASE + "/taken-back/withdraw.yaml", "reason: x\n".getBytes(UTF_8))))
                .contains("There is nothing to withdraw");
        put(sftp, CASE + "/taken-back/manifest.yaml", RealIntake.text("manifest.yaml").getBytes(UTF_8));
        put(sftp, CASE + "/taken-back/chronology.txt", "facts\n".getBytes(UTF_8));
        hold("held-taken-back");

        for (String pack : List.of("taken-back", "held-taken-back")) {
            String file = CASE + "/" + pack + "/withdraw.yaml";
            String mistake = refused(FAILURE, () -> put(sftp, file, "reason: Wrong child\nwhy: x\n".getBytes(UTF_8)));
            assertThat(mistake).startsWith("withdraw.yaml was not taken, and nothing was withdrawn.").contains("line 2",
                    "why");
            assertThat(refused(NO_SUCH_FILE, () -> sftp.stat(file))).isEqualTo(mistake);

            put(sftp, file, "reason: Wrong child\n".getBytes(UTF_8));

            assertThat(sftp.stat(file).getSize()).isEqualTo(20);
            assertThat(names(CASE + "/" + pack)).contains("withdraw.yaml", "RECEIPT.txt", "chronology.txt");
            assertThat(read(CASE + "/" + pack + "/RECEIPT.txt")).startsWith("WITHDRAWN  10:00 on 6 May 2026")
                    .contains("Nobody can open it any more.", "Nobody had opened any of it.");
            refused(PERMISSION_DENIED, () -> read(file));
        }
    }

    @Test
    void withdrawsAPackUnderATemporaryName() throws IOException {
        sftp.mkdir(CASE + "/by-rename");
        put(sftp, CASE + "/by-rename/manifest.yaml", RealIntake.text("manifest.yaml").getBytes(UTF_8));
        put(sftp, CASE + "/by-rename/chronology.txt", "facts\n".getBytes(UTF_8));

        put(sftp, CASE + "/by-rename/withdraw.yaml.filepart", "reason: Wrong child\n".getBytes(UTF_8));
        assertThat(sftp.stat(CASE + "/by-rename/withdraw.yaml.filepart").getSize()).isEqualTo(20);
        sftp.rename(CASE + "/by-rename/withdraw.yaml.filepart", CASE + "/by-rename/withdraw.yaml");

        assertThat(read(CASE + "/by-rename/RECEIPT.txt")).startsWith("WITHDRAWN");
    }

    @Test
    @DisplayName("lesson 3: a cut connection is no close: no part, no judgement, and the upload can be continued")
    void continuesAfterACut() throws Exception {
        sftp.mkdir(CASE + "/cut");
        put(sftp, CASE + "/cut/manifest.yaml", RealIntake.text("manifest.yaml").getBytes(UTF_8));
        byte[] facts = "facts\n".repeat(50_000).getBytes(UTF_8);
        ClientSession session = gateway.session();
        SftpClient cut = SftpClientFactory.instance().createSftpClient(session);
        SftpClient.CloseableHandle handle = cut.open(CASE + "/cut/chronology.txt",
                EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Truncate));
        for (int at = 0; at < 200_000; at += 20_000) {
            cut.write(handle, at, facts, at, 20_000);
        }
        assertThat(refused(FAILURE, () -> put(sftp, CASE + "/cut/chronology.txt", new byte[1])))
                .contains("another connection");

        session.close(true);

        SftpServerTest.await(() -> {
            try {
                sftp.open(CASE + "/cut/chronology.txt", EnumSet.of(OpenMode.Write)).close();
                return true;
            } catch (IOException stillOpenOrNothingWritten) {
                return String.valueOf(stillOpenOrNothingWritten.getMessage()).contains("Nothing was written");
            }
        });
        assertThat(names(CASE + "/cut")).doesNotContain("RECEIPT.txt");
        try (SftpClient again = gateway.sftp()) {
            long received = again.stat(CASE + "/cut/chronology.txt").getSize();
            assertThat(received).isEqualTo(200_000);
            try (SftpClient.CloseableHandle rest = again.open(CASE + "/cut/chronology.txt",
                    EnumSet.of(OpenMode.Write, OpenMode.Append))) {
                for (int at = 200_000; at < facts.length; at += 20_000) {
                    again.write(rest, at, facts, at, 20_000);
                }
            }
            assertThat(read(CASE + "/cut/RECEIPT.txt")).contains("ACCEPTED");
        }
    }

    @Test
    void readsNothingBack() throws IOException {
        sftp.mkdir(CASE + "/back");
        put(sftp, CASE + "/back/chronology.txt", "facts\n".getBytes(UTF_8));

        assertThat(refused(PERMISSION_DENIED, () -> read(CASE + "/back/chronology.txt")))
                .contains("cannot be read back");
    }

    @Test
    void makesAndRemovesAnEmptyPack() throws IOException {
        sftp.mkdir(CASE + "/empty");
        refused(FAILURE, () -> sftp.mkdir(CASE + "/empty"));
        refused(FAILURE, () -> sftp.mkdir(CASE + "/empty/below"));
        put(sftp, CASE + "/empty/a.txt", new byte[0]);
        refused(FAILURE, () -> sftp.rmdir(CASE + "/empty"));
        sftp.remove(CASE + "/empty/a.txt");
        sftp.rmdir(CASE + "/empty");
        refused(NO_SUCH_FILE, () -> sftp.stat(CASE + "/empty"));
    }

    private static List<String> names(String path) throws IOException {
        List<String> names = new ArrayList<>();
        sftp.readEntries(path).forEach(entry -> names.add(entry.getFilename()));
        return names;
    }

    private static String read(String path) throws IOException {
        try (InputStream text = sftp.read(path)) {
            return new String(text.readAllBytes(), UTF_8);
        }
    }

    private static String refused(int status, ThrowingCallable request) {
        List<String> sentence = new ArrayList<>();
        assertThatThrownBy(request).isInstanceOfSatisfying(SftpException.class, refusal -> {
            assertThat(refusal.getStatus()).as(refusal.getMessage()).isEqualTo(status);
            sentence.add(String.valueOf(refusal.getMessage()).replaceFirst("^SFTP error \\([^)]*\\): ", ""));
        });
        return sentence.getFirst();
    }
}
