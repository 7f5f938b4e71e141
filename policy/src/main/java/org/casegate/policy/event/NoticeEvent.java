// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.event;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.casegate.crypto.tlog.Commitment;
import org.casegate.crypto.tlog.Json;

/// What becomes of a notice. Who was told what, never where he lives.
public sealed interface NoticeEvent extends Event {
    /// The code of a notice that did not arrive.
    String NOT_DELIVERED = "NOT-DELIVERED";

    /// Whom a notice is for: an account, or an agency's point of contact.
    record To(boolean spoc, String id) {}

    /// A notice.
    ///
    /// @param kind  of notice
    /// @param about a pack or a case
    /// @param month of a digest
    record Told(String kind, UUID id, Optional<UUID> about, Optional<String> month, To to) {
        private Said said(EntryKind entry) {
            Said said = Said.of(entry).fact("notice", kind).fact("notice_id", id.toString()).fact("month", month)
                    .fact(to.spoc() ? "to_spoc" : "to", to.id());
            about.ifPresent(said::subject);
            return said;
        }
    }

    /// The relay has taken a notice, or will not.
    ///
    /// @param sealed   the commitment to the case of the pack that it is about, while there is one
    /// @param attempts so far
    /// @param answer   of the relay, in code
    record Notified(Under under, Told told, Map<String, Commitment> sealed, int attempts, String answer,
            boolean delivered) implements NoticeEvent {
        @Override
        public SortedMap<String, Json> members() {
            Said said = told.said(EntryKind.NOTIFIED).under(under).fact("attempts", attempts).fact("answer", answer);
            told.about().ifPresent(subject -> said.aboutWhatIsLeft(new About(subject, sealed)));
            return delivered ? said.members() : said.code(NOT_DELIVERED).members();
        }
    }

    /// A notice that the relay had taken came back.
    record CameBack(Told told, String answer) implements NoticeEvent {
        @Override
        public SortedMap<String, Json> members() {
            return told.said(EntryKind.NOTIFIED).code(NOT_DELIVERED).fact("answer", answer).members();
        }
    }

    /// A notice that was not delivered is queued again.
    record Retried(Told told) implements NoticeEvent {
        @Override
        public SortedMap<String, Json> members() {
            return told.said(EntryKind.CONFIG_CHANGED).code("NOTICE-RETRIED").members();
        }
    }

    /// What somebody is reminded of.
    enum Task {
        AGREEMENT_REVIEW,
        RETENTION_REVIEW,
        FILING,
        PUBLICATION_END
    }

    /// The date of a task.
    ///
    /// @param daysBefore how many days are left; 0 on the day and after it
    record Due(LocalDate on, int daysBefore) {}

    /// Somebody is reminded of what is to be done.
    ///
    /// @param about a pack or a publication; the agreement itself where there is none
    /// @param due   where the agreement names a date
    record Reminded(Under under, Task task, Optional<UUID> about, Optional<Due> due, To to) implements NoticeEvent {
        @Override
        public SortedMap<String, Json> members() {
            Said said = Said.of(EntryKind.REMINDED).under(under).fact("task", task.name())
                    .fact(to.spoc() ? "to_spoc" : "to", to.id());
            about.ifPresent(said::subject);
            due.ifPresent(date -> said.fact("due", date.on().toString()).fact("days_before", date.daysBefore()));
            return said.members();
        }
    }
}
