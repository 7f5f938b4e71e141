// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What every relay does with a letter.
interface RelayContract {
    Mailbox FROM = new Mailbox("gateway@partnership.example");
    Mailbox TO = new Mailbox("safeguarding.lead+packs@council.example");

    Relay relay() throws Exception;

    /// The letters that have come out at the other end, as octets read in ISO 8859-1.
    List<String> letters() throws Exception;

    static Letter letter(String text) {
        return new Letter(UUID.randomUUID(), FROM, TO, Instant.parse("2026-05-06T09:00:00Z"), "A pack is waiting",
                text);
    }

    static MimeMessage read(String octets) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()),
                new ByteArrayInputStream(octets.getBytes(ISO_8859_1)));
    }

    @Test
    default void handsOverALetterAsItIs() throws Exception {
        Letter letter = letter("One line.\n\nAnother.\n");

        assertThat(relay().probe()).isInstanceOf(RelayAnswer.Taken.class);
        assertThat(relay().hand(letter)).isInstanceOf(RelayAnswer.Taken.class);

        MimeMessage received = read(letters().getFirst());
        assertThat(received.getFrom()).extracting(Object::toString).containsExactly("gateway@partnership.example");
        assertThat(received.getAllRecipients()).extracting(Object::toString)
                .containsExactly("safeguarding.lead+packs@council.example");
        assertThat(received.getSubject()).isEqualTo("A pack is waiting");
        assertThat(received.getSentDate()).isEqualTo(Instant.parse("2026-05-06T09:00:00Z"));
        assertThat(received.getMessageID()).isEqualTo(letter.messageId())
                .isEqualTo("<" + letter.id() + "@partnership.example>");
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(received.getContentType()).startsWith("text/plain");
        assertThat(String.valueOf(received.getContent()).replace("\r\n", "\n")).isEqualTo(letter.text());
    }

    @Test
    @DisplayName("V6 lines that SMTP would read as its own stay text: dots alone, long lines, letters of all languages")
    default void keepsAnyTextWhole() throws Exception {
        String text = ".\n..\n.\nQUIT\nFrom here\n" + "long ".repeat(300) + "\nÉcole Gŵyr Cyf, £ and \u200Djoined\n";

        assertThat(relay().hand(letter(text))).isInstanceOf(RelayAnswer.Taken.class);

        assertThat(letters()).hasSize(1);
        MimeMessage received = read(letters().getFirst());
        assertThat(String.valueOf(received.getContent()).replace("\r\n", "\n")).isEqualTo(text);
    }
}
