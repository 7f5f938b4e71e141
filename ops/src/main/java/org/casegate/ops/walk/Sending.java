// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.walk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.casegate.ops.demo.Demo;
import org.casegate.ops.demo.DemoFile;
import org.casegate.ops.demo.SamplePack;

/// The sender's part: two packs by OpenSSH's own `sftp`.
final class Sending {
    private final Story story;
    private final DemoFile demo;
    private final Sftp sftp;

    Sending(Story story, Demo demo) {
        this.story = story;
        this.demo = demo.file();
        this.sftp = Sftp.of(this.demo);
    }

    void accepted() throws IOException, InterruptedException {
        story.step("The police send a pack for a rapid review");
        SamplePack pack = demo.pack("accepted");
        Sftp.Ran ran = send(pack);
        story.holds(ran.status() == 0, "sftp itself says that all of it was taken (exit status 0)");
        story.holds(ran.err().contains("was accepted under version"), "the answer to the last file is the decision");
        Receipt receipt = receipt(pack);
        story.evidence("receipt", receipt.line());
        story.holds(receipt.says("outcome", "ACCEPTED"),
                "the receipt beside the pack says ACCEPTED, with size and digest of each part");
    }

    void refused() throws IOException, InterruptedException {
        story.step("They send another to a body that the agreement does not name");
        SamplePack pack = demo.pack("refused");
        Sftp.Ran ran = send(pack);
        story.holds(ran.status() != 0,
                "sftp stops at the manifest (exit status %d), before any part is sent".formatted(ran.status()));
        story.holds(
                ran.err().contains("British Transport Police is not an agency named in the Staffordshire agreement"),
                "the sender reads why, and whom to ring");
        Receipt receipt = receipt(pack);
        story.evidence("receipt", receipt.line());
        story.holds(
                receipt.says("outcome", "REFUSED") && receipt.says("code", pack.code())
                        && receipt.says("step", "ST-05"),
                "the receipt names the step, the code and the clause");
    }

    private Sftp.Ran send(SamplePack pack) throws IOException, InterruptedException {
        story.evidence("$", "sftp -b %s %s@127.0.0.1".formatted(demo.home().relativize(pack.batch()), pack.as()));
        story.evidence("files", pack.files().stream().map(file -> file + " " + size(pack.folder().resolve(file)))
                .collect(Collectors.joining(", ")));
        Sftp.Ran ran = sftp.run(demo.account(pack.as()), pack.batch());
        story.evidence("answer",
                ran.err().lines().filter(line -> line.startsWith("This upload")).findFirst().orElse(ran.err().strip()));
        return ran;
    }

    private static String size(Path file) {
        return file.toFile().length() + " bytes";
    }

    /// The sender fetches his receipt as he sent the pack.
    private Receipt receipt(SamplePack pack) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("casegate-receipt");
        Path batch = folder.resolve("batch");
        Path fetched = folder.resolve("receipt.json");
        try {
            Files.writeString(batch, "get %s/receipt.json \"%s\"\n".formatted(pack.to(), fetched));
            sftp.run(demo.account(pack.as()), batch);
            return new Receipt(Files.exists(fetched) ? Files.readString(fetched) : "");
        } finally {
            Files.deleteIfExists(fetched);
            Files.delete(batch);
            Files.delete(folder);
        }
    }
}
