// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a partnership may decide where its agreement leaves room, with the values taken. An agreement's file gives the
/// value that holds until the register says otherwise.
public enum Setting {
    ADMISSION_NAMED("admission.named", "SIGNATURE", "NOTICE"),
    CATEGORIES_CLOSED("st.categories_closed", "yes", "no"),
    CONSENT_P18_CONFLICT("consent.p18_conflict", "WARN", "REFUSE"),
    EQUALITY_DATA("st.edi", "CASE_RELEVANT_ONLY", "ALLOW_FLAGGED"),
    LAW_ENFORCEMENT("lawenf.mode", "REFUSE"),
    LOCKED_FILES("locked_files", "REFUSE", "HOLD", "ACCEPT_UNCHECKED"),
    MIXED_NEEDS_MARKING("nature.mixed_needs_marking", "yes", "no"),
    NO_MEETING_PURPOSES("phase.no_meeting_purposes", Form.CODES),
    OTHER_BODIES("st.other_bodies", "REFUSE", "ADMIT_BY_PARTNERS"),
    REUSE_CHECK("reuse.check", "on", "off"),
    REVIEW_ANCHOR("st.review_anchor", Form.DATE),
    REVIEW_CADENCE("review.cadence", "FIXED", "ROLLING"),
    REVIEW_OVERDUE("review.overdue", "CONTINUE", "WARN", "SUSPEND_NEW"),
    SIGNATURES_CARRY_OVER("version.signatures_carry_over", "yes", "no"),
    SPOC_MISSING("spoc.missing", "WARN", "BLOCK_SEND", "BLOCK_BOTH"),
    TERRITORY_ALLOWED("territory.allowed", "UK", "UK+EEA", "UK+EEA+MECHANISM"),
    TERRITORY_APPLIES_TO("territory.applies_to", "RECEIVED_ONLY", "ALL"),
    TERRITORY_EXTRA_PLACES("territory.extra_places", Form.CODES),
    TERRITORY_INCLUDES_ANONYMISED("territory.includes_anonymised", "yes", "no"),
    TRAINING_VALID_MONTHS("training.valid_months", Form.MONTHS);

    private final String key;
    private final Form form;
    private final String choices;

    Setting(String key, String... values) {
        this.key = key;
        this.form = Form.CHOICE;
        this.choices = String.join(", ", values);
    }

    Setting(String key, Form form) {
        this.key = key;
        this.form = form;
        this.choices = "";
    }

    /// The name in `register.yaml` and in an agreement's file.
    public String key() {
        return key;
    }

    /// The setting of that name.
    public static Optional<Setting> find(String key) {
        return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
    }

    /// The names of all settings, in one line.
    static String keys() {
        return Arrays.stream(values()).map(Setting::key).sorted().collect(Collectors.joining(", "));
    }

    /// Whether this setting takes the value.
    public boolean takes(String value) {
        return form == Form.CHOICE
                ? List.of(choices.split(", ", -1)).contains(value)
                : form.pattern.matcher(value).matches();
    }

    /// What is taken, in words.
    public String accepted() {
        return form == Form.CHOICE ? choices : form.words;
    }

    private enum Form {
        CHOICE("", "one of its values"),
        CODES("([A-Z0-9?-]+(,[A-Z0-9?-]+)*)?", "codes, as a list"),
        DATE("\\d{4}-\\d{2}-\\d{2}", "a date, YYYY-MM-DD"),
        MONTHS("[1-9][0-9]{0,2}", "a whole number of months");

        private final Pattern pattern;
        private final String words;

        Form(String pattern, String words) {
            this.pattern = Pattern.compile(pattern);
            this.words = words;
        }
    }
}
