// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;

/// A letter in the form of RFC 5322: one part of plain text.
final class Mime {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Mime() {}

    static MimeMessage of(Session session, Letter letter) throws MessagingException {
        MimeMessage message = new OwnId(session, letter.messageId());
        message.setFrom(new InternetAddress(letter.from().address()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to().address()));
        message.setSubject(letter.subject(), "UTF-8");
        message.setHeader("Date", DATE.format(letter.written()));
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no holiday replies
        message.setText(letter.text().replace("\n", "\r\n"), "UTF-8");
        message.saveChanges();
        return message;
    }

    static byte[] octets(Letter letter) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            of(Session.getInstance(new Properties()), letter).writeTo(octets);
        } catch (MessagingException impossible) {
            throw new IOException("a letter could not be written", impossible);
        }
        return octets.toByteArray();
    }

    /// The library makes a new Message-ID whenever a message is saved; ours is the letter's.
    private static final class OwnId extends MimeMessage {
        private final String id;

        OwnId(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
