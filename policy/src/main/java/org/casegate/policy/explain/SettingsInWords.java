// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.explain;

import static java.util.Map.entry;

import java.util.Map;
import org.casegate.policy.register.Setting;

/// What each setting decides.
final class SettingsInWords {

    private static final Map<Setting, String> WORDS = Map.ofEntries(
            entry(Setting.ADDITIONAL_PURPOSES, "what becomes of a pack for an additional purpose that the law permits"),
            entry(Setting.ADMISSION_NAMED, "what a body that is named needs before it may share"),
            entry(Setting.ADMISSION_OTHERS, "what a body that is not named needs before it may share"),
            entry(Setting.ADMISSION_STATUTORY, "what a statutory partner needs before it may share"),
            entry(Setting.ADULT_ONLY_PACK, "what becomes of a pack about adults only"),
            entry(Setting.BASIS_CLOSED, "whether only the listed conditions of Article 6 count"),
            entry(Setting.BASIS_EMERGENCY, "conditions of Article 6 that count in an emergency"),
            entry(Setting.CATEGORIES_CLOSED, "whether the list of kinds of data is closed"),
            entry(Setting.CHANGE_QUORUM, "whose agreement a change needs"),
            entry(Setting.CONSENT_P18_CONFLICT, "consent obtained beside the condition that is for acting without it"),
            entry(Setting.CONSENT_RULE, "which rules of consent bind"),
            entry(Setting.CONTROLLER_DEFAULT, "who is controller of a part unless it is the partnership's own"),
            entry(Setting.DECEASED_PROTECTED, "whether people who have died get the same protection"),
            entry(Setting.EMERGENCY_RELEASE, "checks that two people may override in an emergency"),
            entry(Setting.EQUALITY_DATA, "when data on race, religion, disability and ethnicity may be sent"),
            entry(Setting.EXTERNAL_BODIES, "whether bodies outside the partnership can receive"),
            entry(Setting.GUIDANCE_BINDS, "whether the guidance half of the document binds"),
            entry(Setting.LAW_ENFORCEMENT, "what becomes of a pack for law enforcement"),
            entry(Setting.LEAD_BODY, "the body that leads for the partnership"),
            entry(Setting.LOCKED_FILES, "what becomes of a pack with a file that nobody can look into"),
            entry(Setting.MEMBERS, "whose membership needs no admission"),
            entry(Setting.MINIMUM_CHECKS, "what is counted in the files to keep a pack to the minimum"),
            entry(Setting.MIXED_NEEDS_MARKING, "whether fact and opinion must be told apart within a part"),
            entry(Setting.MONTH_ONLY, "the day that is meant where the text gives a month"),
            entry(Setting.NO_MEETING_PURPOSES, "purposes for which a pack may be sent without a meeting"),
            entry(Setting.OTHER_BODIES, "whether bodies that are not named can be admitted"),
            entry(Setting.PARTNER_AGENCIES, "who counts as a Partner Agency"),
            entry(Setting.PURPOSE_TEMPLATES, "whether purposes limit the kinds of data"),
            entry(Setting.REMOTE_ACCESS, "what becomes of somebody who signs in from abroad"),
            entry(Setting.REMOTE_NAMED, "accounts that may sign in from abroad"),
            entry(Setting.REUSE_CHECK, "whether a part that came under another transfer is noticed"),
            entry(Setting.REVIEW_ANCHOR, "the day from which reviews are counted"),
            entry(Setting.REVIEW_CADENCE, "whether reviews fall due by the calendar or after the last one"),
            entry(Setting.REVIEW_OVERDUE, "what a missed review does"),
            entry(Setting.SIGNATURES_CARRY_OVER, "whether signatures to an earlier version still count"),
            entry(Setting.SPECIAL_ACCEPT, "which conditions of Article 9 count without a reason"),
            entry(Setting.SPOC_MISSING, "what a missing single point of contact does"),
            entry(Setting.TERMINATION_PENDING, "what becomes of packs that wait when the agreement ends"),
            entry(Setting.TERMINATION_SCOPE, "for whom a notice of termination ends the agreement"),
            entry(Setting.TERRITORY_ALLOWED, "where data may be"),
            entry(Setting.TERRITORY_APPLIES_TO, "whether that binds one's own data too"),
            entry(Setting.TERRITORY_EEA_MEANS, "whether the United Kingdom counts with the European Economic Area"),
            entry(Setting.TERRITORY_EXTRA_PLACES, "further places where data may be"),
            entry(Setting.TERRITORY_INCLUDES_ANONYMISED, "whether that binds anonymous data too"),
            entry(Setting.TRAINING_VALID_MONTHS, "for how many months training counts"));

    private SettingsInWords() {}

    static String of(Setting setting) {
        return WORDS.getOrDefault(setting, "");
    }
}
