// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.Partnership.RECIPIENT;
import static org.casegate.policy.Partnership.SENDER;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.casegate.policy.Partnership;
import org.casegate.policy.check.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that was closed, and is continued.
class ContinuedTest {
    private static final byte[] CONTENT = "2026-05-01 a report was made\n".repeat(40_000).getBytes(UTF_8);
    private static final int CLOSED = 1_000_000;

    @TempDir
    private Path home;
    private Partnership partnership;
    private SenderPack pack;

    @BeforeEach
    void closeTheFirstOfIt() throws Exception {
        partnership = Partnership.at(home);
        pack = partnership.pack("continued");
        PartUpload upload = receive(Intake.Mode.START_OVER);
        upload.append(CONTENT, 0, CLOSED);
        upload.close();
    }

    @AfterEach
    void close() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    @Test
    @DisplayName("lesson 1: it goes on where it ended, is sealed anew, and arrives whole")
    void goesOn() throws Exception {
        PartUpload upload = receive(Intake.Mode.CONTINUE);
        assertThat(upload.received()).isEqualTo(CLOSED);
        assertThat(upload.continues()).isTrue();
        upload.append(CONTENT, CLOSED, 10);
        upload.append(CONTENT, CLOSED + 10, CONTENT.length - CLOSED - 10);
        upload.close();

        partnership.intake().tidy();
        assertThat(partnership.objects()).isEqualTo(1);
        acceptedAndOpened(CONTENT);
    }

    @Test
    @DisplayName("V17: what was closed stays while it is continued, also when the gateway's process ends in between")
    void whatWasClosedStays() throws Exception {
        PartRow closed = closed();
        receive(Intake.Mode.CONTINUE).append(CONTENT, CLOSED, 10);
        assertThat(closed()).isEqualTo(closed);
        partnership = partnership.restarted();

        assertThat(closed()).isEqualTo(closed);
        PartUpload upload = receive(Intake.Mode.CONTINUE);
        int left = Math.toIntExact(upload.received());
        assertThat(left).isBetween(CLOSED - 2 * 65_536, CLOSED + 10);
        upload.append(CONTENT, left, CONTENT.length - left);
        upload.close();
        acceptedAndOpened(CONTENT);
    }

    @Test
    @DisplayName("where nothing is written it stays, and a pack that waited for that is judged")
    void leavesWhatIsOnlyOpened() throws Exception {
        PartUpload touched = receive(Intake.Mode.CONTINUE);
        partnership.send(pack, "summary.txt", "In our opinion the plan holds.");
        assertThat(partnership.send(pack, "manifest.yaml", Partnership.manifest()))
                .isNotInstanceOf(Answer.Accepted.class);

        assertThat(touched.leave()).isInstanceOf(Answer.Accepted.class);
        opened(Arrays.copyOf(CONTENT, CLOSED));
    }

    @Test
    @DisplayName("a connection that is cut before a write leaves nothing behind that would stand in the way")
    void forgetsWhatWasCutBeforeAWrite() throws Exception {
        receive(Intake.Mode.CONTINUE).suspend();

        acceptedAndOpened(Arrays.copyOf(CONTENT, CLOSED));
    }

    @Test
    @DisplayName("lesson 1: who goes on beyond the limit is refused and recorded, and what was closed stays")
    void refusesWhatGrowsTooLarge() throws Exception {
        partnership.close();
        Quotas small = new Quotas(Limits.STANDARD, 20, CLOSED + 100, CLOSED + 100, 0, Duration.ofSeconds(8));
        partnership = Partnership.at(home.resolve("small"), small);
        pack = partnership.pack("continued");
        PartUpload first = receive(Intake.Mode.START_OVER);
        first.append(CONTENT, 0, 1_000);
        first.close();

        PartUpload upload = receive(Intake.Mode.CONTINUE);
        assertThatThrownBy(() -> upload.append(CONTENT, 1_000, CONTENT.length - 1_000))
                .hasMessageContaining("chronology.txt is larger than");
        upload.suspend();

        assertThat(partnership.entries()).containsExactly("REFUSED TOO-LARGE");
        acceptedAndOpened(Arrays.copyOf(CONTENT, 1_000));
    }

    private PartRow closed() {
        return PackRows.parts(partnership.database().query(), pack.id()).stream().filter(PartRow::received).findFirst()
                .orElseThrow();
    }

    private void acceptedAndOpened(byte[] content) throws Exception {
        partnership.send(pack, "summary.txt", "In our opinion the plan holds.");
        assertThat(partnership.send(pack, "manifest.yaml", Partnership.manifest())).isInstanceOf(Answer.Accepted.class);
        opened(content);
    }

    private void opened(byte[] content) throws Exception {
        partnership.release().acknowledge(partnership.person(RECIPIENT), pack.id());
        assertThat(partnership.download(RECIPIENT, pack, 1)).isEqualTo(content);
    }

    private PartUpload receive(Intake.Mode mode) throws Exception {
        return partnership.intake().receive(partnership.sender(SENDER), pack, "chronology.txt", mode);
    }
}
