// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.amendment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.change.Difference;
import org.casegate.policy.change.Differences;
import org.casegate.policy.change.Need;
import org.casegate.policy.change.Needs;
import org.casegate.policy.check.ClauseRef;
import org.casegate.policy.register.Agency;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.AgreementRegistration.State;
import org.casegate.policy.register.Fact;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RetentionClass;
import org.casegate.policy.register.RetentionClassId;

/// What leads from the present register to a wanted one: what takes effect at once, and what waits for whom.
///
/// @param atOnce  operations
/// @param waiting what must be approved, by need
public record Plan(Register base, Register wanted, List<Difference> atOnce, List<Waiting> waiting) {
    public Plan {
        atOnce = List.copyOf(atOnce);
        waiting = List.copyOf(waiting);
    }

    /// Differences that are approved together.
    ///
    /// @param proposal the proposal that asks for just this already
    public record Waiting(Need need, List<Difference> differences, OptionalLong proposal) {
        public Waiting {
            differences = List.copyOf(differences);
        }
    }

    /// Nothing differs.
    public boolean isEmpty() {
        return atOnce.isEmpty() && waiting.isEmpty();
    }

    /// @param begun the agreements that have been in force at any time
    /// @param open  the proposals that wait
    static Plan of(Register base, Register asked, AgreementVersions versions, Set<AgreementId> begun,
            List<ProposalRows.Row> open) throws AmendmentRefused {
        refuseCertificates(base, asked);
        Register wanted = withTexts(base, asked, versions);
        Agreements agreements = versions.find(wanted);
        refuseEndless(base, wanted, agreements);
        Needs needs = new Needs(base, wanted, versions.find(base), agreements, begun);
        List<Difference> atOnce = new ArrayList<>();
        Map<Need, List<Difference>> gated = new LinkedHashMap<>();
        for (Difference difference : Differences.between(base, wanted)) {
            switch (needs.of(difference)) {
                case Need.Operation _ -> atOnce.add(difference);
                case Need need -> gated.computeIfAbsent(need, _ -> new ArrayList<>()).add(difference);
            }
        }
        List<Waiting> waiting = new ArrayList<>();
        gated.forEach((need, differences) -> {
            List<Difference> whole = withText(differences, wanted);
            waiting.add(new Waiting(need, whole, asking(open, need, whole)));
        });
        return new Plan(base, wanted, atOnce, waiting);
    }

    /// A name alone seals nothing: the certificate itself is registered with its own steps.
    private static void refuseCertificates(Register base, Register asked) throws AmendmentRefused {
        for (Agency agency : asked.agencies()) {
            if (agency.openpgp().isPresent()
                    && base.agency(agency.id()).flatMap(Agency::openpgp).equals(Optional.empty())) {
                throw new AmendmentRefused(
                        "%s has the key `openpgp`, and its certificate is not registered: `casegate agency certificate register %s FILE` does that."
                                .formatted(agency.id(), agency.id()));
            }
        }
    }

    /// A class without an end that no pack could name would be a promise as well.
    private static void refuseEndless(Register base, Register wanted, Agreements agreements) throws AmendmentRefused {
        for (AgreementRegistration registration : wanted.agreements()) {
            Optional<ClauseRef> against = agreements.find(registration.agreement())
                    .flatMap(Agreement::clauseAgainstEndless);
            Set<RetentionClassId> known = base.agreement(registration.agreement())
                    .map(AgreementRegistration::retention).orElse(Map.of()).keySet();
            Optional<RetentionClass> endless = registration.retention().values().stream()
                    .filter(each -> each.period().isEmpty() && !known.contains(each.id())).findFirst();
            if (against.isPresent() && endless.isPresent()) {
                throw new AmendmentRefused(
                        "The agreement %s keeps nothing without an end (%s): give the class %s a period."
                                .formatted(registration.agreement(), against.get(), endless.get().id()));
            }
        }
    }

    /// A registration that names no text keeps the one it has, or takes the one that ships with the gateway: from then on that
    /// very text judges, whatever later releases ship.
    private static Register withTexts(Register base, Register asked, AgreementVersions versions)
            throws AmendmentRefused {
        Register wanted = asked;
        for (AgreementRegistration registration : asked.agreements()) {
            String hash = textOf(registration, base, versions);
            if (registration.textSha256().isEmpty()) {
                wanted = wanted.with(registration.withText(hash));
            }
        }
        return wanted;
    }

    private static String textOf(AgreementRegistration registration, Register base, AgreementVersions versions)
            throws AmendmentRefused {
        AgreementId id = registration.agreement();
        Optional<String> named = registration.textSha256().or(() -> base.agreement(id)
                .filter(before -> before.version().equals(registration.version()))
                .flatMap(AgreementRegistration::textSha256));
        List<AgreementVersions.Version> known = versions.all().stream()
                .filter(version -> version.agreement().equals(id)).toList();
        List<AgreementVersions.Version> ofVersion = known.stream()
                .filter(version -> version.version().equals(registration.version())).toList();
        return ofVersion.stream()
                .filter(version -> named.map(version.sha256()::equals)
                        .orElse(version.bundled() || ofVersion.size() == 1))
                .map(AgreementVersions.Version::sha256).findFirst()
                .orElseThrow(() -> new AmendmentRefused(unknownText(registration, known)));
    }

    private static String unknownText(AgreementRegistration registration, List<AgreementVersions.Version> known) {
        return "This gateway does not have the text of the agreement %s, version %s%s. It has: %s. Load it with `casegate agreement activate FILE`."
                .formatted(registration.agreement(), registration.version(),
                        registration.textSha256().map(hash -> ", with the hash " + hash).orElse(""),
                        known.isEmpty()
                                ? "none of it"
                                : String.join(", ", known.stream()
                                        .map(version -> version.version() + " (" + version.sha256() + ")").toList()));
    }

    /// Whoever puts an agreement in force approves a text, so the text is part of what is proposed even where it stays.
    private static List<Difference> withText(List<Difference> differences, Register wanted) {
        List<Difference> whole = new ArrayList<>(differences);
        for (Difference difference : differences) {
            if (difference.is(Fact.Kind.AGREEMENT, "state")) {
                AgreementRegistration registration = wanted.agreement(new AgreementId(difference.id())).orElseThrow();
                stays(whole, difference, "version", registration.version());
                stays(whole, difference, "text_sha256", registration.textSha256().orElseThrow());
            }
        }
        return whole;
    }

    private static void stays(List<Difference> whole, Difference state, String key, String value) {
        if (whole.stream().noneMatch(each -> each.id().equals(state.id()) && each.is(Fact.Kind.AGREEMENT, key))) {
            whole.add(new Difference(Fact.Kind.AGREEMENT, state.id(), List.of(key), Optional.of(value),
                    Optional.of(value)));
        }
    }

    private static OptionalLong asking(List<ProposalRows.Row> open, Need need, List<Difference> differences) {
        return open.stream()
                .filter(row -> row.text().need().equals(need) && row.text().differences().equals(differences))
                .mapToLong(ProposalRows.Row::id).findFirst();
    }

    /// The texts that the present register does not name, of agreements that are in force, or are to be.
    List<Agreement> texts(AgreementVersions versions) {
        return wanted.agreements().stream()
                .filter(registration -> registration.state() == State.ACTIVE)
                .flatMap(registration -> registration.textSha256().stream())
                .flatMap(hash -> versions.text(hash).stream()).toList();
    }
}
