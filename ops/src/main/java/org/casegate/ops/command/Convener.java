// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.io.IOException;
import java.io.PrintWriter;
import org.casegate.ops.Gateway;
import org.casegate.ops.config.BadConfig;
import org.casegate.ops.console.Stop;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.ledger.LedgerUnavailable;
import org.casegate.policy.meeting.Convened;
import org.casegate.policy.meeting.ConveningRefused;
import org.casegate.policy.register.Role;

/// Runs what a convener asks for: he signs in, it is done, and he is told what came of it.
final class Convener {
    private Convener() {}

    /// Something that a convener asks of a gateway.
    interface Request<T> {
        T of(Gateway gateway, Actor convener) throws ConveningRefused, LedgerUnavailable;
    }

    /// @param done what is true afterwards, without a full stop
    static int acts(GatewayOption where, SignInOption who, PrintWriter out, String done, Request<Convened> act)
            throws BadConfig, IOException, LedgerUnavailable {
        Convened convened = asks(where, who, act);
        out.println("%s (ledger entry %d).".formatted(done, convened.index()));
        convened.warnings().forEach(warning -> out.println("Note: " + warning));
        out.flush();
        return 0;
    }

    static <T> T asks(GatewayOption where, SignInOption who, Request<T> question)
            throws BadConfig, IOException, LedgerUnavailable {
        try (Gateway gateway = where.open()) {
            return question.of(gateway, who.signIn(gateway, Role.CONVENER));
        } catch (ConveningRefused refused) {
            throw Stop.answerIsNo(refused.sentence());
        }
    }
}
