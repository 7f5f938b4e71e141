// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.casegate.policy.clock.London;
import org.casegate.policy.manifest.DataCategory;
import org.casegate.policy.manifest.Manifest;
import org.casegate.policy.register.Account;
import org.casegate.policy.register.AgencyId;
import org.casegate.policy.register.Register;
import org.casegate.policy.register.Setting;
import org.casegate.policy.register.Settings;

/// One pack before one agreement: what a check looks at.
public final class Matter {

    private final PackFacts facts;
    private final Standing standing;
    // asked by most checks
    private final LocalDate today;
    private final Optional<Account> sender;
    private final Optional<AgencyId> senderAgency;
    private final List<AgencyId> recipientAgencies;

    /// The pack of these facts, before this agreement, by this register.
    public Matter(PackFacts facts, Terms terms, Register register) {
        this.facts = facts;
        this.today = London.dateOf(facts.received());
        this.standing = new Standing(terms, register.on(today));
        this.sender = register().account(facts.sender());
        this.senderAgency = sender.map(Account::agency).map(this::resolve);
        this.recipientAgencies = manifest().recipients().stream().map(Manifest.Addressee::agency).map(this::resolve)
                .distinct().toList();
    }

    public PackFacts facts() {
        return facts;
    }

    public Manifest manifest() {
        return facts.manifest();
    }

    public Register register() {
        return standing.register();
    }

    /// The settings in force: the register's, and the agreement's where the register says nothing.
    public Settings settings() {
        return standing.settings();
    }

    /// The date of the judgement in London.
    public LocalDate today() {
        return today;
    }

    Standing standing() {
        return standing;
    }

    /// The name of a body to show: the registered one, else as the agreement prints it.
    String nameOf(AgencyId agency) {
        return standing.nameOf(agency, today);
    }

    Optional<Account> sender() {
        return sender;
    }

    Optional<AgencyId> senderAgency() {
        return senderAgency;
    }

    /// The agencies to which the pack is addressed, each body once, in order, by the ids of the register.
    List<AgencyId> recipientAgencies() {
        return recipientAgencies;
    }

    /// Whether two names mean one body, by the register or by the agreement.
    boolean same(AgencyId one, AgencyId other) {
        return resolve(one).equals(resolve(other));
    }

    private AgencyId resolve(AgencyId any) {
        return standing.terms().parties().resolve(any, register());
    }

    /// The body whose answer a hold asks for: nobody where the partnership has not said who leads.
    public Optional<AgencyId> decider(Whose whose, Breach breach) {
        return switch (whose) {
            case SENDER -> senderAgency();
            case ORIGINATOR -> breach.origin().or(() -> manifest().origin().agency()).map(register()::resolve);
            case LEAD_BODY -> settings().value(Setting.LEAD_BODY).flatMap(AgencyId::parse).map(register()::resolve);
        };
    }

    /// Two people let the breach pass in an emergency, and it is one that they may.
    public boolean isLifted(Breach breach) {
        return facts.emergency().filter(emergency -> emergency.lifts(breach, settings(), register())).isPresent();
    }

    /// The pack is for law enforcement, and the partnership has opened that lane.
    boolean isPart3() {
        return manifest().regime() == Manifest.Regime.DPA_PART3 && settings().is(Setting.LAW_ENFORCEMENT, "PART3_LANE");
    }

    /// It holds special category data of somebody who lives.
    boolean holdsSpecialCategoryOfTheLiving() {
        return concernsTheLiving() && manifest().categories().stream().anyMatch(DataCategory::isSpecial);
    }

    /// The law on personal data of the living applies: the pack identifies somebody, and not only people who have died.
    boolean concernsTheLiving() {
        List<Manifest.Subject> subjects = manifest().subjects();
        return !manifest().isAnonymised()
                && (subjects.isEmpty() || subjects.stream().anyMatch(Manifest.Subject::living));
    }
}
