// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.notice;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;

/// What a notice is about, in ids: no name of a person, of a file or of a folder can come into it.
///
/// @param caseId   empty where it is about no case
/// @param agency   the agency that the words name: who sent, took back, was kept from opening
/// @param occasion with the same one, the same is not told again to the same addressee; empty: always
/// @param deadline a time that the words name, where the kind has one
public record NoticeMatter(AgreementId agreement, Optional<UUID> caseId, Optional<UUID> pack, AgencyId agency,
        Optional<String> occasion, Optional<Instant> deadline) {

    /// About one pack.
    public static NoticeMatter of(AgreementId agreement, UUID caseId, UUID pack, AgencyId agency) {
        return new NoticeMatter(agreement, Optional.of(caseId), Optional.of(pack), agency, Optional.empty(),
                Optional.empty());
    }

    /// About one agency under one agreement, and no case.
    static NoticeMatter of(AgreementId agreement, AgencyId agency) {
        return new NoticeMatter(agreement, Optional.empty(), Optional.empty(), agency, Optional.empty(),
                Optional.empty());
    }

    /// The same, told once for this occasion: a code and a day, say.
    public NoticeMatter once(String what) {
        return new NoticeMatter(agreement, caseId, pack, agency, Optional.of(what), deadline);
    }

    /// The same, with a time by which something must be done.
    public NoticeMatter by(Instant time) {
        return new NoticeMatter(agreement, caseId, pack, agency, occasion, Optional.of(time));
    }
}
