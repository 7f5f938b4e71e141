// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.event;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.casegate.crypto.tlog.Json;

/// What the ledger says of itself, and of those who look at it.
public sealed interface LedgerEvent extends Event {
    /// The first entry.
    record Begun() implements LedgerEvent {
        @Override
        public SortedMap<String, Json> members() {
            return Said.of(EntryKind.CONFIG_CHANGED).code("LEDGER-BEGUN").members();
        }
    }

    /// The ledger goes on from a backup.
    ///
    /// @param ended      verifier key of the log that ends
    /// @param begun      of the one that begins
    /// @param checkpoint the last one of the old log that anybody has
    record Restored(String ended, String begun, String checkpoint) implements LedgerEvent {
        @Override
        public SortedMap<String, Json> members() {
            return Said.of(EntryKind.RESTORED).code("LOG-BEGUN").fact("ended", ended).fact("begun", begun)
                    .fact("checkpoint", checkpoint).members();
        }
    }

    /// An auditor asks.
    ///
    /// @param caseReference what the commitment to the reference belongs to, where it is asked for one
    /// @param from          as an entry's time is printed, and so is `to`
    /// @param before        index of the page's end
    /// @param form          in which it is answered, where it is not a page
    record Searched(Optional<About> caseReference, int limit, Optional<EntryKind> kind, Optional<String> agreement,
            Optional<String> agency, Optional<String> actor, Optional<String> code, Optional<String> clause,
            Optional<String> from, Optional<String> to, OptionalLong before, Optional<String> form)
            implements
                LedgerEvent {
        @Override
        public SortedMap<String, Json> members() {
            Said said = Said.of(EntryKind.QUERIED).fact("limit", limit).fact("kind", kind.map(EntryKind::name))
                    .fact("agreement", agreement).fact("agency", agency).fact("actor", actor).fact("code", code)
                    .fact("clause", clause).fact("from", from).fact("to", to).fact("form", form);
            before.ifPresent(index -> said.fact("before", index));
            caseReference.ifPresent(said::about);
            return said.members();
        }
    }

    /// A bundle of entries is read.
    ///
    /// @param limit how many entries it has
    record BundleRead(long bundle, int limit) implements LedgerEvent {
        @Override
        public SortedMap<String, Json> members() {
            return Said.of(EntryKind.QUERIED).fact("bundle", bundle).fact("limit", limit).members();
        }
    }

    /// The whole log is written into a directory.
    record TilesExported() implements LedgerEvent {
        @Override
        public SortedMap<String, Json> members() {
            return Said.of(EntryKind.QUERIED).fact("export", "tiles").members();
        }
    }

    /// Past packs are judged again, by a draft.
    ///
    /// @param under      the draft
    /// @param textSha256 of its text
    record Replayed(Under under, String textSha256, Instant since) implements LedgerEvent {
        @Override
        public SortedMap<String, Json> members() {
            return Said.of(EntryKind.QUERIED).under(under).fact("replay", textSha256).fact("since", since.toString())
                    .members();
        }
    }
}
