// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.document.Fields;

/// Reads what the sender relies on.
final class BasisReader {

    /// The longest title of guidance that an agreement lists makes a code of 129 characters.
    private static final int LONGEST_CODE = 160;

    private BasisReader() {}

    static Basis read(Fields root) {
        Basis law = law(root);
        Optional<Basis.Consent> consent = root.group("consent").flatMap(BasisReader::consent);
        return new Basis(law.article6(), law.article9(), law.dpaCondition(), law.noConsentReason(), law.gateways(),
                law.otherGateway(), consent, law.informed(), law.confidentiality());
    }

    /// Without consent.
    static Basis law(Fields root) {
        Optional<Basis.Article6> article6 = root.choice("art6", Basis.Article6.class, Basis.Article6::code);
        Optional<Basis.Article9> article9 = root.choice("art9", Basis.Article9.class, Basis.Article9::code);
        Optional<String> condition = root.line("dpa_condition");
        Optional<Basis.NoConsentReason> reason = root.choice("no_consent_reason", Basis.NoConsentReason.class);
        Set<String> gateways = new HashSet<>(root.values("legal_gateway",
                text -> text.length() <= LONGEST_CODE ? Optional.of(text) : Optional.empty(),
                "codes of Acts or guidance"));
        Optional<String> other = root.line("legal_gateway_other");
        return new Basis(article6, article9, condition, reason, gateways, other, Optional.empty(),
                root.group("informed").flatMap(BasisReader::informed), root.text("confidentiality_basis"));
    }

    private static Optional<Basis.Consent> consent(Fields fields) {
        fields.need("state", "OBTAINED, NOT_SOUGHT, REFUSED, WITHDRAWN");
        Optional<Basis.Consent.ConsentState> state = fields.choice("state", Basis.Consent.ConsentState.class);
        Optional<String> reason = fields.text("reason");
        Optional<Basis.Consent.RefusalOverride> override = fields.choice("override",
                Basis.Consent.RefusalOverride.class);
        Optional<String> text = fields.text("override_text");
        return state.map(known -> new Basis.Consent(known, reason, override, text));
    }

    private static Optional<Basis.Informed> informed(Fields fields) {
        fields.need("state", "TOLD, WILL_BE_TOLD, NOT_TOLD");
        Optional<Basis.Informed.InformedState> state = fields.choice("state", Basis.Informed.InformedState.class);
        Optional<String> reason = fields.text("reason");
        Optional<LocalDate> on = fields.date("on");
        return state.map(known -> new Basis.Informed(known, reason, on));
    }
}
