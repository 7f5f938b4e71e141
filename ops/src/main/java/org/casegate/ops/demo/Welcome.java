// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/// What the demonstration prints when it is ready: how to send, where to collect, who signs in with what, how to stop.
public final class Welcome {
    private static final Map<String, String> WHAT_FOR = Map.of("sp-review-officer", "sends and collects for the police",
            "uhnm-named-nurse",
            "sends for the hospitals", "scc-safeguarding-lead", "collects the accepted pack", "scc-review-manager",
            "same council, not the recipient", "scc-auditor", "reads the ledger", "scc-sysadmin",
            "administration: settings",
            "scc-records-manager", "administration: retention", "scc-convener", "opens cases and meetings");

    private Welcome() {}

    /// Prints all of it.
    ///
    /// @param homeWasNamed whether other commands must be told the home
    public static void print(PrintWriter out, DemoFile demo, boolean homeWasNamed) {
        String here = homeWasNamed ? " --home " + quoted(demo.home()) : "";
        out.println();
        out.println("CaseGate is ready. Nothing leaves this machine, and nobody in it exists.");
        out.println();
        out.println("Send a pack, as the police's review officer; the last answer is the decision:");
        out.println("  " + sftp(demo, demo.pack("accepted")));
        out.println("One that is refused at its manifest, and why:");
        out.println("  " + sftp(demo, demo.pack("refused")));
        out.println();
        out.println("Collect it in the portal:  " + demo.webUrl());
        out.println("Administration:            https://localhost:" + demo.ports().admin());
        out.println("Mail that it would send:   " + demo.home().resolve("mail"));
        out.println("(Your browser will warn; the authority that it does not know is " + demo.home().resolve("ca.pem")
                + ")");
        out.println();
        out.println("Sign in as                password                  to");
        for (DemoAccount account : demo.accounts()) {
            out.println("  %-22s  %s   %s".formatted(account.id(), account.password(),
                    WHAT_FOR.getOrDefault(account.id(), String.join(", ", account.roles()))));
        }
        out.println("with the six digits of:    ops/casegate demo code ACCOUNT" + here);
        out.println();
        String config = " --config " + quoted(demo.home().resolve("casegate.yaml"));
        out.println("Read the ledger:           ops/casegate ledger list" + config);
        out.println("Verify it:                 ops/casegate ledger verify" + config);
        out.println("Let time pass:             ops/casegate demo forward P91D" + here);
        out.println("Stop:                      Ctrl-C (the next start finds everything again)");
        out.flush();
    }

    static String sftp(DemoFile demo, SamplePack pack) {
        Path key = demo.account(pack.as()).sshKey().orElseThrow();
        return "sftp -i %s -P %d -o IdentitiesOnly=yes -o %s -b %s %s@127.0.0.1".formatted(quoted(key),
                demo.ports().sftp(),
                knownHosts(demo.home().resolve("known_hosts")), quoted(pack.batch()), pack.as());
    }

    /// OpenSSH splits the option's value at blanks, so that a home with one needs quotes of its own inside the shell's.
    private static String knownHosts(Path file) {
        String option = "UserKnownHostsFile=";
        return isPlain(file.toString()) ? option + file : quoted(option + '"' + file + '"');
    }

    private static String quoted(Path path) {
        return quoted(path.toString());
    }

    private static String quoted(String text) {
        return isPlain(text) ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static boolean isPlain(String text) {
        return text.matches("[A-Za-z0-9_./=@:+-]+");
    }
}
