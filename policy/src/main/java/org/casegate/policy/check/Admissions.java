// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.check.Parties.Party;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Membership;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Setting;
import org.casegate.policy.register.Settings;

/// Which bodies may share under an agreement. What a body must have done depends on its group: statutory partners, bodies
/// that the agreement names, all others. A description is no body and a body that is only mentioned is no member.
final class Admissions {

    private final Terms terms;
    private final Register register;
    private final Settings settings;

    Admissions(Terms terms, Register register, Settings settings) {
        this.terms = terms;
        this.register = register;
        this.settings = settings;
    }

    /// The agreement names the agency, or it was let in although it is not named.
    boolean isNamed(AgencyId agency, LocalDate today) {
        return party(agency, today).isPresent() || isBound(agency, today);
    }

    /// Whether the agency has done what the agreement asks of its group before it may share.
    boolean isBound(AgencyId agency, LocalDate today) {
        Optional<Membership> membership = membership(agency, today);
        return switch (mode(agency, today)) {
            case MEMBER -> true;
            case SIGNATURE -> hasSigned(membership, today);
            case NOTICE -> hasSigned(membership, today) || wasNotified(membership, today);
            case ADMITTED -> wasAdmitted(membership, today);
            case APPENDIX -> wasAdmitted(membership, today) && standsInAppendix(agency, membership, today);
            case REFUSED -> false;
        };
    }

    Optional<Party> party(AgencyId agency, LocalDate today) {
        return terms.parties().find(agency, register, today);
    }

    /// What the register holds of the agency under this agreement, by whichever of its names.
    Optional<Membership> membership(AgencyId agency, LocalDate today) {
        return register.membership(terms.version().agreement(), agency)
                .or(() -> party(agency, today).stream().flatMap(party -> party.names(today))
                        .flatMap(name -> register.membership(terms.version().agreement(), name).stream())
                        .findFirst());
    }

    /// The condition on which only the agency is covered, in the agreement's words.
    Optional<String> condition(AgencyId agency, LocalDate today) {
        return entry(agency, membership(agency, today), today).flatMap(terms.parties()::condition)
                .or(() -> party(agency, today).flatMap(Party::condition));
    }

    /// The agency attested that it assessed the risks to privacy and controls them.
    boolean hasRiskControls(AgencyId agency, LocalDate today) {
        return membership(agency, today).flatMap(Membership::riskControls)
                .filter(attested -> !today.isBefore(attested.on())).isPresent();
    }

    private Mode mode(AgencyId agency, LocalDate today) {
        Optional<Party> party = party(agency, today);
        if (party.isPresent()) {
            return party.get().isStatutory() ? statutory() : named();
        }
        boolean description = terms.parties().findClass(agency, register, today).isPresent();
        boolean outside = terms.parties().findExternal(agency, register, today).isPresent()
                && !settings.is(Setting.EXTERNAL_BODIES, "ADMITTED");
        return description || outside ? Mode.REFUSED : others();
    }

    private Mode statutory() {
        return settings.is(Setting.MEMBERS, "APPENDIX") ? Mode.APPENDIX : set(Setting.ADMISSION_STATUTORY);
    }

    private Mode named() {
        return switch (settings.value(Setting.PARTNER_AGENCIES).orElse("")) {
            case "THREE" -> Mode.REFUSED;
            case "ALL_LISTED" -> Mode.MEMBER;
            default -> set(Setting.ADMISSION_NAMED);
        };
    }

    private Mode others() {
        if (settings.is(Setting.OTHER_BODIES, "ADMIT_BY_PARTNERS")) {
            return Mode.ADMITTED;
        }
        boolean closed = settings.is(Setting.PARTNER_AGENCIES, "THREE")
                || settings.value(Setting.ADMISSION_OTHERS).isEmpty();
        return closed ? Mode.REFUSED : set(Setting.ADMISSION_OTHERS);
    }

    /// Where nothing is set, a signature is asked for.
    private Mode set(Setting setting) {
        return switch (settings.value(setting).orElse("")) {
            case "MEMBER" -> Mode.MEMBER;
            case "NOTICE" -> Mode.NOTICE;
            case "ADMITTED" -> Mode.ADMITTED;
            case "APPENDIX" -> Mode.APPENDIX;
            case "REFUSE" -> Mode.REFUSED;
            default -> Mode.SIGNATURE;
        };
    }

    private boolean hasSigned(Optional<Membership> membership, LocalDate today) {
        return membership.flatMap(Membership::signed).filter(signed -> !today.isBefore(signed.on()))
                .filter(signed -> signed.version().filter(terms.version().version()::equals).isPresent()
                        || !settings.is(Setting.SIGNATURES_CARRY_OVER, "no"))
                .isPresent();
    }

    private static boolean wasNotified(Optional<Membership> membership, LocalDate today) {
        return membership.flatMap(Membership::notified).filter(notice -> !today.isBefore(notice.on())).isPresent();
    }

    /// Every statutory partner has admitted the agency.
    private boolean wasAdmitted(Optional<Membership> membership, LocalDate today) {
        List<Party> partners = terms.parties().statutory();
        return !partners.isEmpty() && membership.flatMap(Membership::admitted)
                .filter(admitted -> !today.isBefore(admitted.on()))
                .filter(admitted -> partners.stream().allMatch(
                        partner -> admitted.by().stream().anyMatch(
                                admitter -> party(admitter, today).filter(partner::equals).isPresent())))
                .isPresent();
    }

    private boolean standsInAppendix(AgencyId agency, Optional<Membership> membership, LocalDate today) {
        return entry(agency, membership, today).filter(terms.parties()::hasEntry).isPresent();
    }

    private Optional<Integer> entry(AgencyId agency, Optional<Membership> membership, LocalDate today) {
        return membership.flatMap(Membership::entry).or(() -> party(agency, today).flatMap(Party::entry));
    }

    /// What lets a body share.
    private enum Mode {
        /// The agreement makes it a member, signed or not.
        MEMBER,
        /// A senior officer signed for it.
        SIGNATURE,
        /// It was given the agreement.
        NOTICE,
        /// All statutory partners admitted it.
        ADMITTED,
        /// It was matched to an entry of the agreement's list of members, and all statutory partners admitted it.
        APPENDIX,
        /// Nothing does.
        REFUSED
    }
}
