// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.manifest;

/// A type of information that a pack may hold.
public enum DataCategory {
    NAME("names"),
    ADDRESS("addresses"),
    DATE_OF_BIRTH("dates of birth"),
    FAMILY_MEMBERS("family members"),
    AGE("ages"),
    GENDER("gender"),
    HEALTH("health information", true),
    EQUALITY("race, religion, disability or ethnicity", true),
    LEGAL_STATUS("legal status"),
    CRIMINAL_INVESTIGATIONS("criminal investigations"),
    ADULT_SAFEGUARDING("adult safeguarding concerns", true),
    ABUSE("descriptions of abuse", true),
    GENETIC("genetic data", true),
    BIOMETRIC("biometric data", true),
    SEXUAL_LIFE("sexual life", true),
    POLITICAL("political views", true),
    TRADE_UNION("trade union membership", true),
    FINANCIAL("financial information"),
    EDUCATION("education"),
    IMMIGRATION("immigration"),
    OTHER("another type of information");

    private final String words;
    private final boolean special;

    DataCategory(String words) {
        this(words, false);
    }

    DataCategory(String words, boolean special) {
        this.words = words;
        this.special = special;
    }

    /// The code that a manifest writes: `DATE-OF-BIRTH`.
    public String code() {
        return name().replace('_', '-');
    }

    /// In plain words, to stand in a sentence.
    public String words() {
        return words;
    }

    /// Special category data (Article 9), or treated as such because it reveals health or sexual life.
    public boolean isSpecial() {
        return special;
    }
}
