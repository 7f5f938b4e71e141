// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.casegate.crypto.tlog.CanonicalJson;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.Json;
import org.casegate.policy.event.Event;
import org.casegate.policy.event.SomeEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnplacedTest {
    private static final long INDEX = 1_234_567;
    private static final Hash PREV = Hash.parseHex("5c".repeat(32));
    private static final String TIME = LedgerTime.print(Instant.parse("2026-05-06T08:59:00.123456Z"));

    static List<Event> events() {
        return SomeEvents.all();
    }

    @ParameterizedTest
    @MethodSource("events")
    void becomesTheCanonicalFormOfEverythingInIt(Event event) {
        byte[] entry = Draft.of(event).agency("staffordshire-police").unplaced().at(INDEX, PREV, TIME);

        SortedMap<String, Json> members = new TreeMap<>(event.members());
        members.put("v", new Json.Whole(1));
        members.put("actor", new Json.Text(Draft.GATEWAY));
        members.put("agency", new Json.Text("staffordshire-police"));
        assertThat(entry).isEqualTo(CanonicalJson.encode(placed(members)));
    }

    @Test
    void doesSoWhereNothingStandsBetween() {
        SortedMap<String, Json> none = new TreeMap<>();

        byte[] entry = new Unplaced(none, Columns.of(new Json.Members(none)), List.of()).at(INDEX, PREV, TIME);

        assertThat(entry).isEqualTo(CanonicalJson.encode(placed(none)));
    }

    @Test
    void leavesItsPlaceToTheSequencer() {
        for (String name : List.of("at", "index", "prev")) {
            SortedMap<String, Json> members = new TreeMap<>();
            members.put(name, new Json.Text("mine"));

            assertThatThrownBy(() -> new Unplaced(members, Columns.of(new Json.Members(members)), List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Json.Members placed(SortedMap<String, Json> members) {
        SortedMap<String, Json> placed = new TreeMap<>(members);
        placed.put("index", new Json.Whole(INDEX));
        placed.put("prev", new Json.Text(PREV.hex()));
        placed.put("at", new Json.Text(TIME));
        return new Json.Members(placed);
    }
}
