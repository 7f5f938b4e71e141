// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.register.AgreementId;

/// The agreements that this gateway can judge by, one version each.
public final class Agreements {

    private static final List<String> BUNDLED = List.of("coventry.yaml", "pan-dorset.yaml", "solihull.yaml",
            "staffordshire.yaml", "wirral.yaml");

    private final List<Agreement> agreements;

    /// These agreements and no others.
    ///
    /// @param agreements at most one for each id
    public Agreements(Collection<Agreement> agreements) {
        this.agreements = agreements.stream()
                .sorted(Comparator.comparing(agreement -> agreement.version().agreement())).toList();
        if (ids().size() < this.agreements.size()) {
            throw new IllegalArgumentException("two versions of one agreement cannot judge at once");
        }
    }

    /// The agreements that ship with the gateway.
    ///
    /// @throws IllegalStateException if one of them is faulty: then the build was not tested
    public static Agreements bundled() {
        return new Agreements(BUNDLED.stream().map(Agreements::bundled).toList());
    }

    /// The agreement of that id.
    public Optional<Agreement> find(AgreementId id) {
        return agreements.stream().filter(agreement -> agreement.version().agreement().equals(id)).findFirst();
    }

    /// All agreements, by id.
    public List<Agreement> all() {
        return agreements;
    }

    /// Their ids.
    public Set<AgreementId> ids() {
        return Set.copyOf(agreements.stream().map(agreement -> agreement.version().agreement()).toList());
    }

    private static Agreement bundled(String resource) {
        try (InputStream text = Agreements.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IllegalStateException("the bundled agreement " + resource + " is missing");
            }
            return switch (AgreementParser.parse(text.readAllBytes())) {
                case Parsed.Good<Agreement> good -> good.value();
                case Parsed.Bad<Agreement> bad ->
                    throw new IllegalStateException(bad.complaints().getFirst().in(resource));
            };
        } catch (IOException impossible) {
            throw new UncheckedIOException("a bundled resource cannot be read", impossible);
        }
    }
}
