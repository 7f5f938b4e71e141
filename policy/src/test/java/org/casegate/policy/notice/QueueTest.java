// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casegate.policy.Partnership.RECIPIENT;
import static org.casegate.policy.Partnership.SENDER;
import static org.casegate.schema.tables.pack.Tables.NOTICE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.casegate.policy.Partnership;
import org.casegate.policy.intake.Answer;
import org.casegate.policy.intake.SenderPack;
import org.casegate.policy.ledger.Conflict;
import org.casegate.policy.event.SomeEvents;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.release.ReleaseRefused;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens queues its notices; what does not happen queues none.
class QueueTest {
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

    @Test
    @DisplayName("S01 an accepted pack queues one notice for each recipient, a refused one none")
    void queuesForEachRecipient() throws Exception {
        partnership.sendAccepted(partnership.pack("accepted"));
        SenderPack refused = partnership.pack("refused");
        partnership.send(refused, "manifest.yaml",
                Partnership.manifest().replace("staffordshire-county-council", "british-transport-police"));

        assertThat(queued()).containsExactly("PACK_TO_COLLECT " + RECIPIENT);
    }

    @Test
    @DisplayName("a notice is queued if and only if the entry's own change was made")
    void queuesNothingWhereTheChangeWasRefused() throws Exception {
        SenderPack pack = partnership.pack("once");
        partnership.sendAccepted(pack);
        List<String> before = queued();

        assertThatThrownBy(() -> partnership.ledger().append(Draft.of(SomeEvents.registerLoaded()),
                Notices.queue(NoticeKind.HOLD_RELEASED, matter(pack),
                        Addressee.accounts(List.of(new AccountId(SENDER))),
                        partnership.now()).with(impossible(), 1)))
                .isInstanceOf(Conflict.class);

        assertThat(queued()).isEqualTo(before);
    }

    private static Query impossible() {
        return DSL.deleteFrom(NOTICE).where(NOTICE.KIND.eq("NONE"));
    }

    private NoticeMatter matter(SenderPack pack) {
        return NoticeMatter.of(Partnership.STAFFORDSHIRE, partnership.caseId(), pack.id().value(),
                new AgencyId("staffordshire-police"));
    }

    @Test
    @DisplayName("OB-084 a pack on hold tells whoever decides, or the sending agency's SPoC where nobody has the role")
    void tellsWhoDecides() throws Exception {
        String crowd = "One. NHS number 999 000 0018. Two. NHS number 999 000 0026.";
        SenderPack first = partnership.pack("held");
        hold(first, crowd);
        partnership.edit(yaml -> yaml.replace("accounts:\n", """
                accounts:
                  - { id: sp-spoc, agency: staffordshire-police, kind: ROLE, roles: [SPOC] }
                """));
        hold(partnership.pack("held-too"), crowd);

        assertThat(queued()).containsExactly("PACK_HELD spoc of staffordshire-police",
                "PACK_HELD sp-spoc");
        assertThat(partnership.database().query().fetchValues(NOTICE.DEADLINE))
                .containsOnly(partnership.now().plus(Duration.ofDays(1)));
    }

    private void hold(SenderPack pack, String content) throws Exception {
        partnership.send(pack, "chronology.txt", content);
        partnership.send(pack, "summary.txt", "In our opinion the plan holds.");
        assertThat(partnership.send(pack, "manifest.yaml", Partnership.manifest())).isInstanceOf(Answer.Held.class);
    }

    @Test
    @DisplayName("4.7 a download that the sender must know of tells him once a day, however often it is tried")
    void tellsTheSenderOfARefusedDownload() throws Exception {
        SenderPack pack = partnership.pack("watched");
        partnership.sendAccepted(pack);
        assertThatThrownBy(() -> partnership.download(RECIPIENT, pack, 1)).isInstanceOf(ReleaseRefused.class);
        partnership.directory()
                .load(Partnership.suspended(partnership.directory().directory().current(),
                        "staffordshire-county-council"));
        for (int tries = 0; tries < 3; tries++) {
            assertThatThrownBy(() -> partnership.download(RECIPIENT, pack, 1)).isInstanceOf(ReleaseRefused.class);
        }
        partnership.pass(Duration.ofDays(1));
        assertThatThrownBy(() -> partnership.download(RECIPIENT, pack, 1)).isInstanceOf(ReleaseRefused.class);

        assertThat(queued()).containsExactly("PACK_TO_COLLECT " + RECIPIENT, "DOWNLOAD_REFUSED " + SENDER,
                "DOWNLOAD_REFUSED " + SENDER);
    }

    @Test
    @DisplayName("formats.md 6: an unfinished pack expires after 72 hours, with a notice and an entry")
    void tellsTheSenderOfAnExpiredUpload() throws Exception {
        SenderPack pack = partnership.pack("unfinished");
        partnership.send(pack, "chronology.txt", "Contact.");
        partnership.pass(Duration.ofHours(73));
        partnership.intake().tidy();

        assertThat(partnership.entries()).containsExactly("ABANDONED EXPIRED");
        assertThat(queued()).containsExactly("UPLOAD_EXPIRED " + SENDER);
    }

    /// Kind and addressee of each notice, oldest first.
    private List<String> queued() {
        return partnership.database().query()
                .select(NOTICE.KIND, NOTICE.ACCOUNT, NOTICE.SPOC)
                .from(NOTICE)
                .orderBy(NOTICE.QUEUED_AT, NOTICE.KIND.desc())
                .fetch(row -> row.value1() + " " + (row.value2() == null ? "spoc of " + row.value3() : row.value2()));
    }
}
