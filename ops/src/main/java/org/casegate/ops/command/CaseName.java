// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.ops.command;

import java.util.Optional;
import java.util.function.Function;
import org.casegate.ops.console.Stop;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRef;
import picocli.CommandLine.Parameters;

/// Which case a command is about.
final class CaseName {
    @Parameters(index = "0", paramLabel = "AGREEMENT", description = "such as staffordshire")
    private String agreement = "";

    @Parameters(index = "1", paramLabel = "CASE", description = "the case's reference, such as SSCB-RR-2026-014")
    private String ref = "";

    AgreementId agreement() {
        return parsed(agreement, AgreementId::parse, "an agreement's id, such as staffordshire");
    }

    CaseRef ref() {
        return parsed(ref, CaseRef::parse, "4 to 40 capital letters, digits, hyphens");
    }

    /// @throws Stop with what was typed and what is accepted
    static <T> T parsed(String text, Function<String, Optional<T>> parse, String accepted) {
        return parse.apply(text)
                .orElseThrow(() -> Stop.badInput("`%s` is not accepted; accepted is %s".formatted(text, accepted)));
    }
}
