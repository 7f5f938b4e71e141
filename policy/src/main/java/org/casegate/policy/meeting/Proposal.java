// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.meeting;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.casegate.policy.document.Document;
import org.casegate.policy.document.Fields;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.manifest.Manifest.Addressee;
import org.casegate.policy.manifest.Settled;
import org.casegate.policy.manifest.SettledText;
import org.casegate.policy.register.AccountId;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRecord;
import org.casegate.policy.register.CaseRef;

/// A case as a convener writes it down: `case: 1`, agreement, reference, purpose and senders, and whatever else he settles,
/// under the keys that a manifest has for it.
///
/// @param record its recipients are the accounts that `settled` names
public record Proposal(CaseRecord record, Settled settled) {
    /// The longest text that is read.
    public static final int LARGEST_BYTES = 64 << 10;

    private static final String AGREEMENT = "an agreement's id, such as staffordshire";
    private static final String REFERENCE = "4 to 40 capital letters, digits, hyphens; never a name";
    private static final String SENDERS = "a list of agency ids, the bodies that may send";

    /// Reads the text of a case.
    public static Parsed<Proposal> parse(byte[] octets) {
        return Document.read(octets, LARGEST_BYTES, Proposal::read);
    }

    private static Optional<Proposal> read(Fields root) {
        root.need("case", "1");
        root.need("agreement", AGREEMENT);
        root.need("case_ref", REFERENCE);
        root.need("purpose", "a purpose code of the agreement");
        root.need("senders", SENDERS);
        root.number("case", 1, 1);
        Optional<AgreementId> agreement = root.value("agreement", AgreementId::parse, AGREEMENT);
        Optional<CaseRef> reference = root.value("case_ref", CaseRef::parse, REFERENCE);
        Set<AgencyId> senders = new LinkedHashSet<>(root.values("senders", AgencyId::parse, SENDERS));
        Settled settled = SettledText.read(root);
        complain(root, settled);
        return root.isFaultless()
                ? Optional.of(of(new CaseRecord(agreement.orElseThrow(), reference.orElseThrow(),
                        settled.purpose().orElseThrow(), senders, accounts(settled), settled.meetings()), settled))
                : Optional.empty();
    }

    private static void complain(Fields root, Settled settled) {
        if (settled.recipients().stream().anyMatch(each -> each.account().isEmpty())) {
            root.complain("recipients", "each name an account: a case is opened to persons and roles, not to agencies");
        }
        long meetings = settled.meetings().stream().map(CaseRecord.Meeting::ref).distinct().count();
        if (meetings < settled.meetings().size()) {
            root.complain("meetings", "hold one reference twice");
        }
    }

    private static Proposal of(CaseRecord record, Settled settled) {
        return new Proposal(record, settled.in(record, Set.of()));
    }

    private static Set<AccountId> accounts(Settled settled) {
        return settled.recipients().stream().map(Addressee::account).flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }
}
