// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.policy.Partnership;
import org.casegate.policy.mail.MailFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointLettersTest {
    @TempDir
    Path home;
    private Partnership partnership;

    @BeforeEach
    void begin() {
        partnership = Partnership.at(home);
    }

    @AfterEach
    void verify() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    private CheckpointLetters letters() {
        return new CheckpointLetters(partnership.database(), partnership.directory().directory(),
                partnership.agreements(), partnership::now);
    }

    @Test
    @DisplayName("OB-020 each point of contact gets the week's checkpoint once, whatever the node, and it verifies as it came")
    void eachPointOfContactGetsOneAWeek() throws Exception {
        assertThat(letters().queueDue()).as("the gateway began this week").isZero();

        partnership.at(Instant.parse("2026-05-10T23:00:00Z")); // midnight in London, Monday
        CheckpointLetters letters = letters();
        int queued = letters.queueDue();
        assertThat(queued).isPositive();
        assertThat(letters.queueDue()).isZero();
        assertThat(letters().queueDue()).as("another node").isZero();

        SignedCheckpoint signed = partnership.ledger().publish();
        Path mail = home.resolve("mail");
        partnership.delivery(new MailFolder(mail)).deliver();
        List<MimeMessage> mails = mails(mail);
        assertThat(mails).isNotEmpty();
        for (MimeMessage letter : mails) {
            assertThat(letter.getRecipients(Message.RecipientType.TO)).singleElement().asString().startsWith("spoc@");
            String text = String.valueOf(letter.getContent()).replace("\r\n", "\n");
            assertThat(text).doesNotContain("SSCB");
            int from = text.indexOf(signed.checkpoint().origin() + "\n");
            String kept = text.substring(from, text.indexOf("\n", text.indexOf('\u2014', from)) + 1);
            assertThat(SignedCheckpoint.parse(kept, partnership.ledger().verifier()).checkpoint().size())
                    .isGreaterThanOrEqualTo(signed.checkpoint().size());
        }
        assertThat(partnership.entries()).filteredOn(entry -> entry.startsWith("NOTIFIED")).hasSize(queued);
    }

    private static List<MimeMessage> mails(Path folder) throws Exception {
        List<MimeMessage> mails = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                try (InputStream in = Files.newInputStream(file)) {
                    mails.add(new MimeMessage(Session.getInstance(new Properties()), in));
                }
            }
        }
        return mails;
    }
}
