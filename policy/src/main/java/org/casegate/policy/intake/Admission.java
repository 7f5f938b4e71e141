// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.intake;

import java.io.IOException;
import org.casegate.policy.manifest.ManifestParser;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.jooq.DSLContext;

/// Whether there is room for one more file, and how much.
final class Admission {
    static final String SHORT_OF_DISK = "The gateway is short of disk space and takes nothing in for now. "
            + "Its operators know; send this again later.";

    private Admission() {}

    /// @return the most octets that the file may hold
    /// @throws IntakeRefusal if there is no room, saying what to do
    static long budget(ArrivalRows.Room room, DiskSpace disk, InFlight inFlight, FileName name, Quotas quotas)
            throws IntakeRefusal, IOException {
        if (disk.left() < 0) {
            throw IntakeRefusal.refused(SHORT_OF_DISK);
        }
        if (name.manifest()) {
            return ManifestParser.LARGEST_BYTES;
        }
        if (room.files() >= quotas.pack().parts()) {
            throw IntakeRefusal.refused("A pack holds at most " + quotas.pack().parts()
                    + " parts. Send the rest as another pack.");
        }
        long left = left(room.ownBytes(), room.sharedBytes(), inFlight, room.pack().account(), room.pack().agency(),
                quotas);
        if (left <= 0) {
            throw IntakeRefusal.refused("Your unfinished packs have reached their limit. "
                    + "Finish one, or remove files that are not needed, then send this again.");
        }
        return Math.min(quotas.pack().partBytes(), left);
    }

    /// What the account may still send, of its own share and its agency's; negative where they are exceeded.
    static long left(DSLContext db, InFlight inFlight, AccountId account, AgencyId agency, Quotas quotas) {
        return left(PackRows.undecidedBytes(db, account), PackRows.undecidedBytes(db, agency), inFlight, account,
                agency, quotas);
    }

    private static long left(long ownBytes, long sharedBytes, InFlight inFlight, AccountId account, AgencyId agency,
            Quotas quotas) {
        long own = quotas.accountBytes() - ownBytes - inFlight.received(other -> other.account().equals(account));
        long shared = quotas.agencyBytes() - sharedBytes - inFlight.received(other -> other.agency().equals(agency));
        return Math.min(own, shared);
    }
}
