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
    @DisplayName("a cell with a quote or a comma is quoted, and none is a formula")
    void writesCsv() {
        EntryView entry = new EntryView(7, Instant.parse("2026-05-06T09:00:00Z"), "REFUSED", Optional.of("solihull"),
                Optional.of("1.0"), "os:=cmd|\"x\"", Optional.of("@agency"), Optional.empty(),
                List.of("SO 4.1", "SO 5"),
                Optional.empty(), new TreeMap<>(), Optional.empty(), List.of(), new TreeMap<>(), Hash.ZEROS, "{}");

        assertThat(ExportText.csv(entry)).isEqualTo(
                "7,2026-05-06T09:00:00Z,REFUSED,solihull,1.0,'@agency,\"os:=cmd|\"\"x\"\"\",,SO 4.1; SO 5,"
                        + "0".repeat(64)
                        + "\r\n");
        assertThat(ExportText.HEADING.split(",")).hasSize(ExportText.csv(entry).split(",", -1).length);
    }

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
