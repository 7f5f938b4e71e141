// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.casegate.crypto.tlog.Hash;
import org.casegate.policy.ledger.EntryView;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExportTextTest {
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
}
