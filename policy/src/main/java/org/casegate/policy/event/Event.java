// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.event;

import java.util.SortedMap;
import org.casegate.crypto.tlog.Json;

/// What an entry says, but for who did it, its place and its time. Its bytes are laid down in `ops/docs/ledger-format.md`, and
/// a field that once was written keeps its name and its form for ever.
///
/// Nothing in an event may be personal, a name or free text: such a value is committed to, and stands beside the ledger.
public sealed interface Event
        permits PackEvent, RecipientEvent, RequestEvent, CaseEvent, PublicationEvent, IncidentEvent, RegisterEvent,
        RegisterEvent.Warranted, ApprovalEvent, AccountEvent, NoticeEvent, LedgerEvent {
    /// The members of the entry, by name.
    ///
    /// @throws IllegalArgumentException if something refuses without a code or a clause
    SortedMap<String, Json> members();
}
