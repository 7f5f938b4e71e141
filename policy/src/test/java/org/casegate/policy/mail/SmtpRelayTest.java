// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.mail.SmtpSettings.Tls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpRelayTest implements RelayContract {
    private static final SmtpSettings.Login LOGIN = new SmtpSettings.Login("casegate", "a secret");

    private SmtpSink sink;

    @BeforeEach
    void start() throws IOException {
        sink = SmtpSink.start(SmtpSink.Tls.STARTTLS, Loopback.server());
    }

    @AfterEach
    void stop() throws IOException {
        sink.close();
    }

    @Override
    public Relay relay() {
        return Loopback.relay(sink.port());
    }

    @Override
    public List<String> letters() {
        return sink.letters();
    }

    private static SmtpRelay relay(String host, int port, Tls tls, Optional<SmtpSettings.Login> login, Path authority)
            throws IOException {
        return new SmtpRelay(new SmtpSettings(host, port, tls, login, Optional.of(authority)), "gateway.example");
    }

    private static Letter letter() {
        return RelayContract.letter("A pack is waiting.\n");
    }

    @Test
    @DisplayName("OB-097, OB-098 by STARTTLS: neither sign-in nor letter before TLS stands")
    void saysNothingBeforeTlsStands() throws IOException {
        Relay relay = relay("127.0.0.1", sink.port(), Tls.STARTTLS, Optional.of(LOGIN), Loopback.authority());

        assertThat(relay.hand(letter())).isEqualTo(new RelayAnswer.Taken("250 2.6.0"));

        assertThat(sink.said()).filteredOn(said -> !said.encrypted()).extracting(SmtpSink.Said::line)
                .containsExactly("EHLO gateway.example", "STARTTLS");
        assertThat(sink.said()).filteredOn(SmtpSink.Said::encrypted).extracting(SmtpSink.Said::line)
                .anyMatch(line -> line.startsWith("AUTH"))
                .anyMatch(line -> line.startsWith("MAIL FROM:<gateway@partnership.example>"));
    }

    @Test
    @DisplayName("OB-097 a relay that offers no TLS gets nothing")
    void refusesPlaintext() throws IOException {
        try (SmtpSink plain = SmtpSink.start(SmtpSink.Tls.NONE, Loopback.server())) {
            Relay relay = relay("127.0.0.1", plain.port(), Tls.STARTTLS, Optional.of(LOGIN), Loopback.authority());

            assertThat(relay.hand(letter())).isEqualTo(new RelayAnswer.Unusable("it offers no STARTTLS"));

            assertThat(plain.said()).extracting(SmtpSink.Said::line).isSubsetOf("EHLO gateway.example", "QUIT");
            Relay implicit = relay("127.0.0.1", plain.port(), Tls.IMPLICIT, Optional.of(LOGIN), Loopback.authority());
            assertThat(implicit.hand(letter())).isInstanceOf(RelayAnswer.Unusable.class);
            assertThat(plain.letters()).isEmpty();
        }
    }

    @Test
    @DisplayName("OB-097 a certificate of an unknown authority, or for another name, gets nothing")
    void checksAuthorityAndName() throws IOException {
        Relay strange = relay("127.0.0.1", sink.port(), Tls.STARTTLS, Optional.of(LOGIN), Loopback.stranger());
        assertThat(strange.hand(letter())).isEqualTo(new RelayAnswer.Unusable("its certificate is not trusted"));
        try (SmtpSink elsewhere = SmtpSink.start(SmtpSink.Tls.IMPLICIT, Loopback.server(), "127.0.0.2", 0)) {
            Relay misnamed = relay("127.0.0.2", elsewhere.port(), Tls.IMPLICIT, Optional.of(LOGIN),
                    Loopback.authority());

            assertThat(misnamed.hand(letter())).isEqualTo(new RelayAnswer.Unusable("its certificate is not trusted"));
            assertThat(elsewhere.said()).isEmpty();
        }
        assertThat(sink.said()).extracting(SmtpSink.Said::line)
                .noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    }

    @Test
    @DisplayName("OB-098 an independent server takes a letter by implicit TLS with a sign-in, and refuses a wrong one")
    void handsToGreenMail() throws Exception {
        Path authority = Loopback.authority();
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS).dynamicPort());
        server.getUserManager().setAuthRequired(true);
        server.setUser("casegate@partnership.example", LOGIN.user(), LOGIN.password());
        server.start();
        try {
            int port = server.getSmtps().getPort();
            Letter letter = letter();

            assertThat(relay("localhost", port, Tls.IMPLICIT, Optional.of(LOGIN), authority).hand(letter))
                    .isInstanceOf(RelayAnswer.Taken.class);
            Relay wrong = relay("localhost", port, Tls.IMPLICIT,
                    Optional.of(new SmtpSettings.Login(LOGIN.user(), "wrong")), authority);
            assertThat(wrong.probe()).isInstanceOfSatisfying(RelayAnswer.Unusable.class,
                    answer -> assertThat(answer.said()).startsWith("535"));

            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(server.getReceivedMessages()[0].getMessageID()).isEqualTo(letter.messageId());
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "RCPT|550 5.1.1 <lead@council.example>: nobody here|Refused|550 5.1.1",
            "RCPT|551 not here|Refused|551",
            "RCPT|450 4.2.0 greylisted, <lead@council.example>|Later|450 4.2.0",
            "RCPT|552 5.2.2 mailbox full|Later|552 5.2.2",
            ".|554 5.7.1 not wanted here|Refused|554 5.7.1",
            ".|451 4.3.0 try again|Later|451 4.3.0",
            "MAIL|550 5.7.1 we do not know gateway@partnership.example|Unusable|550 5.7.1",
            "EHLO|421 4.3.2 closing|Unusable|it offers no STARTTLS",
            "AUTH|535 5.7.8 casegate is not welcome|Unusable|535 5.7.8",
            "STARTTLS|454 4.7.0 not now|Unusable|454 4.7.0"})
    @DisplayName("a refusal is told from trouble, and code and status are kept without the relay's words")
    void tellsWhoseFaultItIs(String command, String reply, String answer, String said) throws IOException {
        Relay relay = relay("127.0.0.1", sink.port(), Tls.STARTTLS, Optional.of(LOGIN), Loopback.authority());
        sink.answer(command, reply);

        RelayAnswer got = relay.hand(letter());

        assertThat(got.getClass().getSimpleName()).isEqualTo(answer);
        assertThat(got.said()).isEqualTo(said);
        sink.behave();
        assertThat(relay.hand(letter())).isInstanceOf(RelayAnswer.Taken.class);
    }

    @ParameterizedTest
    @CsvSource({"EHLO", "MAIL", "RCPT", "DATA", "."})
    void takesAHangUpForTrouble(String command) {
        sink.answer(command, "");

        assertThat(relay().hand(letter())).isNotInstanceOfAny(RelayAnswer.Taken.class, RelayAnswer.Refused.class);
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = unused.getLocalPort();
        }

        assertThat(Loopback.relay(port).hand(letter())).isEqualTo(new RelayAnswer.Unusable("no answer"));
    }

    @Test
    void neverShowsThePassword() {
        assertThat(new SmtpSettings("h", 1, Tls.STARTTLS, Optional.of(LOGIN), Optional.empty()).toString())
                .contains("casegate").doesNotContain("a secret");
    }
}
