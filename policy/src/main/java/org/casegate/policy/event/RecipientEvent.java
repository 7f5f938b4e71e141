// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.UUID;
import org.casegate.crypto.tlog.Json;

/// What a recipient does with a pack, or is not let do.
public sealed interface RecipientEvent extends Event {
    /// What every such entry says.
    ///
    /// @param agreementSha256 of the agreement's text
    /// @param role            the role account that is addressed, where somebody acts for one
    record Access(Under under, String agreementSha256, UUID pack, String transfer, Optional<String> role) {
        private Said said(EntryKind kind) {
            return Said.of(kind).under(under).about(new About(pack, Map.of()))
                    .fact("agreement_sha256", agreementSha256).fact("transfer", transfer).fact("role", role);
        }
    }

    /// A part is opened.
    ///
    /// @param part by number
    record Downloaded(Access access, int part) implements RecipientEvent {
        @Override
        public SortedMap<String, Json> members() {
            return access.said(EntryKind.DOWNLOADED).clauses(List.of()).fact("part", part).members();
        }
    }

    /// A pack is not shown, or a part of it not opened.
    ///
    /// @param part by number, where it was one
    record DownloadRefused(Access access, String code, String clause, OptionalInt part) implements RecipientEvent {
        @Override
        public SortedMap<String, Json> members() {
            return access.said(EntryKind.DOWNLOAD_REFUSED).refusal(code, List.of(clause)).fact("part", part).members();
        }
    }

    /// The confidentiality reminder is accepted.
    record Acknowledged(Access access) implements RecipientEvent {
        @Override
        public SortedMap<String, Json> members() {
            return access.said(EntryKind.ACKNOWLEDGED).members();
        }
    }
}
