// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.event;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.casegate.crypto.tlog.Json;

/// What changes in the register. Ids, dates, codes and hashes, and the names of keys.
public sealed interface RegisterEvent extends Event {
    /// What became of an item.
    enum Effect {
        ADDED,
        REMOVED,
        CHANGED
    }

    /// A change that a proposal carries out.
    ///
    /// @param approvedBy bodies
    record Warranted(RegisterEvent event, long proposal, List<String> approvedBy) implements Event {
        @Override
        public SortedMap<String, Json> members() {
            SortedMap<String, Json> members = new TreeMap<>(event.members());
            SortedMap<String, Json> facts = new TreeMap<>(new Json.Members(members).members("facts"));
            facts.put("proposal", new Json.Whole(proposal));
            facts.put("approved_by", new Json.Items(approvedBy.stream().<Json>map(Json.Text::new).toList()));
            members.put("facts", new Json.Members(facts));
            return members;
        }
    }

    private static Said changed(String code) {
        return Said.of(EntryKind.CONFIG_CHANGED).code(code);
    }

    /// A whole register is loaded.
    ///
    /// @param items kind and id
    record Loaded(List<String> items) implements RegisterEvent {
        @Override
        public SortedMap<String, Json> members() {
            return changed("REGISTER-LOADED").fact("items", items).members();
        }
    }

    /// What the partnership settles for the whole gateway.
    enum GatewaySetting {
        TERRITORY_CEILING,
        STORAGE_PLACES
    }

    /// A setting of the whole gateway.
    record GatewaySet(GatewaySetting setting, String former, String value) implements RegisterEvent {
        @Override
        public SortedMap<String, Json> members() {
            String code = switch (setting) {
                case TERRITORY_CEILING -> "TERRITORY-CEILING-SET";
                case STORAGE_PLACES -> "STORAGE-PLACES-SET";
            };
            return changed(code).fact("former", former).fact("value", value).members();
        }
    }

    /// An agency.
    ///
    /// @param keys what changed of it; none where all of it came or went
    record Agency(Effect effect, String agency, List<String> keys) implements RegisterEvent {
        @Override
        public SortedMap<String, Json> members() {
            return changed("AGENCY-" + effect).fact("agency_id", agency).factIfAny("keys", keys).members();
        }
    }

    /// What becomes of an agency's own certificate.
    enum Sealed {
        REGISTERED,
        TEST_MADE,
        NUMBER_WRONG,
        OPENED,
        WITHDRAWN
    }

    /// An agency's own certificate.
    ///
    /// @param fingerprint hexadecimal
    /// @param reads       `V1` or `V2`: what it says that its owner reads, or what he has shown that he does
    record Certificate(Sealed step, String agency, String fingerprint, String reads) implements RegisterEvent {
        @Override
        public SortedMap<String, Json> members() {
            return changed("CERTIFICATE-" + step.name().replace('_', '-')).fact("agency_id", agency)
                    .fact("certificate", fingerprint).fact("reads", reads).members();
        }
    }

    /// What an account is.
    record Holding(String kind, List<String> roles) {}

    /// An account.
    ///
    /// @param is   nothing where it is gone
    /// @param keys what changed of it; none where all of it came or went
    record Account(Effect effect, String account, Optional<Holding> is, List<String> keys) implements RegisterEvent {
        @Override
        public SortedMap<String, Json> members() {
            Said said = changed("ACCOUNT-" + effect).fact("account", account).factIfAny("keys", keys);
            is.ifPresent(holding -> said.fact("kind", holding.kind()).fact("roles", holding.roles()));
            return said.members();
        }
    }

    /// A body's membership.
    ///
    /// @param keys what changed of it; none where all of it came or went
    record Membership(Under under, Effect effect, String body, List<String> keys) implements RegisterEvent {
        @Override
        public SortedMap<String, Json> members() {
            return changed("MEMBERSHIP-" + effect).under(under).fact("body", body).factIfAny("keys", keys).members();
        }
    }

    /// The dates, ids and hashes of something that was done.
    record Dated(Optional<String> on, Optional<String> from, Optional<String> effective, Optional<String> scope,
            Optional<String> evidenceSha256, Optional<String> by) {
        private Said in(Said said) {
            return said.fact("on", on).fact("from", from).fact("effective", effective).fact("scope", scope)
                    .fact("evidence_sha256", evidenceSha256).fact("by", by);
        }
    }

    /// What a body did, or had done to it, under an agreement.
    enum Step {
        SIGNED,
        ADMITTED,
        AGREEMENT_GIVEN,
        SUSPENDED,
        RISK_CONTROLS_ATTESTED
    }

    /// A step of a body's under an agreement.
    record Member(Under under, Step step, String body, Dated dated) implements RegisterEvent {
        @Override
        public SortedMap<String, Json> members() {
            Said said = switch (step) {
                case SIGNED -> Said.of(EntryKind.SIGNED);
                case ADMITTED -> Said.of(EntryKind.ADMITTED);
                case AGREEMENT_GIVEN -> Said.of(EntryKind.NOTIFIED).code("AGREEMENT-GIVEN");
                case SUSPENDED -> Said.of(EntryKind.SUSPENDED);
                case RISK_CONTROLS_ATTESTED -> changed("RISK-CONTROLS-ATTESTED");
            };
            return dated.in(said.under(under).fact("body", body)).members();
        }
    }

    /// An agreement's registration.
    ///
    /// @param keys what changed of it; none where all of it came or went
    record Agreement(Under under, Effect effect, List<String> keys) implements RegisterEvent {
        @Override
        public SortedMap<String, Json> members() {
            return changed("AGREEMENT-" + effect).under(under).factIfAny("keys", keys).members();
        }
    }

    /// The text of an agreement is kept.
    record TextKept(Under under, String textSha256) implements RegisterEvent {
        @Override
        public SortedMap<String, Json> members() {
            return changed("AGREEMENT-TEXT-KEPT").under(under).fact("text_sha256", textSha256).members();
        }
    }

    /// An agreement judges from now on, or no longer.
    ///
    /// @param textSha256 of the text that is in force, where one is named
    record InForce(Under under, boolean active, Optional<String> textSha256) implements RegisterEvent {
        @Override
        public SortedMap<String, Json> members() {
            return changed(active ? "AGREEMENT-ACTIVATED" : "AGREEMENT-IN-DRAFT").under(under)
                    .fact("text_sha256", textSha256).members();
        }
    }

    /// An agreement is reviewed.
    record Reviewed(Under under, String on) implements RegisterEvent {
        @Override
        public SortedMap<String, Json> members() {
            return Said.of(EntryKind.REVIEWED).under(under).fact("on", on).members();
        }
    }

    /// An agreement ends.
    record Terminated(Under under, Dated dated) implements RegisterEvent {
        @Override
        public SortedMap<String, Json> members() {
            return dated.in(Said.of(EntryKind.TERMINATED).under(under)).members();
        }
    }

    /// An agreement that was to end goes on.
    record TerminationWithdrawn(Under under) implements RegisterEvent {
        @Override
        public SortedMap<String, Json> members() {
            return changed("TERMINATION-WITHDRAWN").under(under).members();
        }
    }

    /// A setting of an agreement.
    record Setting(Under under, String setting, String former, String value) implements RegisterEvent {
        @Override
        public SortedMap<String, Json> members() {
            return changed("SETTING-CHANGED").under(under).fact("setting", setting).fact("former", former)
                    .fact("value", value).members();
        }
    }

    /// How long something is kept.
    ///
    /// @param former period before, or `NONE`
    /// @param period from now on, or `NONE`
    record RetentionSet(Under under, String retentionClass, String former, String period, Optional<String> trigger,
            Optional<String> action, Optional<String> reviewEvery) implements RegisterEvent {
        @Override
        public SortedMap<String, Json> members() {
            return Said.of(EntryKind.RETENTION_SET).under(under).fact("class", retentionClass).fact("former", former)
                    .fact("period", period).fact("trigger", trigger).fact("action", action)
                    .fact("review_every", reviewEvery).members();
        }
    }
}
