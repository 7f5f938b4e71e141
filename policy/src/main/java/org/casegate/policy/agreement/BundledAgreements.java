// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.agreement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.casegate.policy.document.Parsed;
import org.casegate.policy.register.AgreementId;

/// The agreements that ship with the gateway, each read when it is first asked for: a command that judges one pack needs one
/// of them. For one thread at a time.
public final class BundledAgreements {

    private static final Set<AgreementId> IDS = Stream
            .of("coventry", "pan-dorset", "solihull", "staffordshire", "wirral").map(AgreementId::new)
            .collect(Collectors.toUnmodifiableSet());

    private final Map<AgreementId, Agreement> read = new HashMap<>();

    /// Their ids.
    public Set<AgreementId> ids() {
        return IDS;
    }

    /// The agreement of that id.
    ///
    /// @throws IllegalStateException if it is faulty: then the build was not tested
    public Optional<Agreement> find(AgreementId id) {
        return IDS.contains(id) ? Optional.of(read.computeIfAbsent(id, BundledAgreements::read)) : Optional.empty();
    }

    private static Agreement read(AgreementId id) {
        String resource = id + ".yaml";
        try (InputStream text = BundledAgreements.class.getResourceAsStream(resource)) {
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
