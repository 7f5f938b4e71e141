// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.CaseRef;

/// What is known of a pack before its sender has written a word, for `manifest-template.yaml`.
///
/// @param agency     the sender's own
/// @param settled    what the convener settled; a meeting that is meant is written down as the sender's first guess
/// @param recipients whom the case names, where their why is left to the sender
/// @param choices    what the agreement accepts, for the comments
/// @param parts      the names of files that have arrived already
public record ManifestTemplate(AgreementId agreement, CaseRef caseRef, AgencyId agency, Settled settled,
        List<Manifest.Addressee> recipients, Choices choices, List<PartName> parts) {

    public ManifestTemplate {
        recipients = List.copyOf(recipients);
        parts = List.copyOf(parts);
    }

    /// The text of the template: UTF-8, LF. With its blanks filled in it is a manifest.
    public String text() {
        return new TemplateText(this).write();
    }

    /// The codes that the agreement accepts, in its order; an empty list leaves the comment out.
    ///
    /// @param asks         the keys that a sender must think of under this agreement, beyond those that every pack needs
    /// @param article9     where the agreement leaves no choice
    /// @param dpaCondition where the agreement leaves no choice
    public record Choices(List<String> purposes, List<String> gateways, List<String> categories,
            List<String> article6, List<String> retentionClasses, Set<String> asks, Optional<String> article9,
            Optional<String> dpaCondition) {

        /// Nothing is known.
        public static final Choices NONE = new Choices(List.of(), List.of(), List.of(), List.of(), List.of(), Set.of(),
                Optional.empty(), Optional.empty());

        public Choices {
            purposes = List.copyOf(purposes);
            gateways = List.copyOf(gateways);
            categories = List.copyOf(categories);
            article6 = List.copyOf(article6);
            retentionClasses = List.copyOf(retentionClasses);
            asks = Set.copyOf(asks);
        }
    }
}
