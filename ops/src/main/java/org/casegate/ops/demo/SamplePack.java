// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A pack ready to be sent: its files, made anew, and the folder on the gateway that it goes to.
///
/// @param name      `accepted` or `refused`
/// @param folder    where its files lie
/// @param as        the account that sends it
/// @param to        a folder on the gateway that no pack has taken yet
/// @param recipient the account that it is addressed to
/// @param expect    the outcome that it will have
/// @param code      the reason code of a refusal; empty for an acceptance
/// @param files     in the order in which they are sent
public record SamplePack(String name, Path folder, String as, String to, String recipient, String expect, String code,
        List<String> files) {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final List<String> FILES = List.of("manifest.yaml", "chronology.txt", "summary.txt");

    public SamplePack {
        files = List.copyOf(files);
    }

    /// The dates that register and manifests share: a meeting six days ahead, and documents of the last days.
    static Map<String, String> dates(Instant now) {
        ZonedDateTime today = now.atZone(LONDON);
        Map<String, String> dates = new HashMap<>();
        ZonedDateTime meeting = today.plusDays(6).with(LocalTime.of(10, 0));
        dates.put("meeting_at", meeting.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
        dates.put("meeting_ref", "SSCB-MTG-%d-%03d".formatted(meeting.getYear(), meeting.getDayOfYear()));
        dates.put("originated_on", today.minusDays(1).toLocalDate().toString());
        dates.put("as_at", today.minusDays(2).toLocalDate().toString());
        dates.put("trained_on", today.minusDays(60).toLocalDate().toString());
        dates.put("reviewed", today.minusDays(90).toLocalDate().toString());
        dates.put("ico_expires", today.plusDays(300).toLocalDate().toString());
        return dates;
    }

    /// Both packs.
    ///
    /// @param start counts the starts of this home, so that a pack that was sent is not in the way
    static List<SamplePack> make(DemoHome home, Instant now, int start) throws IOException {
        String folder = start == 1 ? "sp-chronology" : "sp-chronology-" + start;
        String station = start == 1 ? "sp-station" : "sp-station-" + start;
        List<SamplePack> packs = List.of(
                new SamplePack("accepted", home.at("packs/accepted"), "sp-review-officer",
                        "/staffordshire/SSCB-RR-2026-014/" + folder,
                        "scc-safeguarding-lead", "ACCEPTED", "", FILES),
                new SamplePack("refused", home.at("packs/refused"), "sp-review-officer",
                        "/staffordshire/SSCB-CSPR-2026-003/" + station,
                        "btp-review-officer", "REFUSED", "RECIPIENT-NOT-NAMED", FILES));
        for (SamplePack pack : packs) {
            pack.write(home, dates(now));
        }
        return packs;
    }

    /// The batch for OpenSSH's `sftp -b`.
    public Path batch() {
        return folder.resolveSibling(name + ".batch");
    }

    private void write(DemoHome home, Map<String, String> dates) throws IOException {
        home.folder("packs/" + name);
        for (String file : files) {
            home.write("packs/" + name + "/" + file, Template.fill(name + "/" + file, dates));
        }
        StringBuilder batch = new StringBuilder();
        batch.append("mkdir ").append(to).append('\n');
        batch.append("cd ").append(to).append('\n');
        batch.append("lcd \"").append(folder).append("\"\n");
        files.forEach(file -> batch.append("put ").append(file).append('\n'));
        batch.append("ls -l\n");
        home.write("packs/" + batch().getFileName(), batch.toString());
    }

    /// The text of one of its files.
    public String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }
}
