// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.casegate.policy.Partnership;
import org.casegate.policy.event.SomeEvents;
import org.casegate.policy.event.Under;
import org.casegate.policy.event.Event;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.mail.MailFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestsTest {
    private static final String POLICE = "staffordshire-police";

    @TempDir
    Path home;
    private Partnership partnership;

    @BeforeEach
    void begin() {
        partnership = Partnership.at(home);
        partnership.edit(yaml -> yaml
                .replace("accounts:\n", """
                          - { agreement: solihull, agency: staffordshire-police, statutory: true }
                          - { agreement: solihull, agency: cafcass, statutory: false }
                        accounts:
                        """.replaceAll("(?m)^ {2}- ", "  - "))
                .replace("agreements:\n", """
                        agreements:
                          - { agreement: solihull, version: undated, state: ACTIVE, start: 2023-09-19 }
                        """)
                .replace(" email: spoc@cafcass.example,", ""));
    }

    @AfterEach
    void verify() {
        assertThat(partnership.audit().findings()).isEmpty();
        partnership.close();
    }

    private Digests digests() {
        return new Digests(partnership.database(), partnership.directory().directory(), partnership.agreements(),
                partnership::now);
    }

    @Test
    @DisplayName("OB-021 each point of contact gets the month's numbers once, whatever the node; those of Staffordshire get none")
    void tellsEachPointOfContactOnce() throws Exception {
        record("solihull", POLICE, SomeEvents::accepted, 3);
        record("solihull", POLICE, SomeEvents::declined, 1);
        record("solihull", POLICE, SomeEvents::recorded, 2);
        record("solihull", POLICE, SomeEvents::assessed, 3);
        record("solihull", "cafcass", SomeEvents::accepted, 7);
        record("staffordshire", POLICE, SomeEvents::accepted, 9);
        partnership.at(Instant.parse("2026-05-31T22:59:59Z"));
        assertThat(digests().queueDue()).as("the gateway was not here in April").isZero();

        partnership.at(Instant.parse("2026-05-31T23:00:00Z")); // midnight in London
        record("solihull", POLICE, SomeEvents::accepted, 5);
        Digests digests = digests();
        assertThat(digests.queueDue()).isEqualTo(2);
        assertThat(digests.queueDue()).isZero();
        assertThat(digests().queueDue()).as("another node").isZero();

        Path mail = home.resolve("mail");
        assertThat(partnership.delivery(new MailFolder(mail)).deliver()).isEqualTo(1);
        assertThat(letters(mail)).singleElement().asString()
                .contains("To: spoc@staffordshire-police.example", "Staffordshire Police", "May 2026",
                        "Packs sent and accepted:  3", "Uploads refused:          0", "Requests declined:        1",
                        "Packs not collected yet:  0", "Incidents recorded:       2")
                .doesNotContain("SSCB");
        assertThat(partnership.entries()).filteredOn(entry -> entry.startsWith("NOTIFIED"))
                .containsExactlyInAnyOrder("NOTIFIED", "NOTIFIED NOT-DELIVERED");
        assertThat(partnership.noticeBoard().newest(Optional.of(Notice.State.NOT_DELIVERED), 10)).singleElement()
                .satisfies(notice -> assertThat(notice.lastAnswer()).contains("no address"));
    }

    private void record(String agreement, String agency, Function<Under, Event> event, int times) throws Exception {
        for (int time = 0; time < times; time++) {
            partnership.ledger().append(Draft.of(event.apply(new Under(agreement, "any"))).agency(agency),
                    StateChange.none());
        }
    }

    private static List<String> letters(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(DigestsTest::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
