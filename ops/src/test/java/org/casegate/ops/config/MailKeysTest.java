// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.casegate.policy.mail.Mailbox;
import org.casegate.policy.mail.SmtpSettings.Tls;
import org.casegate.policy.notice.CheckpointLetters;
import org.casegate.policy.register.Place;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailKeysTest {
    private static final String LEAST = """
            casegate: 1
            web: { host: gateway.example, port: 443, certificate: web.p12, password_file: web.password }
            ledger: { origin: example.org/ledger }
            """;
    private static final String FROM = "from: casegate@partnership.example";

    @TempDir
    Path folder;

    private Config read(String mail) throws Exception {
        return ConfigFile.read(Files.writeString(folder.resolve("casegate.yaml"), LEAST + mail), Map.of());
    }

    private void refuses(String mail, String... sentences) {
        assertThatThrownBy(() -> read(mail)).isInstanceOf(BadConfig.class).hasMessageContainingAll(sentences);
    }

    @Test
    void readsTheLeastThatARelayNeeds() throws Exception {
        Config.Mail mail = read("mail: { relay: smtp.partnership.example, place: GB, " + FROM + " }").mail()
                .orElseThrow();

        assertThat(mail.from()).isEqualTo(new Mailbox("casegate@partnership.example"));
        assertThat(mail.portal()).isEqualTo(URI.create("https://gateway.example"));
        assertThat(mail.way()).isEqualTo(new Config.MailRelay("smtp.partnership.example", 587, Tls.STARTTLS,
                Optional.empty(), Optional.empty(), Optional.empty(), Place.UK));
    }

    @Test
    @DisplayName("checkpoints go by mail after so many entries or so much time")
    void readsHowOftenCheckpointsGo() throws Exception {
        String relay = "mail: { relay: smtp.partnership.example, place: GB, " + FROM;

        assertThat(read(relay + " }").mail().orElseThrow().checkpoints())
                .isEqualTo(new CheckpointLetters.Pace(10_000, Duration.ofDays(7)));
        assertThat(
                read(relay + ", checkpoint_entries: 2000, checkpoint_every: PT6H }").mail().orElseThrow().checkpoints())
                .isEqualTo(new CheckpointLetters.Pace(2_000, Duration.ofHours(6)));
        refuses(relay + ", checkpoint_entries: 999 }", "a whole number from 1000 to 1000000");
        refuses(relay + ", checkpoint_every: PT59M }", "a time from PT1H to P31D");
        refuses(relay + ", checkpoint_every: P32D }", "a time from PT1H to P31D");
    }

    @Test
    void readsAllOfIt() throws Exception {
        Config.Mail mail = read("""
                mail:
                  relay: smtp.partnership.example
                  tls: IMPLICIT
                  user: casegate
                  password_file: keys/mail.password
                  authority: ca.pem
                  place: GB
                  link: https://packs.partnership.example:8443/
                  from: casegate@partnership.example
                """).mail().orElseThrow();

        assertThat(mail.portal()).isEqualTo(URI.create("https://packs.partnership.example:8443"));
        assertThat(mail.way()).isEqualTo(new Config.MailRelay("smtp.partnership.example", 465, Tls.IMPLICIT,
                Optional.of("casegate"), Optional.of(folder.resolve("keys/mail.password")),
                Optional.of(folder.resolve("ca.pem")), Place.UK));
    }

    @Test
    void needsNoMailAtAll() throws Exception {
        assertThat(read("").mail()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{ relay: r.example, place: GB }|the key `mail.from` is missing",
            "{ from: a@b.example }|the key `mail.relay` is missing",
            "{ relay: r.example, from: a@b.example }|the key `mail.place` is missing",
            "{ relay: r.example, place: GB, from: 'a@b.example, c@d.example' }|accepted is one address",
            "{ relay: r.example, place: GB, from: a@b.example, tls: NONE }|there is no mail without TLS",
            "{ relay: r.example, place: GB, from: a@b.example, tls: none }|accepted is STARTTLS or IMPLICIT",
            "{ relay: 'r.example:25', place: GB, from: a@b.example }|`mail.relay` is `r.example:25`",
            "{ relay: r.example, place: UK, from: a@b.example }|accepted is the place where the relay is",
            "{ relay: r.example, place: GB, from: a@b.example, port: 0 }|accepted is a port from 1 to 65535",
            "{ relay: r.example, place: GB, from: a@b.example, link: http://p.example }|accepted is https://HOST",
            "{ relay: r.example, place: GB, from: a@b.example, link: https://p.example/x }|accepted is https://HOST",
            "{ relay: r.example, place: GB, from: a@b.example, link: https://u@p.example }|accepted is https://HOST",
            "{ relay: r.example, place: GB, from: a@b.example, password_file: p }|belongs to `mail.user`",
            "{ relay: r.example, place: GB, from: a@b.example, password: p }|unknown key `mail.password`",
            "{ folder: mail, from: a@b.example }|is for a demonstration"})
    @DisplayName("OB-098 what is not accepted stops the start, with what would be")
    void refusesTheRest(String mail, String sentence) {
        refuses("mail: " + mail + "\n", sentence);
    }

    @Test
    void takesAFolderInADemonstrationOnly() throws Exception {
        assertThat(read("demo: true\nmail: { folder: mail, " + FROM + " }\n").mail().orElseThrow().way())
                .isEqualTo(new Config.MailFiles(folder.resolve("mail")));
        refuses("demo: true\nmail: { folder: mail, relay: r.example, place: GB, " + FROM + " }\n",
                "`mail.relay` and `mail.folder` are two ways", "`mail.place` belongs to `mail.relay`");
    }

    @Test
    @DisplayName("V19 a password comes from a file of the owner's, a systemd credential or the environment, in this order")
    void findsTheSecret() throws Exception {
        Path file = secret("file", "of the file", "rw-------");
        Path credentials = Files.createDirectory(folder.resolve("credentials"));
        secret("credentials/mail.password", "of systemd", "r--------");
        Map<String, String> all = Map.of("CREDENTIALS_DIRECTORY", credentials.toString(), "CASEGATE_MAIL_PASSWORD",
                "of the environment");

        assertThat(Secret.find("mail.password", Optional.of(file), all)).isEqualTo("of the file");
        assertThat(Secret.find("mail.password", Optional.empty(), all)).isEqualTo("of systemd");
        assertThat(
                Secret.find("mail.password", Optional.empty(), Map.of("CASEGATE_MAIL_PASSWORD", "of the environment")))
                .isEqualTo("of the environment");
        assertThatThrownBy(() -> Secret.find("mail.password", Optional.empty(), Map.of()))
                .hasMessage(
                        "there is no mail.password: give mail.password_file, or the systemd credential mail.password,"
                                + " or CASEGATE_MAIL_PASSWORD");
    }

    @Test
    @DisplayName("V19 a password's file that others may read is refused, and its content never shown")
    void refusesASecretThatIsOpenToOthers() throws Exception {
        Path open = secret("open", "a secret", "rw-r-----");
        Path lines = secret("lines", "a secret\nand more", "rw-------");

        assertThatThrownBy(() -> Secret.find("mail.password", Optional.of(open), Map.of()))
                .hasMessageContaining("is open to others (mode rw-r-----)").hasMessageContaining("chmod 600")
                .message().doesNotContain("a secret");
        assertThatThrownBy(() -> Secret.find("mail.password", Optional.of(lines), Map.of()))
                .hasMessageContaining("one line").message().doesNotContain("a secret");
        assertThatThrownBy(() -> Secret.find("mail.password", Optional.of(folder.resolve("none")), Map.of()))
                .hasMessage("there is no file " + folder.resolve("none"));
    }

    private Path secret(String name, String text, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
