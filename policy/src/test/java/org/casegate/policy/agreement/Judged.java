// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.List;

import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.check.Code;
import org.casegate.policy.check.Effect;
import org.casegate.policy.check.Finding;
import org.casegate.policy.check.Outcome;
import org.casegate.policy.check.Packs;
import org.casegate.policy.check.Recipient;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.Registers;

/// Judges test packs by the Staffordshire agreement, and states what is expected of a refusal.
final class Judged {

    static final Agreement STAFFORDSHIRE = Agreements.bundled().find(new AgreementId("staffordshire")).orElseThrow();

    private Judged() {}

    static Outcome judge(Packs pack) {
        return judge(pack, Registers.allSigned());
    }

    static Outcome judge(Packs pack, Registers registers) {
        return STAFFORDSHIRE.judge(pack.facts(), registers.register());
    }

    static List<Finding> findings(Outcome outcome) {
        return outcome.findings();
    }

    static void guarded(Packs pack, String step, Code code, String clause, String text) {
        guarded(pack, Registers.allSigned(), step, code, clause, text);
    }

    /// Refused at a `*` step: alone, by the early guard as well, and the parts go at once.
    static void guarded(Packs pack, Registers registers, String step, Code code, String clause, String text) {
        Outcome outcome = judge(pack, registers);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.findings()).containsExactly(new Finding(step, code, ClauseRef.parse(clause), text));
            assertThat(refused.parts()).isEqualTo(Outcome.Refused.Parts.DESTROY);
        });
        assertThat(STAFFORDSHIRE.guard(pack.facts(), registers.register())).hasValueSatisfying(
                refused -> assertThat(refused.findings()).isEqualTo(outcome.findings()));
    }

    static void objected(Packs pack, String step, Code code, String clause, String text) {
        objected(pack, Registers.allSigned(), step, code, clause, text);
    }

    /// Refused at another step: the early guard lets it through, and the parts wait to be mended.
    static void objected(Packs pack, Registers registers, String step, Code code, String clause, String text) {
        assertThat(judge(pack, registers)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.findings()).containsExactly(finding(step, code, Effect.REFUSE, clause, text));
            assertThat(refused.parts()).isEqualTo(Outcome.Refused.Parts.WAIT);
        });
        assertThat(STAFFORDSHIRE.guard(pack.facts(), registers.register())).isEmpty();
    }

    static Finding finding(String step, Code code, Effect effect, String clause, String text) {
        return new Finding(step, code, effect, ClauseRef.parse(clause), text,
                text.replace("chronology.csv", "part 1 of 2"));
    }

    static Recipient recipient(String agency, String account) {
        return new Recipient(new AgencyId(agency), new AccountId(account));
    }

    static Registers unsigned(String agency) {
        String member = "agency: " + agency;
        return Registers.allSigned().edited(member + ", signed: { on: 2023-09-19, version: \"1.0\" } }", member + " }");
    }

    static Registers suspended(String agency, String from) {
        String member = "agreement: staffordshire, agency: " + agency + ", ";
        return Registers.allSigned().edited(member,
                member + "suspended: { from: " + from + ", reason: Joint decision }, ");
    }
}
