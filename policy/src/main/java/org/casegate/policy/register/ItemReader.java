// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.casegate.policy.clock.London;
import org.casegate.policy.document.Fields;
import org.casegate.policy.register.AgreementRegistration.Duty;
import org.casegate.policy.register.AgreementRegistration.State;
import org.casegate.policy.register.AgreementRegistration.Termination;
import org.casegate.policy.register.AgreementRegistration.TransferMechanism;

/// Reads the items of a register, one method for each kind. Nothing comes back where the item lacks what makes it one;
/// the complaint has been made by then.
final class ItemReader {

    static final String AGENCY = "an agency id: lower-case letters, digits, single hyphens";
    static final String ACCOUNT = "an account id: 2 to 64 lower-case letters, digits, dots, hyphens";
    static final String AGREEMENT = "an agreement id, such as staffordshire";
    static final String PLACE = "a place: GB or another code of ISO 3166-1, XQ, ??";

    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>\"]+@[A-Za-z0-9.-]+");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final String DIGEST = "64 lower-case hexadecimal digits";
    private static final String DATE = "a date, YYYY-MM-DD";

    private ItemReader() {}

    static Optional<Agency> agency(Fields fields) {
        fields.need("id", AGENCY);
        fields.need("name", "the name as people know it");
        Optional<AgencyId> id = fields.value("id", AgencyId::parse, AGENCY);
        Optional<String> name = fields.line("name");
        Set<AgencyId> aliases = new HashSet<>(fields.values("aliases", ItemReader::alias, "names or agency ids"));
        Place place = fields.value("place", Place::parse, PLACE).orElse(Place.UNKNOWN);
        List<Network> networks = fields.values("networks", Network::parse,
                "networks in CIDR form without host bits, 192.0.2.0/24");
        Optional<Agency.IcoRegistration> ico = fields.group("ico").flatMap(ItemReader::ico);
        boolean authority = fields.flag("competent_authority").orElse(false);
        Optional<Contact> spoc = fields.group("spoc").flatMap(ItemReader::contact);
        Optional<Contact> manager = fields.group("responsible_manager").flatMap(ItemReader::contact);
        List<Agency.Succession> succeeds = fields.groups("succeeds").stream()
                .flatMap(each -> succession(each).stream()).toList();
        Optional<String> openpgp = fields.line("openpgp");
        SshRules ssh = fields.group("ssh").map(ItemReader::ssh).orElse(SshRules.NONE);
        return both(id, name).map(_ -> new Agency(id.orElseThrow(), name.orElseThrow(), aliases, place, networks, ico,
                authority, spoc, manager, succeeds, openpgp, ssh));
    }

    static Optional<Membership> membership(Fields fields) {
        fields.need("agreement", AGREEMENT);
        fields.need("agency", AGENCY);
        Optional<AgreementId> agreement = fields.value("agreement", AgreementId::parse, AGREEMENT);
        Optional<AgencyId> agency = fields.value("agency", AgencyId::parse, AGENCY);
        boolean statutory = fields.flag("statutory").orElse(false);
        Optional<Integer> entry = fields.number("entry", 1, 999);
        Optional<Membership.Signature> signed = fields.group("signed").flatMap(ItemReader::signature);
        Optional<Membership.Admission> admitted = fields.group("admitted").flatMap(ItemReader::admission);
        Optional<Membership.Notice> notified = fields.group("notified").flatMap(ItemReader::notice);
        Optional<Membership.RiskControls> controls = fields.group("risk_controls").flatMap(ItemReader::riskControls);
        Optional<Membership.Suspension> suspended = fields.group("suspended").flatMap(ItemReader::suspension);
        return both(agreement, agency).map(_ -> new Membership(agreement.orElseThrow(), agency.orElseThrow(),
                statutory, entry, signed, admitted, notified, controls, suspended));
    }

    static Optional<Account> account(Fields fields) {
        fields.need("id", ACCOUNT);
        fields.need("agency", AGENCY);
        fields.need("kind", "PERSON, ROLE, SYSTEM");
        fields.need("roles", "a list of roles");
        Optional<AccountId> id = fields.value("id", AccountId::parse, ACCOUNT);
        Optional<AgencyId> agency = fields.value("agency", AgencyId::parse, AGENCY);
        Optional<Account.Kind> kind = fields.choice("kind", Account.Kind.class);
        Set<Role> roles = new HashSet<>(fields.choices("roles", Role.class, Role::name));
        Optional<String> email = fields.value("email", ItemReader::email, "an e-mail address");
        Optional<LocalDate> trained = fields.date("trained_on");
        Optional<LocalDate> checked = fields.date("checked_on");
        List<String> keys = fields.values("ssh_keys", SshKeyLine::parse, SshKeyLine.ACCEPTED);
        Set<AccountId> holders = new HashSet<>(fields.values("holders", AccountId::parse, ACCOUNT));
        return both(both(id, agency), kind).map(_ -> new Account(id.orElseThrow(), agency.orElseThrow(),
                kind.orElseThrow(), roles, email, trained, checked, keys, holders));
    }

    static Optional<AgreementRegistration> agreement(Fields fields) {
        fields.need("agreement", AGREEMENT);
        fields.need("version", "the version, in quotes: \"1.1\"");
        fields.need("state", "DRAFT, ACTIVE");
        Optional<AgreementId> id = fields.value("agreement", AgreementId::parse, AGREEMENT);
        Optional<String> version = fields.line("version");
        Optional<String> text = fields.value("text_sha256", ItemReader::digest, DIGEST);
        Optional<State> state = fields.choice("state", State.class);
        Optional<LocalDate> start = fields.date("start");
        List<LocalDate> reviewed = fields.dates("reviewed");
        Optional<Termination> terminated = fields.group("terminated").flatMap(ItemReader::termination);
        List<TransferMechanism> mechanisms = fields.groups("transfer_mechanisms").stream()
                .flatMap(each -> mechanism(each).stream()).toList();
        Map<RetentionClassId, RetentionClass> retention = retention(fields);
        Settings settings = fields.group("settings").map(Settings::read).orElse(Settings.NONE);
        Optional<Duty> duty = fields.group("duty").flatMap(ItemReader::duty);
        return both(both(id, version), state)
                .map(_ -> new AgreementRegistration(id.orElseThrow(), version.orElseThrow(), text,
                        state.orElseThrow(), start, reviewed, terminated, mechanisms, retention, settings, duty));
    }

    private static Map<RetentionClassId, RetentionClass> retention(Fields fields) {
        Map<RetentionClassId, RetentionClass> classes = new LinkedHashMap<>();
        for (Fields each : fields.groups("retention_classes")) {
            retentionClass(each).ifPresent(read -> {
                if (classes.putIfAbsent(read.id(), read) != null) {
                    each.complain("class", "is given twice");
                }
            });
        }
        return classes;
    }

    private static Optional<RetentionClass> retentionClass(Fields fields) {
        fields.need("class", "a name for the class");
        fields.need("trigger", "RECEIVED, MEETING, FILED, CASE_CLOSED, PUBLISHED");
        fields.need("period", "a period such as P90D, or INDEFINITE");
        fields.need("action", "DESTROY, REVIEW");
        Optional<RetentionClassId> id = fields.value("class", RetentionClassId::parse, "letters, digits, hyphens");
        Optional<RetentionClass.Trigger> trigger = fields.choice("trigger", RetentionClass.Trigger.class);
        boolean indefinite = fields.holds("period", "INDEFINITE");
        Optional<Period> period = indefinite ? Optional.empty() : fields.period("period");
        Optional<RetentionClass.Action> action = fields.choice("action", RetentionClass.Action.class);
        Optional<String> owner = fields.line("owner");
        Optional<String> reason = fields.line("reason");
        Optional<Period> review = fields.period("review_every");
        if (indefinite && (review.isEmpty() || reason.isEmpty())) {
            fields.complain("period", "is INDEFINITE, which needs review_every and a reason");
        }
        return both(both(id, trigger), action).filter(_ -> indefinite || period.isPresent())
                .map(_ -> new RetentionClass(id.orElseThrow(), trigger.orElseThrow(), period, action.orElseThrow(),
                        owner, reason, review));
    }

    private static Optional<Termination> termination(Fields fields) {
        fields.need("effective", "the time from which the notice holds");
        Optional<Instant> effective = fields.momentOrDate("effective", London.ZONE);
        Optional<Termination.Scope> scope = fields.choice("scope", Termination.Scope.class);
        Optional<AgencyId> by = fields.value("by", AgencyId::parse, AGENCY);
        // a notice that names nobody cannot end the agreement for one party only
        Termination.Scope reach = scope.orElse(by.isPresent() ? Termination.Scope.PARTY : Termination.Scope.ALL);
        if (reach == Termination.Scope.PARTY && by.isEmpty()) {
            fields.need("by", "the party that served the notice, because the scope is PARTY");
        }
        return effective.map(moment -> new Termination(moment, reach, by));
    }

    private static Optional<TransferMechanism> mechanism(Fields fields) {
        fields.need("agency", AGENCY);
        fields.need("place", PLACE);
        fields.need("reference", "the document that permits the transfer");
        fields.need("on", DATE);
        Optional<AgencyId> agency = fields.value("agency", AgencyId::parse, AGENCY);
        Optional<Place> place = fields.value("place", Place::parse, PLACE);
        Optional<String> reference = fields.line("reference");
        Optional<LocalDate> on = fields.date("on");
        return both(both(agency, place), both(reference, on)).map(_ -> new TransferMechanism(agency.orElseThrow(),
                place.orElseThrow(), reference.orElseThrow(), on.orElseThrow()));
    }

    private static Optional<Duty> duty(Fields fields) {
        fields.need("role", "who is on duty, as a role");
        Optional<String> role = fields.line("role");
        Optional<String> phone = fields.line("phone");
        Optional<String> hours = fields.line("hours");
        return role.map(who -> new Duty(who, phone, hours));
    }

    private static Optional<Agency.IcoRegistration> ico(Fields fields) {
        fields.need("number", "the registration number");
        Optional<String> number = fields.line("number");
        Optional<LocalDate> expires = fields.date("expires");
        return number.map(registered -> new Agency.IcoRegistration(registered, expires));
    }

    private static Optional<Contact> contact(Fields fields) {
        fields.need("role", "a role, never a person's name");
        Optional<String> role = fields.line("role");
        Optional<String> email = fields.value("email", ItemReader::email, "an e-mail address");
        Optional<String> phone = fields.line("phone");
        return role.map(who -> new Contact(who, email, phone));
    }

    private static Optional<Membership.Signature> signature(Fields fields) {
        fields.need("on", DATE);
        Optional<LocalDate> on = fields.date("on");
        Optional<String> version = fields.line("version");
        Optional<String> evidence = fields.value("evidence_sha256", ItemReader::digest, DIGEST);
        Optional<String> position = fields.line("position");
        return on.map(date -> new Membership.Signature(date, version, evidence, position));
    }

    private static Optional<Membership.Admission> admission(Fields fields) {
        fields.need("on", DATE);
        Optional<LocalDate> on = fields.date("on");
        List<AgencyId> by = fields.values("by", AgencyId::parse, AGENCY);
        return on.map(date -> new Membership.Admission(date, by));
    }

    private static Optional<Membership.Notice> notice(Fields fields) {
        fields.need("on", DATE);
        Optional<LocalDate> on = fields.date("on");
        Optional<String> version = fields.line("version");
        return on.map(date -> new Membership.Notice(date, version));
    }

    private static Optional<Membership.RiskControls> riskControls(Fields fields) {
        fields.need("on", DATE);
        Optional<LocalDate> on = fields.date("on");
        Optional<String> evidence = fields.value("evidence_sha256", ItemReader::digest, DIGEST);
        Optional<String> role = fields.line("role");
        return on.map(date -> new Membership.RiskControls(date, evidence, role));
    }

    private static Optional<Membership.Suspension> suspension(Fields fields) {
        fields.need("from", DATE);
        Optional<LocalDate> from = fields.date("from");
        Optional<String> reason = fields.line("reason");
        return from.map(date -> new Membership.Suspension(date, reason));
    }

    private static SshRules ssh(Fields fields) {
        List<String> authorities = fields.values("authorities", SshKeyLine::parse, SshKeyLine.ACCEPTED);
        if (authorities.size() > SshRules.MOST_AUTHORITIES) {
            fields.complain("authorities", "holds more than " + SshRules.MOST_AUTHORITIES + " keys");
        }
        return new SshRules(authorities, fields.values("revoked", SshRevocation::parse, SshRevocation.ACCEPTED),
                fields.flag("one_time_code").orElse(false));
    }

    private static Optional<Agency.Succession> succession(Fields fields) {
        fields.need("agency", AGENCY);
        fields.need("on", DATE);
        Optional<AgencyId> agency = fields.value("agency", AgencyId::parse, AGENCY);
        Optional<LocalDate> on = fields.date("on");
        return both(agency, on).map(_ -> new Agency.Succession(agency.orElseThrow(), on.orElseThrow()));
    }

    private static Optional<AgencyId> alias(String text) {
        return AgencyId.parse(text).or(() -> text.chars().anyMatch(Character::isLetterOrDigit)
                ? Optional.of(AgencyId.ofName(text))
                : Optional.empty());
    }

    private static Optional<String> email(String text) {
        return text.length() <= 254 && EMAIL.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    static Optional<String> digest(String text) {
        return SHA256.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Boolean> both(Optional<?> one, Optional<?> other) {
        return one.isPresent() && other.isPresent() ? Optional.of(true) : Optional.empty();
    }
}
