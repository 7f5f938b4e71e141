// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.meeting;

import static org.casegate.schema.tables.pack.Tables.CASE_PACK;
import static org.casegate.schema.tables.pack.Tables.PART;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.casegate.schema.Database;

/// What was sent for a meeting.
final class MeetingPacks {
    private final Database database;

    MeetingPacks(Database database) {
        this.database = database;
    }

    /// That parts sent for the meeting end before a day on which it is to take place: their senders were told a date, and it
    /// stays.
    List<String> endingBefore(UUID meeting, LocalDate day) {
        int parts = database.query().fetchCount(PART.join(CASE_PACK).on(CASE_PACK.ID.eq(PART.PACK_ID)),
                CASE_PACK.MEETING_ID.eq(meeting), PART.STATE.eq("KEPT"), PART.DESTROY_ON.le(day));
        return parts == 0
                ? List.of()
                : List.of((parts == 1 ? "1 part" : parts + " parts")
                        + " sent for this meeting will be destroyed before it "
                        + "takes place, on the date that the sender was told. Ask for it again.");
    }
}
