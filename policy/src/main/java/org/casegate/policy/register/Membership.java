// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// How one agency stands to one agreement, with the evidence: a party is nobody's guess.
///
/// @param statutory one of the statutory partners
/// @param entry     its entry in the agreement's list of members, where that list is numbered
public record Membership(AgreementId agreement, AgencyId agency, boolean statutory, Optional<Integer> entry,
        Optional<Signature> signed, Optional<Admission> admitted, Optional<Notice> notified,
        Optional<RiskControls> riskControls, Optional<Suspension> suspended) {

    /// A senior officer signed for the agency.
    ///
    /// @param version        the version of the agreement that was signed
    /// @param evidenceSha256 of the signed page, 64 hexadecimal digits
    /// @param position       the officer's post, never a name
    public record Signature(LocalDate on, Optional<String> version, Optional<String> evidenceSha256,
            Optional<String> position) {}

    /// The agency was admitted.
    ///
    /// @param by the statutory partners that admitted the agency
    public record Admission(LocalDate on, List<AgencyId> by) {
        public Admission {
            by = List.copyOf(by);
        }
    }

    /// The agency was given the agreement.
    public record Notice(LocalDate on, Optional<String> version) {}

    /// The agency attested that privacy risks are assessed and controlled.
    ///
    /// @param role of whoever attested it, never a name
    public record RiskControls(LocalDate on, Optional<String> evidenceSha256, Optional<String> role) {}

    /// The agency may not share for the time being.
    ///
    /// @param from the first day without sharing
    public record Suspension(LocalDate from, Optional<String> reason) {}
}
