// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.casegate.policy.check.AgreementVersion;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.DownloadRefusal;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;

/// What is said when the ledger cannot be written; the words stand in the agreement's last steps.
final class Unrecorded {

    private static final String KEY = Code.LEDGER.printed();

    private Unrecorded() {}

    static Outcome.Refused upload(AgreementVersion version, List<Rule> rules) {
        Finding finding = rules.stream().flatMap(rule -> said(rule).stream()).findFirst()
                .orElseThrow(() -> new IllegalStateException(version + " has no step for recording"));
        return new Outcome.Refused(version, List.of(finding), Outcome.Refused.Parts.DESTROY, List.of());
    }

    static DownloadRefusal download(List<DownloadRule> gate) {
        return gate.stream().flatMap(rule -> said(rule).stream()).findFirst()
                .orElseThrow(() -> new IllegalStateException("the download gate has no step for recording"));
    }

    private static Optional<Finding> said(Rule rule) {
        return Optional.ofNullable(rule.sentences().get(KEY)).map(sentence -> new Finding(rule.step(), Code.LEDGER,
                sentence.clause(), sentence.filled(Map.of())));
    }

    private static Optional<DownloadRefusal> said(DownloadRule rule) {
        return Optional.ofNullable(rule.sentences().get(KEY)).map(sentence -> new DownloadRefusal(rule.step(),
                Code.LEDGER, sentence.clause(), sentence.filled(Map.of()), false));
    }
}
