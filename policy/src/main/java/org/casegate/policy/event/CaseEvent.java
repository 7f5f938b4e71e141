// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.casegate.crypto.tlog.Json;

/// What a convener settles, and how its words end.
public sealed interface CaseEvent extends Event {
    private static Said said(String code, Under under, About subject) {
        return Said.of(EntryKind.CONFIG_CHANGED).under(under).code(code).about(subject);
    }

    private static String whole(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// A case is opened.
    ///
    /// @param file     with the commitments to its reference and words
    /// @param meetings how many it has
    record Opened(Under under, About file, String purpose, List<String> senders, List<String> recipients, int meetings)
            implements
                CaseEvent {
        @Override
        public SortedMap<String, Json> members() {
            return said("CASE-OPENED", under, file).fact("purpose", purpose).fact("senders", senders)
                    .fact("recipients", recipients).fact("meetings", meetings).members();
        }
    }

    /// A case comes with a register that is loaded: nobody convened it.
    record Loaded() implements CaseEvent {
        @Override
        public SortedMap<String, Json> members() {
            return Said.of(EntryKind.CONFIG_CHANGED).code("CASE-OPENED").members();
        }
    }

    /// What was settled of a case is replaced.
    record Amended(Under under, About file, List<String> senders, List<String> recipients) implements CaseEvent {
        @Override
        public SortedMap<String, Json> members() {
            return said("CASE-AMENDED", under, file).fact("senders", senders).fact("recipients", recipients).members();
        }
    }

    /// A case is closed.
    record Closed(Under under, About file) implements CaseEvent {
        @Override
        public SortedMap<String, Json> members() {
            return said("CASE-CLOSED", under, file).members();
        }
    }

    /// A meeting of a case is opened.
    ///
    /// @param meeting with the commitments to its reference and its case's
    record MeetingOpened(Under under, About meeting, UUID file, Instant at) implements CaseEvent {
        @Override
        public SortedMap<String, Json> members() {
            return said("MEETING-OPENED", under, meeting).fact("case", file.toString()).fact("at", whole(at)).members();
        }
    }

    /// A meeting is moved.
    ///
    /// @param former when it was to be
    record MeetingMoved(Under under, About meeting, UUID file, Instant former, Instant at) implements CaseEvent {
        @Override
        public SortedMap<String, Json> members() {
            return said("MEETING-MOVED", under, meeting).fact("case", file.toString()).fact("former", whole(former))
                    .fact("at", whole(at)).members();
        }
    }

    /// A meeting is cancelled.
    ///
    /// @param former when it was to be
    record MeetingCancelled(Under under, About meeting, UUID file, Instant former) implements CaseEvent {
        @Override
        public SortedMap<String, Json> members() {
            return said("MEETING-CANCELLED", under, meeting).fact("case", file.toString())
                    .fact("former", whole(former)).members();
        }
    }

    /// The words of a closed case, or of one of its meetings, are erased.
    ///
    /// @param under   where the agreement is still known
    /// @param meeting whether the subject is a meeting
    record Ended(Optional<Under> under, boolean meeting, UUID subject, LocalDate beyondBackups) implements CaseEvent {
        @Override
        public SortedMap<String, Json> members() {
            return Said.of(EntryKind.DESTROYED).under(under).code(meeting ? "MEETING-ENDED" : "CASE-ENDED")
                    .subject(subject).erased(List.of(subject)).fact("beyond_backups", beyondBackups.toString())
                    .members();
        }
    }
}
