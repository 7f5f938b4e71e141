// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.casegate.crypto.tlog.Hash;
import org.casegate.policy.ledger.EntryView;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LedgerTextTest {
    @Test
    @DisplayName("what was erased is listed with the day and the rule")
    void listsWhatWasErased() {
        EntryView entry = new EntryView(7, Instant.parse("2026-05-06T09:00:00Z"), "ACCEPTED", Optional.empty(),
                Optional.empty(), "an-account", Optional.empty(), Optional.empty(), List.of(), Optional.empty(),
                new TreeMap<>(),
                Optional.of(new EntryView.Erasure(9, Instant.parse("2026-08-03T23:30:00Z"), List.of("ST 6.1"))),
                List.of(),
                new TreeMap<>(), Hash.ZEROS, "{}");
        StringWriter text = new StringWriter();

        EntryText.table(new PrintWriter(text, true), List.of(entry));

        assertThat(text.toString()).contains("erased on 2026-08-04, by rule ST 6.1");
    }
}
