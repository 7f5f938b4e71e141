// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.casegate.crypto.tlog.Json;
import org.casegate.policy.clock.London;
import org.casegate.policy.event.EntryKind;
import org.casegate.policy.ledger.EntryView;
import org.casegate.policy.ledger.SubjectEntries;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;

/// Who has opened what of a pack, as the ledger has it.
final class OpenedParts {
    private static final int MOST_PEOPLE = 20;

    private final SubjectEntries entries;

    OpenedParts(SubjectEntries entries) {
        this.entries = entries;
    }

    /// Every opening, oldest first.
    List<OpenedPart> of(PackId pack) {
        return entries.of(pack.value(), EntryKind.DOWNLOADED).stream().map(OpenedParts::opened).toList();
    }

    private static OpenedPart opened(EntryView entry) {
        int part = entry.facts().get("part") instanceof Json.Whole(long number) ? Math.toIntExact(number) : 0;
        Optional<AccountId> role = entry.facts().get("role") instanceof Json.Text(String account)
                ? AccountId.parse(account)
                : Optional.empty();
        return new OpenedPart(new AccountId(entry.actor()), new AgencyId(entry.agency().orElseThrow()), role, part,
                entry.at(), entry.index());
    }

    /// One sentence for each person, with the first time that he opened each part.
    List<String> sentences(PackId pack, Register register) {
        Map<String, Map<Integer, String>> people = new LinkedHashMap<>();
        for (OpenedPart opened : of(pack)) {
            people.computeIfAbsent(opened.account() + " of " + register.nameOf(opened.agency()), _ -> new TreeMap<>())
                    .putIfAbsent(opened.part(), "part " + opened.part() + " at " + London.written(opened.at()));
        }
        if (people.isEmpty()) {
            return List.of("Nobody had opened any of it.");
        }
        List<String> sentences = new ArrayList<>(people.entrySet().stream()
                .limit(MOST_PEOPLE)
                .map(person -> person.getKey() + " had opened " + String.join(", ", person.getValue().values()) + ".")
                .toList());
        if (people.size() > MOST_PEOPLE) {
            sentences.add("So had " + (people.size() - MOST_PEOPLE) + " others.");
        }
        sentences.add("What they have downloaded is out of this gateway's reach: tell them what to do with it.");
        return sentences;
    }
}
