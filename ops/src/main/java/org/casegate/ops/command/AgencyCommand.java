// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.Stop;
import org.casegate.policy.amendment.AmendmentRefused;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.KeyRevocationList;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.SshRevocation;
import org.casegate.policy.register.SshRules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// How the accounts of an agency sign in over SFTP, beside the keys that are registered for each; and what parts for it are sealed
/// to.
@Command(name = "agency", mixinStandardHelpOptions = true, subcommands = CertificateCommand.class, header = "How an agency's accounts sign in over SFTP, and its own OpenPGP certificate.", description = "An agency that certifies its senders' keys by itself (`ssh-keygen -s`) registers the key that it certifies with. Every change is an entry in the ledger and holds for the next sign-in, on every node.", footer = {
        "", "Example:", "  casegate agency trust staffordshire-police ssh_ca.pub"})
public final class AgencyCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "show", mixinStandardHelpOptions = true, header = "Show whose certificates let an agency's accounts in, which are revoked, and whether a code is asked for.", footer = {
            "", "Example:", "  casegate agency show staffordshire-police"})
    int show(@Mixin GatewayOption where, @Parameters(paramLabel = "AGENCY", description = "its id") String id)
            throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            SshRules rules = agency(gateway.directory().current(), id).ssh();
            rules.authorities().forEach(line -> out().println("authority  %s  %s".formatted(SshRules.fingerprint(line),
                    comment(line))));
            out().println("code       " + (rules.oneTimeCode() ? "asked of its people" : "not asked"));
            rules.revoked().forEach(line -> out().println("revoked    " + line));
            out().flush();
        }
        return 0;
    }

    @Command(name = "trust", mixinStandardHelpOptions = true, header = "Let in whom this key certifies.", description = "An Ed25519 or ECDSA key. A certificate must name the account among its principals, be valid for 366 days at most, and may carry source-address; one with any other critical option is refused. Whoever holds the key's secret half can act as every account of the agency that sends.", footer = {
            "", "Example:", "  casegate agency trust staffordshire-police ssh_ca.pub"})
    int trust(@Mixin GatewayOption where, @Mixin SignInOption signIn,
            @Parameters(paramLabel = "AGENCY", description = "its id") String id,
            @Parameters(paramLabel = "FILE", description = "the public key, one line as ssh-keygen writes it") Path file)
            throws BadConfig, IOException, LedgerUnavailable {
        String authority = SshRules.authority(line(file)).orElseThrow(
                () -> Stop.badInput("%s is no public key of OpenSSH, Ed25519 or ECDSA".formatted(file)));
        return ask(where, signIn, id, rules -> {
            SshRules more = rules.with(authority);
            if (more.authorities().size() > SshRules.MOST_AUTHORITIES) {
                throw Stop.badInput("an agency has %d authorities at most; take one out first"
                        .formatted(SshRules.MOST_AUTHORITIES));
            }
            return more;
        });
    }

    @Command(name = "distrust", mixinStandardHelpOptions = true, header = "Let in nobody any more whom this key certifies.", footer = {
            "", "Example:",
            "  casegate agency distrust staffordshire-police SHA256:6nUZRcPrPYp9HxwrbKLAjgIvMCQvKK2CPEN7PXKhCPY"})
    int distrust(@Mixin GatewayOption where, @Mixin SignInOption signIn,
            @Parameters(paramLabel = "AGENCY", description = "its id") String id,
            @Parameters(paramLabel = "FINGERPRINT", description = "as `casegate agency show` prints it") String fingerprint)
            throws BadConfig, IOException, LedgerUnavailable {
        return ask(where, signIn, id, rules -> {
            SshRules fewer = rules.without(fingerprint);
            if (fewer.equals(rules)) {
                throw Stop.badInput("%s has no authority %s; `casegate agency show %s` lists them".formatted(id,
                        fingerprint, id));
            }
            return fewer;
        });
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, header = "Take certificates and keys back.", description = "By serial number or range, by key id, by the fingerprint of a key, or all that a key revocation list of OpenSSH says (`ssh-keygen -k`). A line without @AUTHORITY holds for all authorities of the agency. A key is revoked by itself, under every certificate, and with all that it certified.", footer = {
            "", "Examples:", "  casegate agency revoke staffordshire-police serial:17 serial:20-29 id:laptop-9",
            "  casegate agency revoke staffordshire-police SHA256:6nUZRcPrPYp9HxwrbKLAjgIvMCQvKK2CPEN7PXKhCPY",
            "  casegate agency revoke staffordshire-police --krl revoked.krl"})
    int revoke(@Mixin GatewayOption where, @Mixin SignInOption signIn,
            @Parameters(paramLabel = "AGENCY", description = "its id") String id,
            @Option(names = "--krl", paramLabel = "FILE", description = "a key revocation list, all of whose lines are added") Optional<Path> krl,
            @Parameters(paramLabel = "WHAT", arity = "0..*", description = "serial:N, serial:N-M, id:TEXT (each with @SHA256:... for one authority), SHA256:... or SHA1:...") List<String> lines)
            throws BadConfig, IOException, LedgerUnavailable {
        List<SshRevocation> more = new ArrayList<>();
        for (String line : Optional.ofNullable(lines).orElse(List.of())) {
            more.add(SshRevocation.parse(line).orElseThrow(() -> Stop.badInput(
                    "`%s` is no revocation; accepted is %s".formatted(line, SshRevocation.ACCEPTED))));
        }
        if (krl.isPresent()) {
            more.addAll(list(krl.get()));
        }
        if (more.isEmpty()) {
            throw Stop.badInput("nothing is to be revoked; name it, or give a list by --krl");
        }
        return ask(where, signIn, id, rules -> {
            SshRules all = rules.revoking(more);
            if (all.revoked().size() > SshRules.MOST_REVOKED) {
                throw Stop.badInput("an agency has %d revocations at most".formatted(SshRules.MOST_REVOKED));
            }
            return all;
        });
    }

    private static List<SshRevocation> list(Path file) {
        byte[] octets;
        try (InputStream in = Files.newInputStream(file)) {
            octets = in.readNBytes(KeyRevocationList.LONGEST + 1);
        } catch (IOException unreadable) {
            throw Stop.badInput("%s cannot be read".formatted(file));
        }
        try {
            return KeyRevocationList.read(octets);
        } catch (IOException bad) {
            throw Stop.badInput("%s %s".formatted(file, bad.getMessage()));
        }
    }

    @Command(name = "code", mixinStandardHelpOptions = true, header = "Ask its people for a one-time code after their key, or not.", description = "Over SFTP, of accounts of kind PERSON; programs have no authenticator. Whoever has none yet cannot sign in by SFTP until `casegate account enrol` gives him one. It is the authenticator of the portal, and a code works once in all.", footer = {
            "", "Example:", "  casegate agency code staffordshire-police on"})
    int code(@Mixin GatewayOption where, @Mixin SignInOption signIn,
            @Parameters(paramLabel = "AGENCY", description = "its id") String id,
            @Parameters(paramLabel = "ANSWER", description = "${COMPLETION-CANDIDATES}") OnOff asked)
            throws BadConfig, IOException, LedgerUnavailable {
        return ask(where, signIn, id, rules -> rules.withOneTimeCode(asked == OnOff.ON));
    }

    /// Whether.
    enum OnOff {
        ON, OFF
    }

    private int ask(GatewayOption where, SignInOption signIn, String id, UnaryOperator<SshRules> change)
            throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            var done = gateway.amendments().ask(Administrator.of(gateway, signIn), register -> {
                Agency agency = agency(register, id);
                return register.with(agency.with(change.apply(agency.ssh())));
            });
            ChangeText.done(out(), done);
            out().flush();
        } catch (AmendmentRefused refused) {
            throw Stop.badInput(refused.sentence());
        }
        return 0;
    }

    private static Agency agency(Register register, String id) {
        return AgencyId.parse(id).flatMap(register::agency)
                .orElseThrow(() -> Stop.badInput("the register has no agency `%s`".formatted(id)));
    }

    private static String line(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.size() == 1 ? lines.getFirst() : "";
        } catch (IOException unreadable) {
            throw Stop.badInput("%s cannot be read".formatted(file));
        }
    }

    private static String comment(String line) {
        return Optional.of(line.split(" ", 3)).filter(words -> words.length == 3).map(words -> words[2]).orElse("");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
