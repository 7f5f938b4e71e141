// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.casegate.crypto.tlog.CanonicalJson;
import org.casegate.crypto.tlog.Json;
import org.casegate.policy.event.EntryKind;
import org.casegate.policy.event.Event;
import org.casegate.policy.event.SomeEvents;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("OB-020: kinds that no feature writes yet can be written, found and read back")
class SettledKindsTest {
    private static final Set<String> OF_EVERY_ENTRY = Set.of("actor", "agency", "at", "index", "prev", "v");

    private static LedgerFixture fixture;
    private static Ledger ledger;

    @BeforeAll
    static void begin() throws Exception {
        fixture = new LedgerFixture();
        ledger = fixture.ledger();
    }

    @AfterAll
    static void end() {
        ledger.close();
        fixture.close();
    }

    static Stream<Event> events() {
        return SomeEvents.notWrittenYet().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void areReadBackAsTheyWereWritten(Event event) throws Exception {
        Json.Members said = new Json.Members(event.members());
        EntryKind kind = EntryKind.valueOf(said.text("kind").orElseThrow());

        Appended appended = ledger.append(Draft.of(event).actor("so-lead").agency("sscb"), StateChange.none());

        EntryView found = fixture.queries(ledger)
                .run("an-auditor", Optional.empty(), LedgerQuery.all().ofKind(kind).atMost(1)).getFirst();
        assertThat(found.index()).isEqualTo(appended.index());
        assertThat(found.code()).isEqualTo(said.text("code"));
        assertThat(found.facts()).isEqualTo(said.members("facts"));
        SortedMap<String, Json> read = new TreeMap<>(CanonicalJson.parse(found.canonical().getBytes(UTF_8)).values());
        read.keySet().removeAll(OF_EVERY_ENTRY);
        assertThat(read).isEqualTo(event.members());
    }

    /// What `clauses.md` asks to be recorded, by the obligation that asks for it. None of these is kept by that alone.
    static Stream<Arguments> asked() {
        return Stream.of(arguments("OB-135", EntryKind.REJECTED, Set.of("destroy_on", "transfer")),
                arguments("OB-057", EntryKind.PURPOSE_CHANGED, Set.of("purpose", "regime", "transfer")),
                arguments("OB-107", EntryKind.FILED_TO_CMS, Set.of("on", "transfer")),
                arguments("OB-130", EntryKind.REQUESTED,
                        Set.of("request", "holder", "purpose", "basis", "needed_by", "consent", "parents_informed")),
                arguments("OB-132", EntryKind.ESCALATED, Set.of("request", "offices", "decide_by")),
                arguments("OB-152", EntryKind.PUBLISHED, Set.of("from", "until")),
                arguments("OB-152", EntryKind.UNPUBLISHED, Set.of("from", "approved_by")),
                arguments("OB-158", EntryKind.INCIDENT, Set.of("aware_at", "partners_by")),
                arguments("OB-159", EntryKind.INCIDENT, Set.of("owner", "loser", "lead")),
                arguments("OB-160", EntryKind.INCIDENT, Set.of("severity", "regulator", "decider")),
                arguments("OB-161", EntryKind.INCIDENT, Set.of("regulator_by")),
                arguments("OB-013", EntryKind.REMINDED, Set.of("task", "due", "days_before", "to_spoc")));
    }

    @ParameterizedTest
    @MethodSource("asked")
    void sayWhatTheObligationAsksFor(String obligation, EntryKind kind, Set<String> facts) {
        assertThat(events().map(event -> new Json.Members(event.members()))
                .filter(said -> said.text("kind").equals(Optional.of(kind.name())))
                .flatMap(said -> said.members("facts").keySet().stream())).as(obligation).containsAll(facts);
    }
}
