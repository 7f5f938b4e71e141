// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.casegate.ops.console.Operator;
import org.casegate.ops.console.Stop;
import org.casegate.ops.demo.Demo;
import org.casegate.ops.demo.DemoFile;
import org.casegate.ops.demo.Ports;
import org.casegate.ops.demo.Progress;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.event.RegisterEvent;
import org.casegate.policy.ledger.Draft;
import org.casegate.policy.ledger.EntryView;
import org.casegate.policy.ledger.LedgerQuery;
import org.casegate.policy.ledger.StateChange;
import org.casegate.policy.register.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Commands that act for an account (`formats.md` 7).
@Isolated("it reads the log, which every command of this process sets up anew")
class SignInOptionTest {
    private static final String OFFICER = "sp-review-officer";

    @TempDir
    static Path folder;

    private static Demo demo;

    @BeforeAll
    static void start() throws Exception {
        demo = Demo.start(folder.resolve("home"), Ports.free(), Progress.silent());
    }

    @AfterAll
    static void stop() throws Exception {
        demo.close();
    }

    @Test
    @DisplayName("A-46 who acts by --as is named with the machine's user, after password and code; the code counts once")
    void signsInForAnAccount() throws Exception {
        Path factors = factors(OFFICER, demo.file().account(OFFICER).password());

        Actor actor = option(OFFICER, factors).signIn(demo.gateway(), Role.SENDER, Role.SPOC);
        long index = demo.gateway().ledger()
                .append(actor.sign(Draft.of(new RegisterEvent.Loaded(List.of()))), StateChange.none()).index();

        assertThat(actor.name()).isEqualTo(OFFICER);
        assertThat(actor.has(Role.SENDER)).isTrue();
        assertThat(actor.has(Role.SYSADMIN)).isFalse();
        EntryView entry = demo.gateway().queries()
                .run("os:test", Optional.empty(), LedgerQuery.all().before(index + 1).atMost(1)).getFirst();
        assertThat(entry.toString()).contains(OFFICER, "staffordshire-police", Operator.name());
        assertThatThrownBy(() -> option(OFFICER, factors).signIn(demo.gateway())).isInstanceOf(Stop.class)
                .hasMessageContaining("could not sign in");
        assertThat(Files.readString(log())).contains("signed in by COMMAND: account=" + OFFICER)
                .contains("refused by COMMAND: account=" + OFFICER);
    }

    @Test
    void refusesAWrongPasswordAndAStrangerAlike() throws Exception {
        for (String account : List.of("scc-auditor", "nobody-at-all")) {
            Path factors = factors("scc-auditor", "not the password");

            assertThatThrownBy(() -> option(account, factors).signIn(demo.gateway()))
                    .isInstanceOfSatisfying(Stop.class, stop -> assertThat(stop.status()).isEqualTo(1))
                    .hasMessageStartingWith(account + " could not sign in: ");
        }
    }

    @Test
    void refusesAnAccountWithoutARoleForIt() throws Exception {
        Path factors = factors("scc-records-manager", demo.file().account("scc-records-manager").password());

        assertThatThrownBy(() -> option("scc-records-manager", factors).signIn(demo.gateway(), Role.CONVENER))
                .isInstanceOf(Stop.class)
                .hasMessage("scc-records-manager has none of the roles that may do this: CONVENER");
    }

    @Test
    @DisplayName("A-46 the machine's user alone is a system administrator and nothing else")
    void takesTheMachinesUserForAnAdministrator() {
        Actor actor = option(null, null).actor(demo.gateway());

        assertThat(actor.name()).isEqualTo(Operator.name());
        assertThat(actor.account()).isEmpty();
        assertThat(Role.values()).filteredOn(actor::has).containsExactly(Role.SYSADMIN);
        assertThatThrownBy(() -> option(null, null).signIn(demo.gateway())).isInstanceOf(Stop.class)
                .hasMessageContaining("--as ACCOUNT");
    }

    private static SignInOption option(@Nullable String account, @Nullable Path factors) {
        SignInOption option = new SignInOption();
        option.account = account;
        option.factors = factors;
        return option;
    }

    private static Path factors(String account, String password) throws Exception {
        return Files.writeString(folder.resolve("factors " + account),
                password + "\n" + DemoFile.codeNow(demo.file().home(), account).orElseThrow() + "\n");
    }

    private static Path log() throws Exception {
        try (var files = Files.list(demo.file().home().resolve("log"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("commands.")).findFirst()
                    .orElseThrow();
        }
    }
}
