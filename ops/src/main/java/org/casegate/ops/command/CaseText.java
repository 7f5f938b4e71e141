// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.PrintWriter;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.casegate.ops.console.JsonOut;
import org.casegate.policy.clock.London;
import org.casegate.policy.manifest.SettledText;
import org.casegate.policy.meeting.CaseFile;
import org.casegate.policy.register.CaseRecord;
import tools.jackson.core.JsonGenerator;

/// Cases and meetings as text and as JSON.
final class CaseText {
    private CaseText() {}

    /// A meeting with its case.
    record Line(CaseFile file, CaseRecord.Meeting meeting) {}

    static void table(PrintWriter out, List<CaseFile> cases) {
        for (CaseFile file : cases) {
            CaseRecord record = file.record();
            out.println("%-14s  %-28s  %-22s  %s".formatted(record.agreement(), record.caseRef(), record.purpose(),
                    file.isOpen() ? meetings(record) : "closed").stripTrailing());
        }
    }

    static void meetings(PrintWriter out, List<Line> lines) {
        for (Line line : lines) {
            out.println("%-22s  %-24s  %-14s  %s".formatted(London.written(line.meeting().at()), line.meeting().ref(),
                    line.file().record().agreement(), line.file().record().caseRef()));
        }
    }

    static void whole(PrintWriter out, CaseFile file) {
        CaseRecord record = file.record();
        out.println("Case            %s, %s".formatted(record.caseRef(), record.agreement()));
        out.println("State           " + file.closedAt().map(at -> "closed at " + London.written(at)).orElse("open"));
        out.println("Purpose         " + record.purpose());
        out.println("May send        " + record.senders().stream().map(Object::toString).sorted()
                .collect(Collectors.joining(", ")));
        out.println("May receive     " + (record.recipients().isEmpty()
                ? "whom the sender names"
                : record.recipients().stream().map(Object::toString).sorted().collect(Collectors.joining(", "))));
        out.println("Meetings        " + meetings(record));
        Map<String, Object> settled = SettledText.tree(file.settled().withoutCase());
        settled.forEach((key, value) -> settled(out, key, value));
    }

    private static void settled(PrintWriter out, String key, Object value) {
        if (value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
            list.forEach(each -> {
                out.println(key);
                ((Map<?, ?>) each).forEach((inner, of) -> out.println("  %-20s  %s".formatted(inner, of)));
            });
        } else {
            out.println("%-22s  %s".formatted(key, value));
        }
    }

    private static String meetings(CaseRecord record) {
        return record.meetings().stream().map(each -> each.ref() + " at " + London.written(each.at()))
                .collect(Collectors.joining("; "));
    }

    static void json(PrintWriter out, List<CaseFile> cases) {
        try (JsonGenerator json = JsonOut.to(out)) {
            json.writeStartArray();
            cases.forEach(file -> write(json, file));
            json.writeEndArray();
        }
        out.println();
    }

    static void json(PrintWriter out, CaseFile file) {
        try (JsonGenerator json = JsonOut.to(out)) {
            write(json, file);
        }
        out.println();
    }

    static void meetingsJson(PrintWriter out, List<Line> lines) {
        try (JsonGenerator json = JsonOut.to(out)) {
            json.writeStartArray();
            for (Line line : lines) {
                json.writeStartObject();
                json.writeStringProperty("agreement", line.file().record().agreement().value());
                json.writeStringProperty("case_ref", line.file().record().caseRef().value());
                meeting(json, line.meeting());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        out.println();
    }

    private static void write(JsonGenerator json, CaseFile file) {
        CaseRecord record = file.record();
        json.writeStartObject();
        json.writeStringProperty("agreement", record.agreement().value());
        json.writeStringProperty("case_ref", record.caseRef().value());
        json.writeStringProperty("state", file.isOpen() ? "OPEN" : "CLOSED");
        json.writeStringProperty("purpose", record.purpose());
        strings(json, "senders", record.senders().stream().map(Object::toString).sorted().toList());
        json.writeArrayPropertyStart("meetings");
        for (CaseRecord.Meeting meeting : record.meetings()) {
            json.writeStartObject();
            meeting(json, meeting);
            json.writeEndObject();
        }
        json.writeEndArray();
        strings(json, "cancelled", file.settled().cancelled().stream().map(Object::toString).sorted().toList());
        if (file.settled().recipients().isEmpty()) {
            strings(json, "recipients", record.recipients().stream().map(Object::toString).sorted().toList());
        }
        SettledText.tree(file.settled().withoutCase()).forEach((key, value) -> value(json, key, value));
        json.writeEndObject();
    }

    private static void meeting(JsonGenerator json, CaseRecord.Meeting meeting) {
        json.writeStringProperty("meeting_ref", meeting.ref().value());
        json.writeStringProperty("meeting_at", OffsetDateTime.ofInstant(meeting.at(), London.ZONE).toString());
    }

    private static void strings(JsonGenerator json, String name, List<?> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(value -> json.writeString(String.valueOf(value)));
        json.writeEndArray();
    }

    private static void value(JsonGenerator json, String key, Object value) {
        switch (value) {
            case Boolean truth -> json.writeBooleanProperty(key, truth);
            case List<?> list when list.stream().allMatch(Map.class::isInstance) -> {
                json.writeArrayPropertyStart(key);
                for (Object each : list) {
                    json.writeStartObject();
                    ((Map<?, ?>) each).forEach((inner, of) -> value(json, String.valueOf(inner), of));
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            case List<?> list -> strings(json, key, list);
            default -> json.writeStringProperty(key, value.toString());
        }
    }
}
