// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.walk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.casegate.ops.demo.Demo;
import org.casegate.ops.demo.DemoFile;
import org.casegate.ops.demo.SamplePack;

/// What lies on the gateway's disk.
final class Disk {
    private static final String MAIL = "mail";
    /// The sender's own files, the list of packs to send, the database's programs, and what left by mail: that is looked at by
    /// itself, because it names the case.
    private static final Set<String> NOT_THE_GATEWAYS = Set.of("packs", "demo.json", "postgresql-18.6.0", MAIL);
    private static final List<String> REFERENCES = List.of("SSCB-RR-2026-014", "SSCB-CSPR-2026-003");

    private final Story story;
    private final DemoFile demo;

    Disk(Story story, Demo demo) {
        this.story = story;
        this.demo = demo.file();
    }

    void holdsNothingInClear() throws IOException {
        story.step("What lies on the gateway's disk now");
        List<Path> objects = objects();
        for (Path object : objects) {
            story.evidence("object", "%s  %d bytes, beginning %s".formatted(
                    demo.home().resolve("objects").relativize(object), Files.size(object), beginning(object)));
        }
        story.holds(!objects.isEmpty(),
                "each part and the manifest is one OpenPGP packet, encrypted before it was written (AES-256-GCM)");
        List<String> words = words();
        List<String> texts = Stream.concat(words.stream(), REFERENCES.stream()).toList();
        story.evidence("looked for", String.join(" · ", texts));
        DiskScan scan = DiskScan.of(demo.home(), NOT_THE_GATEWAYS, texts);
        DiskScan mail = DiskScan.of(demo.home().resolve(MAIL), Set.of(), words);
        story.evidence("in",
                String.format(Locale.ROOT,
                        "%d files, %.0f MB: the database's pages, its log of changes, all logs and objects",
                        scan.files(), scan.bytes() / 1e6));
        Stream.concat(scan.found().stream(), mail.found().stream()).forEach(found -> story.evidence("FOUND", found));
        story.holds(scan.found().isEmpty() && mail.found().isEmpty(),
                "no line of a part, no file name, no reason and no case reference stands anywhere in clear"
                        + " (mail names the case, and nothing else of it)");
    }

    void holdsNothingAnyMore() throws IOException {
        List<Path> objects = objects();
        story.evidence("objects", objects.size() + " left");
        story.holds(objects.isEmpty(), "keys, words and ciphertext of the pack are gone from database and store");
    }

    /// A line of each part, the names of the files and the free text of the manifest.
    private List<String> words() throws IOException {
        List<String> texts = new ArrayList<>();
        SamplePack pack = demo.pack("accepted");
        texts.add(pack.text("chronology.txt").lines().filter(line -> line.contains("neighbour")).findFirst()
                .orElseThrow().strip());
        texts.add("read together, would have met the threshold");
        texts.add("chronology.txt");
        texts.add("Chairs the rapid review");
        return texts;
    }

    private List<Path> objects() throws IOException {
        Path store = demo.home().resolve("objects");
        if (!Files.exists(store)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(store)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String beginning(Path object) throws IOException {
        try (var in = Files.newInputStream(object)) {
            return HexFormat.ofDelimiter(" ").formatHex(in.readNBytes(12)) + " …";
        }
    }
}
