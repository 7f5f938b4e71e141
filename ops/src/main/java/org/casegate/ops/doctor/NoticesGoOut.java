// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.casegate.ops.Gateway;
import org.casegate.policy.mail.RelayAnswer;
import org.casegate.policy.notice.Delivery;
import org.casegate.policy.notice.NoticeBoard;

/// The mail relay takes mail, and everybody who was to be told has been.
final class NoticesGoOut implements Check {
    @Override
    public String name() {
        return "notices";
    }

    @Override
    public List<Finding> look(Site site) throws NotOpened, IOException {
        Gateway gateway = site.gateway();
        Optional<Delivery> delivery = gateway.post().delivery();
        List<Finding> findings = new ArrayList<>();
        findings.add(delivery.map(Delivery::probe).map(NoticesGoOut::relay)
                .orElseGet(() -> Finding.red("no mail relay is configured, so nobody is told that a pack waits",
                        "give `mail.relay`, `mail.place` and `mail.from` in casegate.yaml")));
        findings.addAll(queue(gateway.post().board().standing()));
        return findings;
    }

    static Finding relay(RelayAnswer answer) {
        return answer instanceof RelayAnswer.Taken taken
                ? Finding.green("the mail relay answers (%s)".formatted(taken.said()))
                : Finding.red("the mail relay cannot be used: " + answer.said(),
                        "see that it runs, lets this gateway in by TLS, and that user and password are right;"
                                + " then `casegate notice test ADDRESS`");
    }

    static List<Finding> queue(NoticeBoard.Standing standing) {
        List<Finding> findings = new ArrayList<>();
        if (standing.notDelivered() > 0) {
            findings.add(Finding.red("%d notices were not delivered".formatted(standing.notDelivered()),
                    "see `casegate notice list --state NOT_DELIVERED`, correct the addresses in the register, then"
                            + " `casegate notice retry`; ring whoever waits"));
        }
        standing.late().ifPresent(late -> findings.add(Finding.red(
                "%d notices wait, the first since %s%s".formatted(standing.waiting(), late.queuedAt(),
                        late.lastAnswer().map(answer -> ": " + answer).orElse("")),
                "see that the relay answers; what waits is sent by itself as soon as it does")));
        return findings.isEmpty()
                ? List.of(Finding.green("nothing waits that should have gone; %d in the queue"
                        .formatted(standing.waiting())))
                : findings;
    }
}
