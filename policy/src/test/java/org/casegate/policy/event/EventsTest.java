// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.casegate.crypto.tlog.CanonicalJson;
import org.casegate.crypto.tlog.Json;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("OB-020: what an entry says")
class EventsTest {
    @Test
    @DisplayName("the fields of each event, and their form, are those that were written before")
    void keepTheirForm() throws IOException {
        assertThat(SomeEvents.all().stream().map(EventsTest::text).toList()).isEqualTo(kept());
    }

    private static String text(Event event) {
        return new String(CanonicalJson.encode(new Json.Members(event.members())), UTF_8);
    }

    private static List<String> kept() throws IOException {
        try (InputStream events = Objects.requireNonNull(EventsTest.class.getResourceAsStream("events.jsonl"))) {
            return new String(events.readAllBytes(), UTF_8).lines().toList();
        }
    }

    @Test
    @DisplayName("each event is among them")
    void areAllHere() {
        assertThat(SomeEvents.all().stream().<Class<?>>map(Event::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(leaves(Event.class).collect(Collectors.toSet()));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventsTest::leaves)
                : Stream.of(type);
    }

    @Test
    @DisplayName("each kind of entry has its event")
    void haveEachKind() {
        Set<EntryKind> written = SomeEvents.all().stream()
                .map(event -> EntryKind.valueOf(new Json.Members(event.members()).text("kind").orElseThrow()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(EntryKind.class)));

        assertThat(written).isEqualTo(EnumSet.allOf(EntryKind.class));
    }

    @Test
    @DisplayName("the format names every fact in the row of its kind, or of its code")
    void areInTheFormat() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../ops/docs/ledger-format.md"));

        for (Event event : SomeEvents.all()) {
            Json.Members entry = new Json.Members(event.members());
            String kind = entry.text("kind").orElseThrow();
            String name = "`" + (kind.equals("CONFIG_CHANGED") ? entry.text("code").orElseThrow() : kind) + "`";
            Set<String> facts = new TreeSet<>(entry.members("facts").keySet());
            if (event instanceof RegisterEvent.Warranted) {
                facts.removeAll(Set.of("proposal", "approved_by"));
            }
            assertThat(rows).as(name).anyMatch(row -> row.startsWith("| `") && row.contains(name)
                    && facts.stream().allMatch(fact -> row.contains("`" + fact + "`")));
        }
    }

    @Test
    @DisplayName("only those kinds erase that verification lets erase")
    void eraseOnlyWhereTheyMay() {
        assertThat(SomeEvents.all()).filteredOn(event -> event.members().containsKey("erased")).allSatisfy(
                event -> assertThat(EntryKind.valueOf(new Json.Members(event.members()).text("kind").orElseThrow())
                        .mayErase()).isTrue());
    }

    @Test
    @DisplayName("nothing refuses without a code and a clause")
    void refuseWithCodeAndClause() {
        assertThatThrownBy(
                () -> new PackEvent.FileRefused(SomeEvents.STAFFORDSHIRE, SomeEvents.PACK, "TOO-LARGE", List.of())
                        .members())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("clauses");
        assertThatThrownBy(() -> new RecipientEvent.Rejected(new RecipientEvent.Access(SomeEvents.STAFFORDSHIRE, "",
                SomeEvents.PACK, "ST-2026-000001", Optional.empty()), RecipientEvent.SentBack.NOT_INTELLIGIBLE,
                List.of(),
                LocalDate.EPOCH).members()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("clauses");
        assertThatThrownBy(
                () -> new PackEvent.RefusedOften(true, SomeEvents.STAFFORDSHIRE, "", List.of("ST 4.0"), 40, "", "")
                        .members())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("code");
    }
}
