// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.walk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.casegate.ops.demo.Demo;
import org.casegate.ops.demo.DemoFile;
import org.casegate.ops.demo.SamplePack;
import org.casegate.policy.ledger.LedgerUnavailable;

/// The mail that goes out: a file for each, in a demonstration.
final class Notifying {
    private final Story story;
    private final Demo demo;

    Notifying(Story story, Demo demo) {
        this.story = story;
        this.demo = demo;
    }

    void tellsTheRecipient() throws IOException, LedgerUnavailable {
        story.step("The recipient is told by mail, which in a demonstration is a file");
        var delivery = demo.gateway().post().delivery();
        if (delivery.isPresent()) {
            delivery.get().deliver(); // what the gateway does by itself every two seconds
        }
        List<String> mails = mails(demo.file());
        SamplePack pack = demo.file().pack("accepted");
        mails.forEach(this::show);
        story.holds(mails.size() == 1 && mails.getFirst().contains("To: " + pack.recipient() + "@"),
                "one mail: to the recipient of the accepted pack; of the refused one nobody hears");
        String all = String.join("", mails).toLowerCase(Locale.ROOT);
        story.holds(all.contains("staffordshire police") && all.contains(reference(pack).toLowerCase(Locale.ROOT))
                && all.contains(demo.file().webUrl() + "/packs/"),
                "it names the agency, the case's reference and a link");
        List<String> names = names(pack);
        story.evidence("looked for", String.join(" · ", names));
        story.holds(names.stream().noneMatch(name -> all.contains(name.toLowerCase(Locale.ROOT))),
                "and no person, no file, no folder and no word of the manifest (WI 6.2, for all agreements)");
    }

    private void show(String mail) {
        mail.lines().filter(line -> line.startsWith("To: ") || line.startsWith("Subject: ")
                || line.contains("has sent") || line.startsWith("Case reference:") || line.startsWith("Collect it at:"))
                .forEach(line -> story.evidence("mail", line));
    }

    /// The files' names, the folder's, what the manifest says of the recipient, and a name that stands in a part.
    private static List<String> names(SamplePack pack) throws IOException {
        return Stream.concat(pack.files().stream(), Stream.of(pack.to().substring(pack.to().lastIndexOf('/') + 1),
                "Chairs the rapid review", firstWords(pack.text("summary.txt")))).toList();
    }

    private static String firstWords(String text) {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElseThrow().strip();
    }

    private static String reference(SamplePack pack) {
        return pack.to().split("/", -1)[2];
    }

    private static List<String> mails(DemoFile demo) throws IOException {
        Path folder = demo.home().resolve("mail");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> letters = files.filter(file -> file.toString().endsWith(".eml")).sorted().toList();
            List<String> texts = new ArrayList<>();
            for (Path letter : letters) {
                texts.add(Files.readString(letter));
            }
            return texts;
        }
    }
}
