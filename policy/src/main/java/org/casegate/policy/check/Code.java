// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.check;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Why: one code for each kind of finding, the same in every agreement.
public enum Code {
    ACCESS_GROUND,
    AGENCY_CLASS_NOT_BODY,
    AGENCY_NOT_ADMITTED,
    AGENCY_NOT_SIGNED,
    AGENCY_SUSPENDED,
    AGREEMENT_ENDED,
    AGREEMENT_NOT_ACTIVE,
    ANON_FAILED,
    AS_AT_MISSING,
    BASIS_NOT_LISTED,
    CATEGORY_NOT_LISTED,
    CHANNEL,
    CONSENT_NOT_CONSIDERED,
    CONSENT_OR_REASON,
    CONSENT_REFUSED,
    CONSENT_WITHDRAWN,
    COURT_MATERIAL,
    DECEASED_BASIS,
    DECLINE_REASONS,
    DECLINE_WELLBEING,
    EXPIRED,
    GATEWAY_MISSING,
    HASH_MISMATCH,
    HISTORICAL_UNEXPLAINED,
    INDEFINITE_NO_REVIEW,
    INFORMED_MISSING,
    LAW_ENFORCEMENT,
    LEDGER,
    MANIFEST_INVALID,
    MEMBER_CONDITION,
    NATURE_MISSING,
    NECESSITY,
    NEED_TO_KNOW,
    NOT_AVAILABLE,
    NOT_THE_RECIPIENT,
    ORIGINATOR_MISSING,
    PART_MISSING,
    PART_NOT_LISTED,
    PERSON_NOT_CHECKED,
    PERSON_NOT_TRAINED,
    PHASE,
    PURPOSE_NOT_LISTED,
    PURPOSE_UNCLEAR,
    REASON_MISSING,
    RECIPIENT_NO_ROLE,
    RECIPIENT_NOT_NAMED,
    REMINDER,
    REQUEST_CONSENT,
    REQUEST_PURPOSE,
    RETENTION_MISSING,
    REUSE,
    RISK_CONTROLS_MISSING,
    SPECIAL_CATEGORY,
    SPOC_MISSING,
    TERRITORY,
    TOO_LARGE,
    TOO_MANY_SUBJECTS,
    UNDECLARED_CONTENT,
    UNREADABLE,
    WELLBEING_MISSING,
    /// A check that could not be carried out; the pack is refused and the step named.
    CHECK_FAILED,
    /// Warning: the agreement's review is overdue.
    REVIEW_OVERDUE,
    /// Warning: paragraph 18 is for acting without consent, and consent was obtained.
    CONSENT_CONFLICT,
    /// Warning: a locked part was accepted without being looked into.
    UNCHECKED,
    /// Advice after a download: where to file it.
    FILING,
    /// Warning: two people let a check pass in an emergency.
    EMERGENCY_RELEASE,
    /// Warning: the registration with the Information Commissioner is missing or has expired.
    ICO_REGISTRATION;

    private static final Map<String, Code> PRINTED = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(Code::printed, Function.identity()));

    private final String printed = name().replace('_', '-');

    /// As it is printed: `RECIPIENT-NOT-NAMED`.
    public String printed() {
        return printed;
    }

    /// The code that is printed so.
    public static Optional<Code> find(String printed) {
        return Optional.ofNullable(PRINTED.get(printed));
    }

    @Override
    public String toString() {
        return printed();
    }
}
