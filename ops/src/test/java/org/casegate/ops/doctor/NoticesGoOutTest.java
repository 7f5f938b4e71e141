// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.casegate.ops.doctor.Finding.Colour;
import org.casegate.policy.mail.RelayAnswer;
import org.casegate.policy.notice.Addressee;
import org.casegate.policy.notice.Notice;
import org.casegate.policy.notice.NoticeBoard;
import org.casegate.policy.notice.NoticeKind;
import org.casegate.policy.notice.NoticeMatter;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NoticesGoOutTest {
    private static final Notice LATE = new Notice(UUID.randomUUID(), NoticeKind.PACK_TO_COLLECT,
            NoticeMatter.of(new AgreementId("staffordshire"), UUID.randomUUID(), UUID.randomUUID(),
                    new AgencyId("staffordshire-police")),
            new Addressee.Spoc(new AgencyId("cafcass")), Notice.State.QUEUED, Instant.parse("2026-05-06T09:00:00Z"),
            Instant.parse("2026-05-06T10:00:00Z"), 5, Optional.of("no answer"), Optional.empty(), OptionalLong.empty());

    @Test
    @DisplayName("OB-098 a dead relay is red, with what it answered")
    void aRelayThatCannotBeUsedIsRed() {
        assertThat(NoticesGoOut.relay(new RelayAnswer.Unusable("no answer"))).satisfies(finding -> {
            assertThat(finding.colour()).isEqualTo(Colour.RED);
            assertThat(finding.said()).endsWith("no answer");
        });
        assertThat(NoticesGoOut.relay(new RelayAnswer.Taken("250 2.0.0")).colour()).isEqualTo(Colour.GREEN);
    }

    @Test
    @DisplayName("OB-098 notices that were not delivered, or wait for long, are red")
    void whatNobodyGotIsRed() {
        assertThat(NoticesGoOut.queue(new NoticeBoard.Standing(2, 0, Optional.empty()))).extracting(Finding::colour)
                .containsExactly(Colour.GREEN);
        List<Finding> findings = NoticesGoOut.queue(new NoticeBoard.Standing(3, 1, Optional.of(LATE)));
        assertThat(findings).extracting(Finding::colour).containsExactly(Colour.RED, Colour.RED);
        assertThat(findings).extracting(Finding::said).containsExactly("1 notices were not delivered",
                "3 notices wait, the first since 2026-05-06T09:00:00Z: no answer");
    }
}
