// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.casegate.crypto.keep.SealedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What this node owes to the ledger: in memory, and in a sealed file, because the database is what is missing when there
/// are debts. Thread-safe.
final class Debts {
    private static final Logger LOG = LoggerFactory.getLogger(Debts.class);

    private final SealedFile file;
    private final Set<Debt> debts = new LinkedHashSet<>();

    Debts(SealedFile file) {
        this.file = file;
    }

    /// What the last run of this node still owed.
    synchronized void recall() throws IOException {
        Optional<byte[]> text = file.read();
        if (text.isPresent()) {
            new String(text.get(), UTF_8).lines().flatMap(line -> Debt.parse(line).stream()).forEach(debts::add);
        }
    }

    /// On return the debt survives the process; where even that cannot be, the log says so.
    synchronized void add(Debt debt) {
        if (debts.add(debt)) {
            keep();
        }
    }

    synchronized void remove(Debt debt) {
        if (debts.remove(debt)) {
            keep();
        }
    }

    synchronized boolean has(Debt debt) {
        return debts.contains(debt);
    }

    /// Oldest first.
    synchronized List<Debt> all() {
        return List.copyOf(debts);
    }

    private void keep() {
        try {
            if (debts.isEmpty()) {
                file.delete();
            } else {
                file.write(debts.stream().map(Debt::line).collect(Collectors.joining("\n")).getBytes(UTF_8));
            }
        } catch (IOException e) {
            LOG.error("What is owed to the ledger is in memory only: {}", e.getClass().getSimpleName());
        }
    }
}
