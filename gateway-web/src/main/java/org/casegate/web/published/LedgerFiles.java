// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.web.published;

import java.io.IOException;
import java.util.Optional;
import org.casegate.crypto.tlog.NoSuchTile;
import org.casegate.crypto.tlog.TilePath;
import org.casegate.policy.ledger.Ledger;
import org.casegate.policy.ledger.LedgerQueries;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.web.server.Reply;
import org.casegate.web.server.Trouble;
import org.casegate.web.server.Visit;

/// The files below `/ledger/`, as C2SP `tlog-tiles` lays them out.
public final class LedgerFiles {
    private final Ledger ledger;
    private final LedgerQueries queries;

    public LedgerFiles(Ledger ledger, LedgerQueries queries) {
        this.ledger = ledger;
        this.queries = queries;
    }

    /// The newest signed checkpoint, for witnesses and for anybody: it tells a size and a root. Never cached.
    public Reply checkpoint(Visit visit) {
        return ledger.published().map(newest -> Reply.text(newest.note().toString()))
                .orElseGet(() -> Reply.trouble(Trouble.notFound()));
    }

    /// A tile of hashes, for everybody: nothing can be read from it. It never changes.
    public Reply tile(Visit visit) {
        Optional<TilePath> path = TilePath.parse("tile/" + visit.parameter("tile")).filter(tile -> !tile.isEntries());
        try {
            return path.isEmpty()
                    ? Reply.trouble(Trouble.notFound())
                    : Reply.unchanging(ledger.tiles().read(path.get()));
        } catch (NoSuchTile beyond) {
            return Reply.trouble(Trouble.notFound());
        }
    }

    /// A bundle of entries, for auditors: agency, code and minute of each transfer tell a story. Reading it leaves an entry,
    /// and no browser keeps it.
    public Reply entries(Visit visit) throws IOException {
        Optional<TilePath> path = TilePath.parse("tile/entries/" + visit.parameter("tile"));
        try {
            return path.isEmpty()
                    ? Reply.trouble(Trouble.notFound())
                    : Reply.octets(queries.bundle(visit.who().account().value(),
                            Optional.of(visit.who().agency().value()), path.get()));
        } catch (NoSuchTile beyond) {
            return Reply.trouble(Trouble.notFound());
        } catch (LedgerUnavailable e) {
            return Reply.trouble(Trouble.unrecorded());
        }
    }
}
