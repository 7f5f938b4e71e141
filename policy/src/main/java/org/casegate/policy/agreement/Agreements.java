// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Register;

/// The agreements that this gateway can judge by, one version each.
public final class Agreements {

    private final List<Agreement> agreements;
    private final Map<AgreementId, Agreement> byId;

    /// These agreements and no others.
    ///
    /// @param agreements at most one for each id
    public Agreements(Collection<Agreement> agreements) {
        this.agreements = agreements.stream()
                .sorted(Comparator.comparing(agreement -> agreement.version().agreement())).toList();
        this.byId = this.agreements.stream().collect(Collectors.toUnmodifiableMap(
                agreement -> agreement.version().agreement(), Function.identity(), (one, _) -> one));
        if (byId.size() < this.agreements.size()) {
            throw new IllegalArgumentException("two versions of one agreement cannot judge at once");
        }
    }

    /// The agreements that ship with the gateway.
    ///
    /// @throws IllegalStateException if one of them is faulty: then the build was not tested
    public static Agreements bundled() {
        BundledAgreements bundled = new BundledAgreements();
        return new Agreements(bundled.ids().stream().flatMap(id -> bundled.find(id).stream()).toList());
    }

    /// The agreement of that id.
    public Optional<Agreement> find(AgreementId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// All agreements, by id.
    public List<Agreement> all() {
        return agreements;
    }

    /// Their ids.
    public Set<AgreementId> ids() {
        return byId.keySet();
    }

    /// Whom to ring where no one agreement is spoken of: the line of the first that names its duty contact; of the first, where
    /// none does; nothing, where nothing is in force.
    public String lastLine(Register register) {
        return agreements.stream().filter(agreement -> register.agreement(agreement.version().agreement())
                .flatMap(AgreementRegistration::duty).isPresent()).findFirst()
                .or(() -> agreements.stream().findFirst())
                .map(agreement -> agreement.lastLine(register)).orElse("");
    }

    /// Whom to ring about something under an agreement: its own line, or, where it is not in force, that of the others.
    public String lastLine(AgreementId about, Register register) {
        return find(about).map(agreement -> agreement.lastLine(register)).orElseGet(() -> lastLine(register));
    }
}
