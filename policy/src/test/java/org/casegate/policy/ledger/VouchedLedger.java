// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.ledger;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.casegate.crypto.witness.Witness;
import org.casegate.crypto.witness.WitnessFolder;
import org.casegate.crypto.witness.WitnessServer;

/// A ledger for which others vouch: a real witness, and a directory elsewhere.
final class VouchedLedger implements AutoCloseable {
    static final String WITNESS = "witness.council.example";

    final LedgerFixture fixture = new LedgerFixture();
    final Path anchors;
    final Path state;
    private final WitnessFolder folder;
    private final WitnessServer server;

    VouchedLedger(Path home) throws IOException {
        anchors = Files.createDirectory(home.resolve("anchors"));
        state = home.resolve("witness");
        folder = WitnessFolder.open(state, WITNESS);
        server = WitnessServer.start(new Witness(folder, List.of(fixture.signer.verifier()), fixture.clock),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty());
    }

    Vouching byTheWitness() {
        return new Vouching(
                List.of(new Vouching.Witness(URI.create("http://127.0.0.1:" + server.port() + "/"), folder.verifier())),
                Optional.empty(), List.of());
    }

    /// After ten entries, or an hour.
    Vouching byAnchors() {
        return new Vouching(List.of(), Optional.empty(), List.of(
                new Vouching.Place(Anchors.in(anchors), Optional.of("West Midlands Police"), 10, Duration.ofHours(1))));
    }

    Vouching byBoth() {
        return new Vouching(byTheWitness().witnesses(), Optional.empty(), byAnchors().anchors());
    }

    Anchoring anchoring(Ledger ledger) throws IOException {
        return Anchoring.of(fixture.database, ledger, byBoth(), fixture.clock);
    }

    /// Appends, signs, and has others vouch for it.
    void grow(int entries) throws Exception {
        try (Ledger ledger = fixture.ledger(byBoth()); Anchoring anchoring = anchoring(ledger)) {
            fixture.append(ledger, entries);
            ledger.publish();
            anchoring.run();
        }
    }

    /// The file names of the anchors, in order.
    List<String> anchored() throws IOException {
        try (var files = Files.list(anchors)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    Path anchor(long size) {
        return anchors.resolve("gateway.example_ledger-%019d.checkpoint".formatted(size));
    }

    void stopWitness() throws IOException {
        server.close();
        folder.close();
    }

    @Override
    public void close() throws IOException {
        stopWitness();
        fixture.close();
    }
}
