// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.event;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.UUID;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.crypto.tlog.Json;

/// What a recipient does with a pack, or is not let do.
public sealed interface RecipientEvent extends Event {
    /// What every such entry says.
    ///
    /// @param agreementSha256 of the agreement's text
    /// @param role            the role account that is addressed, where somebody acts for one
    record Access(Under under, String agreementSha256, UUID pack, String transfer, Optional<String> role) {
        private Said said(EntryKind kind) {
            return said(kind, Map.of());
        }

        private Said said(EntryKind kind, Map<String, Commitment> sealed) {
            return Said.of(kind).under(under).about(new About(pack, sealed))
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

    /// Why a pack is sent back (WI 3.7; WI Principles b2, b3).
    enum SentBack {
        GATHERED_WRONGLY,
        GATHERED_UNLAWFULLY,
        LACKS_CONSENT,
        NOT_INTELLIGIBLE
    }

    /// A pack is sent back: nobody opens it any more, and what the gateway holds of it is destroyed.
    ///
    /// @param destroyOn the date, in London, at whose start it goes
    record Rejected(Access access, SentBack reason, List<String> clauses, LocalDate destroyOn)
            implements
                RecipientEvent {
        @Override
        public SortedMap<String, Json> members() {
            return access.said(EntryKind.REJECTED).refusal("SENT-BACK-" + reason.name().replace('_', '-'), clauses)
                    .fact("destroy_on", destroyOn.toString()).members();
        }
    }

    /// The purpose has changed since a pack was received: nobody opens it until that is settled.
    ///
    /// @param purpose the new one, by its code
    /// @param regime  of data protection that it falls under
    record PurposeChanged(Access access, List<String> clauses, String purpose, String regime)
            implements
                RecipientEvent {
        @Override
        public SortedMap<String, Json> members() {
            return access.said(EntryKind.PURPOSE_CHANGED).clauses(clauses).fact("purpose", purpose)
                    .fact("regime", regime).members();
        }
    }

    /// A pack is filed in the agency's case management system.
    ///
    /// @param system the commitment to that system's name
    /// @param on     the date that the agency gives
    record FiledToCms(Access access, List<String> clauses, Commitment system, LocalDate on) implements RecipientEvent {
        @Override
        public SortedMap<String, Json> members() {
            return access.said(EntryKind.FILED_TO_CMS, Map.of("system", system)).clauses(clauses)
                    .fact("on", on.toString()).members();
        }
    }
}
