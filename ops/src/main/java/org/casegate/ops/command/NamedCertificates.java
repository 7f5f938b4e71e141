// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.casegate.crypto.certificate.Certificate;
import org.casegate.crypto.certificate.CertificateRefused;
import org.casegate.ops.Gateway;
import org.casegate.ops.console.GivenFile;
import org.casegate.ops.console.Stop;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.directory.CertificateRefusal;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;

/// The certificates that a register's file names (`openpgp`), as far as the gateway does not have them: they lie beside it. One that
/// is registered already needs no file, so that what was exported can be imported anywhere.
final class NamedCertificates {
    private final Gateway gateway;
    private final Register wanted;
    private final Register base;
    private final Map<AgencyId, byte[]> fresh = new TreeMap<>();

    /// @param folder of the register's file
    /// @throws Stop if a file is missing, or what is in it is no certificate that parts may be sealed to
    NamedCertificates(Gateway gateway, Register wanted, Path folder) {
        this.gateway = gateway;
        this.wanted = wanted;
        this.base = gateway.directory().current();
        wanted.agencies().forEach(agency -> agency.openpgp().ifPresent(file -> look(agency, folder.resolve(file))));
    }

    private void look(Agency agency, Path file) {
        boolean registered = isRegistered(agency);
        if (registered && Files.notExists(file)) {
            return;
        }
        byte[] given = GivenFile.octets(file, CertificateCommand.LONGEST);
        try {
            Certificate certificate = Certificate.read(given, gateway.clock().instant());
            if (!registered || !gateway.ownCertificates().knows(agency.id(), certificate)) {
                fresh.put(agency.id(), given);
            }
        } catch (CertificateRefused refused) {
            throw Stop.badInput("%s: %s".formatted(file, refused.sentence()));
        }
    }

    private boolean isRegistered(Agency agency) {
        return base.agency(agency.id()).flatMap(Agency::openpgp).isPresent();
    }

    /// The register without those that the gateway does not have: a name alone seals nothing.
    Register known() {
        Register known = wanted;
        for (AgencyId id : fresh.keySet()) {
            Agency agency = wanted.agency(id).orElseThrow();
            if (!isRegistered(agency)) {
                known = known.with(agency.withOpenpgp(Optional.empty()));
            }
        }
        return known;
    }

    /// Says what would be registered.
    void print(PrintWriter out) {
        fresh.keySet()
                .forEach(id -> out.println("  agency %s openpgp: the certificate would be registered".formatted(id)));
    }

    boolean isEmpty() {
        return fresh.isEmpty();
    }

    /// Registers them, for a register that knows the agencies.
    void register(Actor actor, PrintWriter out) throws LedgerUnavailable, IOException {
        for (Map.Entry<AgencyId, byte[]> each : fresh.entrySet()) {
            Optional<String> file = wanted.agency(each.getKey()).flatMap(Agency::openpgp);
            try {
                var done = gateway.ownCertificates().register(actor, each.getKey(), each.getValue(), file);
                out.println("  agency %s openpgp: %s, to be opened. Ledger entry %d.".formatted(each.getKey(),
                        done.fingerprint(), done.entry()));
            } catch (CertificateRefused refused) {
                throw Stop.badInput("%s: %s".formatted(each.getKey(), refused.sentence()));
            } catch (CertificateRefusal refused) {
                throw Stop.badInput(refused.sentence());
            }
        }
    }
}
