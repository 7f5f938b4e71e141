// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.meeting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.manifest.Basis;
import org.casegate.policy.manifest.Manifest.Addressee;
import org.casegate.policy.manifest.ManifestTemplate;
import org.casegate.policy.manifest.Settled;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;

/// What a convener may want to know of a case as he wrote it down: what of it the agreement will refuse in every pack. Nothing
/// here forbids the case: a body may sign tomorrow, and an anonymised pack may have a purpose of its own.
final class Remarks {
    private Remarks() {}

    static List<String> on(Proposal proposal, Agreement agreement, Register register, Instant now) {
        ManifestTemplate.Choices accepted = agreement.choices(register);
        Settled settled = proposal.settled();
        Basis basis = settled.basis();
        List<String> remarks = new ArrayList<>();
        if (!accepted.purposes().contains(proposal.record().purpose())) {
            remarks.add(proposal.record().purpose() + " is not a purpose of the " + agreement.name()
                    + ", so only anonymised packs will be accepted.");
        }
        basis.article6().map(Basis.Article6::code).filter(code -> refuses(accepted.article6(), code))
                .ifPresent(code -> remarks
                        .add("art6 " + code + " is not relied on by the " + agreement.name() + "; it has "
                                + String.join(", ", accepted.article6()) + "."));
        basis.gateways().stream().sorted().filter(code -> refuses(accepted.gateways(), code))
                .forEach(code -> remarks.add("legal_gateway " + code + " is not listed in the " + agreement.name()
                        + "."));
        settled.retentionClass().map(Object::toString).filter(name -> !accepted.retentionClasses().contains(name))
                .ifPresent(name -> remarks.add("There is no retention class " + name + "; there are "
                        + String.join(", ", accepted.retentionClasses()) + "."));
        settled.recipients().stream().filter(each -> each.whyNeeded().isEmpty())
                .forEach(each -> remarks.add("Why " + each.account().map(Object::toString).orElse("")
                        + " needs it is left to each sender."));
        bodies(proposal, register).flatMap(body -> agreement.objectionToBody(body, register, now).stream())
                .forEach(objection -> remarks.add(objection + " Packs from or to it will be refused until then."));
        return remarks;
    }

    /// An empty list does not limit.
    private static boolean refuses(List<String> accepted, String code) {
        return !accepted.isEmpty() && !accepted.contains(code);
    }

    private static Stream<AgencyId> bodies(Proposal proposal, Register register) {
        return Stream.concat(proposal.record().senders().stream(),
                proposal.settled().recipients().stream().map(Addressee::agency)).map(register::resolve).distinct()
                .sorted();
    }
}
