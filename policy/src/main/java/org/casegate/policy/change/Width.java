// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.change;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casegate.policy.register.Setting;

/// How wide a setting's values are. What widens purpose, recipient, territory, period or breach deadline, or loosens a rule
/// that the agreement has, amends it; narrowing is an operation.
sealed interface Width {

    /// Whether going from one value to another amends the agreement.
    ///
    /// @param from empty where nothing was set and the agreement's file sets nothing
    boolean amends(Optional<String> from, Optional<String> to);

    /// Neither way widens anything.
    record Operation() implements Width {
        @Override
        public boolean amends(Optional<String> from, Optional<String> to) {
            return false;
        }
    }

    /// Every change amends the agreement.
    record Amendment() implements Width {
        @Override
        public boolean amends(Optional<String> from, Optional<String> to) {
            return true;
        }
    }

    /// Values from the narrowest to the widest; one that is not among them is as wide as can be.
    record Rising(List<String> values) implements Width {
        @Override
        public boolean amends(Optional<String> from, Optional<String> to) {
            return place(to) > 0 && (place(to) > place(from) || place(to) == values.size());
        }

        private int place(Optional<String> value) {
            int place = value.map(values::indexOf).orElse(-1);
            return place < 0 ? values.size() : place;
        }
    }

    /// A list in which each further value widens.
    record More() implements Width {
        @Override
        public boolean amends(Optional<String> from, Optional<String> to) {
            return !parts(from).containsAll(parts(to));
        }
    }

    /// A list of rules: each that goes widens.
    record Fewer() implements Width {
        @Override
        public boolean amends(Optional<String> from, Optional<String> to) {
            return !parts(to).containsAll(parts(from));
        }
    }

    private static Set<String> parts(Optional<String> list) {
        return list.filter(text -> !text.isEmpty()).map(text -> Set.copyOf(List.of(text.split(",", -1))))
                .orElse(Set.of());
    }

    private static Width rising(String... values) {
        return new Rising(List.of(values));
    }

    /// The width of a setting. There is no default: whoever adds a setting says what it may do.
    static Width of(Setting setting) {
        return switch (setting) {
            case MONTH_ONLY, PURPOSE_TEMPLATES, REVIEW_ANCHOR, REVIEW_CADENCE, TRAINING_VALID_MONTHS ->
                new Operation();
            // ST 9.0 says that a late review changes nothing, so another answer amends it; stopping a whole partnership is no
            // operation either.
            case REVIEW_OVERDUE, ADMISSION_NAMED, CHANGE_QUORUM, CONTROLLER_DEFAULT, LEAD_BODY, TERMINATION_SCOPE ->
                new Amendment();
            case BASIS_EMERGENCY, EMERGENCY_RELEASE, NO_MEETING_PURPOSES, REMOTE_NAMED, TERRITORY_EXTRA_PLACES ->
                new More();
            case CONSENT_RULE, MINIMUM_CHECKS -> new Fewer();
            case ADMISSION_OTHERS, ADDITIONAL_PURPOSES, ADULT_ONLY_PACK, LAW_ENFORCEMENT, OTHER_BODIES,
                    REMOTE_ACCESS ->
                rising("REFUSE");
            case ADMISSION_STATUTORY -> rising("SIGNATURE", "MEMBER");
            case BASIS_CLOSED, CATEGORIES_CLOSED, DECEASED_PROTECTED, GUIDANCE_BINDS, MIXED_NEEDS_MARKING,
                    TERRITORY_INCLUDES_ANONYMISED ->
                rising("yes", "no");
            case CONSENT_P18_CONFLICT -> rising("REFUSE", "WARN");
            case EQUALITY_DATA -> rising("CASE_RELEVANT_ONLY", "ALLOW_FLAGGED");
            case EXTERNAL_BODIES -> rising("NONE", "ADMITTED");
            case LOCKED_FILES -> rising("REFUSE", "HOLD", "ACCEPT_UNCHECKED");
            case MEMBERS -> rising("APPENDIX", "APPENDIX+SAFEGUARDING_PARTNERS");
            case PARTNER_AGENCIES -> rising("THREE", "THREE_PLUS_ADMITTED", "ALL_LISTED");
            case REUSE_CHECK -> rising("on", "off");
            case SIGNATURES_CARRY_OVER -> rising("no", "yes");
            case SPECIAL_ACCEPT -> rising("FOUR", "TEN");
            case SPOC_MISSING -> rising("BLOCK_BOTH", "BLOCK_SEND", "WARN");
            case TERMINATION_PENDING -> rising("STOP", "LET_FINISH");
            case TERRITORY_ALLOWED -> rising("UK", "UK+EEA", "UK+EEA+MECHANISM");
            case TERRITORY_APPLIES_TO -> rising("ALL", "RECEIVED_ONLY");
            case TERRITORY_EEA_MEANS -> rising("LITERAL", "UK_AND_EEA");
        };
    }
}
