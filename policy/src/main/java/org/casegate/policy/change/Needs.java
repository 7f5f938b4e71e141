// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.change;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.casegate.policy.agreement.Agreement;
import org.casegate.policy.agreement.Agreements;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.AgreementId;
import org.casegate.policy.register.AgreementRegistration;
import org.casegate.policy.register.AgreementRegistration.State;
import org.casegate.policy.register.Fact;
import org.casegate.policy.register.Membership;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.RetentionClass;
import org.casegate.policy.register.RetentionClassId;
import org.casegate.policy.register.Setting;
import org.casegate.policy.register.Settings;

/// Who must approve what differs between two registers. An agreement that has never been in force judges nothing, so what
/// is settled about it before is a site's own doing; from then on whatever widens it needs its approvals, and it stays so where
/// it becomes a draft again.
public final class Needs {
    private static final Need OPERATION = new Need.Operation();

    private final Register base;
    private final Register wanted;
    private final Agreements before;
    private final Agreements agreements;
    private final Set<AgreementId> begun;

    /// @param before     the texts by which the base judges
    /// @param agreements the texts that the wanted register names
    /// @param begun      the agreements that have been in force at any time
    public Needs(Register base, Register wanted, Agreements before, Agreements agreements,
            Set<AgreementId> begun) {
        this.base = base;
        this.wanted = wanted;
        this.before = before;
        this.agreements = agreements;
        this.begun = Set.copyOf(begun);
    }

    /// Who must approve this difference between the two.
    public Need of(Difference difference) {
        if (difference.whole()) {
            return ofWhole(difference);
        }
        return switch (difference.kind()) {
            case GATEWAY -> ofGateway(difference);
            case AGENCY -> ofAgency(difference);
            case MEMBERSHIP -> ofMembership(difference);
            case ACCOUNT -> OPERATION;
            case AGREEMENT -> ofAgreement(difference);
        };
    }

    /// A suspension does not end by leaving and coming back.
    private Need ofWhole(Difference difference) {
        boolean suspended = difference.kind() == Fact.Kind.MEMBERSHIP && difference.after().isEmpty()
                && Difference.member(difference.before(), "suspended").isPresent();
        return suspended && begun.contains(agreementOf(difference))
                ? new Need.Partnerships(Set.of(agreementOf(difference)))
                : OPERATION;
    }

    /// Lifting the ceiling needs two people, even at the first load.
    private static Need ofGateway(Difference difference) {
        boolean lifts = difference.path().getFirst().equals("territory_ceiling")
                && difference.after().filter("NONE"::equals).isPresent();
        return lifts ? new Need.TwoPeople() : OPERATION;
    }

    /// A further name needs one approver, another body's place the approval of the partnerships that it is a member of.
    private Need ofAgency(Difference difference) {
        boolean firstLoad = base.revision() == 0;
        if (firstLoad || !adds(difference)) {
            return OPERATION;
        }
        return switch (difference.path().getFirst()) {
            case "aliases" -> new Need.OneApprover();
            case "succeeds" -> ofSuccession(new AgencyId(difference.id()));
            default -> OPERATION;
        };
    }

    private Need ofSuccession(AgencyId successor) {
        Set<AgencyId> before = wanted.agency(successor).stream().flatMap(agency -> agency.succeeds().stream())
                .map(succession -> base.resolve(succession.agency())).collect(Collectors.toSet());
        Set<AgreementId> touched = base.memberships().stream()
                .filter(membership -> before.contains(base.resolve(membership.agency())))
                .map(Membership::agreement).filter(begun::contains).collect(Collectors.toSet());
        return touched.isEmpty() ? new Need.OneApprover() : new Need.Partnerships(touched);
    }

    private Need ofMembership(Difference difference) {
        AgreementId agreement = agreementOf(difference);
        if (!begun.contains(agreement)) {
            return OPERATION;
        }
        if (difference.path().getFirst().equals("admitted")) {
            return difference.after().isPresent() ? new Need.Admission(agreement) : OPERATION;
        }
        boolean widens = switch (difference.path().getFirst()) {
            case "statutory" -> !isTrue(difference.before()) == isTrue(difference.after());
            case "suspended" -> difference.after().isEmpty() || suspendsLater(difference);
            default -> false;
        };
        return widens ? new Need.Partnerships(Set.of(agreement)) : OPERATION;
    }

    private static boolean isTrue(Optional<Object> tree) {
        return tree.filter(Boolean.TRUE::equals).isPresent();
    }

    private static boolean suspendsLater(Difference difference) {
        Optional<LocalDate> before = suspendedFrom(difference.before());
        return before.isPresent()
                && suspendedFrom(difference.after()).filter(after -> !after.isAfter(before.get())).isEmpty();
    }

    private static Optional<LocalDate> suspendedFrom(Optional<Object> tree) {
        return Difference.member(tree, "from").map(from -> LocalDate.parse((String) from));
    }

    private Need ofAgreement(Difference difference) {
        AgreementId agreement = agreementOf(difference);
        boolean needs = switch (difference.path().getFirst()) {
            case "state" -> difference.after().filter("ACTIVE"::equals).isPresent() && !beginsOnEvidence(agreement);
            case "version" -> begun.contains(agreement) && isActive(base, agreement);
            case "text_sha256" ->
                begun.contains(agreement) && isActive(base, agreement) && !judgesBy(agreement, difference.after());
            case "terminated" -> begun.contains(agreement) && difference.before().isPresent();
            case "transfer_mechanisms" -> begun.contains(agreement) && adds(difference);
            case Difference.SETTINGS -> begun.contains(agreement) && amends(agreement, difference);
            case Difference.RETENTION -> begun.contains(agreement) && keepsLonger(agreement, difference);
            default -> false;
        };
        return needs ? new Need.Partnerships(Set.of(agreement)) : OPERATION;
    }

    /// Whoever must approve has signed, or was admitted, by the evidence that comes with the agreement's first registration
    /// . That counts once.
    private boolean beginsOnEvidence(AgreementId id) {
        Optional<Agreement> agreement = agreements.find(id);
        if (begun.contains(id) || agreement.isEmpty()) {
            return false;
        }
        List<AgencyId> bodies = agreement.get().approvers(agreement.get().approvals().changes(), wanted);
        return !bodies.isEmpty() && bodies.stream().allMatch(body -> wanted.membership(id, body)
                .filter(membership -> membership.signed().isPresent() || membership.admitted().isPresent())
                .isPresent());
    }

    /// To name the text that judges anyway changes nothing.
    private boolean judgesBy(AgreementId agreement, Optional<Object> sha256) {
        return before.find(agreement).map(Agreement::textSha256).equals(sha256);
    }

    private static boolean isActive(Register register, AgreementId agreement) {
        return register.agreement(agreement).filter(found -> found.state() == State.ACTIVE).isPresent();
    }

    private boolean amends(AgreementId agreement, Difference difference) {
        Setting setting = difference.setting().orElseThrow();
        return Width.of(setting).amends(inForce(base, agreement, setting), inForce(wanted, agreement, setting));
    }

    private Optional<String> inForce(Register register, AgreementId agreement, Setting setting) {
        Settings settings = register.agreement(agreement).map(AgreementRegistration::settings).orElse(Settings.NONE);
        return settings.value(setting)
                .or(() -> agreements.find(agreement).flatMap(found -> found.settings().value(setting)));
    }

    /// A class that is new keeps longer unless there is one that keeps as long.
    private boolean keepsLonger(AgreementId agreement, Difference difference) {
        RetentionClassId id = new RetentionClassId(difference.retentionClass().orElseThrow());
        Map<RetentionClassId, RetentionClass> former = classes(base, agreement);
        RetentionClass after = classes(wanted, agreement).get(id);
        if (after == null) {
            return false;
        }
        RetentionClass before = former.get(id);
        return before == null
                ? former.values().stream().allMatch(after::keepsLongerThan)
                : after.keepsLongerThan(before);
    }

    private static Map<RetentionClassId, RetentionClass> classes(Register register, AgreementId agreement) {
        return register.agreement(agreement).map(AgreementRegistration::retention).orElse(Map.of());
    }

    private static AgreementId agreementOf(Difference difference) {
        return new AgreementId(difference.agreement().orElseThrow());
    }

    /// Whether a list says something that it did not say.
    private static boolean adds(Difference difference) {
        return !new HashSet<>(list(difference.before())).containsAll(list(difference.after()));
    }

    private static Collection<?> list(Optional<Object> tree) {
        return tree.map(value -> value instanceof Collection<?> many ? many : List.of(value)).orElse(List.of());
    }
}
