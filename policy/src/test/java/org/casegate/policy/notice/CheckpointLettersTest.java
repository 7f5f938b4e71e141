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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.casegate.crypto.tlog.SignedCheckpoint;
import org.casegate.policy.Partnership;
import org.casegate.policy.event.SomeEvents;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.StateChange;
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
        return letters(CheckpointLetters.Pace.USUAL);
    }

    private CheckpointLetters letters(CheckpointLetters.Pace pace) {
        return new CheckpointLetters(partnership.database(), partnership.directory().directory(),
                partnership.agreements(), pace, partnership::now);
    }

    @Test
    @DisplayName("OB-020 each point of contact gets a checkpoint once a week, whatever the node, and it verifies as it came")
    void eachPointOfContactGetsOneAWeek() throws Exception {
        Instant begun = partnership.now();
        partnership.at(begun.plus(Duration.ofDays(7)).minusSeconds(1));
        assertThat(letters().queueDue()).as("less than a week after the beginning").isZero();
        assertThat(letters().standing().taken()).isEmpty();

        partnership.at(begun.plus(Duration.ofDays(7)));
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
        assertThat(letters.standing().taken()).contains(partnership.now());

        partnership.at(begun.plus(Duration.ofDays(14)).minusSeconds(1));
        assertThat(letters().queueDue()).isZero();
        partnership.at(begun.plus(Duration.ofDays(14)));
        assertThat(letters().queueDue()).as("the next week").isEqualTo(queued);
    }

    @Test
    @DisplayName("OB-020 they go sooner where the ledger has grown by so many entries since the last")
    void goAfterSoManyEntries() throws Exception {
        CheckpointLetters.Pace pace = new CheckpointLetters.Pace(50, Duration.ofDays(7));
        grow(30);
        assertThat(letters(pace).queueDue()).isZero();

        grow(30);
        partnership.pass(Duration.ofMinutes(1));
        int queued = letters(pace).queueDue();
        assertThat(queued).isPositive();
        assertThat(letters(pace).queueDue()).as("another node").isZero();

        partnership.pass(Duration.ofMinutes(1));
        grow(49);
        assertThat(letters(pace).queueDue()).as("49 entries later").isZero();
        grow(1);
        assertThat(letters(pace).queueDue()).isEqualTo(queued);
    }

    private void grow(int entries) throws Exception {
        for (int entry = 0; entry < entries; entry++) {
            partnership.ledger().append(Draft.of(SomeEvents.reviewed()), StateChange.none());
        }
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
