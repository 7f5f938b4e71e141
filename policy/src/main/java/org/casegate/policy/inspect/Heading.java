// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.inspect;

import java.util.Locale;
import java.util.regex.Pattern;

/// What a column of a table says it holds.
enum Heading {
    NHS_NUMBER,
    BIRTH_DATE,
    NAME,
    OTHER;

    private static final Pattern NHS = Pattern.compile("nhs([ _-].*)?|nhs(no|number|num)?[0-9]?");
    private static final Pattern BIRTH = Pattern.compile(
            "(dob|d\\.o\\.b\\.?|date[ _-]?of[ _-]?birth|birth[ _-]?(date|day|month|year)|born)"
                    + "([ _-]?(day|month|year|d|m|y|dd|mm|yyyy|[0-9]))?");
    private static final Pattern PERSON = Pattern.compile(
            "name|((child|mother|father|parent|carer|patient|subject|sibling|brother|sister|person|client|pupil)"
                    + "('?s)?[ _-]?)?((full|first|middle|last|given|family|birth)[ _-]?name|fore[ _-]?names?|sur[ _-]?names?)"
                    + "|(child|mother|father|parent|carer|patient|subject|sibling|brother|sister|person|client|pupil)"
                    + "('?s)?[ _-]?name");

    static Heading of(String cell) {
        String words = cell.strip().toLowerCase(Locale.ROOT);
        if (NHS.matcher(words).matches()) {
            return NHS_NUMBER;
        }
        if (BIRTH.matcher(words).matches()) {
            return BIRTH_DATE;
        }
        return PERSON.matcher(words).matches() ? NAME : OTHER;
    }
}
