// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.casegate.policy.register.Setting;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Which changes of a setting are operations, and which amend an agreement.
class WidthTest {
    @ParameterizedTest(name = "A-46 {0}: {1} to {2} amends: {3}")
    @CsvSource(delimiter = '|', nullValues = "unset", value = {
            // territory
            "territory.allowed | UK | UK+EEA | true", "territory.allowed | UK+EEA+MECHANISM | UK | false",
            "territory.eea_means | LITERAL | UK_AND_EEA | true", "territory.eea_means | UK_AND_EEA | LITERAL | false",
            "territory.applies_to | ALL | RECEIVED_ONLY | true", "territory.applies_to | RECEIVED_ONLY | ALL | false",
            "territory.remote_access | REFUSE | ALLOW_NAMED | true",
            "territory.extra_places | GI | GI,JE | true", "territory.extra_places | GI,JE | JE | false",
            "territory.extra_places | unset | GI | true",
            "territory.includes_anonymised | yes | no | true", "territory.includes_anonymised | no | yes | false",
            // ST 9.0 says that a late review changes nothing
            "review.overdue | CONTINUE | WARN | true", "review.overdue | WARN | SUSPEND_NEW | true",
            // the calendar
            "version.signatures_carry_over | no | yes | true", "version.signatures_carry_over | yes | no | false",
            "review.cadence | FIXED | ROLLING | false",
            // who is in, and who decides
            "change.quorum | ALL_ADMITTED | LISTED_ELEVEN | true",
            "change.quorum | LISTED_ELEVEN | ALL_ADMITTED | true",
            "admission.named | SIGNATURE | NOTICE | true", "st.other_bodies | REFUSE | ADMIT_BY_PARTNERS | true",
            "st.other_bodies | ADMIT_BY_PARTNERS | REFUSE | false",
            // what may be sent
            "st.edi | CASE_RELEVANT_ONLY | ALLOW_FLAGGED | true", "st.categories_closed | yes | no | true",
            "basis.closed | yes | no | true", "basis.emergency | e | e,c | true", "basis.emergency | e,c | e | false",
            "consent.rule | CONSIDERED,RESPECTED | CONSIDERED | true",
            "consent.rule | CONSIDERED | CONSIDERED,RESPECTED | false", "pd.additional | HOLD | REFUSE | false",
            "pd.additional | REFUSE | HOLD | true",
            "phase.no_meeting_purposes | SIN | SIN,AUDIT | true", "phase.no_meeting_purposes | SIN,AUDIT | SIN | false",
            // the gateway's own care
            "locked_files | REFUSE | HOLD | true", "locked_files | ACCEPT_UNCHECKED | HOLD | false",
            "training.valid_months | 12 | 24 | false", "spoc.missing | BLOCK_SEND | WARN | true",
            "spoc.missing | WARN | BLOCK_BOTH | false", "reuse.check | on | off | true",
            "emergency.release | unset | SPOC | true", "emergency.release | SPOC,PHASE | PHASE | false"})
    void tellsWideningFromNarrowing(String key, String from, String to, boolean amends) {
        assertThat(Width.of(Setting.find(key).orElseThrow()).amends(Optional.ofNullable(from), Optional.ofNullable(to)))
                .isEqualTo(amends);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    @DisplayName("A-46 every setting has its kind; what is unset is as wide as can be")
    void everySettingHasAWidth(Setting setting) {
        Width width = Width.of(setting);

        assertThat(width.amends(Optional.of("any"), Optional.of("any")))
                .isEqualTo(width instanceof Width.Amendment || width instanceof Width.Rising);
    }

    @Test
    void theNarrowestValueIsAlwaysAnOperation() {
        Width width = Width.of(Setting.TERRITORY_ALLOWED);

        assertThat(width.amends(Optional.empty(), Optional.of("UK"))).isFalse();
        assertThat(width.amends(Optional.of("UK"), Optional.empty())).isTrue();
    }
}
