// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.meeting;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.casegate.policy.Partnership;
import org.casegate.policy.directory.Actor;
import org.casegate.policy.directory.Channel;

/// A partnership with conveners, and the case that one of them opens.
final class Conveners {
    static final String CONVENER = "scc-convener";
    static final String STRANGER = "btp-convener";
    static final String SECRET_WHY = "Chairs the review of what happened at home";

    static final String CASE = """
            case: 1
            agreement: staffordshire
            case_ref: SSCB-RR-2026-020
            purpose: RAPID-REVIEW
            senders: [staffordshire-police, university-hospitals-of-north-midlands-nhs-trust]
            recipients:
              - agency: staffordshire-county-council
                account: scc-safeguarding-lead
                why_needed: Chairs the review of what happened at home
            art6: e
            legal_gateway: [CHILDREN-ACT-1989-AND-2004]
            retention_class: case-pack
            meetings: [{ meeting_ref: SSCB-MTG-2026-050, meeting_at: 2026-05-14T10:00:00+01:00 }]
            """;

    private Conveners() {}

    /// Adds a convener of the county council, and one of a body outside the agreement.
    static void join(Partnership partnership) {
        partnership.edit(Conveners::joined);
    }

    /// The text of the register with them.
    static String joined(String register) {
        return register.replace("accounts:\n", """
                accounts:
                  - { id: scc-convener, agency: staffordshire-county-council, kind: PERSON, roles: [CONVENER] }
                  - { id: btp-convener, agency: british-transport-police, kind: PERSON, roles: [CONVENER] }
                """).replace("memberships:\n", """
                  - { id: british-transport-police, name: British Transport Police, place: GB }
                memberships:
                """);
    }

    static Actor as(Partnership partnership, String account) {
        return Actor.onMachine(partnership.directory().authenticated(account, Channel.COMMAND), "os:sysadmin");
    }

    static Proposal proposal(String text) {
        return Proposal.parse(text.getBytes(UTF_8)).orThrow();
    }
}
