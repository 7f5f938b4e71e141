// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casegate.crypto.verify.LogFiles.sign;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.casegate.crypto.tlog.Hash;
import org.casegate.crypto.tlog.SignerKey;
import org.casegate.crypto.tlog.TlogProof;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.crypto.verify.LogFiles;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExportFormTest {
    private static TlogProof proof() {
        SignerKey key = SignerKey.generate(VerifierKey.Type.LOG, "gateway.example/ledger/1");
        return new TlogProof(0, List.of(), sign(List.of(LogFiles.entry(0, Hash.ZEROS, "somebody")), 1, key));
    }

    @Test
    @DisplayName("a cell with a quote or a comma is quoted, and none is a formula")
    void writesCsv() {
        EntryView entry = new EntryView(7, Instant.parse("2026-05-06T09:00:00Z"), "REFUSED", Optional.of("solihull"),
                Optional.of("1.0"), "os:=cmd|\"x\"", Optional.of("@agency"), Optional.empty(),
                List.of("SO 4.1", "SO 5"),
                Optional.empty(), new TreeMap<>(), Optional.empty(), List.of(), new TreeMap<>(), Hash.ZEROS, "{}");

        assertThat(ExportForm.CSV.line(entry, proof())).isEqualTo(
                "7,2026-05-06T09:00:00Z,REFUSED,solihull,1.0,'@agency,\"os:=cmd|\"\"x\"\"\",,SO 4.1; SO 5,"
                        + "0".repeat(64)
                        + "\r\n");
        assertThat(ExportForm.CSV.heading().split(","))
                .hasSize(ExportForm.CSV.line(entry, proof()).split(",", -1).length);
    }
}
