// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.IOException;
import org.casegate.crypto.store.ObjectStore;
import org.casegate.policy.manifest.ManifestParser;
import org.jooq.DSLContext;

/// Whether there is room for one more file, and how much.
final class Admission {
    private Admission() {}

    /// @return the most octets that the file may hold
    /// @throws IntakeRefusal if there is no room, saying what to do
    static long budget(DSLContext db, ObjectStore store, InFlight inFlight, PackRow pack, FileName name, Quotas quotas)
            throws IntakeRefusal, IOException {
        if (store.freeBytes() < store.totalBytes() * quotas.freeFraction()) {
            throw IntakeRefusal.refused("The gateway is short of disk space and takes nothing in for now. "
                    + "Its operators know; send this again later.");
        }
        if (name.manifest()) {
            return ManifestParser.LARGEST_BYTES;
        }
        long files = PackRows.parts(db, pack.id()).stream().filter(part -> !part.manifest()).count();
        if (files >= quotas.pack().parts()) {
            throw IntakeRefusal.refused("A pack holds at most " + quotas.pack().parts()
                    + " parts. Send the rest as another pack.");
        }
        long account = quotas.accountBytes() - PackRows.undecidedBytes(db, pack.account())
                - inFlight.received(other -> other.account().equals(pack.account()));
        long agency = quotas.agencyBytes() - PackRows.undecidedBytes(db, pack.agency())
                - inFlight.received(other -> other.agency().equals(pack.agency()));
        if (account <= 0 || agency <= 0) {
            throw IntakeRefusal.refused("Your unfinished packs have reached their limit. "
                    + "Finish one, or remove files that are not needed, then send this again.");
        }
        return Math.min(quotas.pack().partBytes(), Math.min(account, agency));
    }
}
