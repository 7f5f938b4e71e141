// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.casegate.ops.demo.DemoFile;
import org.casegate.sftp.account.JdkSecurity;
import org.casegate.sftp.account.KeyFile;

/// A sender whose program takes every step by itself: each write and each close is a call of its own.
final class Sender implements AutoCloseable {
    static final String ACCOUNT = "sp-review-officer";
    static final String CASE = "/staffordshire/SSCB-RR-2026-014";
    private static final int STEP = 32_000;

    private final SshClient client;
    private final SftpClient sftp;

    Sender(DemoFile demo, int port) throws IOException {
        JdkSecurity.use();
        client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((_, _, _) -> true);
        client.start();
        ClientSession session = client.connect(ACCOUNT, "127.0.0.1", port).verify(Duration.ofSeconds(30)).getSession();
        session.addPublicKeyIdentity(KeyFile.read(demo.account(ACCOUNT).sshKey().orElseThrow()));
        session.auth().verify(Duration.ofSeconds(30));
        sftp = SftpClientFactory.instance().createSftpClient(session).singleSessionInstance();
    }

    /// Manifest of the sample pack, for other parts.
    static String manifest(DemoFile demo, String... parts) throws IOException {
        String sample = demo.pack("accepted").text("manifest.yaml");
        StringBuilder text = new StringBuilder(sample.substring(0, sample.indexOf("parts:"))).append("parts:\n");
        for (String part : parts) {
            text.append("  - { file: %s, nature: FACT, retention_class: case-pack }\n".formatted(part));
        }
        return text.toString();
    }

    void makeFolder(String path) throws IOException {
        sftp.mkdir(path);
    }

    SftpClient.CloseableHandle open(String path) throws IOException {
        return sftp.open(path, EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Truncate));
    }

    /// Returns when the gateway has confirmed every write.
    void write(SftpClient.CloseableHandle handle, String content) throws IOException {
        byte[] octets = content.getBytes(UTF_8);
        for (int at = 0; at < octets.length; at += STEP) {
            sftp.write(handle, at, octets, at, Math.min(STEP, octets.length - at));
        }
    }

    void close(SftpClient.CloseableHandle handle) throws IOException {
        sftp.close(handle);
    }

    void put(String path, String content) throws IOException {
        SftpClient.CloseableHandle handle = open(path);
        write(handle, content);
        close(handle);
    }

    String read(String path) throws IOException {
        try (InputStream in = sftp.read(path)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    List<String> names(String folder) throws IOException {
        List<String> names = new ArrayList<>();
        for (SftpClient.DirEntry entry : sftp.readDir(folder)) {
            names.add(entry.getFilename());
        }
        names.removeAll(List.of(".", ".."));
        return names;
    }

    @Override
    public void close() {
        client.stop();
    }
}
