// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.casegate.policy.clock.London;
import org.casegate.policy.check.PackFacts;
import org.casegate.policy.check.PartFacts;
import org.casegate.policy.manifest.DataCategory;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.manifest.ManifestTemplate;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.Membership;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Role;

/// What is to be judged, in the maps and lists that the expression language takes; made outside of what is measured.
///
/// @param values by the names of the variables
record CelFacts(Map<String, Object> values) {

    static CelFacts of(TenParts pack) {
        Register register = pack.register();
        AgreementRegistration registration = register.agreement(pack.agreement().version().agreement()).orElseThrow();
        ManifestTemplate.Choices choices = pack.agreement().choices(register);
        return new CelFacts(Map.of("pack", pack(pack.facts()),
                "accounts", by(register.accounts(), account -> account.id().value(), CelFacts::account),
                "agencies", by(register.agencies(), agency -> agency.id().value(),
                        agency -> Map.of("place", agency.place().code())),
                "members", by(register.memberships(registration.agreement()).stream()
                        .filter(member -> member.signed().isPresent()).toList(), member -> member.agency().value(),
                        CelFacts::member),
                "agreement", Map.of("state", registration.state().name(), "version", registration.version(),
                        "start", text(registration.start().map(LocalDate::toString)),
                        "stores", register.storagePlaces().stream().map(place -> place.code()).toList(),
                        "purposes", set(choices.purposes()), "gateways", set(choices.gateways()), "categories",
                        set(choices.categories()), "parties",
                        by(pack.agreement().parties(), party -> party.id().value(), _ -> true),
                        "classes", by(List.copyOf(registration.retention().keySet()), id -> id.value(), _ -> true))));
    }

    private static Map<String, Object> pack(PackFacts facts) {
        Manifest manifest = facts.manifest();
        Map<String, Object> pack = new HashMap<>();
        pack.put("channel_secure", facts.channelSecure());
        pack.put("sender", facts.sender().value());
        pack.put("place", facts.senderPlace().orElseThrow().code());
        pack.put("now", facts.received().toString());
        pack.put("today", London.dateOf(facts.received()).toString());
        pack.put("regime", manifest.regime().name());
        pack.put("purpose", text(manifest.purpose()));
        pack.put("phase", text(manifest.timing().phase().map(Enum::name)));
        pack.put("meeting", text(manifest.timing().meeting().map(Object::toString)));
        pack.put("meeting_at", text(manifest.timing().meetingAt().map(Instant::toString)));
        pack.put("action", text(manifest.timing().action()));
        pack.put("as_at", text(manifest.origin().asAt().map(LocalDate::toString)));
        pack.put("categories", manifest.categories().stream().map(DataCategory::code).toList());
        pack.put("special", manifest.categories().stream().anyMatch(DataCategory::isSpecial));
        pack.put("equality_data", text(manifest.equalityData().map(Enum::name)));
        pack.put("art6", text(manifest.basis().article6().map(each -> each.code())));
        pack.put("art9", text(manifest.basis().article9().map(each -> each.code())));
        pack.put("dpa_condition", text(manifest.basis().dpaCondition()));
        pack.put("no_consent_reason", text(manifest.basis().noConsentReason().map(Enum::name)));
        pack.put("confidentiality", text(manifest.basis().confidentiality().map(Object::toString)));
        pack.put("legal_gateway", List.copyOf(manifest.basis().gateways()));
        pack.put("necessity", text(manifest.statements().necessity()));
        pack.put("people", facts.parts().stream().flatMap(part -> part.findings().nhsNumbers().stream()).distinct()
                .count());
        pack.put("subjects", manifest.subjects().stream().map(CelFacts::subject).toList());
        pack.put("recipients", manifest.recipients().stream().map(CelFacts::recipient).toList());
        pack.put("parts", manifest.parts().stream().map(CelFacts::part).toList());
        pack.put("files", facts.parts().stream().map(CelFacts::file).toList());
        pack.put("listed", by(manifest.parts(), part -> part.file().key(), _ -> true));
        pack.put("arrived", by(facts.parts(), part -> part.name().key(), _ -> true));
        return pack;
    }

    private static Map<String, Object> subject(Manifest.Subject subject) {
        return Map.of("living", subject.living(), "relation", subject.relation().name(), "adult", subject.adult());
    }

    private static Map<String, Object> recipient(Manifest.Addressee addressee) {
        return Map.of("agency", addressee.agency().value(), "account", text(addressee.account().map(Object::toString)),
                "why_needed", text(addressee.whyNeeded()));
    }

    private static Map<String, Object> part(Manifest.Part part) {
        return Map.of("file", part.file().key(), "nature", text(part.nature().map(Enum::name)), "retention_class",
                text(part.retentionClass().map(Object::toString)));
    }

    private static Map<String, Object> file(PartFacts part) {
        return Map.of("name", part.name().key(), "locked", part.findings().isLocked(), "received_before",
                part.received().isPresent());
    }

    private static Map<String, Object> account(Account account) {
        return Map.of("agency", account.agency().value(), "kind", account.kind().name(), "roles",
                account.roles().stream().map(Role::name).toList(), "trained_on",
                text(account.trainedOn().map(LocalDate::toString)));
    }

    private static Map<String, Object> member(Membership member) {
        return Map.of("signed", text(member.signed().map(Membership.Signature::on).map(LocalDate::toString)),
                "suspended", text(member.suspended().map(Membership.Suspension::from).map(LocalDate::toString)));
    }

    private static <T> Map<String, Object> by(List<T> items, Function<T, String> name, Function<T, Object> value) {
        return items.stream().collect(Collectors.toUnmodifiableMap(name, value));
    }

    private static Map<String, Object> set(List<String> codes) {
        return by(codes, code -> code, _ -> true);
    }

    private static String text(Optional<String> value) {
        return value.orElse("");
    }
}
