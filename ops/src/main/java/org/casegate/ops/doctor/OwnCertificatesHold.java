// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.casegate.policy.directory.OwnCertificates;

/// The OpenPGP certificates of agencies, to which parts for them are sealed, have some time to run.
final class OwnCertificatesHold implements Check {
    private static final Duration SOON = Duration.ofDays(30);

    @Override
    public String name() {
        return "agencies' certificates";
    }

    @Override
    public List<Finding> look(Site site) throws NotOpened {
        Instant now = site.now();
        List<Finding> findings = site.gateway().ownCertificates().list().stream()
                .filter(OwnCertificates.Line::inUse).map(line -> of(line, now)).toList();
        return findings.isEmpty()
                ? List.of(Finding.green("no agency has one of its own; the gateway keeps the keys"))
                : findings;
    }

    static Finding of(OwnCertificates.Line line, Instant now) {
        String renew = "ask for a present one, and `casegate agency certificate register %s FILE`".formatted(
                line.agency());
        Instant end = line.expiresAt().orElse(Instant.MAX);
        if (!now.isBefore(end)) {
            return Finding.red("the certificate of %s has ended at %s: packs for it wait, and are refused in the end"
                    .formatted(line.agency(), end), renew);
        }
        String said = line.expiresAt().isPresent()
                ? "the certificate of %s holds until %s".formatted(line.agency(), end)
                : "the certificate of %s holds without an end".formatted(line.agency());
        return now.plus(SOON).isBefore(end) ? Finding.green(said) : Finding.amber(said, renew);
    }
}
