// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.casegate.crypto.keep.MasterKey;
import org.casegate.crypto.keep.SignerKeyFile;
import org.casegate.crypto.tlog.Origin;
import org.casegate.crypto.tlog.VerifierKey;
import org.casegate.ops.Gateway;
import org.casegate.ops.KeyFiles;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.config.Config;
import org.casegate.ops.console.Operator;
import org.casegate.ops.console.Stop;
import org.casegate.policy.ledger.Elsewhere;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.ledger.Restoration;
import org.casegate.policy.ledger.RestorationRefused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Begins the next log after the database was restored from a backup.
@Command(name = "restored", mixinStandardHelpOptions = true, header = "After the database was restored from a backup: begin the next log.", description = {
        "The old log may have signed entries that the backup does not hold, and must never sign others in their place. This ends it, and begins a log with the next name and a new key; its first entry (RESTORED) cites the last checkpoint of the old one that the anchors, the witnesses or you have.",
        "Run it before anything else, with the gateway stopped on every node, and give the new key file to each. Give the new verifier key to the witnesses, to the auditors and to whoever verifies."}, footer = {
                "", "Exit status 1 if no checkpoint is known, or the database is not an earlier part of the ledger.",
                "",
                "Example:", "  casegate ledger restored --checkpoint kept/"})
public final class RestoredCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private GatewayOption where = new GatewayOption();

    @Option(names = "--checkpoint", paramLabel = "FILE", description = "a checkpoint that somebody kept, or a folder of them, besides anchors and witnesses; may be repeated")
    private List<Path> checkpoints = new ArrayList<>();

    @Override
    public Integer call() throws BadConfig, IOException, LedgerUnavailable {
        Config config = where.config();
        Path present = config.keys().checkpoint();
        Path coming = present.resolveSibling(present.getFileName() + ".next");
        Origin old = Origin.parse(KeyFiles.verifier(config).name());
        VerifierKey next = next(config, coming, old.next());
        Restoration.Begun begun;
        try (Gateway gateway = where.open()) {
            begun = new Restoration(gateway.database(), gateway.ledger(),
                    new Elsewhere(config.vouching(), checkpoints)).begin(next, Operator.name());
        } catch (RestorationRefused refused) {
            Files.delete(coming);
            throw Stop.answerIsNo(String.valueOf(refused.getMessage()));
        }
        Files.move(coming, present, StandardCopyOption.ATOMIC_MOVE); // the old one may sign nothing more
        tell(old, begun, next);
        return 0;
    }

    /// Whoever was interrupted finds the key that he had made.
    private static VerifierKey next(Config config, Path file, Origin origin) throws IOException {
        try (MasterKey master = MasterKey.read(config.keys().master())) {
            return Files.exists(file)
                    ? SignerKeyFile.read(file, master).verifier()
                    : SignerKeyFile.create(file, origin.toString(), master).verifier();
        }
    }

    private void tell(Origin old, Restoration.Begun begun, VerifierKey next) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "Entry %d (RESTORED) ends the log %s, which is known to have signed %d entries; %d of them are lost."
                        .formatted(begun.index(), old, begun.cited(), begun.lost()));
        out.println("The next log is " + next.name() + ". Its key, for witnesses, auditors and whoever verifies:");
        out.println(next);
        out.flush();
    }
}
