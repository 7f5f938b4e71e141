// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.walk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.casegate.ops.demo.Demo;
import org.casegate.ops.demo.DemoFile;
import org.casegate.ops.demo.SamplePack;

/// The recipient's part, and that of a colleague who is not the recipient: browsers on the portal.
final class Collecting implements AutoCloseable {
    private static final String COLLEAGUE = "scc-review-manager";

    private final Story story;
    private final DemoFile demo;
    private final SamplePack pack;
    private final Browser recipient;
    private String path = "/packs/none";

    Collecting(Story story, Demo demo) throws IOException, InterruptedException {
        this.story = story;
        this.demo = demo.file();
        this.pack = this.demo.pack("accepted");
        this.recipient = SignedIn.at(this.demo.webUrl(), this.demo, pack.recipient());
    }

    void asTheRecipient() throws IOException, InterruptedException {
        story.step("The recipient signs in with password and code, and looks into the inbox");
        Page inbox = recipient.get("/packs");
        List<String> links = inbox.links("/packs/");
        inbox.rows().forEach(row -> story.evidence("inbox", row));
        story.holds(links.size() == 1, "it shows the one pack addressed to this account, and nothing else");
        path = links.isEmpty() ? path : links.getFirst();
        Page early = recipient.post(path + "/parts/1", recipient.get(path), Map.of());
        story.evidence("part 1", early.said());
        story.holds(!early.isFile() && early.words().contains("REMINDER"),
                "no part opens before the confidentiality reminder is accepted");
    }

    void asAColleague() throws IOException, InterruptedException {
        story.step("A colleague of the same council tries the same address");
        try (Browser colleague = SignedIn.at(demo.webUrl(), demo, COLLEAGUE)) {
            Page inbox = colleague.get("/packs");
            story.holds(inbox.links("/packs/").isEmpty(), COLLEAGUE + " has an empty inbox");
            Page tried = colleague.post(path + "/parts/1", inbox, Map.of());
            story.evidence("part 1", tried.said());
            story.holds(!tried.isFile() && tried.words().contains("NOT-THE-RECIPIENT"),
                    "the pack was not addressed to that account, so it gets nothing, and an entry says so");
        }
    }

    void bothParts() throws IOException, InterruptedException {
        story.step("The recipient accepts the reminder and downloads both parts");
        Page cover = recipient.post(path + "/reminder", recipient.get(path), Map.of("read", "yes"));
        for (int number = 1; number < pack.files().size(); number++) {
            String name = pack.files().get(number);
            Page part = recipient.post(path + "/parts/" + number, cover, Map.of());
            String sent = Page.sha256(pack.text(name).getBytes(StandardCharsets.UTF_8));
            story.evidence("part " + number,
                    "%s, %d bytes, SHA-256 %s".formatted(name, part.sizeBytes(), part.sha256()));
            story.holds(part.isFile() && part.sha256().equals(sent),
                    "part %d is, octet by octet, what the police sent".formatted(number));
        }
    }

    void inTime() throws IOException, InterruptedException {
        Page part = recipient.post(path + "/parts/1", recipient.get("/packs"), Map.of());
        story.holds(part.isFile(), "a minute before, part 1 can still be downloaded");
    }

    void tooLate() throws IOException, InterruptedException {
        Page late = recipient.post(path + "/parts/1", recipient.get("/packs"), Map.of());
        story.evidence("part 1", late.said());
        story.holds(!late.isFile() && late.status() == 403,
                "a second after, it cannot, whether or not anything has been destroyed yet");
    }

    @Override
    public void close() {
        recipient.close();
    }
}
