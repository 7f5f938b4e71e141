// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.casegate.ops.Gateway;
import org.casegate.ops.console.Log;
import org.casegate.ops.console.Operator;
import org.casegate.ops.console.Stop;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.directory.Authenticated;
import org.casegate.policy.directory.Channel;
import org.casegate.policy.register.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options by which a command is told for whom it acts (`formats.md` 7). A password is never on a command line.
final class SignInOption {
    @Option(names = "--as", paramLabel = "ACCOUNT", description = "the account that acts; its password and code are asked on the terminal, or read from --factors")
    @Nullable
    String account;

    @Option(names = "--factors", paramLabel = "FILE", description = "two lines: the password, and the six-digit code shown now (/dev/stdin for a pipe)")
    @Nullable
    Path factors;

    /// Signs the account in, as the portal would: the same throttle, a code is used up.
    ///
    /// @param anyOf the roles of which the account needs one; none if any account may
    /// @throws Stop if there is no `--as`, the factors are not right, or the account has none of the roles
    Actor signIn(Gateway gateway, Role... anyOf) {
        String name = account;
        if (name == null) {
            throw Stop.badInput("this is done for an account: give --as ACCOUNT");
        }
        Log.signInsInto(gateway.config().log());
        try (Factors shown = factors == null ? Factors.ask(name) : Factors.read(factors)) {
            Authenticated who = gateway.signIn()
                    .withPasswordAndCode(name, shown.password(), shown.code(), Channel.COMMAND,
                            InetAddress.getLoopbackAddress())
                    .orElseThrow(() -> Stop.answerIsNo(
                            "%s could not sign in: the password or the code is not right, the code was used already, the account may not act here, or it has to wait after failed attempts"
                                    .formatted(name)));
            if (anyOf.length > 0 && Arrays.stream(anyOf).noneMatch(who::has)) {
                throw Stop.answerIsNo("%s has none of the roles that may do this: %s".formatted(name,
                        Arrays.stream(anyOf).map(Role::name).collect(Collectors.joining(", "))));
            }
            return Actor.onMachine(who, Operator.name());
        }
    }

    /// The account if one is given with `--as`, else the machine's user alone, who is a system administrator and never an
    /// approver.
    Actor actor(Gateway gateway) {
        if (account == null && factors != null) {
            throw Stop.badInput("--factors belongs to --as ACCOUNT");
        }
        return account == null ? Actor.onMachine(Operator.name()) : signIn(gateway);
    }
}
