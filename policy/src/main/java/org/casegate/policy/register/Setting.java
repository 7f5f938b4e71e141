// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a partnership may decide where its agreement leaves room, with the values taken. An agreement's file gives the
/// value that holds until the register says otherwise.
public enum Setting {
    ADDITIONAL_PURPOSES("pd.additional", "REFUSE", "HOLD"),
    ADMISSION_NAMED("admission.named", "SIGNATURE", "NOTICE", "ADMITTED", "APPENDIX"),
    ADMISSION_OTHERS("admission.others", "REFUSE", "NOTICE", "ADMITTED", "APPENDIX"),
    ADMISSION_STATUTORY("admission.statutory", "SIGNATURE", "MEMBER"),
    ADULT_ONLY_PACK("co.adult_only_pack", "REFUSE", "ALLOW_3.1"),
    BASIS_CLOSED("basis.closed", "yes", "no"),
    BASIS_EMERGENCY("basis.emergency", Form.CHOICES, "a", "b", "c", "d", "e", "f", "RLI"),
    CATEGORIES_CLOSED("st.categories_closed", "yes", "no"),
    CHANGE_QUORUM("change.quorum", "LISTED_ELEVEN", "ALL_ADMITTED"),
    CONSENT_P18_CONFLICT("consent.p18_conflict", "WARN", "REFUSE"),
    CONSENT_RULE("consent.rule", Form.CHOICES, "CONSIDERED", "RESPECTED", "FREE_CHOICE", "OR_REASON"),
    CONTROLLER_DEFAULT("controller.default", "ORIGINATOR", "JOINT"),
    DECEASED_PROTECTED("deceased.same_protection", "yes", "no"),
    EMERGENCY_RELEASE("emergency.release", Form.CHOICES, "REVIEW", "SPOC", "TRAINING", "PHASE", "HISTORICAL"),
    EQUALITY_DATA("st.edi", "CASE_RELEVANT_ONLY", "ALLOW_FLAGGED"),
    EXTERNAL_BODIES("external.bodies", "NONE", "ADMITTED"),
    GUIDANCE_BINDS("wi.guidance_binds", "yes", "no"),
    LAW_ENFORCEMENT("lawenf.mode", "REFUSE", "PART3_LANE"),
    LEAD_BODY("pd.lead_body", Form.LEAD),
    LOCKED_FILES("locked_files", "REFUSE", "HOLD", "ACCEPT_UNCHECKED"),
    MEMBERS("wi.members", "APPENDIX", "APPENDIX+SAFEGUARDING_PARTNERS"),
    MINIMUM_CHECKS("minimum.checks", Form.CHOICES, "SUBJECTS"),
    MIXED_NEEDS_MARKING("nature.mixed_needs_marking", "yes", "no"),
    MONTH_ONLY("date.month_only", "FIRST", "LAST"),
    NO_MEETING_PURPOSES("phase.no_meeting_purposes", Form.CODES),
    OTHER_BODIES("st.other_bodies", "REFUSE", "ADMIT_BY_PARTNERS"),
    PARTNER_AGENCIES("so.partner_agencies", "THREE", "THREE_PLUS_ADMITTED", "ALL_LISTED"),
    PURPOSE_TEMPLATES("purpose.templates", "on", "off"),
    REMOTE_ACCESS("territory.remote_access", "REFUSE", "ALLOW_NAMED"),
    REMOTE_NAMED("territory.remote_named", Form.ACCOUNTS),
    REUSE_CHECK("reuse.check", "on", "off"),
    REVIEW_ANCHOR("st.review_anchor", Form.DATE),
    REVIEW_CADENCE("review.cadence", "FIXED", "ROLLING"),
    REVIEW_OVERDUE("review.overdue", "CONTINUE", "WARN", "SUSPEND_NEW"),
    SIGNATURES_CARRY_OVER("version.signatures_carry_over", "yes", "no"),
    SPECIAL_ACCEPT("special.accept", "FOUR", "TEN"),
    SPOC_MISSING("spoc.missing", "WARN", "BLOCK_SEND", "BLOCK_BOTH"),
    TERMINATION_PENDING("termination.pending", "STOP", "LET_FINISH"),
    TERMINATION_SCOPE("termination.scope", "PARTY", "ALL"),
    TERRITORY_ALLOWED("territory.allowed", "UK", "UK+EEA", "UK+EEA+MECHANISM"),
    TERRITORY_APPLIES_TO("territory.applies_to", "RECEIVED_ONLY", "ALL"),
    TERRITORY_EEA_MEANS("territory.eea_means", "UK_AND_EEA", "LITERAL"),
    TERRITORY_EXTRA_PLACES("territory.extra_places", Form.CODES),
    TERRITORY_INCLUDES_ANONYMISED("territory.includes_anonymised", "yes", "no"),
    TRAINING_VALID_MONTHS("training.valid_months", Form.MONTHS);

    private static final Map<String, Setting> KEYS = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));

    private static final Map<Setting, List<String>> CHOICES = Arrays.stream(values())
            .filter(setting -> !setting.choices.isEmpty()).collect(Collectors.toUnmodifiableMap(Function.identity(),
                    setting -> List.of(setting.choices.split(", ", -1))));

    private final String key;
    private final Form form;
    private final String choices;

    Setting(String key, String... values) {
        this(key, Form.CHOICE, values);
    }

    Setting(String key, Form form, String... values) {
        this.key = key;
        this.form = form;
        this.choices = String.join(", ", values);
    }

    /// The name in `register.yaml` and in an agreement's file.
    public String key() {
        return key;
    }

    /// The setting of that name.
    public static Optional<Setting> find(String key) {
        return Optional.ofNullable(KEYS.get(key));
    }

    /// The names of all settings, in one line.
    static String keys() {
        return Arrays.stream(values()).map(Setting::key).sorted().collect(Collectors.joining(", "));
    }

    /// Whether this setting takes the value.
    public boolean takes(String value) {
        return switch (form) {
            case CHOICE -> choices().contains(value);
            case CHOICES -> value.isEmpty() || choices().containsAll(List.of(value.split(",", -1)));
            case CODES, ACCOUNTS, LEAD, DATE, MONTHS -> form.pattern.matcher(value).matches();
        };
    }

    /// What is taken, in words.
    public String accepted() {
        return switch (form) {
            case CHOICE -> choices;
            case CHOICES -> "a list of " + choices;
            case CODES, ACCOUNTS, LEAD, DATE, MONTHS -> form.words;
        };
    }

    /// The words that it takes, or may list; empty where it takes something else.
    public List<String> choices() {
        return CHOICES.getOrDefault(this, List.of());
    }

    /// It takes a list, written as a list or with commas.
    public boolean takesList() {
        return form == Form.CHOICES || form == Form.CODES || form == Form.ACCOUNTS;
    }

    /// The form of its value where it takes no listed word, as a regular expression.
    public String form() {
        return form.pattern.pattern();
    }

    private enum Form {
        CHOICE("", "one of its values"),
        CHOICES("", "some of its values"),
        CODES("([A-Z0-9?-]+(,[A-Z0-9?-]+)*)?", "codes, as a list"),
        ACCOUNTS("([a-z0-9][a-z0-9._-]*(,[a-z0-9][a-z0-9._-]*)*)?", "accounts, as a list"),
        LEAD("BY_CASE|[a-z0-9]+(-[a-z0-9]+)*", "an agency id, or BY_CASE"),
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
