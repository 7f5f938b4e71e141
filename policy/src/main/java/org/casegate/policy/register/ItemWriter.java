// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Writes the items of a register as trees of maps, lists and values, in the keys of `register.yaml`. What is not known
/// is left out.
final class ItemWriter {

    private ItemWriter() {}

    static Map<String, Object> gateway(Register register) {
        return new Tree().put("territory_ceiling", register.ceiling().name())
                .put("storage_places", texts(register.storagePlaces())).done();
    }

    static Map<String, Object> agency(Agency agency) {
        return new Tree().put("id", agency.id().value()).put("name", agency.name())
                .put("aliases", texts(agency.aliases())).put("place", agency.place().code())
                .put("networks", agency.networks().stream().map(Network::toString).toList())
                .put("ico", agency.ico().map(ico -> new Tree().put("number", ico.number())
                        .put("expires", ico.expires().map(LocalDate::toString)).done()))
                .put("competent_authority", agency.competentAuthority())
                .put("spoc", agency.spoc().map(ItemWriter::contact))
                .put("responsible_manager", agency.responsibleManager().map(ItemWriter::contact))
                .put("succeeds", agency.succeeds().stream().map(each -> new Tree()
                        .put("agency", each.agency().value()).put("on", each.on().toString()).done()).toList())
                .put("openpgp", agency.openpgp()).put("ssh", ssh(agency.ssh())).done();
    }

    static Map<String, Object> membership(Membership membership) {
        return new Tree().put("agreement", membership.agreement().value()).put("agency", membership.agency().value())
                .put("statutory", membership.statutory()).put("entry", membership.entry())
                .put("signed", membership.signed().map(signed -> new Tree().put("on", signed.on().toString())
                        .put("version", signed.version()).put("evidence_sha256", signed.evidenceSha256())
                        .put("position", signed.position()).done()))
                .put("admitted", membership.admitted().map(admitted -> new Tree().put("on", admitted.on().toString())
                        .put("by", admitted.by().stream().map(AgencyId::value).toList()).done()))
                .put("notified", membership.notified().map(notice -> new Tree().put("on", notice.on().toString())
                        .put("version", notice.version()).done()))
                .put("risk_controls", membership.riskControls().map(controls -> new Tree()
                        .put("on", controls.on().toString()).put("evidence_sha256", controls.evidenceSha256())
                        .put("role", controls.role()).done()))
                .put("suspended", membership.suspended().map(suspended -> new Tree()
                        .put("from", suspended.from().toString()).put("reason", suspended.reason()).done()))
                .done();
    }

    static Map<String, Object> account(Account account) {
        return new Tree().put("id", account.id().value()).put("agency", account.agency().value())
                .put("kind", account.kind().name())
                .put("roles", account.roles().stream().sorted().map(Role::name).toList())
                .put("email", account.email()).put("trained_on", account.trainedOn().map(LocalDate::toString))
                .put("checked_on", account.checkedOn().map(LocalDate::toString)).put("ssh_keys", account.sshKeys())
                .put("holders", texts(account.holders())).done();
    }

    static Map<String, Object> agreement(AgreementRegistration agreement) {
        return new Tree().put("agreement", agreement.agreement().value()).put("version", agreement.version())
                .put("text_sha256", agreement.textSha256()).put("state", agreement.state().name())
                .put("start", agreement.start().map(LocalDate::toString))
                .put("reviewed", agreement.reviewed().stream().map(LocalDate::toString).toList())
                .put("terminated", agreement.terminated().map(notice -> new Tree()
                        .put("effective", notice.effective().toString()).put("scope", notice.scope().name())
                        .put("by", notice.by().map(AgencyId::value)).done()))
                .put("transfer_mechanisms", agreement.transferMechanisms().stream().map(each -> new Tree()
                        .put("agency", each.agency().value()).put("place", each.place().code())
                        .put("reference", each.reference()).put("on", each.on().toString()).done()).toList())
                .put("retention_classes", new TreeMap<>(agreement.retention()).values().stream()
                        .map(ItemWriter::retentionClass).toList())
                .put("settings", settings(agreement.settings()))
                .put("duty", agreement.duty().map(duty -> new Tree().put("role", duty.role())
                        .put("phone", duty.phone()).put("hours", duty.hours()).done()))
                .done();
    }

    static Map<String, Object> caseRecord(CaseRecord record) {
        return new Tree().put("agreement", record.agreement().value()).put("case_ref", record.caseRef().value())
                .put("purpose", record.purpose()).put("senders", texts(record.senders()))
                .put("recipients", texts(record.recipients()))
                .put("meetings", record.meetings().stream().map(meeting -> new Tree()
                        .put("meeting_ref", meeting.ref().value()).put("meeting_at", meeting.at().toString()).done())
                        .toList())
                .done();
    }

    static Map<String, Object> holding(Holding holding) {
        return new Tree().put("sha256", holding.sha256()).put("agency", holding.agency().value())
                .put("agreement", holding.agreement().value()).put("transfer", holding.transfer()).done();
    }

    private static Map<String, Object> retentionClass(RetentionClass each) {
        return new Tree().put("class", each.id().value()).put("trigger", each.trigger().name())
                .put("period", each.period().map(Object::toString).orElse("INDEFINITE"))
                .put("action", each.action().name()).put("owner", each.owner()).put("reason", each.reason())
                .put("review_every", each.reviewEvery().map(Object::toString)).done();
    }

    private static Map<String, Object> ssh(SshRules rules) {
        return new Tree().put("authorities", rules.authorities())
                .put("revoked", rules.revoked().stream().map(SshRevocation::toString).toList())
                .put("one_time_code", rules.oneTimeCode() ? Optional.of(true) : Optional.empty()).done();
    }

    private static Map<String, Object> contact(Contact contact) {
        return new Tree().put("role", contact.role()).put("email", contact.email()).put("phone", contact.phone())
                .done();
    }

    private static Map<String, Object> settings(Settings settings) {
        Tree tree = new Tree();
        new TreeMap<>(settings.values()).forEach((setting, value) -> tree.put(setting.key(), value));
        return tree.done();
    }

    private static List<String> texts(Collection<?> values) {
        return values.stream().map(Object::toString).sorted().toList();
    }

    /// A map that leaves out what is empty, `false` excepted.
    private static final class Tree {

        private final Map<String, Object> entries = new LinkedHashMap<>();

        Tree put(String key, Object value) {
            if (value instanceof Optional<?> maybe) {
                maybe.ifPresent(present -> entries.put(key, present));
            } else if (!(value instanceof Collection<?> many && many.isEmpty())
                    && !(value instanceof Map<?, ?> map && map.isEmpty())) {
                entries.put(key, value);
            }
            return this;
        }

        Map<String, Object> done() {
            return entries;
        }
    }
}
