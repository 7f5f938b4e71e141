// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.Log;
import org.casegate.ops.console.Stop;
import org.casegate.sftp.server.HostKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The keys by which SFTP clients recognise the gateway, and their change.
@Command(name = "host-key", mixinStandardHelpOptions = true, header = "Show and change the keys by which SFTP clients know the gateway.", description = "A change has two steps. `next` makes the next keys; the gateway tells them to every OpenSSH client that signs in from then on, which writes them down. Weeks later `change` puts them in the place of the present ones. A gateway that runs notices both by itself. Other clients do not listen: give out the fingerprints.", footer = {
        "", "Example:", "  casegate host-key next"})
public final class HostKeyCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "show", mixinStandardHelpOptions = true, header = "Print the fingerprints of the keys, and of the next ones.", footer = {
            "", "Example:", "  casegate host-key show"})
    int show(@Mixin GatewayOption where) throws BadConfig, IOException {
        return print(HostKeys.open(folder(where)));
    }

    @Command(name = "next", mixinStandardHelpOptions = true, header = "Make the next keys.", description = "Copy the folder to all nodes: from then on clients are told.", footer = {
            "", "Example:", "  casegate host-key next"})
    int next(@Mixin GatewayOption where) throws BadConfig, IOException {
        Path folder = folder(where);
        if (!HostKeys.open(folder).nextFingerprints().isEmpty()) {
            throw Stop.answerIsNo("the next host keys are there already; `casegate host-key show` prints them");
        }
        return print(HostKeys.makeNext(folder));
    }

    @Command(name = "change", mixinStandardHelpOptions = true, header = "Put the next keys in the place of the present ones.", description = "Those are gone for good; a backup has them. Copy the folder to all nodes. Sessions that are open go on with the old ones. Whoever was not told is warned by his client, and compares the fingerprint.", footer = {
            "", "Example:", "  casegate host-key change"})
    int change(@Mixin GatewayOption where) throws BadConfig, IOException {
        Path folder = folder(where);
        if (HostKeys.open(folder).nextFingerprints().isEmpty()) {
            throw Stop.answerIsNo("there are no next host keys; make them with `casegate host-key next`");
        }
        return print(HostKeys.change(folder));
    }

    private static Path folder(GatewayOption where) throws BadConfig {
        Log.onStandardError();
        return where.config().keys().sshHost();
    }

    private int print(HostKeys keys) {
        PrintWriter out = spec.commandLine().getOut();
        keys.fingerprints().forEach(fingerprint -> out.println("present  " + fingerprint));
        keys.nextFingerprints().forEach(fingerprint -> out.println("next     " + fingerprint));
        out.flush();
        return 0;
    }
}
