// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.policy.Partnership.RECIPIENT;
import static org.casegate.policy.Partnership.SENDER;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import org.casegate.crypto.keep.EpochKeys;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.crypto.keep.Wraps;
import org.casegate.crypto.seal.Opener;
import org.casegate.crypto.seal.SessionKey;
import org.casegate.crypto.seal.Source;
import org.casegate.policy.Partnership;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Uploads that were on their way when the gateway's process ended without a word.
class LeftBehindTest {
    private static final byte[] CONTENT = "2026-05-01 a report was made\n".repeat(40_000).getBytes(UTF_8);
    private static final int SENT = 1_000_000;

    @TempDir
    Path home;

    private Partnership partnership;
    private SenderPack pack;

    @BeforeEach
    void begin() throws Exception {
        partnership = Partnership.at(home);
        pack = partnership.pack("left-behind");
        PartUpload upload = partnership.intake().receive(partnership.sender(SENDER), pack, "chronology.txt",
                Intake.Mode.START_OVER);
        upload.append(CONTENT, 0, SENT);
    }

    @AfterEach
    void close() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    @Test
    @DisplayName("lesson 2: an upload goes on after a new start of the gateway, under another key and another salt, and arrives whole")
    void goesOn() throws Exception {
        PartRow before = onlyPart();
        byte[] saltBefore = header(before);
        try (SessionKey keyBefore = key(before)) {
            partnership = partnership.restarted();

            long left = shown();
            assertThat(left).isBetween(SENT - 2 * 65_536L, (long) SENT);
            PartUpload upload = receive(Intake.Mode.CONTINUE);
            assertThat(upload.received()).isEqualTo(left);
            assertThat(onlyPart().object()).isEqualTo(before.object());
            upload.append(CONTENT, (int) left, 10);

            PartRow after = onlyPart();
            assertThat(after.object()).isNotEqualTo(before.object());
            assertThat(header(after)).isNotEqualTo(saltBefore);
            try (Source sealedAnew = partnership.store().open(after.object())) {
                assertThat(Opener.salvage(sealedAnew, keyBefore, OutputStream.nullOutputStream())).isZero();
            }
            upload.append(CONTENT, (int) left + 10, CONTENT.length - (int) left - 10);
            upload.close();
        }
        partnership.intake().tidy();
        assertThat(partnership.objects()).isEqualTo(1);
        acceptedAndOpened();
    }

    @Test
    @DisplayName("V17: what the machine lost before it reached the disk is not counted among what need not be sent again")
    void countsOnlyWhatVerifies() throws Exception {
        String object = onlyPart().object().toString();
        Path file = home.resolve("objects").resolve(object.substring(0, 2)).resolve(object.substring(2, 4))
                .resolve(object);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(4_096), 500_000);
        }
        partnership = partnership.restarted();

        long left = shown();
        assertThat(left).isBetween(400_000L, 500_000L);
        PartUpload upload = receive(Intake.Mode.CONTINUE);
        upload.append(CONTENT, (int) left, CONTENT.length - (int) left);
        upload.close();
        acceptedAndOpened();
    }

    @Test
    @DisplayName("who sends all of it again is not held up by what was left")
    void canBeginAgain() throws Exception {
        partnership = partnership.restarted();

        PartUpload again = receive(Intake.Mode.CONTINUE);
        again.restart();
        assertThat(again.received()).isZero();
        again.append(CONTENT, 0, CONTENT.length);
        again.close();
        acceptedAndOpened();
        partnership.intake().tidy();
        assertThat(partnership.objects()).isEqualTo(2);
    }

    @Test
    @DisplayName("what is removed, begun over under TRUNC, or older than 72 hours leaves nothing")
    void leavesNothing() throws Exception {
        partnership = partnership.restarted();
        partnership.intake().remove(partnership.sender(SENDER), pack, "chronology.txt");
        partnership.intake().tidy();
        assertThat(partnership.objects()).isZero();

        PartUpload other = receive(Intake.Mode.START_OVER);
        other.append(CONTENT, 0, SENT);
        partnership = partnership.restarted();
        PartUpload over = receive(Intake.Mode.START_OVER);
        assertThat(over.received()).isZero();
        over.append(CONTENT, 0, SENT);
        partnership = partnership.restarted();
        assertThat(shown()).isPositive();

        partnership.pass(Duration.ofHours(73));
        partnership.intake().tidy();
        assertThat(partnership.entries()).containsExactly("ABANDONED EXPIRED");
        assertThat(partnership.objects()).isZero();
    }

    private void acceptedAndOpened() throws Exception {
        partnership.send(pack, "summary.txt", "In our opinion the plan holds.");
        assertThat(partnership.send(pack, "manifest.yaml", Partnership.manifest())).isInstanceOf(Answer.Accepted.class);
        assertThat(partnership.entries()).containsExactly("ACCEPTED");
        partnership.release().acknowledge(partnership.person(RECIPIENT), pack.id());
        assertThat(partnership.download(RECIPIENT, pack, 1)).isEqualTo(CONTENT);
    }

    private PartUpload receive(Intake.Mode mode) throws Exception {
        return partnership.intake().receive(partnership.sender(SENDER), pack, "chronology.txt", mode);
    }

    /// What STAT says of it.
    private long shown() throws IntakeRefusal {
        return partnership.intake().file(partnership.sender(SENDER), pack, "chronology.txt").orElseThrow().sizeBytes();
    }

    private PartRow onlyPart() {
        return PackRows.parts(partnership.database().query(), pack.id()).getFirst();
    }

    /// Version, algorithms and salt, as they stand at the beginning of the object.
    private byte[] header(PartRow row) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(38);
        try (Source source = partnership.store().open(row.object())) {
            assertThat(source.read(0, header)).isEqualTo(38);
        }
        return Arrays.copyOf(header.array(), 38);
    }

    private SessionKey key(PartRow row) throws IOException {
        try (MasterKey master = MasterKey.read(home.resolve("master.key"))) {
            Wraps wraps = new Wraps(EpochKeys.open(home.resolve("ring"), master, partnership::now),
                    partnership::now);
            return new TransitKeys(partnership.database(), partnership.store(), wraps).open(row);
        }
    }
}
