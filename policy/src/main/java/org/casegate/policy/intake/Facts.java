// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.casegate.crypto.keep.KeyedToken;
import org.casegate.crypto.keep.Token;
import org.casegate.crypto.seal.Sha256;
import org.casegate.policy.check.CaseFacts;
import org.casegate.policy.check.PackFacts;
import org.casegate.policy.check.PartFacts;
import org.casegate.policy.check.Provenance;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.meeting.CaseFile;
import org.casegate.policy.register.Register;
import org.casegate.schema.Database;

/// Gathers what a pack is judged by.
final class Facts {
    private final Database database;
    private final KeyedToken tokens;
    private final ReceivedContent received;
    private final Corrections corrections;
    private final Quotas quotas;

    Facts(Database database, KeyedToken tokens, ReceivedContent received, Corrections corrections, Quotas quotas) {
        this.database = database;
        this.tokens = tokens;
        this.received = received;
        this.corrections = corrections;
        this.quotas = quotas;
    }

    PackFacts of(Candidate candidate, Register register, Instant now) {
        PackRow pack = candidate.pack();
        List<PartRow> files = candidate.files().stream().filter(PartRow::received).toList();
        Map<Sha256, ReceivedContent.Origin> origins = received.origins(pack,
                files.stream().map(candidate::sha256).toList(), register);
        origins.keySet().removeAll(received.agreed(pack, origins, register));
        return PackFacts.of(candidate.manifest(), pack.account(), now)
                .begun(pack.state() == PackState.HELD ? now : pack.begunAt()) // what was held was finished in time
                .from(PackRows.sentFrom(database.query(), pack.id()))
                .storedIn(register.storagePlaces())
                .inCase(of(candidate.of()))
                .within(quotas.pack())
                .correcting(corrections.of(pack, candidate.manifest(), register).isPresent())
                .parts(files.stream()
                        .map(file -> part(candidate, file, origins))
                        .toList());
    }

    private static CaseFacts of(CaseFile file) {
        return file.isOpen() ? new CaseFacts.Opened(file.record(), file.settled()) : new CaseFacts.NotOpen();
    }

    private static PartFacts part(Candidate candidate, PartRow file, Map<Sha256, ReceivedContent.Origin> asked) {
        Sha256 sha256 = candidate.sha256(file);
        return new PartFacts(candidate.name(file), file.contentSize(),
                sha256, Words.findings(candidate.words(), file),
                Optional.ofNullable(asked.get(sha256)).map(ReceivedContent.Origin::agency).map(Provenance::from));
    }

    /// Stands for what was judged: the case at its revision, the manifest, and the parts where they were looked at.
    Token judged(Candidate candidate, boolean withParts) {
        StringBuilder all = new StringBuilder(candidate.sha256(candidate.manifestRow()).toString());
        all.append("\ncase ").append(candidate.of().revision());
        if (withParts) {
            candidate.files()
                    .stream()
                    .filter(PartRow::received)
                    .map(file -> candidate.name(file).key() + ' ' + candidate.sha256(file))
                    .sorted()
                    .forEach(line -> all.append('\n').append(line));
        }
        return tokens.of("judged", candidate.pack().id().toString(), all.toString());
    }

    /// Stands for no content that could be sent: whatever comes next is another attempt.
    Token unlike(Candidate candidate) {
        return tokens.of("judged", candidate.pack().id().toString(), UUID.randomUUID().toString());
    }

    /// Why a manifest cannot belong to this directory.
    static Optional<String> elsewhere(PackRow pack, CaseFile file, Manifest manifest) {
        if (!manifest.agreement().equals(pack.agreement())) {
            return Optional.of("manifest.yaml, agreement: this directory belongs to " + pack.agreement()
                    + ", the manifest says " + manifest.agreement()
                    + ". Correct the manifest, or send it where it belongs.");
        }
        if (!manifest.caseRef().equals(file.record().caseRef())) {
            return Optional
                    .of("manifest.yaml, case_ref: this directory belongs to another case than the manifest names. "
                            + "Correct the manifest, or send it where it belongs.");
        }
        return Optional.empty();
    }

}
