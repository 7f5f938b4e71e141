// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.crypto.credential.Totp;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.Stop;
import org.casegate.policy.amendment.AmendmentRefused;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.directory.Credentials;
import org.casegate.policy.ledger.Appended;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Accounts and what they sign in with.
@Command(name = "account", mixinStandardHelpOptions = true, header = "Add, enrol and disable accounts.", description = "An account is named after a role and stays in the ledger for ever. Whoever adds an account, or gives it its password, is its maker: where two people are asked, the two are one.", footer = {
        "", "Example:", "  casegate account enrol scc-safeguarding-lead"})
public final class AccountCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "list", mixinStandardHelpOptions = true, header = "List accounts and who made them.", footer = {"",
            "Example:", "  casegate account list"})
    int list(@Mixin GatewayOption where) throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            for (Account account : gateway.directory().current().accounts()) {
                out().println("%-28s  %-40s  %-6s  %-12s  made by %s".formatted(account.id(), account.agency(),
                        account.kind(), state(gateway, account.id()),
                        String.join(", ", gateway.amendments().makers(account.id()))));
            }
            out().flush();
        }
        return 0;
    }

    private static String state(Gateway gateway, AccountId account) {
        if (gateway.credentials().suspended(account)) {
            return "disabled";
        }
        return gateway.credentials().enrolled(account) ? "enrolled" : "not enrolled";
    }

    @Command(name = "add", mixinStandardHelpOptions = true, header = "Add an account to the register.", footer = {"",
            "Example:",
            "  casegate account add scc-duty-lead --agency staffordshire-county-council --role RECIPIENT"})
    int add(@Mixin GatewayOption where, @Mixin SignInOption signIn,
            @Parameters(paramLabel = "ACCOUNT", description = "role-like, never a person's name") String id,
            @Option(names = "--agency", required = true, paramLabel = "ID") String agency,
            @Option(names = "--kind", paramLabel = "KIND", defaultValue = "PERSON", description = "${COMPLETION-CANDIDATES}; usually ${DEFAULT-VALUE}") Account.Kind kind,
            @Option(names = "--role", required = true, split = ",", paramLabel = "ROLE", description = "${COMPLETION-CANDIDATES}") List<Role> roles)
            throws BadConfig, IOException, LedgerUnavailable {
        AccountId account = account(id);
        AgencyId body = AgencyId.parse(agency)
                .orElseThrow(() -> Stop.badInput("`%s` is not an agency id".formatted(agency)));
        try (Gateway gateway = where.open()) {
            if (gateway.directory().current().account(account).isPresent()) {
                throw Stop.badInput("there is an account %s already".formatted(account));
            }
            var done = gateway.amendments().ask(Administrator.of(gateway, signIn),
                    register -> register.with(new Account(account, body, kind, Set.copyOf(roles), Optional.empty(),
                            Optional.empty(), Optional.empty(), List.of(), Set.of())));
            ChangeText.done(out(), done);
            out().flush();
        } catch (AmendmentRefused refused) {
            throw Stop.badInput(refused.sentence());
        }
        return 0;
    }

    @Command(name = "enrol", mixinStandardHelpOptions = true, header = "Give an account a password and an authenticator.", description = "The password is asked twice on the terminal, or read from a file. The address for the authenticator is printed once, and nowhere kept; what the account signed in with before is worth nothing.", footer = {
            "", "Example:", "  casegate account enrol scc-safeguarding-lead"})
    int enrol(@Mixin GatewayOption where, @Mixin SignInOption signIn,
            @Parameters(paramLabel = "ACCOUNT", description = "a person's, of the register") String id,
            @Option(names = "--password-file", paramLabel = "FILE", description = "one line (/dev/stdin for a pipe); else it is asked") Optional<Path> file)
            throws BadConfig, IOException, LedgerUnavailable {
        byte[] secret = Totp.newSecret();
        try (Gateway gateway = where.open()) {
            Actor actor = Administrator.of(gateway, signIn);
            AccountId account = known(gateway, id);
            char[] password = file.isPresent() ? fromFile(file.get()) : asked(account);
            try {
                Appended entry = gateway.enrolments().enrol(actor, account, password, secret);
                out().println(Totp.uri(secret, "CaseGate", account.value()));
                out().println("Enrolled %s (ledger entry %d). The address above is shown this once.".formatted(account,
                        entry.index()));
                out().flush();
            } catch (IllegalArgumentException unfit) {
                throw Stop.badInput(String.valueOf(unfit.getMessage()));
            } finally {
                Arrays.fill(password, '\0');
            }
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
        return 0;
    }

    @Command(name = "disable", mixinStandardHelpOptions = true, header = "Let an account in no more, and end its sessions.", footer = {
            "", "Example:", "  casegate account disable scc-safeguarding-lead"})
    int disable(@Mixin GatewayOption where, @Mixin SignInOption signIn,
            @Parameters(paramLabel = "ACCOUNT") String id) throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            Appended entry = gateway.enrolments().disable(Administrator.of(gateway, signIn), known(gateway, id));
            out().println("%s is disabled (ledger entry %d).".formatted(id, entry.index()));
            out().flush();
        }
        return 0;
    }

    @Command(name = "enable", mixinStandardHelpOptions = true, header = "Let a disabled account in again.", footer = {
            "", "Example:", "  casegate account enable scc-safeguarding-lead"})
    int enable(@Mixin GatewayOption where, @Mixin SignInOption signIn,
            @Parameters(paramLabel = "ACCOUNT") String id) throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            Appended entry = gateway.enrolments().enable(Administrator.of(gateway, signIn), known(gateway, id));
            out().println("%s is enabled (ledger entry %d).".formatted(id, entry.index()));
            out().flush();
        }
        return 0;
    }

    private static AccountId account(String id) {
        return AccountId.parse(id).orElseThrow(() -> Stop.badInput("`%s` is not an account id".formatted(id)));
    }

    private static AccountId known(Gateway gateway, String id) {
        AccountId account = account(id);
        if (gateway.directory().current().account(account).isEmpty()) {
            throw Stop.badInput("the register has no account %s".formatted(account));
        }
        return account;
    }

    private static char[] fromFile(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() != 1) {
                throw Stop.badInput("%s has more or fewer than one line".formatted(file));
            }
            return lines.getFirst().toCharArray();
        } catch (IOException unreadable) {
            throw Stop.badInput("the password file %s cannot be read".formatted(file));
        }
    }

    private static char[] asked(AccountId account) {
        Console console = Optional.ofNullable(System.console()).filter(Console::isTerminal)
                .orElseThrow(() -> Stop.badInput("no terminal to ask for a password on; give it by --password-file"));
        char[] first = console.readPassword("New password of %s (%d characters or more): ", account,
                Credentials.SHORTEST_PASSWORD);
        char[] second = console.readPassword("Again: ");
        if (first == null || second == null || !Arrays.equals(first, second)) {
            throw Stop.badInput("the two are not the same; nothing has changed");
        }
        Arrays.fill(second, '\0');
        return first;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
